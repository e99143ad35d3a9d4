"""Number formats: Excel's codes, and the numbers a document knows them by."""

from __future__ import annotations

from kyosai_xl.calc.engine.uno_tools import Uno, constant, struct

GENERAL = "General"


class NumberFormats:
    """The number formats of one open document."""

    def __init__(self, book: Uno) -> None:
        self._formats = book.NumberFormats
        self._english = struct("lang.Locale", Language="en", Country="US")
        self._own = struct("lang.Locale")
        self._keys: dict[str, int] = {}
        self._codes: dict[int, str] = {}
        self._types: dict[int, int] = {}

    def key(self, code: str) -> int:
        """Return the number of a format, added where the document has it not.

        Codes are Excel's English ones; kept in the document's own language they are saved
        without a language mark.
        """
        if code not in self._keys:
            self._keys[code] = self._found(code)
        return self._keys[code]

    def code(self, key: int) -> str:
        """Return a format's code in Excel's English."""
        if key not in self._codes:
            if key == self.key(GENERAL):
                return GENERAL
            shown = self._formats.getByKey(key)
            code = str(shown.FormatString)
            if shown.Locale.Language not in {"", "en"}:
                fresh = self._formats.addNewConverted(code, shown.Locale, self._english)
                code = str(self._formats.getByKey(fresh).FormatString)
            self._codes[key] = GENERAL if code in {"Standard", GENERAL} else code
        return self._codes[key]

    def is_date(self, key: int) -> bool:
        """Whether numbers show as days or times under it."""
        return self._type(key) & constant("util.NumberFormat.DATE") != 0

    def is_logical(self, key: int) -> bool:
        """Whether numbers show as TRUE and FALSE under it."""
        return self._type(key) & constant("util.NumberFormat.LOGICAL") != 0

    def _found(self, code: str) -> int:
        if code == GENERAL:
            return int(self._formats.getStandardIndex(self._own))
        key = int(self._formats.queryKey(code, self._own, False))  # noqa: FBT003
        if key < 0:
            key = int(self._formats.addNewConverted(code, self._english, self._own))
        return key

    def _type(self, key: int) -> int:
        if key not in self._types:
            self._types[key] = int(self._formats.getByKey(key).Type)
        return self._types[key]
