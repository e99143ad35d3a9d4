"""Editions of the figures made by hand, to be compared."""

from typing import NamedTuple

from kyosai_xl.domain.model_unions import ModelUnions
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import BranchResult

FIRST = Month(2024, 6)


class Edition(NamedTuple):
    """As small as one can be; a data set has the same fields."""

    model_unions: ModelUnions
    products: tuple[BranchResult, ...] = ()
    set_month: Month | None = None

    @property
    def last_month(self):
        first, unions = self.model_unions
        ends = [n for union in unions for n, count in enumerate(union.counts) if count]
        return first.plus(max(ends, default=0))

    @property
    def as_of(self):
        return self.set_month or self.last_month


def edition(*unions, first=FIRST, products=(), as_of=None) -> Edition:
    """The unions in code order, their counts from the month given."""
    ordered = sorted(unions, key=lambda union: (union.branch_code, union.union_code))
    return Edition(ModelUnions(first, tuple(ordered)), tuple(products), as_of)
