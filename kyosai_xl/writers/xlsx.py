"""Layout → a new xlsx file.

XlsxWriter writes the skeleton: everything but the rows of tables, with one marker row a row
style that tells the numbers of the styles. What stands below a table moves up for that, because
XlsxWriter keeps something for every row down to the last. Then the sheet parts are copied into
the final file with the markers taken out, the rows streamed in and the others back in place.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import count
from typing import IO

from kyosai_xl.layout.model import Block, Book, Cell, Sheet, across, letter
from kyosai_xl.layout.styles import Style
from kyosai_xl.writers.charts import with_japanese_font
from kyosai_xl.writers.row_stream import stream_rows
from kyosai_xl.writers.skeleton import (
    Formats,
    add_macros,
    define_names,
    new_workbook,
    set_up_sheet,
    write_cells,
)
from kyosai_xl.writers.zip_parts import copy_part, stream_part

_ROW = re.compile(r'<row r="(\d+)"[^>]*?(?:/>|>.*?</row>)', re.DOTALL)
_STYLE = re.compile(r'<c r="([A-Z]+)\d+"(?: s="(\d+)")?')
_PLACE = re.compile(r'(<row|<c) r="([A-Z]*)\d+"')
_MERGES = re.compile(r"<mergeCells .*?</mergeCells>")
_CHARTS = "xl/charts/"
_BATCH = 256

Progress = Callable[[str, int], None]
"""Called with a sheet's name and the number of table rows written since the last call."""


def silent(_sheet: str, _rows: int) -> None:
    """Tell nobody."""


def write_xlsx(
    book: Book, target: IO[bytes], progress: Progress = silent, vba: bytes | None = None
) -> None:
    """Write the workbook into a seekable binary file; the same book gives the same bytes.

    With a ``vba`` project it is a macro-enabled one, and sheets carry their code names.
    """
    skeleton = BytesIO()
    _write_skeleton(book, skeleton, vba)
    sheets = {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(book.sheets, 1)}
    with zipfile.ZipFile(skeleton) as source, zipfile.ZipFile(target, "w") as result:
        for name in source.namelist():
            sheet = sheets.get(name)
            if name.startswith(_CHARTS):
                chart = with_japanese_font(source.read(name).decode())
                stream_part(result, name, (chart,), cells=0)
                continue
            if sheet is None or not sheet.tables:
                copy_part(source, result, name)
                continue
            xml = _sheet_xml(source.read(name).decode(), sheet, progress)
            cells = sum(table.length * len(table.columns) for table in sheet.tables)
            stream_part(result, name, xml, cells=cells)


def _write_skeleton(book: Book, target: IO[bytes], vba: bytes | None) -> None:
    workbook = new_workbook(book, target)
    if vba is not None:
        add_macros(workbook, vba)
    formats = Formats(workbook)
    for sheet in book.sheets:
        worksheet = workbook.add_worksheet(sheet.name)
        folded = _folded(sheet)
        set_up_sheet(worksheet, folded)
        write_cells(worksheet, folded, formats)
        for row, styles in _markers(folded):
            for column, style in enumerate(styles):
                if style is not None:
                    worksheet.write_blank(row, column, None, formats[style])
    define_names(workbook, book)
    workbook.close()


def _folded(sheet: Sheet) -> Sheet:
    """Return the sheet without the rows of its tables."""

    def fold(row: int) -> int:
        return row - sum(table.length for table in sheet.tables if table.row <= row)

    def moved(cell: Cell | Block) -> Cell | Block:
        if isinstance(cell, Block):
            return cell._replace(row=fold(cell.row), last_row=fold(cell.last_row))
        return cell._replace(row=fold(cell.row))

    heights = {fold(row): height for row, height in sheet.heights.items()}
    return sheet._replace(cells=tuple(map(moved, sheet.cells)), heights=heights)


def _unfold(row: int, sheet: Sheet) -> int:
    for table in sheet.tables:
        if row >= table.row:
            row += table.length
    return row


def _markers(folded: Sheet) -> Iterator[tuple[int, tuple[Style | None, ...]]]:
    """Pair each row style of the sheet's tables with its marker row, the first ones free."""
    used = {row for cell in folded.cells for row in range(cell.row, _last_row(cell) + 1)}
    free = (row for row in count() if row not in used and row not in folded.heights)
    styles = (styles for table in folded.tables for styles in table.styles.values())
    return zip(free, styles, strict=False)


def _last_row(cell: Cell | Block) -> int:
    return cell.last_row if isinstance(cell, Block) else cell.row


def _sheet_xml(xml: str, sheet: Sheet, progress: Progress) -> Iterator[str]:
    """Yield the sheet part with the markers taken out and the rows of the tables put in."""
    head, _, rest = xml.partition("<sheetData>")
    data, _, tail = rest.partition("</sheetData>")
    folded = {int(match[1]) - 1: match[0] for match in _ROW.finditer(data)}
    markers = _markers(_folded(sheet))
    ids = [_style_ids(folded.pop(row, ""), len(styles)) for row, styles in markers]
    rows = [(_unfold(row, sheet), xml) for row, xml in folded.items()]
    yield re.sub(r'<dimension ref="[^"]*"/>', f'<dimension ref="{_extent(sheet)}"/>', head)
    yield "<sheetData>"
    for table in sheet.tables:
        while rows and rows[0][0] < table.row:
            yield _moved(*rows.pop(0))
        styles = {key: ids.pop(0) for key in table.styles}
        yield from _in_batches(stream_rows(table, styles), sheet.name, progress)
    yield from (_moved(*row) for row in rows)
    yield "</sheetData>"
    yield _with_merges(tail, sheet)


def _moved(row: int, xml: str) -> str:
    return _PLACE.sub(rf'\1 r="\g<2>{row + 1}"', xml)


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
    rows = [0, *(table.row + table.length - 1 for table in sheet.tables)]
    columns = [0, *(len(table.columns) - 1 for table in sheet.tables)]
    for cell in sheet.cells:
        rows.append(_last_row(cell))
        columns.append(cell.last_column if isinstance(cell, Block) else cell.column)
    return across(0, 0, max(rows), max(columns))


def _with_merges(tail: str, sheet: Sheet) -> str:
    """Merge cells where they stand in the final file, those of the tables too."""
    blocks = (cell[:4] for cell in sheet.cells if isinstance(cell, Block))
    merged = [block for block in blocks if block[:2] != block[2:]]
    for table in sheet.tables:
        merged += ((row, column, last, column) for column, row, last in table.spans())
    rest = _MERGES.sub("", tail)
    if not merged:
        return rest
    cells = "".join(f'<mergeCell ref="{across(*corners)}"/>' for corners in merged)
    return f'<mergeCells count="{len(merged)}">{cells}</mergeCells>{rest}'
