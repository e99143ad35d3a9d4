"""The open documents of a running LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlwings import base_classes

from kyosai_xl.calc.engine.book import Book
from kyosai_xl.calc.engine.uno_tools import Uno, constant, properties, url

if TYPE_CHECKING:
    from kyosai_xl.calc.engine.app import App

_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"


class Books(base_classes.Books):
    """All open spreadsheets."""

    def __init__(self, app: App) -> None:
        self._app = app

    @property
    def api(self) -> Uno:
        """LibreOffice's desktop."""
        return self._app.api

    @property
    def app(self) -> App:
        """The running LibreOffice."""
        return self._app

    @property
    def active(self) -> Book:
        """The spreadsheet in front."""
        current = self.api.getCurrentComponent()
        if current is not None and current.supportsService(_SPREADSHEET):
            return self._app.book(current)
        for book in self:
            return book
        message = "no spreadsheet is open"
        raise KeyError(message)

    def __iter__(self) -> Iterator[Book]:
        for own in self.api.Components:
            if own.supportsService(_SPREADSHEET):
                yield self._app.book(own)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: object) -> bool:
        return any(book.name == key for book in self)

    def __call__(self, key: int | str) -> Book:
        """Return one by its name or its number, from 1."""
        if isinstance(key, int):
            return [*iter(self)][key - 1]
        for book in self:
            if book.name.lower() == key.lower():
                return book
        raise KeyError(key)

    def add(self) -> Book:
        """Open a new, empty book."""
        return self._load("private:factory/scalc")

    def open(
        self,
        fullname: str,
        update_links: object = None,
        read_only: object = None,
        format: object = None,  # noqa: A002 - xlwings' own name
        password: str | None = None,
        *_others: object,
        **_more: object,
    ) -> Book:
        """Open a file without running macros of its own."""
        del update_links, format
        options: dict[str, object] = {"ReadOnly": bool(read_only)}
        if password:
            options["Password"] = password
        return self._load(url(fullname), **options)

    def _load(self, address: str, **options: object) -> Book:
        never = constant("document.MacroExecMode.NEVER_EXECUTE")
        given = properties(Hidden=not self._app.visible, MacroExecutionMode=never, **options)
        own = self.api.loadComponentFromURL(address, "_blank", 0, given)
        if own is None:
            message = f"LibreOffice cannot open {address}"
            raise OSError(message)
        return self._app.book(own)
