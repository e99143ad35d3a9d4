"""Section 1: the eleven products (主要共済), their branches and achievers."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from kyosai_xl.domain.branches import BRANCHES, NATION
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.rates import achieved, product_achievement

PRODUCTS = (
    "団体生命共済",
    "じちろう退職者団体生命共済",
    "じちろうマイカー共済",
    "車両損害補償",
    "自賠責共済",
    "火災共済",
    "自然災害共済",
    "長期共済",
    "税制適格年金",
    "こども保障満期金付きタイプ",
    "交通災害共済",
)
"""In the order printed."""


class BranchResult(NamedTuple):
    """One branch's target and actual (contracts) for one product, counted to ``as_of``."""

    product: str
    as_of: Month
    branch_code: str
    branch: str
    target: int
    actual: int

    @property
    def rate(self) -> Decimal | None:
        """到達率 as a fraction, cut off."""
        return product_achievement(self.actual, self.target)


class ProductSummary(NamedTuple):
    """One numbered block of section 1; ``as_of`` is None while the product has no figures.

    With ``branch``, a name, it is that branch's own figures, ``nation`` the nation's beside it.
    """

    number: int
    name: str
    as_of: Month | None
    target: int
    actual: int
    branches: tuple[BranchResult, ...]
    branch: str = ""
    nation: BranchResult | None = None

    @property
    def rate(self) -> Decimal | None:
        """到達率 as a fraction, cut off."""
        return product_achievement(self.actual, self.target)

    @property
    def achievers(self) -> tuple[BranchResult, ...]:
        """目標達成県支部, in branch-code order."""
        return tuple(row for row in self.branches if achieved(row.actual, row.target))


def summarise_products(results: Iterable[BranchResult], as_of: Month) -> tuple[ProductSummary, ...]:
    """Return the eleven blocks as known at the as-of month.

    Every product is taken at its own latest month that is not after ``as_of``; months may
    differ between products.
    """
    by_product: dict[str, list[BranchResult]] = {name: [] for name in PRODUCTS}
    for row in results:
        if row.as_of <= as_of:
            by_product[row.product].append(row)
    return tuple(
        _summarise(number, name, rows) for number, (name, rows) in enumerate(by_product.items(), 1)
    )


def of_branch(product: ProductSummary, code: str) -> ProductSummary:
    """Return one branch's figures of a national block, at the block's own as-of month.

    A branch without a result for that month has none: ``branches`` is empty.
    """
    rows = tuple(row for row in product.branches if row.branch_code == code)
    nation = product.as_of and BranchResult(
        product.name, product.as_of, "", NATION, product.target, product.actual
    )
    return product._replace(
        target=sum(row.target for row in rows),
        actual=sum(row.actual for row in rows),
        branches=rows,
        branch=BRANCHES[code],
        nation=nation,
    )


def _summarise(number: int, name: str, rows: list[BranchResult]) -> ProductSummary:
    latest = max((row.as_of for row in rows), default=None)
    branches = sorted((row for row in rows if row.as_of == latest), key=lambda row: row.branch_code)
    return ProductSummary(
        number,
        name,
        latest,
        sum(row.target for row in branches),
        sum(row.actual for row in branches),
        tuple(branches),
    )
