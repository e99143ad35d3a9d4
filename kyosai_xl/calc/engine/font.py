"""The font of a range."""

from __future__ import annotations

from xlwings import base_classes

from kyosai_xl.calc.engine.units import Colour, office_colour, xlwings_colour
from kyosai_xl.calc.engine.uno_tools import Uno, common, constant, enum
from kyosai_xl.calc.engine.values import Free

_SCRIPTS = ("", "Asian", "Complex")
"""LibreOffice keeps a font for each; Japanese text shows in the Asian one."""


class Font(base_classes.Font):
    """What a range's text looks like; None where its cells differ."""

    def __init__(self, cells: Uno) -> None:
        self._cells = cells

    @property
    def api(self) -> Uno:
        """LibreOffice's range."""
        return self._cells

    @property
    def bold(self) -> bool | None:
        """Whether the text is bold."""
        weight = common(self._cells, "CharWeight")
        return None if weight is None else weight > constant("awt.FontWeight.NORMAL")

    @bold.setter
    def bold(self, value: bool) -> None:
        self._set("CharWeight", constant(f"awt.FontWeight.{'BOLD' if value else 'NORMAL'}"))

    @property
    def italic(self) -> bool | None:
        """Whether the text is slanted."""
        posture = common(self._cells, "CharPosture")
        return None if posture is None else posture.value != "NONE"

    @italic.setter
    def italic(self, value: bool) -> None:
        self._set("CharPosture", enum("awt.FontSlant", "ITALIC" if value else "NONE"))

    @property
    def size(self) -> float | None:
        """The size in points."""
        size = common(self._cells, "CharHeight")
        return None if size is None else round(size, 1)

    @size.setter
    def size(self, value: float) -> None:
        self._set("CharHeight", float(value))

    @property
    def color(self) -> Colour | None:
        """The colour as (r, g, b); None is also the automatic one."""
        return xlwings_colour(common(self._cells, "CharColor"))

    @color.setter
    def color(self, value: Colour | str | int) -> None:
        self._cells.setPropertyValue("CharColor", office_colour(value))

    @property
    def name(self) -> str | None:
        """The font's name."""
        name = common(self._cells, "CharFontName")
        return None if name is None else str(name)

    @name.setter
    def name(self, value: str) -> None:
        self._set("CharFontName", value)

    def _set(self, name: str, value: Free) -> None:
        for script in _SCRIPTS:
            self._cells.setPropertyValue(name + script, value)
