"""Defined names of a document or a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlwings import base_classes

from kyosai_xl.calc.engine.references import quoted_sheet
from kyosai_xl.calc.engine.uno_tools import Uno, struct

if TYPE_CHECKING:
    from kyosai_xl.calc.engine.book import Book
    from kyosai_xl.calc.engine.range import Range


class Name(base_classes.Name):
    """One name; ``sheet`` is empty for a name of the whole book."""

    def __init__(self, book: Book, names: Uno, name: str, sheet: str = "") -> None:
        self._book, self._names, self._name, self._sheet = book, names, name, sheet

    @property
    def api(self) -> Uno:
        """LibreOffice's named range."""
        return self._names.getByName(self._name)

    @property
    def name(self) -> str:
        """The name, with its sheet's before it when it holds there only."""
        return f"{quoted_sheet(self._sheet)}!{self._name}" if self._sheet else self._name

    @name.setter
    def name(self, value: str) -> None:
        self.api.setName(value)
        self._name = value

    @property
    def refers_to(self) -> str:
        """What the name stands for, as an Excel formula."""
        named = self.api
        return self._book.formulas.from_tokens(named.getTokens(), named.ReferencePosition)

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.api.setTokens(self._book.formulas.tokens(value, 0, 1, 1))

    @property
    def refers_to_range(self) -> Range:
        """The cells that the name stands for."""
        cells = self.api.getReferredCells()
        if cells is None:
            message = f"{self._name} does not refer to cells"
            raise ValueError(message)
        return self._book.range_of(cells)

    def delete(self) -> None:
        """Take the name away."""
        self._names.removeByName(self._name)


class Names(base_classes.Names):
    """The names of a book, those of its sheets included, or of one sheet."""

    def __init__(self, book: Book, own: Uno, sheet: str = "") -> None:
        self._book, self._own, self._sheet = book, own, sheet

    @property
    def api(self) -> Uno:
        """LibreOffice's named ranges."""
        return self._own

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[Name]:
        for name in self._own.ElementNames:
            yield Name(self._book, self._own, name, self._sheet)
        if not self._sheet:
            for sheet in self._book.sheets:
                yield from sheet.names

    def __call__(self, key: int | str) -> Name:
        """Return one by its name or its number, from 1."""
        if isinstance(key, int):
            return [*iter(self)][key - 1]
        for name in self:
            if key.lower() in {name.name.lower(), name.name.replace("'", "").lower()}:
                return name
        raise KeyError(key)

    def contains(self, key: str) -> bool:
        """Whether there is such a name."""
        try:
            self(key)
        except KeyError:
            return False
        return True

    def snapshot(self) -> list[tuple[str, Name]]:
        """Every name with its text."""
        return [(name.name, name) for name in self]

    def add(self, name: str, refers_to: str) -> Name:
        """Define a name, anew if it is there already."""
        if self._own.hasByName(name):
            self._own.removeByName(name)
        self._own.addNewByName(name, "", struct("table.CellAddress"), 0)
        made = Name(self._book, self._own, name, self._sheet)
        made.refers_to = refers_to
        return made
