"""How the model unions get on: cumulatives by month, of all and a branch, and spread of rates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby
from operator import attrgetter
from typing import NamedTuple

from kyosai_xl.domain.model_unions import ModelUnionReport, UnionFigures, national
from kyosai_xl.domain.months import MONTHS_IN_YEAR

RATE_BANDS = 11
"""0 to 10 %, 10 to 20 %, …, 100 % and more."""


class BranchProgress(NamedTuple):
    """A branch's model unions added up; ``first`` and ``last`` are their positions, inclusive."""

    first: int
    last: int
    figures: UnionFigures

    @property
    def label(self) -> str:
        """「13 埼玉」."""
        return f"{self.figures.union.branch_code} {self.figures.union.branch}"


def by_branch(report: ModelUnionReport) -> tuple[BranchProgress, ...]:
    """Return every branch with counted unions, in code order."""
    found: list[BranchProgress] = []
    first = 0
    for code, group in groupby(report.counted, key=attrgetter("branch_code")):
        unions = tuple(group)
        added = national(unions)._replace(branch_code=code, branch=unions[0].branch)
        last = first + len(unions) - 1
        found.append(BranchProgress(first, last, report.figures(added)))
        first = last + 1
    return tuple(found)


def most_missing_first(branches: Sequence[BranchProgress]) -> tuple[BranchProgress, ...]:
    """Return the branches by 残件数; equals stay in code order."""
    return tuple(sorted(branches, key=lambda branch: -branch.figures.remaining))


def cumulatives(figures: UnionFigures, elapsed: int) -> tuple[tuple[int, ...], ...]:
    """Return each year's cumulative by month, the current year's to the as-of month only."""
    starts = range(0, len(figures.months), MONTHS_IN_YEAR)
    years = [figures.months[start : start + MONTHS_IN_YEAR] for start in starts]
    years[-1] = years[-1][:elapsed]
    return tuple(tuple(accumulate(year)) for year in years)


def unions_by_rate(report: ModelUnionReport) -> tuple[int, ...]:
    """Return how many unions are in each band of achievement; those without a target in none.

    The bands are of the exact rate: 1,999 of 2,000 is below 100 %, though printed as 100.0 %.
    """
    bands = [0] * RATE_BANDS
    for row in report.rows():
        target = row.union.target
        if target > 0:
            bands[min(max(row.actual, 0) * 10 // target, RATE_BANDS - 1)] += 1
    return tuple(bands)
