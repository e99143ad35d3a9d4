"""What the cells of a range look like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kyosai_xl.calc.engine.borders import Borders
from kyosai_xl.calc.engine.conditional_formats import ConditionalFormats
from kyosai_xl.calc.engine.font import Font
from kyosai_xl.calc.engine.place import Place
from kyosai_xl.calc.engine.units import Colour, office_colour, xlwings_colour
from kyosai_xl.calc.engine.uno_tools import common, constant, enum
from kyosai_xl.calc.engine.validation import DataValidation

_HORIZONTAL = {
    "general": "STANDARD",
    "left": "LEFT",
    "center": "CENTER",
    "right": "RIGHT",
    "fill": "REPEAT",
    "justify": "BLOCK",
}
_SPREAD = "distributed"
_NEAREST = {_SPREAD: "justify", "center_across_selection": "center"}
_VERTICAL = {"top": "TOP", "center": "CENTER", "bottom": "BOTTOM", "justify": "BLOCK"}
_INDENT = 353
"""One step of Excel's indent, in hundredths of a millimetre."""
_LOOKS = 32 | 64 | 256
"""LibreOffice's flags for formats, styles and formats inside texts."""


class CellLooks(Place):
    """Formats, fills, lines, alignment and what depends on values."""

    @property
    def number_format(self) -> str | None:
        """Excel's English code, or None where the cells differ."""
        key = common(self.api, "NumberFormat")
        return None if key is None else self.book.formats.code(key)

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.api.setPropertyValue("NumberFormat", self.book.formats.key(value))

    @property
    def font(self) -> Font:
        """The font."""
        return Font(self.api)

    @property
    def borders(self) -> Borders:
        """The lines."""
        return Borders(self, self.api)

    @property
    def data_validation(self) -> DataValidation:
        """What may be typed."""
        return DataValidation(self)  # type: ignore[arg-type]

    @property
    def conditional_formats(self) -> ConditionalFormats:
        """Looks that depend on values."""
        return ConditionalFormats(self)  # type: ignore[arg-type]

    @property
    def color(self) -> Colour | None:
        """The fill as (r, g, b)."""
        return xlwings_colour(common(self.api, "CellBackColor"))

    @color.setter
    def color(self, value: Colour | str | int | None) -> None:
        self.api.setPropertyValue("CellBackColor", office_colour(value))

    def set_colors(self, colors: Sequence[Sequence[Any]]) -> None:
        """Fill cell by cell; ``...`` leaves a cell as it is."""
        for y, row in enumerate(colors):
            for x, color in enumerate(row):
                if color is not ...:
                    cell = self.api.getCellByPosition(x, y)
                    cell.setPropertyValue("CellBackColor", office_colour(color))

    @property
    def wrap_text(self) -> bool | None:
        """Whether long text goes on in the next line."""
        wrapped: bool | None = common(self.api, "IsTextWrapped")
        return wrapped

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.api.setPropertyValue("IsTextWrapped", bool(value))

    @property
    def horizontal_alignment(self) -> str | None:
        """Where text stands between left and right."""
        own = common(self.api, "HoriJustify")
        if own is None:
            return None
        if own.value == "BLOCK" and common(self.api, "HoriJustifyMethod"):
            return _SPREAD
        return next((name for name, value in _HORIZONTAL.items() if value == own.value), None)

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        own = _HORIZONTAL[_NEAREST.get(value, value)]
        self.api.setPropertyValue("HoriJustify", enum("table.CellHoriJustify", own))
        method = "DISTRIBUTE" if value == _SPREAD else "AUTO"
        number = constant(f"table.CellJustifyMethod.{method}")
        self.api.setPropertyValue("HoriJustifyMethod", number)

    @property
    def vertical_alignment(self) -> str | None:
        """Where text stands between top and bottom."""
        own = common(self.api, "VertJustify")
        if own is None:
            return None
        if own == _vertical("BLOCK") and common(self.api, "VertJustifyMethod"):
            return _SPREAD
        return next(
            (name for name, value in _VERTICAL.items() if _vertical(value) == own), "bottom"
        )

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        own = _VERTICAL[_NEAREST.get(value, value)]
        self.api.setPropertyValue("VertJustify", _vertical(own))
        method = "DISTRIBUTE" if value == _SPREAD else "AUTO"
        number = constant(f"table.CellJustifyMethod.{method}")
        self.api.setPropertyValue("VertJustifyMethod", number)

    def adjust_indent(self, amount: int) -> None:
        """Move text inwards by so many steps; Excel's limit is 250."""
        steps = round((common(self.api, "ParaIndent") or 0) / _INDENT) + amount
        self.api.setPropertyValue("ParaIndent", max(0, steps) * _INDENT)

    def clear_formats(self) -> None:
        """Give the cells the looks of fresh ones, merges and conditional looks off as well."""
        self.api.merge(False)  # noqa: FBT003 - UNO takes no names
        self.conditional_formats.clear()
        self.api.clearContents(_LOOKS)


def _vertical(name: str) -> int:
    return constant(f"table.CellVertJustify2.{name}")
