"""Formulas with our functions, as an older LibreOffice reads them from an Excel file.

Before 25.2 it does not know a function of an extension by its Excel name and keeps the name as it
stands, in lower case, giving #NAME?; entered once more, the formula is understood. Every version
trusts the file's values until something changes, so they are worked out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import Pattern
from typing import Any

from kyosai_xl.calc.extension import ids
from kyosai_xl.calc.extension.inside.unprotected import unlock

_FORMULA_CELLS = 16
"""com.sun.star.sheet.CellFlags.FORMULA."""


def repair(document: Any, names: Iterable[str]) -> int:
    """Enter formulas that call the named functions once more; return how many.

    Leaves no trace in the undo list nor in the document's modified state.
    """
    calls = _calls(names)
    modified = document.isModified()
    undo = document.getUndoManager()
    undo.lock()
    try:
        sheets = document.getSheets()
        found = [_repair_sheet(sheets.getByIndex(n), calls) for n in range(sheets.getCount())]
        if any(used for used, _ in found):
            document.calculateAll()
    finally:
        undo.unlock()
        if not modified and document.isModified():
            document.setModified(False)
    return sum(entered for _, entered in found)


def _calls(names: Iterable[str]) -> Pattern[str]:
    """Match each call; the group is there where LibreOffice knows the function."""
    names = tuple(names)
    known = re.escape(ids.FUNCTIONS) + rf"\.(?:{'|'.join(map(ids.uno_name, names))})"
    return re.compile(rf"(?<![\w.])(?:({known})|{'|'.join(names)})\(", re.IGNORECASE)


def _repair_sheet(sheet: Any, calls: Pattern[str]) -> tuple[bool, int]:
    """Return whether the sheet calls the functions at all, and how many formulas were entered."""
    found = list(_formulas(sheet, calls))
    unknown = [(cell, formula) for cell, formula, known in found if not known]
    opened = bool(unknown) and unlock(sheet)
    # Still locked means locked with a password, which is not ours to lift.
    if unknown and not sheet.isProtected():
        for cell, formula in unknown:
            _enter(sheet, cell, formula)
        if opened:
            sheet.protect("")
    return bool(found), len(unknown)


def _formulas(sheet: Any, calls: Pattern[str]) -> Iterator[tuple[Any, str, bool]]:
    """Give each cell that calls the functions, its formula, and whether they are known in it."""
    areas = sheet.queryContentCells(_FORMULA_CELLS)
    for area in (areas.getByIndex(n) for n in range(areas.getCount())):
        for y, row in enumerate(area.getFormulaArray()):
            for x, formula in enumerate(row):
                services = calls.findall(formula)
                if services:
                    yield area.getCellByPosition(x, y), formula, all(services)


def _enter(sheet: Any, cell: Any, formula: str) -> None:
    if not formula.startswith("{"):
        cell.setFormula(formula)
        return
    # Every cell of an array formula shows the formula, and the first one holds it.
    array = sheet.createCursorByRange(cell)
    array.collapseToCurrentArray()
    area, place = array.getRangeAddress(), cell.getCellAddress()
    if (area.StartRow, area.StartColumn) == (place.Row, place.Column):
        array.setArrayFormula(formula[1:-1])
