"""The model unions' figures under one fiscal calendar, and their totals."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from operator import add
from typing import NamedTuple

from kyosai_xl.domain.months import MONTHS_IN_YEAR, PAST_YEARS, Calendar, Month
from kyosai_xl.domain.rates import achieved, achievement, enrolment, remaining

TOTAL_LABEL = "合計"
_WINDOW = MONTHS_IN_YEAR * (PAST_YEARS + 1)


class ModelUnion(NamedTuple):
    """One line of the master with its monthly counts of new contracts.

    ``counts`` is one int a calendar month from the first month of the whole series, zeros
    included; ``counted`` is False for 「参考」 unions, which stay outside the national total.
    """

    branch_code: str
    branch: str
    union_code: str
    name: str
    members: int
    policies: int
    effective_month: int | None
    target: int
    counted: bool
    counts: Sequence[int]


class ModelUnions(NamedTuple):
    """All model unions in code order, on one series of months that starts at ``first``."""

    first: Month
    unions: tuple[ModelUnion, ...]


class UnionFigures(NamedTuple):
    """What a row of the model-union sheet shows; counts in contracts, rates as fractions."""

    union: ModelUnion
    months: tuple[int, ...]
    full_years: tuple[int, ...]
    cumulatives: tuple[int, ...]
    enrolment: Decimal | None
    year_on_year: int
    rate: Decimal | None
    remaining: int

    @property
    def actual(self) -> int:
        """累積件数: this fiscal year's contracts to the as-of month."""
        return self.cumulatives[-1]

    @property
    def achieved(self) -> bool:
        """目標達成."""
        return achieved(self.cumulatives[-1], self.union.target)

    @property
    def counts(self) -> tuple[int, ...]:
        """Every count of the row, in the order of ``ModelUnionReport.keys``."""
        union = self.union
        return (
            union.members,
            union.policies,
            *self.full_years,
            *self.months,
            *self.cumulatives,
            union.target,
            self.year_on_year,
            self.remaining,
        )


class Nation(NamedTuple):
    """What a branch's report shows of the nation's under the same calendar."""

    unions: int
    achieved: int
    total: UnionFigures


class ModelUnionReport:
    """Section 4 for one calendar: a row a union, and the national total.

    Rows are worked out each time they are walked, so that a hundred thousand unions need no
    more memory than one.

    With ``branch``, a name, it is the report of that branch's unions and their total, beside
    which ``nation`` stands for comparison. A branch that has 「参考」 unions alone, as 社保労連,
    has them as its rows.
    """

    def __init__(
        self,
        data: ModelUnions,
        calendar: Calendar,
        branch: str = "",
        nation: Nation | None = None,
    ) -> None:
        """Take the model unions and the calendar of the sheet."""
        self.calendar = calendar
        self.branch = branch
        self.nation = nation
        counted = tuple(union for union in data.unions if union.counted)
        self.outside_nation = bool(branch and data.unions and not counted)
        self.counted = data.unions if self.outside_nation else counted
        self.reference = tuple(u for u in data.unions if not (u.counted or self.outside_nation))
        begin = calendar.years[0].first.ordinal - data.first.ordinal
        end = calendar.as_of.ordinal - data.first.ordinal + 1
        self._lead = (0,) * min(max(0, -begin), _WINDOW)
        self._slice = slice(max(0, begin), max(0, end))
        self._elapsed = calendar.elapsed

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Names of ``UnionFigures.counts``: a calendar month is named as in data files."""
        *past, _ = years = self.calendar.years
        return (
            "members",
            "policies",
            *(full_year_key(year.year) for year in past),
            *(str(month) for month in self.calendar.months),
            *(cumulative_key(year.year) for year in years),
            "target",
            "year_on_year",
            "remaining",
        )

    def figures(self, union: ModelUnion) -> UnionFigures:
        """Work out one union's row; counts after the as-of month are left out."""
        months = (*self._lead, *union.counts[self._slice])
        months += (0,) * (_WINDOW - len(months))
        elapsed = self._elapsed
        cumulatives = (
            sum(months[:elapsed]),
            sum(months[12 : 12 + elapsed]),
            sum(months[24 : 24 + elapsed]),
        )
        actual, target = cumulatives[2], union.target
        return UnionFigures(
            union,
            months,
            (sum(months[:12]), sum(months[12:24])),
            cumulatives,
            enrolment(union.policies, union.members),
            actual - cumulatives[1],
            achievement(actual, target),
            remaining(target, actual),
        )

    def rows(self) -> Iterator[UnionFigures]:
        """Every union of the national total, in code order."""
        return map(self.figures, self.counted)

    def reference_rows(self) -> Iterator[UnionFigures]:
        """The 「参考」 unions, in code order."""
        return map(self.figures, self.reference)

    @cached_property
    def total(self) -> UnionFigures:
        """The 合計 row, worked out from the nation's own series, not from the rows."""
        return self.figures(national(self.counted))

    @property
    def total_label(self) -> str:
        """「合計」, or a branch's 「埼玉 合計」."""
        return f"{self.branch} {TOTAL_LABEL}".lstrip()

    @property
    def as_nation(self) -> Nation:
        """What the reports of branches show of this one."""
        return Nation(len(self.counted), len(self.achieved), self.total)

    @cached_property
    def achieved(self) -> tuple[ModelUnion, ...]:
        """The unions that reached their target, in code order as printed."""
        return tuple(row.union for row in self.rows() if row.achieved)

    @property
    def achievers(self) -> tuple[UnionFigures, ...]:
        """Their rows, worked out when asked for: kept, a large nation's would fill the memory."""
        return tuple(map(self.figures, self.achieved))

    def by_remaining(self) -> array[int]:
        """Positions of the counted unions, the most 残件数 first; equals stay in code order."""
        missing = array("q", (row.remaining for row in self.rows()))
        return array("q", sorted(range(len(missing)), key=lambda position: -missing[position]))


def full_year_key(year: int) -> str:
    """Name of a past year's twelve-month total among ``ModelUnionReport.keys``."""
    return f"full_year {year}"


def cumulative_key(year: int) -> str:
    """Name of a year's sum to the as-of month among ``ModelUnionReport.keys``."""
    return f"cumulative {year}"


def national(unions: Sequence[ModelUnion]) -> ModelUnion:
    """Add the unions up into one, month by month."""
    counts: list[int] = []
    for union in unions:
        counts = list(map(add, counts, union.counts)) if counts else list(union.counts)
    return ModelUnion(
        branch_code="",
        branch="",
        union_code="",
        name=TOTAL_LABEL,
        members=sum(union.members for union in unions),
        policies=sum(union.policies for union in unions),
        effective_month=None,
        target=sum(union.target for union in unions),
        counted=True,
        counts=counts,
    )


def column_label(report: ModelUnionReport, key: str) -> str:
    """Return a count column's heading in full, e.g. 「2022年度2月累計」, 「2023年5月」."""
    *past, current = report.calendar.years
    fixed = {
        "members": "組合員数",
        "policies": "団生保有",
        "target": "目標件数",
        "year_on_year": "前年比",
        "remaining": "残件数",
        cumulative_key(current.year): "累積件数",
    }
    for year in past:
        fixed[full_year_key(year.year)] = f"{year.label}実績"
        fixed[cumulative_key(year.year)] = f"{year.label}{report.calendar.cumulative_label}"
    return fixed[key] if key in fixed else Month(*map(int, key.split("-"))).label
