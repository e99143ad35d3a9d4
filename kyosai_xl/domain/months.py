"""Calendar months, fiscal years with any start month, and the calendar of one sheet."""

from __future__ import annotations

from typing import NamedTuple

MONTHS_IN_YEAR = 12
PAST_YEARS = 2


class Month(NamedTuple):
    """One calendar month, e.g. ``Month(2025, 2)``; sorts and compares by time."""

    year: int
    month: int

    @property
    def ordinal(self) -> int:
        """Months since year 0, so that months can be subtracted."""
        return self.year * MONTHS_IN_YEAR + self.month - 1

    def plus(self, months: int) -> Month:
        """Return the month that many months later; negative goes back."""
        year, month = divmod(self.ordinal + months, MONTHS_IN_YEAR)
        return Month(year, month + 1)

    def __str__(self) -> str:
        """Return the form used in data files: ``2025-02``."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def label(self) -> str:
        """「2025年2月」."""
        return f"{self.year}年{self.month}月"

    @property
    def short_label(self) -> str:
        """「2月」."""
        return f"{self.month}月"


class FiscalYear(NamedTuple):
    """Twelve months named after the calendar year of the first: 「2024年度」."""

    year: int
    start_month: int

    @classmethod
    def containing(cls, month: Month, start_month: int) -> FiscalYear:
        """Return the fiscal year with that start month which holds the month."""
        return cls(month.year - (month.month < start_month), start_month)

    @property
    def label(self) -> str:
        """「2024年度」."""
        return f"{self.year}年度"

    @property
    def first(self) -> Month:
        """The first of the twelve months."""
        return Month(self.year, self.start_month)

    @property
    def months(self) -> tuple[Month, ...]:
        """The twelve months in order."""
        return tuple(self.first.plus(n) for n in range(MONTHS_IN_YEAR))


class Calendar(NamedTuple):
    """What one model-union sheet covers: a start month (1-12) and the as-of month (集計月)."""

    start_month: int
    as_of: Month

    @property
    def label(self) -> str:
        """「6月開始」."""
        return f"{self.start_month}月開始"

    @property
    def current(self) -> FiscalYear:
        """The fiscal year that holds the as-of month."""
        return FiscalYear.containing(self.as_of, self.start_month)

    @property
    def years(self) -> tuple[FiscalYear, ...]:
        """The two past fiscal years and the current one, oldest first."""
        current = self.current
        return tuple(
            FiscalYear(current.year - back, self.start_month) for back in range(PAST_YEARS, -1, -1)
        )

    @property
    def months(self) -> tuple[Month, ...]:
        """All 36 months of the three fiscal years in order."""
        return tuple(month for year in self.years for month in year.months)

    @property
    def elapsed(self) -> int:
        """How many months (1-12) the current fiscal year has run, the as-of month included."""
        return self.as_of.ordinal - self.current.first.ordinal + 1

    @property
    def cumulative_label(self) -> str:
        """「2月累計」, the heading of a past year's sum to the as-of month."""
        return f"{self.as_of.short_label}累計"
