"""An open document."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from xlwings import base_classes

from kyosai_xl.calc.engine.formulas import Translator
from kyosai_xl.calc.engine.names import Names
from kyosai_xl.calc.engine.number_formats import NumberFormats
from kyosai_xl.calc.engine.range import Range
from kyosai_xl.calc.engine.sheet import Sheet
from kyosai_xl.calc.engine.sheets import Sheets
from kyosai_xl.calc.engine.units import digit_width
from kyosai_xl.calc.engine.uno_tools import Uno, path, properties, url

if TYPE_CHECKING:
    from kyosai_xl.calc.engine.app import App

_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
    ".csv": "Text - txt - csv (StarCalc)",
}


class Book(base_classes.Book):
    """One spreadsheet document; what is known about it is kept with it."""

    def __init__(self, app: App, own: Uno) -> None:
        self._app, self._own = app, own

    @property
    def api(self) -> Uno:
        """LibreOffice's document."""
        return self._own

    @property
    def app(self) -> App:
        """The running LibreOffice."""
        return self._app

    @property
    def controller(self) -> Uno:
        """What steers the document's window, None without one."""
        return self._own.CurrentController

    @property
    def name(self) -> str:
        """The file's name, or the title of a book never saved."""
        return Path(self.fullname).name

    @property
    def fullname(self) -> str:
        """The file's whole path, or the title of a book never saved."""
        return path(self._own.URL) if self._own.URL else str(self._own.Title)

    @property
    def sheets(self) -> Sheets:
        """The sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """The names, those that hold on one sheet included."""
        return Names(self, self._own.NamedRanges)

    @cached_property
    def formulas(self) -> Translator:
        """The translator of formulas."""
        return Translator(self._own)

    @cached_property
    def formats(self) -> NumberFormats:
        """The number formats."""
        return NumberFormats(self._own)

    @cached_property
    def digit(self) -> float:
        """The width of a digit, which column widths are counted in."""
        return digit_width(self._own)

    def range_of(self, cells: Uno) -> Range:
        """Return LibreOffice's cells as a range."""
        area = cells.RangeAddress
        return Range(
            Sheet(self, cells.Spreadsheet),
            area.StartRow + 1,
            area.StartColumn + 1,
            area.EndRow - area.StartRow + 1,
            area.EndColumn - area.StartColumn + 1,
        )

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save in place, or as another file, of the kind that its ending says."""
        if path is None and self._own.hasLocation():
            self._own.store()
            return
        target = Path(path or f"{self.name}.xlsx")
        options = {"FilterName": _FILTERS[target.suffix.lower()]}
        if password:
            options["Password"] = password
        self._own.storeAsURL(url(str(target)), properties(**options))

    def to_pdf(self, path: str, quality: str) -> None:
        """Write the visible sheets to a PDF file."""
        del quality
        self._own.storeToURL(url(path), properties(FilterName="calc_pdf_Export"))

    def close(self) -> None:
        """Close without saving."""
        self._app.forget(self._own)
        self._own.close(True)  # noqa: FBT003 - UNO takes no names

    def activate(self) -> None:
        """Bring the document's window to the front."""
        if self.controller is not None:
            self.controller.Frame.activate()
