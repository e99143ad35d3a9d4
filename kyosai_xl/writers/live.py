"""Layout → a sheet of the workbook that a program has open, by xlwings' public interface alone.

Looks are copied from the palette of the template, so that the sheet has exactly the styles of a
file; contents are written in one block. What the interface has not (paper, panes, zoom, print
titles) stays as the sheet has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kyosai_xl.errors import KyosaiError
from kyosai_xl.layout.contents import table_cells
from kyosai_xl.layout.model import Block, Cell, Formula, Sheet, Table, Value
from kyosai_xl.layout.palette_sheet import FIRST_COLUMN, FRESH, Looks, look_key
from kyosai_xl.layout.styles import TEXT_CODE, Style

if TYPE_CHECKING:
    import xlwings as xw

_BAR_COLOUR = "#9DC3E6"
_SAME_WIDTH = 0.2
"""Characters."""
_POINT = 4 / 3
"""Pixels a point; programs keep row heights in whole pixels."""


class LookMissingError(KyosaiError):
    """The template does not have a look that this version of the program wants."""

    def __init__(self) -> None:
        super().__init__(
            "このブックのひな形は、今のkyosai_xlと版が違います。"
            "新しいひな形に入力を移してから、もう一度実行してください。"
        )


class Palette:
    """The looks that a template keeps on a very hidden sheet."""

    def __init__(self, sheet: xw.Sheet) -> None:
        """Read the keys once; the looks stay where they are."""
        self._sheet = sheet
        keys = sheet.range((1, 1), (sheet.used_range.last_cell.row, 1)).options(ndim=1).value
        self._rows = {key: row for row, key in enumerate(keys, 1)}

    def __contains__(self, looks: object) -> bool:
        return isinstance(looks, tuple) and look_key(looks) in self._rows

    def pattern(self, looks: Looks) -> xw.Range:
        """Return the cells with these looks. Raises LookMissingError."""
        row = self._rows.get(look_key(looks))
        if row is None:
            raise LookMissingError
        first = FIRST_COLUMN + 1
        return self._sheet.range((row, first), (row, first + len(looks) - 1))


class _Area(NamedTuple):
    """Cells with the same looks, repeated downwards or over a block; from 0, corners inclusive."""

    row: int
    column: int
    last_row: int
    last_column: int
    looks: Looks


def write_sheet(sheet: Sheet, target: xw.Sheet, palette: Palette) -> None:
    """Make the sheet show exactly what the layout says, whatever it shows now.

    Raises LookMissingError before anything changes.
    """
    areas = [*_cell_areas(sheet.cells), *(a for table in sheet.tables for a in _table_areas(table))]
    for area in areas:
        palette.pattern(area.looks)
    rows, columns = _extent(areas)
    _clear(target, palette, rows, columns)
    for area in areas:
        palette.pattern(area.looks).copy(_range(target, *area[:4]))
    target.range((1, 1), (rows, columns)).formula = _matrix(sheet, rows, columns)
    for corners in _merged(sheet):
        _range(target, *corners).merge()
    _set_sizes(sheet, target)
    for bar in sheet.data_bars:
        _range(target, *bar).conditional_formats.add_data_bar(
            _BAR_COLOUR, minimum=0, maximum=1, gradient=False
        )


def _extent(areas: Iterable[_Area]) -> tuple[int, int]:
    """Return how many rows and columns are used."""
    corners = [(area.last_row + 1, area.last_column + 1) for area in areas]
    return max(row for row, _ in corners), max(column for _, column in corners)


def _clear(target: xw.Sheet, palette: Palette, rows: int, columns: int) -> None:
    """Make fresh cells of what was there; rows keep their own heights no longer."""
    last = target.used_range.last_cell
    used = target.range((1, 1), (max(rows, last.row), max(columns, last.column)))
    used.unmerge()
    used.conditional_formats.clear()
    used.clear_contents()
    palette.pattern(FRESH).copy(used)
    if last.row > rows:
        target.range(f"{rows + 1}:{last.row}").rows.autofit()


def _cell_areas(cells: Iterable[Cell | Block]) -> Iterator[_Area]:
    """Yield merged cells, and runs of single ones with the same look."""
    single = []
    for cell in cells:
        if isinstance(cell, Block):
            yield _Area(*cell[:4], (cell.style,))
        else:
            single.append(cell)
    single.sort(key=lambda cell: cell[:2])
    for (_, style, _), run in groupby(
        enumerate(single),
        key=lambda item: (item[1].row, item[1].style, item[1].column - item[0]),
    ):
        members = [cell for _, cell in run]
        first, last = members[0], members[-1]
        yield _Area(first.row, first.column, last.row, last.column, (style,))


def _table_areas(table: Table) -> Iterator[_Area]:
    """Yield runs of rows with the same row style."""
    row = table.row
    last_column = len(table.columns) - 1
    for key, run in groupby(key for key, _ in table.rows()):
        last = row + sum(1 for _ in run) - 1
        yield _Area(row, 0, last, last_column, table.styles[key])
        row = last + 1


def _matrix(sheet: Sheet, rows: int, columns: int) -> list[list[object]]:
    """Return what is typed into each cell."""
    matrix: list[list[object]] = [[None] * columns for _ in range(rows)]
    for cell in sheet.cells:
        matrix[cell.row][cell.column] = _typed(cell.value, cell.style)
    for table in sheet.tables:
        looks = [table.styles[key] for key, _ in table.rows()]
        for row, column, value in table_cells(table):
            matrix[row][column] = _typed(value, looks[row - table.row][column])
    return matrix


def _typed(value: Value | Formula, style: Style | None) -> str | float | None:
    if isinstance(value, Formula):
        return f"={value.text}"
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        return float(value)
    # Elsewhere a program would take 001 for a number and 2月 for a date.
    return value if style and style.number == TEXT_CODE else f"'{value}"


def _merged(sheet: Sheet) -> Iterator[Sequence[int]]:
    for cell in sheet.cells:
        if isinstance(cell, Block) and cell[:2] != cell[2:4]:
            yield cell[:4]
    for table in sheet.tables:
        for span in table.spans():
            yield span.row, span.column, span.last_row, span.column


def _set_sizes(sheet: Sheet, target: xw.Sheet) -> None:
    for width, first, last in _runs(dict(enumerate(sheet.widths))):
        cells = target.range((1, first + 1), (1, last + 1))
        now = cells.column_width
        # Setting a width rounds it: one that is right stays as the template has it.
        if now is None or abs(now - width) > _SAME_WIDTH:
            cells.column_width = width
    heights = dict(sheet.heights)
    for table in sheet.tables:
        if table.height is not None:
            heights |= dict.fromkeys(range(table.row, table.row + table.length), table.height)
    for height, first, last in _runs(heights):
        target.range((first + 1, 1), (last + 1, 1)).row_height = _whole_pixels(height)


def _runs(sizes: Mapping[int, float]) -> Iterator[tuple[float, int, int]]:
    """Yield a size, and the first and last of the neighbours that have it."""
    places = sorted(sizes)
    for (size, _), run in groupby(
        enumerate(places), key=lambda item: (sizes[item[1]], item[1] - item[0])
    ):
        members = [place for _, place in run]
        yield size, members[0], members[-1]


def _whole_pixels(points: float) -> float:
    return int(points * _POINT + 0.5) / _POINT


def _range(sheet: xw.Sheet, row: int, column: int, last_row: int, last_column: int) -> xw.Range:
    return sheet.range((row + 1, column + 1), (last_row + 1, last_column + 1))
