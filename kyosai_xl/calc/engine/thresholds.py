"""The ends of a data bar, in the form that LibreOffice asks us for."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from kyosai_xl.calc.engine.uno_tools import Uno, interface


def data_bar_entry(kind: int, formula: str) -> Uno:
    """Return one end: its kind by number, and the value that goes with it."""
    return _entry_class()(kind, formula)


@cache
def _entry_class() -> Uno:
    """Return the class, made late: its bases come from LibreOffice."""
    base: Uno = import_module("unohelper").Base
    entry: Uno = interface("sheet.XDataBarEntry")

    class Entry(base, entry):  # type: ignore[misc]
        def __init__(self, kind: int, formula: str) -> None:
            self._kind, self._formula = kind, formula

        def getType(self) -> int:  # noqa: N802 - LibreOffice's names
            return self._kind

        def setType(self, kind: int) -> None:  # noqa: N802
            self._kind = kind

        def getFormula(self) -> str:  # noqa: N802
            return self._formula

        def setFormula(self, formula: str) -> None:  # noqa: N802
            self._formula = formula

    return Entry
