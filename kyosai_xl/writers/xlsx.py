"""Layout → a new xlsx file.

XlsxWriter writes the skeleton: everything but the rows of tables, which are represented by one
marker row a row style, wherever a row is free. The markers tell the numbers of the styles; then
the sheet parts are copied into the final file with the markers taken out and the rows streamed in.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import count
from typing import IO

from kyosai_xl.layout.model import Block, Book, Cell, Sheet, Table, across, letter
from kyosai_xl.layout.styles import Style
from kyosai_xl.writers.row_stream import stream_rows
from kyosai_xl.writers.skeleton import Formats, new_workbook, set_up_sheet, write_cells
from kyosai_xl.writers.zip_parts import copy_part, stream_part

LAST_ROW = 1_048_576
"""Rows that a sheet can hold."""

_ROW = re.compile(r'<row r="(\d+)"[^>]*?(?:/>|>.*?</row>)', re.DOTALL)
_STYLE = re.compile(r'<c r="([A-Z]+)\d+"(?: s="(\d+)")?')
_MERGES = re.compile(r'<mergeCells count="(\d+)">(.*?)</mergeCells>')
_BATCH = 256

Progress = Callable[[str, int], None]
"""Called with a sheet's name and the number of table rows written since the last call."""


def silent(_sheet: str, _rows: int) -> None:
    """Tell nobody."""


def write_xlsx(book: Book, target: IO[bytes], progress: Progress = silent) -> None:
    """Write the workbook into a seekable binary file; the same book gives the same bytes."""
    skeleton = BytesIO()
    _write_skeleton(book, skeleton)
    sheets = {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(book.sheets, 1)}
    with zipfile.ZipFile(skeleton) as source, zipfile.ZipFile(target, "w") as result:
        for name in source.namelist():
            sheet = sheets.get(name)
            if sheet is None or not sheet.tables:
                copy_part(source, result, name)
                continue
            xml = _sheet_xml(source.read(name).decode(), sheet, progress)
            cells = sum(table.length * len(table.columns) for table in sheet.tables)
            stream_part(result, name, xml, cells=cells)


def _write_skeleton(book: Book, target: IO[bytes]) -> None:
    workbook = new_workbook(book, target)
    formats = Formats(workbook)
    for sheet in book.sheets:
        worksheet = workbook.add_worksheet(sheet.name)
        set_up_sheet(worksheet, sheet)
        write_cells(worksheet, sheet, formats)
        for row, styles in _markers(sheet):
            for column, style in enumerate(styles):
                if style is not None:
                    worksheet.write_blank(row, column, None, formats[style])
    workbook.close()


def _markers(sheet: Sheet) -> Iterator[tuple[int, tuple[Style | None, ...]]]:
    """Pair each row style of the sheet's tables with its marker row, from the top down.

    XlsxWriter walks over every row down to the last one used, so the markers stay near the top.
    """
    used = {row for cell in sheet.cells for row in _rows_of(cell)} | sheet.heights.keys()
    free = (row for row in count() if row not in used)
    return zip(free, (styles for table in sheet.tables for styles in table.styles.values()))


def _rows_of(cell: Cell | Block) -> range:
    return range(cell.row, (cell.last_row if isinstance(cell, Block) else cell.row) + 1)


def _sheet_xml(xml: str, sheet: Sheet, progress: Progress) -> Iterator[str]:
    """Yield the sheet part with the markers taken out and the rows of the tables put in."""
    head, _, rest = xml.partition("<sheetData>")
    data, _, tail = rest.partition("</sheetData>")
    rows = {int(match[1]): match[0] for match in _ROW.finditer(data)}
    ids = [_style_ids(rows.pop(row + 1, ""), len(styles)) for row, styles in _markers(sheet)]
    yield re.sub(r'<dimension ref="[^"]*"/>', f'<dimension ref="{_extent(sheet)}"/>', head)
    yield "<sheetData>"
    for table in sheet.tables:
        yield from (rows.pop(row) for row in sorted(rows) if row <= table.row)
        styles = {key: ids.pop(0) for key in table.styles}
        yield from _in_batches(stream_rows(table, styles), sheet.name, progress)
    yield from (rows[row] for row in sorted(rows))
    yield "</sheetData>"
    yield _with_spans(tail, sheet)


def _style_ids(marker: str, columns: int) -> list[int | None]:
    ids = {match[1]: int(match[2] or 0) for match in _STYLE.finditer(marker)}
    return [ids.get(letter(column)) for column in range(columns)]


def _in_batches(rows: Iterable[str], sheet: str, progress: Progress) -> Iterator[str]:
    batch: list[str] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield "".join(batch)
            progress(sheet, _BATCH)
            batch.clear()
    yield "".join(batch)
    progress(sheet, len(batch))


def _extent(sheet: Sheet) -> str:
    rows = [_last_row(table) for table in sheet.tables]
    columns = [len(table.columns) - 1 for table in sheet.tables]
    for cell in sheet.cells:
        rows.append(cell.last_row if isinstance(cell, Block) else cell.row)
        columns.append(cell.last_column if isinstance(cell, Block) else cell.column)
    return across(0, 0, max(rows), max(columns))


def _last_row(table: Table) -> int:
    return table.row + table.length - 1


def _with_spans(tail: str, sheet: Sheet) -> str:
    """Add the tables' merged cells to those of the skeleton."""
    spans = [
        f'<mergeCell ref="{across(span.row, span.column, span.last_row, span.column)}"/>'
        for table in sheet.tables
        for span in table.spans()
    ]
    if not spans:
        return tail
    old = _MERGES.match(tail)
    merged = (old[2] if old else "") + "".join(spans)
    count = (int(old[1]) if old else 0) + len(spans)
    rest = tail[old.end() :] if old else tail
    return f'<mergeCells count="{count}">{merged}</mergeCells>{rest}'
