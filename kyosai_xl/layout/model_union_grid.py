"""Where the figures of one model-union sheet stand."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from kyosai_xl.domain.checks import SheetColumns
from kyosai_xl.domain.model_unions import (
    ModelUnion,
    ModelUnionReport,
    cumulative_key,
    full_year_key,
)
from kyosai_xl.domain.months import Calendar, FiscalYear
from kyosai_xl.layout.model import Formula, Value, across, address, on_sheet
from kyosai_xl.layout.origin import Origin

AS_OF_ROW = 1
HEAD_ROW = 2
MONTH_ROW = 3
FIRST_ROW = 4
_TYPED = frozenset({"name", "members", "policies", "effective_month", "target"})
"""What a union's row takes from the master."""


def is_month(key: str) -> bool:
    """Whether the column is a calendar month's."""
    return key[:4].isdigit()


class ModelUnionGrid:
    """Where the figures of one model-union sheet stand: columns by key, rows by their part."""

    def __init__(self, report: ModelUnionReport, origin: Origin | None = None) -> None:
        """Take the report that the sheet shows, and where its figures are typed."""
        self.report = report
        self.origin = origin
        self.calendar: Calendar = report.calendar
        self.name = f"モデル単組({self.calendar.label})"
        *past, current = self.calendar.years
        self.keys: tuple[str, ...] = (
            *("branch_code", "branch", "union_code", "name"),
            *("members", "policies", "enrolment", "effective_month"),
            *(full_year_key(year.year) for year in past),
            *(key for year in self.calendar.years for key in self.band(year)),
            cumulative_key(current.year),
            *("target", "year_on_year", "rate", "remaining", "branch_again"),
        )
        self.columns = {key: index for index, key in enumerate(self.keys)}
        self.actual = cumulative_key(current.year)
        self.last_row = FIRST_ROW + max(1, len(report.counted)) - 1
        self.total_row = self.last_row + 1
        # The nation's total is the 合計 row, on a branch's sheet the row below.
        self.nation_row = self.total_row + (report.nation is not None)
        self.note_row = self.nation_row + 1
        self.reference_row = self.note_row + 1
        self.as_of_cell = (AS_OF_ROW, self.columns["remaining"])

    def band(self, year: FiscalYear) -> tuple[str, ...]:
        """Return the columns below a year's heading: its months, a past year's cumulative."""
        months = tuple(str(month) for month in year.months)
        return months if year == self.calendar.current else (*months, cumulative_key(year.year))

    def linked(self, union: ModelUnion, values: tuple[Value, ...]) -> tuple[Value | Formula, ...]:
        """Return a union's row with what is typed elsewhere following its cell there."""
        if self.origin is None:
            return values
        return tuple(map(partial(self._link, self.origin, union[0:3:2]), self.keys, values))

    def _link(self, origin: Origin, union: Hashable, key: str, value: Value) -> Value | Formula:
        if key in _TYPED and value is not None:
            return origin.unions.link(union, key, value)
        if is_month(key) and key <= str(self.calendar.as_of):
            # A cell that follows a blank one holds 0; a month typed nowhere stays blank.
            followed = origin.counts.link(union, key, value or 0)
            return followed if isinstance(followed, Formula) else value
        return value

    def cells(self, first: str, last: str | None = None) -> str:
        """Return the union rows of adjacent columns, e.g. K5:V114."""
        return across(FIRST_ROW, self.columns[first], self.last_row, self.columns[last or first])

    def total(self, key: str) -> str:
        """Return the column's cell in the 合計 row, on this sheet."""
        return on_sheet(self.name, address(self.total_row, self.columns[key]))

    def nation(self, key: str) -> str:
        """Return the column's cell in the row of the national total, on this sheet."""
        return on_sheet(self.name, address(self.nation_row, self.columns[key]))

    def union(self, position: int, key: str) -> str:
        """Return the cell of the union at that position, on this sheet."""
        return on_sheet(self.name, address(FIRST_ROW + position, self.columns[key]))

    def unions(self, key: str) -> str:
        """Return a column's union rows, on this sheet."""
        return on_sheet(self.name, self.cells(key))

    def some(self, first: int, last: int, key: str, last_key: str | None = None) -> str:
        """Return adjacent columns of neighbouring unions, by position, on this sheet."""
        begin, end = self.columns[key], self.columns[last_key or key]
        return on_sheet(self.name, across(FIRST_ROW + first, begin, FIRST_ROW + last, end))

    def sum_of(self, cells: SheetColumns) -> str:
        """Return the formula of a check's side."""
        if cells.total:
            return self.total(cells.plus[0])
        plus = self._sum(cells.plus)
        return f"{plus}-{self._sum(cells.minus)}" if cells.minus else plus

    def each_of(self, cells: SheetColumns) -> str:
        """Return the side as an array of one number a union row."""
        text = "+".join(self.unions(key) for key in cells.plus)
        return "-".join((text, *(self.unions(key) for key in cells.minus)))

    def described(self, cells: SheetColumns) -> str:
        """Return the side's cells for a reader, e.g. 「K5:V114」."""
        if cells.total:
            return address(self.total_row, self.columns[cells.plus[0]])
        ranges = [self.cells(cells.plus[0], cells.plus[-1]), *map(self.cells, cells.minus)]
        return " − ".join(ranges)

    def _sum(self, keys: tuple[str, ...]) -> str:
        return f"SUM({on_sheet(self.name, self.cells(keys[0], keys[-1]))})"
