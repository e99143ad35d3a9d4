"""One cell's value: blank, number, text, error; read as the built-in functions read it."""

from __future__ import annotations

from typing import TypeGuard

from kyosai_xl.domain.rates import NO_RATE
from kyosai_xl.functions.messages import MESSAGES, TOO_MANY_DIGITS
from kyosai_xl.functions.model import Scalar

Number = int | float

LARGEST = 10**15
"""A spreadsheet keeps fifteen digits; nothing is exact from here on."""

NUMBER_ERROR = "#NUM!"
ERRORS = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: NUMBER_ERROR,
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}
"""Excel's error numbers and what the cell shows."""

_ERROR_TEXTS = frozenset(ERRORS.values())
_PASSED_ON = _ERROR_TEXTS | frozenset(MESSAGES) | {NO_RATE}


def is_blank(value: Scalar) -> bool:
    """Whether nothing is seen in the cell: it is empty, or a formula gives an empty text."""
    return value is None or value == ""


def is_error(value: Scalar) -> TypeGuard[str]:
    """Whether the cell shows an error value of Excel or LibreOffice (「Err:504」)."""
    return isinstance(value, str) and (value in _ERROR_TEXTS or value.startswith("Err:"))


def passed_on(text: str) -> bool:
    """Whether a text goes through a function unchanged: an error, a message, 「－」."""
    return text in _PASSED_ON or is_error(text)


def is_number(value: Scalar) -> TypeGuard[Number]:
    """Whether SUM would add the cell of a range: a number, not a text and not TRUE or FALSE."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def tidy(value: Number) -> Number | str:
    """Return a number, whole ones as int, or the message about one too long to be exact."""
    if not -LARGEST < value < LARGEST:
        return TOO_MANY_DIGITS
    return int(value) if value == int(value) else value


def number(value: Scalar, otherwise: str) -> Number | str:
    """Return a single cell's number, whole ones as int, or the text to show instead of a result.

    A blank counts as 0 and TRUE as 1; any text that is not passed on gives ``otherwise``.
    """
    if isinstance(value, (int, float)):
        return tidy(value)
    if value is None or value == "":
        return 0
    return value if passed_on(value) else otherwise


def whole_number(value: Scalar, lowest: int, highest: int, otherwise: str) -> int | str:
    """Return a whole number between the two bounds, or the text to show instead of a result."""
    if isinstance(value, str) and passed_on(value):
        return value
    found = number(value, otherwise)
    return found if isinstance(found, int) and lowest <= found <= highest else otherwise
