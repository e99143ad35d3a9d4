"""Formulas in Excel's language and in LibreOffice's, by LibreOffice's own parser."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kyosai_xl.calc.engine.references import (
    Pieces,
    bare_logicals,
    call_logicals,
    capital_functions,
    cut,
    joined,
)
from kyosai_xl.calc.engine.uno_tools import Uno, constant, struct

_ALL_FUNCTIONS = 0x7FFFFFFF


class Translator:
    """Translates the formulas of one open document.

    A formula filled over many cells is parsed once: its references are taken out first,
    and set again for each cell. Rows and columns count from 1, sheets from 0.
    """

    def __init__(self, book: Uno) -> None:
        self._excel = book.createInstance("com.sun.star.sheet.FormulaParser")
        self._excel.CompileEnglish = True
        self._excel.FormulaConvention = constant("sheet.AddressConvention.XL_A1")
        mapper = book.createInstance("com.sun.star.sheet.FormulaOpCodeMapper")
        language = constant("sheet.FormulaLanguage.XL_ENGLISH")
        self._excel.OpCodeMap = mapper.getAvailableMappings(language, _ALL_FUNCTIONS)
        self._office = book.createInstance("com.sun.star.sheet.FormulaParser")
        self._office.CompileEnglish = True
        self._to_office: dict[Pieces, Pieces] = {}
        self._to_excel: dict[Pieces, Pieces] = {}

    def tokens(self, formula: str, sheet: int, row: int, column: int) -> tuple[Uno, ...]:
        """Return an Excel formula parsed, for the places that take it so."""
        text = call_logicals(formula.removeprefix("="))
        return tuple(self._excel.parseFormula(text, _cell(sheet, row, column)))

    def from_tokens(self, tokens: Iterable[Uno], cell: Uno) -> str:
        """Return parsed tokens as an Excel formula; ``cell`` is UNO's address of its base."""
        return "=" + self._printed(tuple(tokens), cell)

    def to_office(self, formula: str, row: int, column: int) -> str:
        """Return ``=SUM(A1,2)`` as LibreOffice writes it, ``=SUM(A1;2)``."""

        def translate(text: str) -> str:
            cell = _cell(0, row, column)
            tokens = self._excel.parseFormula(call_logicals(text), cell)
            return str(self._office.printFormula(tokens, cell))

        text = formula.removeprefix("=")
        return "=" + _through(self._to_office, translate, text, (row, column))

    def to_excel(
        self,
        formula: str,
        row: int,
        column: int,
        tokens: Callable[[], Iterable[Uno]] | None = None,
    ) -> str:
        """Return ``=SUM(A1;2)`` as Excel writes it, ``=SUM(A1,2)``.

        ``tokens`` gives the cell's parsed formula: an add-in's function is known by nothing else.
        """

        def translate(text: str) -> str:
            cell = _cell(0, row, column)
            parsed = tuple(tokens()) if tokens else self._office.parseFormula(text, cell)
            return self._printed(parsed, cell)

        text = formula.removeprefix("=")
        return "=" + _through(self._to_excel, translate, text, (row, column))

    def _printed(self, tokens: tuple[Uno, ...], cell: Uno) -> str:
        """Return tokens as Excel shows them, without the equals sign."""
        text = capital_functions(bare_logicals(self._excel.printFormula(tokens, cell)))
        # A cell of a sheet that was deleted, as Excel shows it.
        return text.replace("#REF!!", "#REF!")


def is_formula(value: object) -> bool:
    """Whether a value typed into a cell would be a formula."""
    return isinstance(value, str) and len(value) > 1 and value.startswith("=")


def _through(
    known: dict[Pieces, Pieces],
    translate: Callable[[str], str],
    text: str,
    at: tuple[int, int],
) -> str:
    pieces = cut(text, *at)
    if pieces not in known:
        translated = translate(text)
        known[pieces] = (translated,) if len(pieces) == 1 else cut(translated, *at)
    return joined(known[pieces], *at)


def _cell(sheet: int, row: int, column: int) -> Uno:
    return struct("table.CellAddress", Sheet=sheet, Column=column - 1, Row=row - 1)
