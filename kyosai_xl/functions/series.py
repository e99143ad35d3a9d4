"""Monthly counts below their headings, one or many lines of them, summed over months."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kyosai_xl.domain.months import MONTHS_IN_YEAR, Calendar, Month
from kyosai_xl.functions import messages
from kyosai_xl.functions.blocks import cut, elementwise, flat, shape, single
from kyosai_xl.functions.cells import Number, is_error, is_number, tidy
from kyosai_xl.functions.dates import calendar, month
from kyosai_xl.functions.model import Block, Scalar

Total = Callable[[Month, int], Number]
"""The sum of one line's counts over so many months from a first one."""


class Series:
    """Headings and lines of counts; headings that are no dates count for nothing."""

    def __init__(self, headings: tuple[Scalar, ...], lines: Block) -> None:
        """Take the headings, and as many cells in each line."""
        self.lines = lines
        self._places: dict[int, list[int]] = {}
        self._picked: dict[tuple[Month, int], list[int]] = {}
        for place, heading in enumerate(headings):
            found = month(heading)
            if found:
                self._places.setdefault(found.ordinal, []).append(place)

    def has_months(self) -> bool:
        """Whether any heading is a date."""
        return bool(self._places)

    def covers(self, first: Month) -> bool:
        """Whether the twelve months from that one all stand among the headings."""
        start = first.ordinal
        return all(ordinal in self._places for ordinal in range(start, start + MONTHS_IN_YEAR))

    def total(self, line: int, first: Month, months: int) -> Number:
        """Sum as SUM does: texts, TRUE and FALSE count for nothing; an error raises."""
        cells = self.lines[line]
        total: Number = 0
        for place in self._columns(first, months):
            value = cells[place]
            if is_number(value):
                total += value
            elif is_error(value):
                raise ErrorValueError(value)
        return total

    def _columns(self, first: Month, months: int) -> list[int]:
        key = first, months
        if key not in self._picked:
            ordinals = range(first.ordinal, first.ordinal + months)
            columns = (place for ordinal in ordinals for place in self._places.get(ordinal, ()))
            self._picked[key] = list(columns)
        return self._picked[key]


class ErrorValueError(Exception):
    """An error value stands among the counts that are summed."""


Rule = Callable[[Series, int, Calendar], Scalar]


def along_months(
    rule: Rule, months: Block, counts: Block, start_month: Block, as_of: Block
) -> Block:
    """Call the rule for every line of counts, start month and as-of month.

    One heading row over many rows of counts gives a column of results, one heading column a row.
    """
    months, counts = cut(months, counts)
    found = _lines(months, counts)
    if found is None:
        return single(messages.SERIES_SHAPES)
    lines, places = found
    headings = flat(months)
    series = Series(headings, lines)
    if not series.has_months():
        return single(next(filter(is_error, headings), messages.NO_MONTHS))
    return elementwise(partial(_one, rule, series), places, start_month, as_of)


def _one(rule: Rule, series: Series, line: int, start_month: Scalar, as_of: Scalar) -> Scalar:
    dates = calendar(start_month, as_of)
    if isinstance(dates, str):
        return dates
    try:
        result = rule(series, line, dates)
    except ErrorValueError as fault:
        return str(fault)
    return tidy(result) if is_number(result) else result


def _lines(months: Block, counts: Block) -> tuple[Block, Block] | None:
    """Return the lines of counts, and their numbers as their results are to stand."""
    rows, columns = shape(months)
    if shape(counts) == (rows, columns):
        return (flat(counts),), single(0)
    if rows == 1 and len(counts[0]) == columns:
        return counts, tuple((number,) for number in range(len(counts)))
    if columns == 1 and len(counts) == rows:
        return tuple(zip(*counts, strict=True)), (tuple(range(len(counts[0]))),)
    return None
