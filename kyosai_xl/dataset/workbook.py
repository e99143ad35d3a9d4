"""Tables from the sheets of a workbook (.xlsx, .xlsm), with the values Excel last saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from kyosai_xl.dataset.findings import Findings
from kyosai_xl.dataset.grid import Grid, Row
from kyosai_xl.dataset.lost_values import LostValues, find_lost_values
from kyosai_xl.dataset.not_a_workbook import explain
from kyosai_xl.dataset.os_faults import os_fault
from kyosai_xl.dataset.sheets import OpenRows, filled_rows, open_sheets
from kyosai_xl.dataset.tables import Table


def open_workbook(path: Path, findings: Findings) -> dict[Table, Grid]:
    """The tables whose header could be found; everything else becomes a finding."""
    try:
        # The reader's own refusals do not say who refused.
        with path.open("rb"):
            pass
        try:
            with CalamineWorkbook.from_path(path) as book:
                return _open_sheets(path, book, findings)
        except CalamineError:
            findings.add(explain(path), path.name)
    except OSError as cause:
        findings.add(os_fault(cause), path.name)
    return {}


def _open_sheets(path: Path, book: CalamineWorkbook, findings: Findings) -> dict[Table, Grid]:
    names = {
        sheet.name: number
        for number, sheet in enumerate(book.sheets_metadata)
        if sheet.typ == SheetTypeEnum.WorkSheet
    }

    def rows_of(name: str) -> OpenRows:
        lost = find_lost_values(path, names[name])
        return partial(_rows, book.get_sheet_by_name(name), lost)

    return open_sheets(list(names), rows_of, path.name, findings)


def _rows(sheet: CalamineSheet, lost: LostValues, _: Findings, header_line: int) -> Iterator[Row]:
    return filled_rows(_all_rows(sheet, lost), header_line)


def _all_rows(sheet: CalamineSheet, lost: LostValues) -> Iterator[Sequence[object]]:
    margin: list[object] = [""] * (sheet.start or (0, 0))[1]
    for line, row in enumerate(sheet.iter_rows(), 1):
        cells = [*margin, *row]
        for position, value in lost.get(line, {}).items():
            cells += [""] * (position + 1 - len(cells))
            cells[position] = value
        yield cells
