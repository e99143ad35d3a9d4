"""Formula text in two dialects: built-in functions, or kyosai_xl's own.

``native`` opens anywhere; ``udf`` reads like the report's words and needs the add-in to
recalculate; ``values`` leaves the formula out. All three show the value worked out in Python.
The names and the order of arguments of the own functions are fixed here.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from kyosai_xl.domain.rates import CUT_OFF, MODEL_UNION_DIGITS, NO_RATE, PRODUCT_DIGITS
from kyosai_xl.layout.model import Formula, Value


class MonthlyCounts(NamedTuple):
    """Where a union's counts stand, in the order of the functions' arguments.

    ``months`` are the headings (dates), ``counts`` the cells below them; both may hold other
    columns between, which count for nothing.
    """

    months: str
    counts: str
    start_month: int
    as_of: str


class Dialect(Enum):
    """Which formulas a workbook carries."""

    NATIVE = "native"
    UDF = "udf"
    VALUES = "values"

    def cell(self, text: str, value: Value) -> Value | Formula:
        """Return the live formula, or the bare value in a workbook of values."""
        return value if self is Dialect.VALUES else Formula(text, value)

    def column(self, text: str) -> str | None:
        """Return a table column's formula, or None in a workbook of values."""
        return None if self is Dialect.VALUES else text

    def achievement(self, actual: str, target: str) -> str:
        """達成率 as a fraction: per cent with one decimal, half up."""
        if self is Dialect.UDF:
            return f"ACHIEVEMENT({actual},{target})"
        return _half_up(actual, target, MODEL_UNION_DIGITS)

    def product_achievement(self, actual: str, target: str) -> str:
        """到達率 of a product as a fraction: per cent with two decimals, cut off."""
        if self is Dialect.UDF:
            return f'ACHIEVEMENT({actual},{target},{PRODUCT_DIGITS},"{CUT_OFF}")'
        units = 10 ** (PRODUCT_DIGITS + 2)
        return f'IF({target}=0,"{NO_RATE}",INT({actual}*{units}/{target})/{units})'

    def enrolment(self, policies: str, members: str) -> str:
        """加入率 as a fraction: per cent with one decimal, half up."""
        if self is Dialect.UDF:
            return f"ENROLMENT({policies},{members})"
        return _half_up(policies, members, MODEL_UNION_DIGITS)

    def remaining(self, target: str, actual: str) -> str:
        """残件数 in contracts."""
        return f"REMAINING({target},{actual})" if self is Dialect.UDF else f"{target}-{actual}"

    def cumulative(self, series: MonthlyCounts, upto: str) -> str:
        """Sum of the counts to the as-of month; ``upto`` is the part of them that is summed."""
        if self is Dialect.UDF:
            return f"CUMULATIVE({','.join(map(str, series))})"
        return f"SUM({upto})"

    def year_on_year(self, series: MonthlyCounts, this: str, last: str) -> str:
        """前年比 in contracts; ``this`` and ``last`` hold the two cumulatives."""
        if self is Dialect.UDF:
            return f"YEAR_ON_YEAR({','.join(map(str, series))})"
        return f"{this}-{last}"

    def achiever_count(self, actuals: str, targets: str) -> str:
        """How many reached their target."""
        if self is Dialect.UDF:
            return f"ACHIEVER_COUNT({actuals},{targets})"
        return f"SUMPRODUCT(({targets}>0)*({actuals}>={targets}))"


def _half_up(part: str, whole: str, digits: int) -> str:
    # Whole numbers up to the division keep ties exact, which ROUND(part/whole) does not promise.
    units = 10 ** (digits + 2)
    return f'IF({whole}=0,"{NO_RATE}",INT(({part}*{2 * units}+{whole})/({whole}*2))/{units})'
