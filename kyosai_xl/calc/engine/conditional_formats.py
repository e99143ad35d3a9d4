"""Looks that depend on what a cell holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from kyosai_xl.calc.engine.areas import Area, area_of, overlap, without
from kyosai_xl.calc.engine.conditional_format import (
    THRESHOLDS,
    ConditionalFormat,
)
from kyosai_xl.calc.engine.thresholds import data_bar_entry
from kyosai_xl.calc.engine.uno_tools import OPERATORS, Uno, constant

if TYPE_CHECKING:
    from kyosai_xl.calc.engine.range import Range

_STYLES = "CellStyles"
_AS_FROM_A_FILE = {
    "MinimumLength": 10.0,
    "MaximumLength": 90.0,
    "UseNegativeColor": True,
    "NegativeColor": 0xFF0000,
}
"""What a data bar of an Excel file has in LibreOffice; lengths in per cent of the cell."""


class ConditionalFormats(base_classes.ConditionalFormats):
    """The rules on a range; a new one ranks below those already there."""

    def __init__(self, cells: Range) -> None:
        self._range = cells

    @property
    def api(self) -> Uno:
        """LibreOffice's conditional formats of the whole sheet."""
        return self._range.sheet.api.ConditionalFormats

    @property
    def parent(self) -> Range:
        """The range."""
        return self._range

    def __iter__(self) -> Iterator[ConditionalFormat]:
        for own in self.api.getConditionalFormats():
            if self._touches(own):
                for place in range(own.Count):
                    yield ConditionalFormat(self._range, own, place)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, key: int) -> ConditionalFormat:
        """Return one by its number, from 1."""
        return [*iter(self)][key - 1]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and 0 < key <= len(self)

    def add_cell_value(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        """Add a rule that compares a cell's value."""
        return self._add_condition(OPERATORS[spec["operator"]], spec)

    def add_custom(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        """Add a rule by a formula, written for the range's first cell."""
        return self._add_condition("EXPRESSION", {**spec, "formula1": spec["formula"]})

    def add_data_bar(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        """Add bars as long as the values are great."""
        rule = self._add(constant("sheet.ConditionEntryType.DATABAR"))
        rule.api.DataBarEntries = tuple(
            data_bar_entry(_threshold(kind), "0" if value is None else str(value))
            for kind, value in zip(spec["threshold_types"], spec["thresholds"], strict=True)
        )
        for name, value in _AS_FROM_A_FILE.items():
            rule.api.setPropertyValue(name, value)
        rule.set(spec)
        return rule

    def add_color_scale(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        """Not to be had: LibreOffice 7.4 breaks down at a colour scale made by a program."""
        del spec
        message = "LibreOffice lets no program make a colour scale"
        raise NotImplementedError(message)

    def add_icon_set(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        """Not to be had, for the same reason."""
        del spec
        message = "LibreOffice lets no program make an icon set"
        raise NotImplementedError(message)

    def clear(self) -> None:
        """Take all rules off the cells of the range."""
        hole = area_of(self._range.api.RangeAddress)
        for own in self.api.getConditionalFormats():
            if self._touches(own):
                areas = [area_of(address) for address in own.Range.RangeAddresses]
                left = [part for area in areas for part in without(area, hole)]
                if left:
                    own.Range = self._ranges(left)
                else:
                    self.api.removeByID(own.ID)

    def _add_condition(self, operator: str, spec: Mapping[str, Any]) -> ConditionalFormat:
        rule = self._add(constant("sheet.ConditionEntryType.CONDITION"))
        rule.api.Operator = constant(f"sheet.ConditionFormatOperator.{operator}")
        rule.api.StyleName = self._new_style()
        rule.set({name: value for name, value in spec.items() if name != "operator"})
        return rule

    def _add(self, kind: int) -> ConditionalFormat:
        number = self.api.createByRange(self._ranges([area_of(self._range.api.RangeAddress)]))
        own = next(item for item in self.api.getConditionalFormats() if number == item.ID)
        own.createEntry(kind, 0)
        return ConditionalFormat(self._range, own, 0)

    def _new_style(self) -> str:
        book = self._range.book.api
        styles = book.StyleFamilies.getByName(_STYLES)
        number = 1
        while styles.hasByName(f"ConditionalFormat_{number}"):
            number += 1
        name = f"ConditionalFormat_{number}"
        styles.insertByName(name, book.createInstance("com.sun.star.style.CellStyle"))
        return name

    def _touches(self, own: Uno) -> bool:
        here = area_of(self._range.api.RangeAddress)
        return any(overlap(area_of(address), here) for address in own.Range.RangeAddresses)

    def _ranges(self, areas: list[Area]) -> Uno:
        made = self._range.book.api.createInstance("com.sun.star.sheet.SheetCellRanges")
        for area in areas:
            cells = self._range.sheet.api.getCellRangeByPosition(*area)
            made.addRangeAddress(cells.RangeAddress, False)  # noqa: FBT003 - not merged
        return made


def _threshold(kind: str) -> int:
    return constant(f"sheet.DataBarEntryType.DATABAR_{THRESHOLDS[kind]}")
