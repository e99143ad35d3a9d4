"""Where the figures of the report are typed: a template's sheets follow these cells."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from kyosai_xl.domain.months import Month
from kyosai_xl.layout.model import Formula, Value, across, address, on_sheet

UnionKey = tuple[str, str]
"""県コード and 単組コード."""
ResultKey = tuple[str, Month, str]
"""Product, as-of month and 県コード."""

_MOST_AREAS = 100
"""Excel takes no more than 255 arguments; a sum of so many pieces is left a bare number."""


class InputCells(NamedTuple):
    """One input sheet: rows by what they are about, columns by name, both from 0."""

    sheet: str
    rows: Mapping[Hashable, int]
    columns: Mapping[str, int]

    def link(self, key: Hashable, column: str, value: Value) -> Value | Formula:
        """Return the figure as a formula that follows its cell; bare if it is typed nowhere."""
        row, at = self.rows.get(key), self.columns.get(column)
        if row is None or at is None:
            return value
        return Formula(on_sheet(self.sheet, address(row, at)), value)

    def sum(self, keys: Iterable[Hashable], column: str, value: Value) -> Value | Formula:
        """Return the sum of a column's cells in some rows, likewise."""
        at = self.columns.get(column)
        rows = [self.rows.get(key) for key in keys]
        known = sorted(row for row in rows if row is not None)
        if at is None or not known or len(known) < len(rows):
            return value
        areas = [across(first, at, last, at) for first, last in _runs(known)]
        if len(areas) > _MOST_AREAS:
            return value
        return Formula(f"SUM({','.join(on_sheet(self.sheet, area) for area in areas)})", value)


class Origin(NamedTuple):
    """The input sheets of a template; months are columns named as in data files."""

    unions: InputCells
    counts: InputCells
    results: InputCells


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of neighbouring rows."""
    first = rows[0]
    for row, following in pairwise([*rows, -1]):
        if following != row + 1:
            yield first, row
            first = following
