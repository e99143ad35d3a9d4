"""Ranges of cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kyosai_xl.calc.engine.cell_contents import CellContents
from kyosai_xl.calc.engine.cell_moves import CellMoves
from kyosai_xl.calc.engine.cell_sizes import CellSizes
from kyosai_xl.calc.engine.place import LAST_COLUMN, LAST_ROW
from kyosai_xl.calc.engine.references import address, column_letters, quoted_sheet
from kyosai_xl.calc.engine.uno_tools import properties, typed, url

if TYPE_CHECKING:
    from kyosai_xl.calc.engine.names import Name

_PLAIN = re.compile(r"[^\W\d][\w.]*")
_STEPS = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}


class Range(CellContents, CellMoves, CellSizes):
    """A rectangle of cells, as xlwings asks for it."""

    def __call__(self, row: int, column: int | None = None) -> Range:
        """Return one cell, by its row and column here or by its number, from 1."""
        if column is None:
            row, column = divmod(row - 1, self.shape[1])
            row, column = row + 1, column + 1
        return Range(self.sheet, self.row + row - 1, self.column + column - 1)

    @property
    def rows(self) -> Range:
        """The same cells, to be walked by rows."""
        return self

    @property
    def columns(self) -> Range:
        """The same cells, to be walked by columns."""
        return self

    @property
    def address(self) -> str:
        """The address with dollars."""
        return self.get_address(True, True, False)  # noqa: FBT003 - xlwings' own order

    def get_address(
        self,
        row_absolute: bool,  # noqa: FBT001
        col_absolute: bool,  # noqa: FBT001
        external: bool,  # noqa: FBT001
    ) -> str:
        """Return the address, with book and sheet if asked for."""
        here = self._corners(rows=row_absolute, columns=col_absolute)
        if not external:
            return here
        book, sheet = self.book.name, self.sheet.name
        if _PLAIN.fullmatch(book) and _PLAIN.fullmatch(sheet):
            return f"[{book}]{sheet}!{here}"
        return f"{quoted_sheet(f'[{book}]{sheet}')}!{here}"

    @property
    def current_region(self) -> Range:
        """The cells around, up to empty rows and columns."""
        cursor = self.sheet.api.createCursorByRange(self.first_cell)
        cursor.collapseToCurrentRegion()
        return self.book.range_of(cursor)

    def end(self, direction: str) -> Range:
        """Return the cell that Ctrl and an arrow lead to."""
        step_row, step_column = _STEPS[direction]
        line = self._line_ahead(direction)
        steps = _steps_to_end(line)
        if steps is None:
            row, column = self.row, self.column
            row = {1: LAST_ROW, -1: 1}.get(step_row, row)
            column = {1: LAST_COLUMN, -1: 1}.get(step_column, column)
            return Range(self.sheet, row, column)
        return Range(self.sheet, self.row + step_row * steps, self.column + step_column * steps)

    @property
    def name(self) -> Name | None:
        """The name defined for exactly these cells."""
        for name in self.book.names:
            cells = name.api.getReferredCells()
            if cells is not None and self.book.range_of(cells).coords == self.coords:
                return name
        return None

    @name.setter
    def name(self, value: str) -> None:
        self.book.names.add(value, f"={quoted_sheet(self.sheet.name)}!{self.address}")

    def select(self) -> None:
        """Select the cells on the screen."""
        self.sheet.activate()
        self.book.controller.select(self.api)

    def to_pdf(self, path: str, quality: str) -> None:
        """Write the cells to a PDF file."""
        del quality
        selected = typed("[]com.sun.star.beans.PropertyValue", properties(Selection=self.api))
        self.book.api.storeToURL(
            url(path), properties(FilterName="calc_pdf_Export", FilterData=selected)
        )

    def _corners(self, *, rows: bool, columns: bool) -> str:
        (height, width), last_row = self.shape, self.row + self.shape[0] - 1
        last_column = self.column + width - 1
        if self.whole_columns:
            dollar = "$" * columns
            first, last = column_letters(self.column), column_letters(last_column)
            return f"{dollar}{first}:{dollar}{last}"
        if self.whole_rows:
            dollar = "$" * rows
            return f"{dollar}{self.row}:{dollar}{last_row}"
        first = address(self.row, self.column, fixed_row=rows, fixed_column=columns)
        if height == width == 1:
            return first
        return f"{first}:{address(last_row, last_column, fixed_row=rows, fixed_column=columns)}"

    def _line_ahead(self, direction: str) -> list[bool]:
        """Return which cells are filled, from the first one onwards to the last in use."""
        used = self.sheet.used_range
        last_row = max(used.row + used.shape[0] - 1, self.row)
        last_column = max(used.column + used.shape[1] - 1, self.column)
        spans = {
            "down": (self.row, self.column, last_row - self.row + 1, 1),
            "up": (1, self.column, self.row, 1),
            "right": (self.row, self.column, 1, last_column - self.column + 1),
            "left": (self.row, 1, 1, self.column),
        }
        ahead = Range(self.sheet, *spans[direction])
        line = [text != "" for row in ahead.api.getFormulaArray() for text in row]
        return line[::-1] if direction in {"up", "left"} else line


def _steps_to_end(line: list[bool]) -> int | None:
    """Return how far the block or the gap ahead reaches; None is the edge of the sheet."""
    if line[:2] == [True, True]:
        return line.index(False) - 1 if False in line else len(line) - 1
    return line.index(True, 1) if True in line[1:] else None
