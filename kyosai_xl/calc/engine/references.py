"""Cell references inside a formula's text, relative ones set apart so that they can move."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_QUOTED = re.compile(r"""("(?:[^"]|"")*"|'(?:[^']|'')*')""")
_REFERENCE = re.compile(r"(?<![\w$])(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})(?![\w(.!])")
_WHOLE = re.compile(
    r"(?<![\w.$])(?:\$?[A-Z]{1,3}:[A-Z]{1,3}|[A-Z]{1,3}:\$[A-Z]{1,3}|\$?\d+:\d+|\d+:\$\d+)(?![\w(])"
)
"""Whole rows or columns, relative at one end at least."""
_LOGICAL = re.compile(r"(?<![\w.$!])(TRUE|FALSE)(?![\w.(!])", re.IGNORECASE)
_CALLED = re.compile(r"(?<![\w.])(TRUE|FALSE)\(\)")
_FUNCTION = re.compile(r"(?<![\w.!$])[a-z][\w.]*(?=\()")
_LETTERS = 26


class Reference(NamedTuple):
    """One cell: a fixed row and column as numbers from 1, a relative one as a distance."""

    column: int
    fixed_column: bool
    row: int
    fixed_row: bool


Pieces = tuple[str | Reference, ...]
"""A formula cut at its references; equal for all cells that a formula was filled into."""


def cut(formula: str, row: int, column: int) -> Pieces:
    """Cut a formula that stands in the cell (row, column), counted from 1.

    With a relative reference to whole rows or columns a formula stays in one piece: these
    are not moved here.
    """
    pieces: list[str | Reference] = []
    for text, quoted in _parts(formula):
        if quoted:
            pieces.append(text)
            continue
        if _WHOLE.search(text):
            return (formula,)
        end = 0
        for match in _REFERENCE.finditer(text):
            pieces.append(text[end : match.start()])
            fixed_column, letters, fixed_row, number = match.groups()
            pieces.append(
                Reference(
                    column_number(letters) - (0 if fixed_column else column),
                    bool(fixed_column),
                    int(number) - (0 if fixed_row else row),
                    bool(fixed_row),
                )
            )
            end = match.end()
        pieces.append(text[end:])
    return tuple(pieces)


def joined(pieces: Pieces, row: int, column: int) -> str:
    """Return the formula as it reads in the cell (row, column)."""
    return "".join(piece if isinstance(piece, str) else _at(piece, row, column) for piece in pieces)


def call_logicals(formula: str) -> str:
    """Return TRUE and FALSE as functions: as bare words LibreOffice takes them for 1 and 0."""
    return _outside_quotes(formula, lambda text: _LOGICAL.sub(r"\1()", text))


def bare_logicals(formula: str) -> str:
    """Return TRUE() and FALSE() as the words that people type."""
    return _outside_quotes(formula, lambda text: _CALLED.sub(r"\1", text))


def capital_functions(formula: str) -> str:
    """Return functions in capitals: LibreOffice makes those small that it does not know."""
    return _outside_quotes(formula, lambda text: _FUNCTION.sub(lambda name: name[0].upper(), text))


def column_number(letters: str) -> int:
    """Return a column's number: A is 1."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Return a column's letters: 27 is AA."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def address(row: int, column: int, *, fixed_row: bool = True, fixed_column: bool = True) -> str:
    """Return a cell's address: (5, 9) is $I$5."""
    return f"{'$' * fixed_column}{column_letters(column)}{'$' * fixed_row}{row}"


def quoted_sheet(name: str) -> str:
    """Return a sheet's name as formulas write it before the exclamation mark."""
    return "'{}'".format(name.replace("'", "''"))


def _at(reference: Reference, row: int, column: int) -> str:
    return address(
        reference.row + (0 if reference.fixed_row else row),
        reference.column + (0 if reference.fixed_column else column),
        fixed_row=reference.fixed_row,
        fixed_column=reference.fixed_column,
    )


def _parts(formula: str) -> list[tuple[str, bool]]:
    return [(text, text[:1] in {'"', "'"}) for text in _QUOTED.split(formula) if text]


def _outside_quotes(formula: str, change: Callable[[str], str]) -> str:
    return "".join(text if quoted else change(text) for text, quoted in _parts(formula))
