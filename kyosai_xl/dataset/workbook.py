"""Tables from the sheets of a workbook (.xlsx, .xlsm), with the values Excel last saved."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from kyosai_xl.dataset.findings import Findings, error
from kyosai_xl.dataset.grid import Grid, Row, Source, find_grid
from kyosai_xl.dataset.lost_values import LostValues, find_lost_values
from kyosai_xl.dataset.not_a_workbook import explain
from kyosai_xl.dataset.os_faults import os_fault
from kyosai_xl.dataset.reading import listed
from kyosai_xl.dataset.tables import TABLES, Table

HEADER_WITHIN = 10
"""The header stands in one of the first rows, below a title perhaps."""


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
    matching = {
        table: [name for name in names if _folded(name) in map(_folded, table.sheets)]
        for table in TABLES
    }
    if not any(matching.values()):
        _note_no_tables(names, path.name, findings)
        return {}
    grids = {}
    for table, found in matching.items():
        if len(found) == 1:
            sheet = book.get_sheet_by_name(found[0])
            rows = partial(_rows, sheet, find_lost_values(path, names[found[0]]))
            grid = _find_grid(Source(table, path.name, found[0], rows), findings)
            if grid:
                grids[table] = grid
        elif found or not table.optional:
            _note_sheets(table, found, path.name, findings)
    return grids


def _find_grid(source: Source, findings: Findings) -> Grid | None:
    candidates = list(islice(source.open_rows(findings, 0), HEADER_WITHIN))
    if candidates:
        return find_grid(source, candidates, findings)
    message = f"シート「{source.sheet}」に何も入っていません。"
    findings.add(error("empty_table", message, "見出しとデータを入れてください。"), source.file)
    return None


def _rows(sheet: CalamineSheet, lost: LostValues, _: Findings, header_line: int) -> Iterator[Row]:
    margin: list[object] = [""] * (sheet.start or (0, 0))[1]
    for line, row in enumerate(sheet.iter_rows(), 1):
        cells = [*margin, *row]
        for position, value in lost.get(line, {}).items():
            cells += [""] * (position + 1 - len(cells))
            cells[position] = value
        if line > header_line and cells.count("") < len(cells):
            # To a dictionary of values already read, True is 1.
            yield line, [str(cell).upper() if isinstance(cell, bool) else cell for cell in cells]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _note_no_tables(names: Iterable[str], file: str, findings: Findings) -> None:
    wanted = "、".join(f"「{table.sheet}」" for table in TABLES if not table.optional)
    message = f"実績報告の表が1つもありません。あるシートは{listed(names)}です。"
    findings.add(error("no_tables", message, f"シートの名前を{wanted}にしてください。"), file)


def _note_sheets(table: Table, found: list[str], file: str, findings: Findings) -> None:
    if found:
        message = f"{table.sheet}の表のシートが{listed(found)}と重なっています。"
        note = error("doubled_sheet", message, "使わないほうのシートの名前を変えてください。")
    else:
        message = f"シート「{table.sheet}」がありません。"
        action = f"{table.sheet}の表のシート名を「{table.sheet}」にしてください。"
        note = error("missing_table", message, action)
    findings.add(note, file)
