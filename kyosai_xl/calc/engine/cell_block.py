"""Whole blocks of cells read and written in one call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kyosai_xl.calc.engine.formulas import Translator, is_formula
from kyosai_xl.calc.engine.number_formats import NumberFormats
from kyosai_xl.calc.engine.references import cut, joined
from kyosai_xl.calc.engine.uno_tools import Uno
from kyosai_xl.calc.engine.values import CellError, Element, Logical, Serial, moment

Grid = Sequence[Sequence[Element]]


class Block(NamedTuple):
    """A range of a document, with what its texts and formats need; rows from 1."""

    cells: Uno
    row: int
    column: int
    formulas: Translator
    formats: NumberFormats


def read_values(block: Block) -> list[list[object]]:
    """Return texts, numbers, booleans, moments and errors; empty cells as empty text."""
    rows: list[list[object]] = [list(row) for row in block.cells.getDataArray()]
    if any(isinstance(value, float) for row in rows for value in row):
        for row, column, logical in _marked(block):
            value = rows[row][column]
            if isinstance(value, float):
                rows[row][column] = bool(value) if logical else moment(value)
    for y, values in enumerate(rows):
        for x, value in enumerate(values):
            if value is None:
                values[x] = CellError.shown(block.cells.getCellByPosition(x, y).String)
    return rows


def write_values(block: Block, rows: Grid) -> None:
    """Write elements, formulas in Excel's language among them, as if they were typed."""
    if any(isinstance(value, str) and value[:1] in {"=", "'"} for row in rows for value in row):
        write_formulas(block, rows)
    else:
        block.cells.setDataArray(tuple(tuple(map(_plain, row)) for row in rows))
    _show_as_typed(block, rows)


def read_formulas(block: Block) -> list[list[str]]:
    """Return each cell's formula in Excel's language, or its constant as text."""
    values = block.cells.getDataArray()
    return [
        [
            # A formula's own text is its value only where it is a text and no formula at all.
            _excel_formula(block, text, y, x)
            if is_formula(text) and values[y][x] != text
            else text.removeprefix("'")
            for x, text in enumerate(row)
        ]
        for y, row in enumerate(block.cells.getFormulaArray())
    ]


def write_formulas(block: Block, rows: Grid) -> None:
    """Write formulas and constants in one call."""
    block.cells.setFormulaArray(
        tuple(
            tuple(_typed(block, value, y, x) for x, value in enumerate(row))
            for y, row in enumerate(rows)
        )
    )


def filled(formula: str, block: Block, shape: tuple[int, int]) -> Grid:
    """Return one formula for every cell of a shape, relative references moved along."""
    pieces = cut(formula, block.row, block.column)
    return [
        [joined(pieces, block.row + y, block.column + x) for x in range(shape[1])]
        for y in range(shape[0])
    ]


def _excel_formula(block: Block, text: str, y: int, x: int) -> str:
    def tokens() -> tuple[Uno, ...]:
        return tuple(block.cells.getCellByPosition(x, y).getTokens())

    return block.formulas.to_excel(text, block.row + y, block.column + x, tokens)


def _typed(block: Block, value: Element, y: int, x: int) -> str:
    """Return a value as LibreOffice's input line takes it; an apostrophe keeps a text."""
    if is_formula(value):
        return block.formulas.to_office(str(value), block.row + y, block.column + x)
    if isinstance(value, str):
        text = value.removeprefix("'")
        return text and f"'{text}"
    return repr(float(value))


def _plain(value: Element) -> Element:
    """Return a value without a class of ours, which UNO would not know."""
    return float(value) if isinstance(value, float) else value


def _marked(block: Block) -> Iterator[tuple[int, int, bool]]:
    """Yield row and column, from 0, of cells that show dates (False) or booleans (True)."""
    groups = block.cells.getUniqueCellFormatRanges()
    for index in range(groups.Count):
        group = groups.getByIndex(index)
        logical = block.formats.is_logical(group.NumberFormat)
        if not logical and not block.formats.is_date(group.NumberFormat):
            continue
        for area in group.RangeAddresses:
            for row in range(area.StartRow, area.EndRow + 1):
                for column in range(area.StartColumn, area.EndColumn + 1):
                    yield row + 1 - block.row, column + 1 - block.column, logical


def _show_as_typed(block: Block, rows: Grid) -> None:
    """Give dates and booleans a format that shows them, unless they have one already."""
    for x, column in enumerate(zip(*rows, strict=True)):
        for kind, first, last in _runs(column):
            cells = block.cells.getCellRangeByPosition(x, first, x, last)
            shown = cells.getPropertyValue("NumberFormat")
            fits = block.formats.is_logical if kind is Logical else block.formats.is_date
            if shown is None or not fits(shown):
                cells.setPropertyValue("NumberFormat", block.formats.key(kind.code))


def _runs(column: Sequence[Element]) -> Iterator[tuple[type[Serial], int, int]]:
    """Yield kind, first and last place of neighbours that need the same format."""
    first = 0
    for place in range(1, len(column) + 1):
        if place < len(column) and type(column[place]) is type(column[first]):
            continue
        kind = type(column[first])
        if issubclass(kind, Serial):
            yield kind, first, place - 1
        first = place
