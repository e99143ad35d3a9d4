"""Formulas worked out by LibreOffice equal the cached values, for less common reports too."""

import shutil
from pathlib import Path

import pytest

from kyosai_xl import cli
from tests import office

SAMPLE = Path(cli.__file__).parent / "dataset" / "sample"


def rounded(value):
    return round(value, 9) if isinstance(value, int | float) else value


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    "arguments",
    [
        ["--as-of", "2024-12"],
        ["--as-of", "2023-06", "--start", "4"],
        ["--as-of", "2025-05", "--start", "1,12"],
        ["--as-of", "2021-01"],
    ],
    ids=" ".join,
)
def test_libreoffice_agrees(soffice, tmp_path, arguments):
    source = shutil.copytree(SAMPLE, tmp_path / "input")
    master = source / "model_unions.csv"
    text = master.read_text(encoding="utf-8").replace(",370,0,10,20,", ",0,0,10,0,", 1)
    master.write_text(text, encoding="utf-8", newline="")
    out = tmp_path / "out.xlsx"
    assert cli.main(["regenerate", str(source), "-o", str(out), *arguments]) == cli.OK
    cached = office.values(out)
    worked_out = office.values(office.recalculated(soffice, out, tmp_path / "recalculated"))
    assert cached.keys() == worked_out.keys()
    for name, sheet in cached.items():
        other = worked_out[name]
        assert sheet.keys() == other.keys(), name
        wrong = {place for place in sheet if rounded(sheet[place]) != rounded(other[place])}
        assert not wrong, name
