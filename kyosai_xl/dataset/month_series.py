"""Counts by calendar month: kept in one array a month, cut to the series that belongs together."""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import NamedTuple

from kyosai_xl.domain.months import Month

APART = 36
"""Months from one group to the next that no report of three fiscal years can span."""
LATE = 3


class MonthColumn:
    """One calendar month's counts by the union's position, and which were given."""

    __slots__ = ("counts", "seen")

    def __init__(self, size: int) -> None:
        """Start with nothing given."""
        self.counts = array("q", bytes(8 * size))
        self.seen = bytearray(size)

    def grow(self) -> None:
        """Make room for one more union."""
        self.counts.append(0)
        self.seen.append(0)

    @property
    def rows(self) -> int:
        """How many counts were given."""
        return self.seen.count(1)


class Series(NamedTuple):
    """The months that belong together, without gaps; a column a month from ``first``."""

    first: Month
    columns: tuple[MonthColumn, ...]

    @property
    def last(self) -> Month:
        """The last month."""
        return self.first.plus(len(self.columns) - 1)


def outside_months(columns: dict[Month, MonthColumn]) -> frozenset[Month]:
    """The months that stand apart from the main body, the part with most counts."""
    groups: list[list[Month]] = []
    for month in sorted(columns):
        if not groups or month.ordinal - groups[-1][-1].ordinal >= APART:
            groups.append([])
        groups[-1].append(month)
    groups.sort(key=lambda group: sum(columns[month].rows for month in group))
    return frozenset(month for group in groups[:-1] for month in group)


def late_month(columns: dict[Month, MonthColumn]) -> tuple[Month, Month] | None:
    """The last two months with contracts, if the last comes suspiciously late."""
    held = sorted(month for month, column in columns.items() if any(column.counts))
    last_two = tuple(pairwise(held))[-1:]
    return next((two for two in last_two if two[1].ordinal - two[0].ordinal > LATE), None)


def contiguous(columns: dict[Month, MonthColumn], size: int) -> Series:
    """All months from the first to the last; those that were not given hold zeros."""
    first, last = min(columns), max(columns)
    span = range(last.ordinal - first.ordinal + 1)
    empty = MonthColumn(size)
    return Series(first, tuple(columns.get(first.plus(n), empty) for n in span))
