"""Formula text in two dialects: built-in functions, or kyosai_xl's own.

``native`` opens anywhere; ``udf`` reads like the report's words and needs the add-in to
recalculate; ``values`` leaves the formula out. All three show the value worked out in Python.
Both texts of a formula come from the catalogue of functions.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from kyosai_xl.domain.rates import CUT_OFF, PRODUCT_DIGITS
from kyosai_xl.functions.catalogue import function
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
        return self._call("ACHIEVEMENT", actual, target)

    def product_achievement(self, actual: str, target: str) -> str:
        """到達率 of a product as a fraction: per cent with two decimals, cut off."""
        return self._call("ACHIEVEMENT", actual, target, str(PRODUCT_DIGITS), f'"{CUT_OFF}"')

    def enrolment(self, policies: str, members: str) -> str:
        """加入率 as a fraction: per cent with one decimal, half up."""
        return self._call("ENROLMENT", policies, members)

    def remaining(self, target: str, actual: str) -> str:
        """残件数 in contracts."""
        return self._call("REMAINING", target, actual)

    def cumulative(self, series: MonthlyCounts) -> str:
        """Sum of the counts from the fiscal year's start to the as-of month."""
        return self._call("CUMULATIVE", *map(str, series))

    def year_on_year(self, series: MonthlyCounts) -> str:
        """前年比 in contracts; the series holds both fiscal years."""
        return self._call("YEAR_ON_YEAR", *map(str, series))

    def achiever_count(self, actuals: str, targets: str) -> str:
        """How many reached their target."""
        return self._call("ACHIEVER_COUNT", actuals, targets)

    def _call(self, name: str, *arguments: str) -> str:
        called = function(name)
        return called.udf(arguments) if self is Dialect.UDF else called.native(*arguments)
