"""The sheets of a book in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlwings import base_classes

from kyosai_xl.calc.engine.sheet import Sheet
from kyosai_xl.calc.engine.uno_tools import Uno

if TYPE_CHECKING:
    from kyosai_xl.calc.engine.book import Book


class Sheets(base_classes.Sheets):
    """All sheets, hidden ones included."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def api(self) -> Uno:
        """LibreOffice's sheets."""
        return self._book.api.Sheets

    @property
    def active(self) -> Sheet:
        """The sheet in front."""
        controller = self._book.controller
        own = self.api.getByIndex(0) if controller is None else controller.getActiveSheet()
        return Sheet(self._book, own)

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self._book, self.api.getByIndex(place)) for place in range(len(self)))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._found(key) is not None

    def __call__(self, key: int | str) -> Sheet:
        """Return one by its name or its number, from 1."""
        if isinstance(key, int):
            return Sheet(self._book, self.api.getByIndex(key - 1))
        name = self._found(key)
        if name is None:
            raise KeyError(key)
        return Sheet(self._book, self.api.getByName(name))

    def add(
        self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None
    ) -> Sheet:
        """Insert an empty sheet and show it; without a place, before the one in front."""
        place = (before or self.active).index - 1 if after is None else after.index
        name = name or self._free_name()
        self.api.insertNewByName(name, place)
        made = self(name)
        made.activate()
        return made

    def free_copy_name(self, name: str) -> str:
        """Return the name that Excel would give a copy: ``name (2)``."""
        number = 2
        while f"{name} ({number})" in self:
            number += 1
        return f"{name} ({number})"

    def _free_name(self) -> str:
        number = len(self) + 1
        while f"Sheet{number}" in self:
            number += 1
        return f"Sheet{number}"

    def _found(self, key: str) -> str | None:
        """Return the name as it is written; letter case does not matter."""
        names: tuple[str, ...] = self.api.ElementNames
        if key in names:
            return key
        return next((name for name in names if name.lower() == key.lower()), None)
