"""Calling a function with what a spreadsheet program hands over, whatever that is."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from decimal import Decimal
from math import isfinite
from typing import Any

from kyosai_xl.functions import messages
from kyosai_xl.functions.blocks import WHOLE_COLUMN, single
from kyosai_xl.functions.cells import ERRORS, NUMBER_ERROR
from kyosai_xl.functions.dates import serial
from kyosai_xl.functions.model import Block, Function, Scalar

_LOG = logging.getLogger(__name__)
_ERROR_BASE = -2_146_828_288
_ERROR_CODES = range(_ERROR_BASE + 2000, _ERROR_BASE + 2100)
"""Excel hands an error over as such a whole number, and every true number as a float."""

_DAY = dt.timedelta(days=1)


def evaluate(function: Function, arguments: Sequence[object]) -> Block:
    """Work a function out; whatever goes wrong ends as a short sentence, the rest in the log."""
    try:
        return function.call(*map(block, arguments))
    except Exception:  # noqa: BLE001 (a cell shows a sentence, never a traceback)
        _LOG.exception("%s failed", function.name)
        return single(messages.UNEXPECTED)


def block(argument: object) -> Block | None:
    """Return an argument's cells; a list is a row, None is an argument left out.

    >>> block([[1.0, ""], ["－", None]])
    ((1.0, ''), ('－', None))
    """
    if argument is None:
        return None
    if not isinstance(argument, (list, tuple)):
        return single(scalar(argument))
    nested = argument and isinstance(argument[0], (list, tuple))
    rows: Sequence[Sequence[Any]] = argument if nested else (argument,)
    used = _used(rows) if len(rows) >= WHOLE_COLUMN else len(rows)
    width = max(map(len, rows)) or 1
    cells = tuple(_row(row, width) for row in rows[:used])
    return cells + ((None,) * width,) * (len(rows) - used)


def scalar(value: object) -> Scalar:
    """Return one cell's value as the rules know it: dates are serial numbers, errors texts."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else NUMBER_ERROR
    if isinstance(value, int):
        if value in _ERROR_CODES:
            return ERRORS.get(value - _ERROR_BASE, "#VALUE!")
        return int(value)
    if isinstance(value, Decimal):
        return scalar(float(value))
    return _date(value) if isinstance(value, dt.date) else str(value)


def _date(value: dt.date) -> float:
    if not isinstance(value, dt.datetime):
        return serial(value)
    day = value.replace(tzinfo=None)
    return serial(day) + (day - dt.datetime(day.year, day.month, day.day)) / _DAY  # noqa: DTZ001


def _row(row: Sequence[Any], width: int) -> tuple[Scalar, ...]:
    cells = tuple(map(scalar, row))
    return cells if len(cells) == width else cells + (None,) * (width - len(cells))


def _used(rows: Sequence[Sequence[Any]]) -> int:
    for row in range(len(rows) - 1, 0, -1):
        if any(cell is not None and cell != "" for cell in rows[row]):
            return row + 1
    return 1
