"""Months in cells: a date is a serial number, any day of the month stands for it."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from kyosai_xl.domain.months import MONTHS_IN_YEAR, Calendar, Month
from kyosai_xl.functions import messages
from kyosai_xl.functions.cells import passed_on, whole_number
from kyosai_xl.functions.model import Scalar

EARLIEST_YEAR = 1950
LATEST_YEAR = 2100
"""Numbers that would be dates outside these years are no dates: 6, 202406."""

_DAY_0 = dt.date(1899, 12, 30).toordinal()


def serial(day: dt.date) -> int:
    """Return the number that a spreadsheet keeps for a date.

    >>> serial(dt.date(2025, 2, 1))
    45689
    """
    return day.toordinal() - _DAY_0


_FIRST = serial(dt.date(EARLIEST_YEAR, 1, 1))
_LAST = serial(dt.date(LATEST_YEAR, 12, 31))


def month(value: Scalar) -> Month | None:
    """Return the month of a date cell, None for anything that is no date."""
    if not isinstance(value, (int, float)) or not _FIRST <= value < _LAST + 1:
        return None
    day = dt.date.fromordinal(int(value) + _DAY_0)
    return Month(day.year, day.month)


def first_day(year: int, start_month: int, offset: int) -> int:
    """Return the date of a month heading: the first day, so many months after the start."""
    return serial(dt.date(*Month(year, start_month).plus(offset), 1))


@lru_cache(maxsize=256)
def calendar(start_month: Scalar, as_of: Scalar) -> Calendar | str:
    """Return the calendar of two argument cells, or the text to show instead of a result."""
    start = whole_number(start_month, 1, MONTHS_IN_YEAR, messages.START_MONTH)
    if isinstance(start, str):
        return start
    upto = month(as_of)
    if upto is None:
        return as_of if isinstance(as_of, str) and passed_on(as_of) else messages.AS_OF
    return Calendar(start, upto)
