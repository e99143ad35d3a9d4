"""What of a sheet is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from kyosai_xl.calc.engine.uno_tools import Uno

if TYPE_CHECKING:
    from kyosai_xl.calc.engine.sheet import Sheet


class PageSetup(base_classes.PageSetup):
    """The print area; paper and margins are the page style's, which this leaves alone."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def api(self) -> Uno:
        """LibreOffice's page style of the sheet."""
        styles = self._sheet.book.api.StyleFamilies.getByName("PageStyles")
        return styles.getByName(self._sheet.api.PageStyle)

    @property
    def print_area(self) -> str | None:
        """The address of what is printed, None for everything."""
        areas = [
            self._sheet.range_at(
                area.StartRow + 1,
                area.StartColumn + 1,
                area.EndRow - area.StartRow + 1,
                area.EndColumn - area.StartColumn + 1,
            ).address
            for area in self._sheet.api.getPrintAreas()
        ]
        return ",".join(areas) or None

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        addresses = value.split(",") if value else []
        areas = tuple(self._sheet.range(address).api.RangeAddress for address in addresses)
        self._sheet.api.setPrintAreas(areas)
