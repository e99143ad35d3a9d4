"""Sheets as text, held against the goldens beside the tests.

A golden only shows what changed; that it is right is said by the figures worked out by hand in
`small.py` and asserted beside it.
"""

from pathlib import Path

from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.writers.text import sheet_lines

GOLDENS = Path(__file__).parents[1] / "goldens" / "layout"


def compare(name, make_sheet, update_goldens):
    """Compare the sheet in native formulas, and the lines that kyosai_xl's own functions change.

    `make_sheet` takes the dialect. In a workbook of values the same cells show the same values.
    """
    native, own, values = (list(sheet_lines(make_sheet(each))) for each in Dialect)
    changed = [line for line, other in zip(own, native, strict=True) if line != other]
    _hold(f"{name}.txt", native, update_goldens)
    _hold(f"{name}.udf.txt", changed, update_goldens)
    assert [_without_formula(line) for line in native] == values
    assert [_without_formula(line) for line in own] == values


def compare_values(name, sheet, update_goldens):
    """Compare a sheet that holds values only, whatever the dialect."""
    _hold(f"{name}.txt", list(sheet_lines(sheet)), update_goldens)


def _without_formula(line):
    return " | ".join(part for part in line.split(" | ") if not part.startswith("="))


def _hold(name, lines, update_goldens):
    path = GOLDENS / name
    if update_goldens:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    assert lines == path.read_text(encoding="utf-8").splitlines(), path.name
