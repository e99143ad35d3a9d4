"""CUMULATIVE, YEAR_ON_YEAR, LANDING, REQUIRED_PACE, FISCAL_MONTHS: what moves with the month."""

from __future__ import annotations

from fractions import Fraction

from kyosai_xl.domain.months import MONTHS_IN_YEAR, Calendar
from kyosai_xl.domain.rates import NO_RATE
from kyosai_xl.functions import messages
from kyosai_xl.functions.blocks import elementwise
from kyosai_xl.functions.cells import number, whole_number
from kyosai_xl.functions.dates import EARLIEST_YEAR, LATEST_YEAR, calendar, first_day
from kyosai_xl.functions.model import Block, Scalar
from kyosai_xl.functions.series import Series, along_months

MOST_PAST_YEARS = 10
"""LANDING looks no further back, so that the built-in formula can look as far."""

_MONTHS: Block = (tuple(range(MONTHS_IN_YEAR)),)


def cumulative(months: Block, counts: Block, start_month: Block, as_of: Block) -> Block:
    """累積件数: the sum from the fiscal year's start to the as-of month, in contracts."""
    return along_months(_cumulative, months, counts, start_month, as_of)


def year_on_year(months: Block, counts: Block, start_month: Block, as_of: Block) -> Block:
    """前年比: the cumulative less last year's to the same month, a difference in contracts."""
    return along_months(_year_on_year, months, counts, start_month, as_of)


def landing(months: Block, counts: Block, start_month: Block, as_of: Block) -> Block:
    """Expected count at the fiscal year's end; 「－」 when the past gives none.

    The cumulative ÷ the share of their contracts that the complete past fiscal years had reached
    by the same month, all years together, rounded half up to a whole contract.
    """
    return along_months(_landing, months, counts, start_month, as_of)


def required_pace(target: Block, actual: Block, start_month: Block, as_of: Block) -> Block:
    """Contracts a month still needed, rounded up to a whole contract."""
    return elementwise(_required_pace, target, actual, start_month, as_of)


def fiscal_months(fiscal_year: Block, start_month: Block) -> Block:
    """Return the first days of the twelve months as a row."""
    return elementwise(_fiscal_month, fiscal_year, start_month, _MONTHS)


def _cumulative(series: Series, line: int, dates: Calendar) -> Scalar:
    return series.total(line, dates.current.first, dates.elapsed)


def _year_on_year(series: Series, line: int, dates: Calendar) -> Scalar:
    first = dates.current.first
    before = series.total(line, first.plus(-MONTHS_IN_YEAR), dates.elapsed)
    return series.total(line, first, dates.elapsed) - before


def _landing(series: Series, line: int, dates: Calendar) -> Scalar:
    first = dates.current.first
    starts = (first.plus(-MONTHS_IN_YEAR * back) for back in range(1, MOST_PAST_YEARS + 1))
    complete = [start for start in starts if series.covers(start)]
    reached = sum(series.total(line, start, dates.elapsed) for start in complete)
    if reached <= 0:
        return NO_RATE
    full = sum(series.total(line, start, MONTHS_IN_YEAR) for start in complete)
    now = series.total(line, first, dates.elapsed)
    exact = Fraction(now) * Fraction(full) / Fraction(reached)
    nearest = (2 * abs(exact) + 1) // 2
    return nearest if exact > 0 else -nearest


def _required_pace(target: Scalar, actual: Scalar, start_month: Scalar, as_of: Scalar) -> Scalar:
    wanted = number(target, messages.TARGET_NO_NUMBER)
    if isinstance(wanted, str):
        return wanted
    reached = number(actual, messages.ACTUAL_NO_NUMBER)
    if isinstance(reached, str):
        return reached
    dates = calendar(start_month, as_of)
    if isinstance(dates, str):
        return dates
    if wanted <= reached:
        return 0
    left = MONTHS_IN_YEAR - dates.elapsed
    return int(-((reached - wanted) // left)) if left else NO_RATE


def _fiscal_month(fiscal_year: Scalar, start_month: Scalar, offset: int) -> Scalar:
    year = whole_number(fiscal_year, EARLIEST_YEAR, LATEST_YEAR - 1, messages.FISCAL_YEAR)
    if isinstance(year, str):
        return year
    start = whole_number(start_month, 1, MONTHS_IN_YEAR, messages.START_MONTH)
    return start if isinstance(start, str) else first_day(year, start, offset)
