"""Where a range is: the part of it that everything else builds on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from kyosai_xl.calc.engine.cell_block import Block
from kyosai_xl.calc.engine.uno_tools import Uno

if TYPE_CHECKING:
    from kyosai_xl.calc.engine.book import Book
    from kyosai_xl.calc.engine.sheet import Sheet

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class Place(base_classes.Range):
    """A rectangle of cells, by its first cell (from 1) and its shape."""

    def __init__(
        self, sheet: Sheet, row: int, column: int, rows: int = 1, columns: int = 1
    ) -> None:
        self._sheet, self._row, self._column = sheet, row, column
        self._shape = (rows, columns)
        self._revision = -1
        self.options: dict[str, Any] = {}

    @property
    def sheet(self) -> Sheet:
        """The sheet."""
        return self._sheet

    @property
    def book(self) -> Book:
        """The book."""
        return self._sheet.book

    @property
    def row(self) -> int:
        """The first row, from 1."""
        return self._row

    @property
    def column(self) -> int:
        """The first column, from 1."""
        return self._column

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self._shape

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        """The sheet's name, first row and column, rows and columns."""
        return (self._sheet.name, self._row, self._column, *self._shape)

    def __len__(self) -> int:
        return self._shape[0] * self._shape[1]

    @property
    def api(self) -> Uno:
        """LibreOffice's cells, looked up again after cells were inserted or deleted."""
        if self._revision != self.book.app.revision:
            self._revision = self.book.app.revision
            self.__dict__.pop("_cells", None)
        return self._cells

    @cached_property
    def _cells(self) -> Uno:
        row, column, (rows, columns) = self._row - 1, self._column - 1, self._shape
        if not len(self):
            return None
        if len(self) == 1:
            return self._sheet.api.getCellByPosition(column, row)
        return self._sheet.api.getCellRangeByPosition(
            column, row, column + columns - 1, row + rows - 1
        )

    @property
    def first_cell(self) -> Uno:
        """LibreOffice's first cell."""
        return self.api if len(self) == 1 else self.api.getCellByPosition(0, 0)

    @property
    def block(self) -> Block:
        """The cells with what reading and writing them needs."""
        return Block(self.api, self._row, self._column, self.book.formulas, self.book.formats)

    @property
    def whole_columns(self) -> bool:
        """Whether it holds every row of the sheet."""
        return self._shape[0] == LAST_ROW

    @property
    def whole_rows(self) -> bool:
        """Whether it holds every column of the sheet."""
        return self._shape[1] == LAST_COLUMN
