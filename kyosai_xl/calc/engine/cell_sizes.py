"""Widths, heights and what is hidden; sizes in points, column widths in characters."""

from __future__ import annotations

from collections.abc import Iterator

from kyosai_xl.calc.engine.place import Place
from kyosai_xl.calc.engine.units import POINT, excel_width, office_height, office_width
from kyosai_xl.calc.engine.uno_tools import Uno

_STEPS = 4
"""Excel counts heights in quarters of a point."""
_LOOKED_AT = 1000
"""More rows or columns than these are taken to be like the first."""


class CellSizes(Place):
    """How large the rows and columns of a range are."""

    @property
    def column_width(self) -> float | None:
        """The columns' width, or None where they differ."""
        widths = {column.Width for column in _members(self.api.Columns)}
        return excel_width(widths.pop(), self.book.digit) if len(widths) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.api.Columns.setPropertyValue("Width", office_width(value, self.book.digit))

    @property
    def row_height(self) -> float | None:
        """The rows' height, or None where they differ."""
        heights = {row.Height for row in _members(self.api.Rows)}
        return round(heights.pop() / POINT * _STEPS) / _STEPS if len(heights) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.api.Rows.setPropertyValue("Height", office_height(value))

    @property
    def width(self) -> float:
        """The width of all columns together."""
        return float(self.api.Size.Width / POINT)

    @property
    def height(self) -> float:
        """The height of all rows together."""
        return float(self.api.Size.Height / POINT)

    @property
    def left(self) -> float:
        """The distance from the sheet's left edge."""
        return float(self.api.Position.X / POINT)

    @property
    def top(self) -> float:
        """The distance from the sheet's top."""
        return float(self.api.Position.Y / POINT)

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden, or None where they differ."""
        shown = {row.IsVisible for row in _members(self.api.Rows)}
        return not shown.pop() if len(shown) == 1 else None

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.api.Rows.setPropertyValue("IsVisible", not value)

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden, or None where they differ."""
        shown = {column.IsVisible for column in _members(self.api.Columns)}
        return not shown.pop() if len(shown) == 1 else None

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.api.Columns.setPropertyValue("IsVisible", not value)

    def autofit(self, axis: str | None = None) -> None:
        """Make columns as wide and rows as high as what they hold."""
        if axis in {None, "columns", "c"}:
            self.api.Columns.setPropertyValue("OptimalWidth", True)  # noqa: FBT003
        if axis in {None, "rows", "r"}:
            self.api.Rows.setPropertyValue("OptimalHeight", True)  # noqa: FBT003


def _members(lines: Uno) -> Iterator[Uno]:
    return (lines.getByIndex(index) for index in range(min(lines.Count, _LOOKED_AT)))
