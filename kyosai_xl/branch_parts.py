"""A data set cut into its branches, each with what of the nation stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.places import NOWHERE
from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.domain.model_unions import ModelUnionReport, Nation
from kyosai_xl.domain.months import Calendar, Month
from kyosai_xl.domain.products import ProductSummary, of_branch
from kyosai_xl.domain.tie_out import tie_out
from kyosai_xl.regenerate import Figures


class BranchPart(NamedTuple):
    """All that a branch's report is made from, small enough to be sent elsewhere.

    ``data`` holds the branch's own rows. ``calendars`` are those of its model-union sheets,
    ``nations`` what stands beside each, ``products`` the branch's own blocks.
    """

    code: str
    as_of: Month
    data: DataSet
    calendars: tuple[Calendar, ...]
    nations: tuple[Nation, ...]
    products: tuple[ProductSummary, ...]

    @property
    def name(self) -> str:
        """「埼玉」."""
        return BRANCHES[self.code]

    def file_name(self, ending: str) -> str:
        """Return the name of the branch's file: 「13_埼玉.xlsx」."""
        return f"{self.code}_{self.name}{ending}"

    def figures(self) -> Figures:
        """Work the branch's figures out and check them."""
        unions = self.data.model_unions
        reports = tuple(
            ModelUnionReport(unions, calendar, self.name, nation)
            for calendar, nation in zip(self.calendars, self.nations, strict=True)
        )
        checks = tie_out(reports, self.products, self.data.products)
        return Figures(self.as_of, reports, self.products, checks)

    def remarks(self, figures: Figures) -> tuple[str, ...]:
        """Return what there is to say about the figures, a sentence each: checks that fail."""
        failed = sum(not check.holds for check in figures.checks)
        told = f"{self.name}: 検算{len(figures.checks)}項目のうち{failed}項目が一致しません。"
        return (told,) if failed else ()


def branch_parts(data: DataSet, nation: Figures) -> Iterator[BranchPart]:
    """Yield the part of each branch that the data names, in code order.

    ``nation`` are the figures of the whole data set.
    """
    present = {union.branch_code for union in data.model_unions.unions}
    present |= {row.branch_code for row in data.products}
    calendars = tuple(report.calendar for report in nation.reports)
    nations = tuple(report.as_nation for report in nation.reports)
    for code in (code for code in BRANCHES if code in present):
        products = tuple(of_branch(product, code) for product in nation.products)
        # What was found, and where, is told once for the whole.
        own = data.of_branch(code)._replace(findings=(), story_places=NOWHERE)
        yield BranchPart(code, nation.as_of, own, calendars, nations, products)
