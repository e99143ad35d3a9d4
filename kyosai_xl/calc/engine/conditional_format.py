"""One rule of a conditional format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xlwings import base_classes

from kyosai_xl.calc.engine.units import Colour, office_colour, xlwings_colour
from kyosai_xl.calc.engine.uno_tools import OPERATORS, Uno, constant, enum
from kyosai_xl.calc.engine.values import Free

if TYPE_CHECKING:
    from kyosai_xl.calc.engine.range import Range

THRESHOLDS = {
    "automatic": "AUTO",
    "lowest_value": "MIN",
    "highest_value": "MAX",
    "percentile": "PERCENTILE",
    "number": "VALUE",
    "percent": "PERCENT",
    "formula": "FORMULA",
}
_KINDS = ("condition", "color_scale", "data_bar", "icon_set")
_BAR = {"gradient": "UseGradient", "show_value": "ShowValue"}
_FORMULAS = {"formula1": "Formula1", "formula2": "Formula2", "formula": "Formula1"}


class ConditionalFormat(base_classes.ConditionalFormat):
    """One rule; its looks are a cell style of its own."""

    def __init__(self, cells: Range, own: Uno, place: int) -> None:
        self._range, self._own, self._place = cells, own, place

    @property
    def api(self) -> Uno:
        """LibreOffice's entry."""
        return self._own.getByIndex(self._place)

    @property
    def type(self) -> str:
        """The kind of rule, as xlwings names it."""
        kind = self.api.getType()
        if kind == 0:
            number = self.api.Operator
            if number == _operator("EXPRESSION"):
                return "custom"
            known = any(number == _operator(own) for own in OPERATORS.values())
            return "cell_value" if known else "unknown"
        return _KINDS[kind] if kind < len(_KINDS) else "unknown"

    @property
    def stop_if_true(self) -> bool | None:
        """True: LibreOffice shows the first rule that holds."""
        return True if self.type in {"cell_value", "custom"} else None

    @property
    def operator(self) -> str | None:
        """How a cell's value is compared."""
        if self.type != "cell_value":
            return None
        number = self.api.Operator
        return next(name for name, own in OPERATORS.items() if _operator(own) == number)

    @property
    def formula1(self) -> str | None:
        """What the value is compared with."""
        return self._formula(self.api.Formula1) if self.type == "cell_value" else None

    @property
    def formula2(self) -> str | None:
        """The upper end, for ``between`` and ``not_between``."""
        if self.operator not in {"between", "not_between"}:
            return None
        return self._formula(self.api.Formula2)

    @property
    def formula(self) -> str | None:
        """The formula of a custom rule."""
        return self._formula(self.api.Formula1) if self.type == "custom" else None

    @property
    def fill_color(self) -> Colour | None:
        """The fill where the rule holds."""
        return xlwings_colour(self._look("CellBackColor"))

    @property
    def font_color(self) -> Colour | None:
        """The text's colour where the rule holds."""
        return xlwings_colour(self._look("CharColor"))

    @property
    def font_bold(self) -> bool | None:
        """Whether the text is bold where the rule holds."""
        weight = self._look("CharWeight")
        return None if weight is None else weight > constant("awt.FontWeight.NORMAL")

    @property
    def font_italic(self) -> bool | None:
        """Whether the text is slanted where the rule holds."""
        posture = self._look("CharPosture")
        return None if posture is None else posture.value != "NONE"

    @property
    def colors(self) -> tuple[Colour | None, ...] | None:
        """The colours of a colour scale, from the lowest."""
        if self.type != "color_scale":
            return None
        return tuple(xlwings_colour(entry.Color) for entry in self.api.ColorScaleEntries)

    @property
    def bar_color(self) -> Colour | None:
        """The colour of a data bar."""
        return xlwings_colour(self.api.Color) if self.type == "data_bar" else None

    @property
    def gradient(self) -> bool | None:
        """Whether a data bar fades."""
        return bool(self.api.UseGradient) if self.type == "data_bar" else None

    @property
    def show_value(self) -> bool | None:
        """Whether the number is seen beside the bar or icon."""
        return bool(self.api.ShowValue) if self.type in {"data_bar", "icon_set"} else None

    @property
    def icon_set(self) -> None:
        """Not read from LibreOffice."""
        return

    @property
    def reverse_order(self) -> bool | None:
        """Whether the icons go the other way."""
        return bool(self.api.Reverse) if self.type == "icon_set" else None

    @property
    def threshold_types(self) -> tuple[str, ...] | None:
        """What the ends of a data bar are measured by."""
        if self.type != "data_bar":
            return None
        names = {
            constant(f"sheet.DataBarEntryType.DATABAR_{own}"): name
            for name, own in THRESHOLDS.items()
            if name != "automatic"  # the same number as the lowest value's
        }
        return tuple(names.get(entry.Type, "unknown") for entry in self.api.DataBarEntries)

    @property
    def thresholds(self) -> tuple[float | None, ...] | None:
        """The ends of a data bar; None where the values themselves set them."""
        kinds = self.threshold_types
        if kinds is None:
            return None
        measured = {"number", "percent", "percentile"}
        return tuple(
            float(entry.Formula) if kind in measured else None
            for kind, entry in zip(kinds, self.api.DataBarEntries, strict=True)
        )

    def set(self, changes: Mapping[str, Free]) -> None:
        """Change parts of the rule; the others stay."""
        entry = self.api
        if changes.get("operator"):
            entry.Operator = _operator(OPERATORS[changes["operator"]])
        if changes.get("bar_color"):
            entry.Color = office_colour(changes["bar_color"])
        for name, own in _BAR.items():
            if name in changes:
                setattr(entry, own, changes[name])
        for name, own in _FORMULAS.items():
            if changes.get(name) is not None:
                setattr(entry, own, self._own_formula(changes[name]))
        self._set_looks(changes)

    def delete(self) -> None:
        """Take the rule off every cell it applies to."""
        if self._own.Count > 1:
            self._own.removeByIndex(self._place)
        else:
            self._range.sheet.api.ConditionalFormats.removeByID(self._own.ID)

    def _set_looks(self, changes: Mapping[str, Free]) -> None:
        if changes.get("fill_color") is not None:
            self._style.CellBackColor = office_colour(changes["fill_color"])
        if changes.get("font_color") is not None:
            self._style.CharColor = office_colour(changes["font_color"])
        for script in ("", "Asian", "Complex"):
            if changes.get("font_bold") is not None:
                weight = "BOLD" if changes["font_bold"] else "NORMAL"
                value = constant(f"awt.FontWeight.{weight}")
                self._style.setPropertyValue(f"CharWeight{script}", value)
            if changes.get("font_italic") is not None:
                slant = enum("awt.FontSlant", "ITALIC" if changes["font_italic"] else "NONE")
                self._style.setPropertyValue(f"CharPosture{script}", slant)

    @property
    def _style(self) -> Uno:
        styles = self._range.book.api.StyleFamilies.getByName("CellStyles")
        return styles.getByName(self.api.StyleName)

    def _look(self, name: str) -> Free:
        if self.type not in {"cell_value", "custom"}:
            return None
        if self._style.getPropertyState(name).value != "DIRECT_VALUE":
            return None
        return self._style.getPropertyValue(name)

    def _formula(self, text: str) -> str:
        formulas, (row, column) = self._range.book.formulas, self._base
        return formulas.to_excel(text, row, column)

    def _own_formula(self, text: str) -> str:
        formulas, (row, column) = self._range.book.formulas, self._base
        return formulas.to_office(text, row, column).removeprefix("=")

    @property
    def _base(self) -> tuple[int, int]:
        area = self._own.Range.RangeAddresses[0]
        return area.StartRow + 1, area.StartColumn + 1


def _operator(name: str) -> int:
    return constant(f"sheet.ConditionFormatOperator.{name}")
