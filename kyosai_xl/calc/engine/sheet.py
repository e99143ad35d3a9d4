"""Sheets of a book."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xlwings import base_classes

from kyosai_xl.calc.engine.menu import choose, is_ticked
from kyosai_xl.calc.engine.names import Names
from kyosai_xl.calc.engine.page_setup import PageSetup
from kyosai_xl.calc.engine.panes import FreezePanes
from kyosai_xl.calc.engine.place import LAST_COLUMN, LAST_ROW
from kyosai_xl.calc.engine.range import Range
from kyosai_xl.calc.engine.uno_tools import Uno

if TYPE_CHECKING:
    from kyosai_xl.calc.engine.book import Book

_GRID = ".uno:ToggleSheetGrid"
"""Of one sheet; the controller's own property is of all sheets."""

_VISIBLE = (True, -1)
"""What says so: Python's and Excel's own."""

Corner = str | tuple[int, ...] | Range
"""An address or name, (row, column), or these two and how many rows and columns."""


class Sheet(base_classes.Sheet):
    """One sheet."""

    def __init__(self, book: Book, own: Uno) -> None:
        self._book, self._own, self._revision = book, own, book.app.revision

    @property
    def api(self) -> Uno:
        """LibreOffice's sheet.

        It is looked up again after cells were inserted or deleted: one held meanwhile ends
        where the deleted cells began.
        """
        if self._revision != self._book.app.revision:
            self._own = self._book.api.Sheets.getByName(self._own.Name)
            self._revision = self._book.app.revision
        return self._own

    @property
    def book(self) -> Book:
        """The book."""
        return self._book

    @property
    def name(self) -> str:
        """The name on the tab."""
        return str(self.api.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value

    @property
    def index(self) -> int:
        """The place among the sheets, from 1."""
        return int(self.api.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> bool:
        """Whether the tab is shown; Excel's very hidden (2) is hidden here like any other."""
        return bool(self.api.IsVisible)

    @visible.setter
    def visible(self, value: bool | int) -> None:
        self.api.IsVisible = value in _VISIBLE

    @property
    def names(self) -> Names:
        """The names that hold on this sheet only."""
        return Names(self._book, self.api.NamedRanges, self.name)

    @property
    def cells(self) -> Range:
        """All cells."""
        return Range(self, 1, 1, LAST_ROW, LAST_COLUMN)

    @property
    def used_range(self) -> Range:
        """The smallest range that holds every cell in use, A1 of an empty sheet."""
        cursor = self.api.createCursor()
        cursor.gotoStartOfUsedArea(False)  # noqa: FBT003 - UNO takes no names
        cursor.gotoEndOfUsedArea(True)  # noqa: FBT003
        return self._book.range_of(cursor)

    @property
    def page_setup(self) -> PageSetup:
        """What is printed."""
        return PageSetup(self)

    @property
    def freeze_panes(self) -> FreezePanes:
        """What stays while the rest scrolls."""
        return FreezePanes(self)

    @property
    def show_gridlines(self) -> bool:
        """Whether the screen shows lines between cells."""
        with self.in_front() as controller:
            if controller is None:
                return True
            return is_ticked(self._book.app.context, controller.Frame, _GRID)

    @show_gridlines.setter
    def show_gridlines(self, value: bool) -> None:
        if bool(value) != self.show_gridlines:
            with self.in_front() as controller:
                if controller is not None:
                    choose(self._book.app.context, controller.Frame, _GRID)

    def range_at(self, row: int, column: int, rows: int = 1, columns: int = 1) -> Range:
        """Return cells by their first row and column, from 1, and how many there are."""
        return Range(self, row, column, rows, columns)

    def range(self, arg1: Corner, arg2: Corner | None = None) -> Range:
        """Return cells by address, name, (row, column), or the corners of a rectangle."""
        first = self._one(arg1)
        if arg2 is None:
            return first
        second = self._one(arg2)
        row, column = min(first.row, second.row), min(first.column, second.column)
        last_row = max(each.row + each.shape[0] for each in (first, second))
        last_column = max(each.column + each.shape[1] for each in (first, second))
        return Range(self, row, column, last_row - row, last_column - column)

    def activate(self) -> None:
        """Show this sheet."""
        if self._book.controller is not None:
            self._book.controller.setActiveSheet(self.api)

    def select(self) -> None:
        """Show this sheet."""
        self.activate()

    def clear_contents(self) -> None:
        """Empty all cells."""
        self.cells.clear_contents()

    def clear_formats(self) -> None:
        """Give all cells the looks of fresh ones."""
        self.cells.clear_formats()

    def clear(self) -> None:
        """Empty all cells and give them the looks of fresh ones."""
        self.cells.clear()

    def autofit(self, axis: str | None = None) -> None:
        """Make columns and rows as large as what they hold."""
        self.used_range.autofit(axis)

    def delete(self) -> None:
        """Take the sheet out of the book."""
        self._book.api.Sheets.removeByName(self.name)

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        """Copy the sheet to a place in this book or another; a hidden one's copy is hidden too."""
        beside = before or after or self._book.sheets(len(self._book.sheets))
        place = beside.index - 1 if before else beside.index
        target, name = beside.book, self.name
        if target.api == self._book.api:
            name = target.sheets.free_copy_name(name)
            target.api.Sheets.copyByName(self.name, name, place)
        else:
            place = target.api.Sheets.importSheet(self._book.api, name, place)
            name = target.api.Sheets.getByIndex(place).Name
        copied = target.sheets(name)
        copied.freeze_panes.freeze(*self.freeze_panes.frozen)
        copied.visible = self.visible
        if copied.visible:
            copied.activate()

    def move(self, before: Sheet | None, after: Sheet | None) -> None:
        """Move the sheet to another place in its book."""
        place = before.index - 1 if before else after.index if after else len(self._book.sheets)
        self._book.api.Sheets.moveByName(self.name, place)

    @contextmanager
    def in_front(self) -> Iterator[Uno]:
        """Give the window's controller with this sheet in front for a while, None if none.

        What belongs to the window can only be reached that way.
        """
        controller = self._book.controller
        if controller is None:
            yield None
            return
        before = controller.getActiveSheet()
        hidden = not self.visible
        if hidden:
            self.visible = True
        controller.setActiveSheet(self.api)
        try:
            yield controller
        finally:
            controller.setActiveSheet(before)
            if hidden:
                self.visible = False

    def _one(self, corner: Corner) -> Range:
        if isinstance(corner, Range):
            return corner
        if isinstance(corner, tuple):
            if not all(corner[:2]):
                message = "rows and columns count from 1"
                raise IndexError(message)
            return Range(self, *corner)
        for names in (self.api.NamedRanges, self._book.api.NamedRanges):
            if names.hasByName(corner):
                return self._book.range_of(names.getByName(corner).getReferredCells())
        address = corner.replace("$", "")
        return self._book.range_of(self.api.getCellRangeByName(address))
