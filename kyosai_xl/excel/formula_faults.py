"""Faults of formulas: a function that Excel would not know, a value that was not worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from kyosai_xl.excel.faults import MAIN, Fault, Parts, root

_BUILT_IN = """
    ABS ADDRESS AGGREGATE AND AVERAGE CEILING CHOOSE COLUMN COLUMNS CONCATENATE COUNT COUNTA
    COUNTBLANK COUNTIF COUNTIFS DATE DATEVALUE DAY EDATE EOMONTH EXACT FALSE FILTER FIND FLOOR
    HLOOKUP HYPERLINK IF IFERROR IFNA IFS INDEX INDIRECT INT ISBLANK ISERROR ISNUMBER ISTEXT LARGE
    LEFT LEN LET LOOKUP MATCH MAX MEDIAN MID MIN MOD MONTH N NA NOT OFFSET OR RANK REPT RIGHT ROUND
    ROUNDDOWN ROUNDUP ROW ROWS SEARCH SEQUENCE SIGN SMALL SORT SORTBY SUBSTITUTE SUBTOTAL SUM SUMIF
    SUMIFS SUMPRODUCT T TAKE TEXT TEXTJOIN TODAY TRANSPOSE TRIM TRUE TRUNC UNIQUE VALUE VLOOKUP
    XLOOKUP YEAR
"""
BUILT_IN = frozenset(_BUILT_IN.split())
"""The functions of Excel that a template may use; a new one is added on purpose."""
_CHECKED = re.compile(r"xl/(workbook\.xml|(worksheets|tables)/[^/]+\.xml)")
_FORMULAS = {
    f"{MAIN}{name}"
    for name in (
        "f",
        "formula",
        "formula1",
        "formula2",
        "definedName",
        "calculatedColumnFormula",
        "totalsRowFormula",
    )
}
_QUOTED = re.compile(r"""\"(?:[^"]|"")*"|'(?:[^']|'')*'""")
_CALLED = re.compile(r"([^\W\d][\w.]*)\(")
_PREFIX = re.compile(r"^(?:_xlfn\.|_xlws\.)+")
"""How a file marks the functions that are younger than its format."""


def formula_faults(parts: Parts, own: frozenset[str]) -> Iterator[Fault]:
    """Yield faults of every formula; ``own`` are the names of the functions in the VBA."""
    known = BUILT_IN | {name.upper() for name in own}
    for part in filter(_CHECKED.fullmatch, parts):
        top = root(parts, part)
        yield from _unknown(part, top, known)
        for cell in top.iter(f"{MAIN}c"):
            if cell.find(f"{MAIN}f") is not None and cell.find(f"{MAIN}v") is None:
                message = f"{cell.get('r')}の数式に計算済みの値がありません。"
                yield Fault(part, "cached-value", message)
        if any(
            engine.get("fullCalcOnLoad") in {"1", "true"} for engine in top.iter(f"{MAIN}calcPr")
        ):
            yield Fault(part, "calculation", "開くたびに再計算する設定になっています。")


def called_functions(formula: str) -> set[str]:
    """Return the names of the functions that a formula calls, in capitals, without prefixes."""
    bare = _QUOTED.sub("", formula)
    return {_PREFIX.sub("", name).upper() for name in _CALLED.findall(bare)}


def _unknown(part: str, top: ET.Element, known: frozenset[str]) -> Iterator[Fault]:
    formulas = {element.text or "" for element in top.iter() if element.tag in _FORMULAS}
    called = {name for formula in formulas for name in called_functions(formula)}
    for name in sorted(called - known):
        yield Fault(part, "known-function", f"関数{name}はExcelにもこのブックにもありません。")
