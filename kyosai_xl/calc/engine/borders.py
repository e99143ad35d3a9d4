"""The lines around and inside a range."""

from __future__ import annotations

from collections.abc import Iterable

from xlwings import base_classes

from kyosai_xl.calc.engine.units import Colour, office_colour, xlwings_colour
from kyosai_xl.calc.engine.uno_tools import Uno, struct
from kyosai_xl.calc.engine.values import Free

_GRID = {
    "edge_top": "Top",
    "edge_bottom": "Bottom",
    "edge_left": "Left",
    "edge_right": "Right",
    "inside_horizontal": "Horizontal",
    "inside_vertical": "Vertical",
}
_DIAGONALS = {"diagonal_down": "DiagonalTLBR2", "diagonal_up": "DiagonalBLTR2"}
_WIDTHS = {"hairline": 2, "thin": 26, "medium": 62, "thick": 88}
"""Hundredths of a millimetre, as LibreOffice reads Excel's weights and saves them again."""
_STYLES = {
    "continuous": 0,
    "dot": 1,
    "dash": 2,
    "double": 15,
    "dash_dot": 16,
    "dash_dot_dot": 17,
    "slant_dash_dot": 16,
}
_FINE_DASH = 14
_DOUBLE = {"LineWidth": 62, "OuterLineWidth": 18, "InnerLineWidth": 18, "LineDistance": 26}
_BLACK = 0
_UNSET: Free = base_classes._UNSET  # noqa: SLF001 - xlwings' mark for "leave as it is"


class Border(base_classes.Border):
    """One side of a range."""

    def __init__(self, borders: Borders, side: str) -> None:
        self._borders, self._side = borders, side

    @property
    def api(self) -> Uno:
        """LibreOffice's line."""
        return self._borders.line(self._side)

    @property
    def line_style(self) -> str:
        """The style's name, ``none`` without a line."""
        line = self.api
        if not _is_drawn(line):
            return "none"
        if line.LineStyle == _FINE_DASH:
            return "dash"
        return next((name for name, style in _STYLES.items() if style == line.LineStyle), "none")

    @line_style.setter
    def line_style(self, value: str | None) -> None:
        self._borders.set([self._side], line_style=value)

    @property
    def weight(self) -> str | None:
        """The weight's name."""
        line = self.api
        if not _is_drawn(line):
            return None
        if line.LineStyle == _STYLES["double"]:
            return "thick"  # as Excel calls a double line
        return min(_WIDTHS, key=lambda name: abs(_WIDTHS[name] - int(line.LineWidth)))

    @weight.setter
    def weight(self, value: str) -> None:
        self._borders.set([self._side], weight=value)

    @property
    def color(self) -> Colour | None:
        """The colour as (r, g, b)."""
        line = self.api
        return xlwings_colour(line.Color) if _is_drawn(line) else None

    @color.setter
    def color(self, value: Colour | str | int) -> None:
        self._borders.set([self._side], color=value)


class Borders(base_classes.Borders):
    """All sides of a range."""

    def __init__(self, parent: Free, cells: Uno) -> None:
        self.parent, self._cells = parent, cells

    @property
    def api(self) -> Uno:
        """LibreOffice's lines of the range."""
        return self._cells.TableBorder2

    def __getitem__(self, side: str) -> Border:
        return Border(self, side)

    def line(self, side: str) -> Uno:
        """Return LibreOffice's line of one side."""
        if side in _DIAGONALS:
            return self._cells.getPropertyValue(_DIAGONALS[side])
        return getattr(self.api, f"{_GRID[side]}Line")

    def set(
        self,
        which: Iterable[str] | str = tuple(_GRID),
        *,
        line_style: Free = _UNSET,
        weight: Free = _UNSET,
        color: Free = _UNSET,
    ) -> None:
        """Change sides in one call; what is not given stays."""
        sides = {which} if isinstance(which, str) else set(which)
        if grid := sides & _GRID.keys():
            lines = self.api
            for side, name in _GRID.items():
                setattr(lines, f"Is{name}LineValid", side in grid)
                if side in grid:
                    line = getattr(lines, f"{name}Line")
                    setattr(lines, f"{name}Line", _changed(line, line_style, weight, color))
            self._cells.setPropertyValue("TableBorder2", lines)
        for side in sides & _DIAGONALS.keys():
            line = _changed(self.line(side), line_style, weight, color)
            self._cells.setPropertyValue(_DIAGONALS[side], line)

    def clear(self, which: Iterable[str] | str = (*_GRID, *_DIAGONALS)) -> None:
        """Take lines away."""
        self.set(which, line_style=None)

    @property
    def line_style(self) -> str | None:
        """The style that all sides have, else None."""
        shared: str | None = self._shared("line_style")
        return shared

    @line_style.setter
    def line_style(self, value: str | None) -> None:
        self.set(line_style=value)

    @property
    def weight(self) -> str | None:
        """The weight that all sides have, else None."""
        shared: str | None = self._shared("weight")
        return shared

    @weight.setter
    def weight(self, value: str) -> None:
        self.set(weight=value)

    @property
    def color(self) -> Colour | None:
        """The colour that all sides have, else None."""
        shared: Colour | None = self._shared("color")
        return shared

    @color.setter
    def color(self, value: Colour | str | int) -> None:
        self.set(color=value)

    def _shared(self, name: str) -> Free:
        sides = self._grid_sides()  # type: ignore[no-untyped-call]
        values = {getattr(self[side], name) for side in sides}
        return values.pop() if len(values) == 1 else None


def _is_drawn(line: Uno) -> bool:
    return bool(line.LineWidth or line.OuterLineWidth)


def _changed(line: Uno, style: Free, weight: Free, color: Free) -> Uno:
    if style in (None, "none"):
        return struct("table.BorderLine2")
    if not _is_drawn(line):
        line = struct("table.BorderLine2", Color=_BLACK, LineWidth=_WIDTHS["thin"])
    if color is not _UNSET:
        line.Color = office_colour(color)
    if weight is not _UNSET:
        line.LineWidth = _WIDTHS[weight]
    if style is not _UNSET:
        line.LineStyle = _STYLES[style]
    if line.LineStyle == _STYLES["double"]:
        for name, value in _DOUBLE.items():
            setattr(line, name, value)
    else:
        if line.LineStyle == _STYLES["dash"] and line.LineWidth <= _WIDTHS["thin"]:
            line.LineStyle = _FINE_DASH  # what LibreOffice saves as Excel's thin dashes
        line.OuterLineWidth = line.LineWidth
        line.InnerLineWidth = line.LineDistance = 0
    return line
