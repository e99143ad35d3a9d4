"""What changed in the branches' results for the products, by product, as-of month and branch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kyosai_xl.domain.changes import Change, Kind
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import PRODUCTS, BranchResult

_Rows = dict[str, BranchResult]
"""県コード → the branch's row."""
_Months = dict[Month, _Rows]


def compare_products(
    old: Iterable[BranchResult], new: Iterable[BranchResult]
) -> tuple[Change, ...]:
    """Return the changes in the order of branch, product and month, all kinds together.

    A month that only NEW holds is one change; its targets and branches are held against the
    product's month before, whichever edition has it, because an edition often holds the latest
    month only. For the same reason a month that only OLD holds is told only if NEW has no
    later one of that product.
    """
    olds, news = _by_product(old), _by_product(new)
    changes = [
        change for product in PRODUCTS for change in _product(product, olds[product], news[product])
    ]
    return tuple(sorted(changes, key=lambda change: change.branch_code))


def _by_product(results: Iterable[BranchResult]) -> dict[str, _Months]:
    found: dict[str, _Months] = {product: {} for product in PRODUCTS}
    for row in results:
        found[row.product].setdefault(row.as_of, {})[row.branch_code] = row
    return found


def _product(product: str, old: _Months, new: _Months) -> Iterator[Change]:
    latest = max(new, default=None)
    before: _Rows = {}
    for month in sorted(old.keys() | new.keys()):
        olds, news = old.get(month, {}), new.get(month, {})
        if olds and news:
            yield from _rows(olds, news, month)
            yield from _corrections(olds, news)
        elif news:
            yield _national(Kind.PRODUCT_MONTH, product, month, None, _actual(news))
            if before:
                yield from _rows(before, news, month)
        elif latest is None or latest < month:
            yield _national(Kind.PRODUCT_LOST_MONTH, product, month, _actual(olds), None)
        before = news or olds


def _actual(rows: _Rows) -> int:
    return sum(row.actual for row in rows.values())


def _rows(old: _Rows, new: _Rows, month: Month) -> Iterator[Change]:
    """Targets, and branches that have a row on one side only."""
    for code in sorted(old.keys() | new.keys()):
        before, after = old.get(code), new.get(code)
        if before and after:
            if before.target != after.target:
                yield _change(Kind.TARGET, after, month, before.target, after.target)
        elif after:
            yield _change(Kind.PRODUCT_BRANCH_ADDED, after, month, None, after.actual)
        elif before:
            yield _change(Kind.PRODUCT_BRANCH_DROPPED, before, month, before.actual, None)


def _corrections(old: _Rows, new: _Rows) -> Iterator[Change]:
    for code in sorted(old.keys() & new.keys()):
        before, after = old[code], new[code]
        if before.actual != after.actual:
            kind = Kind.PRODUCT_CORRECTION
            yield _change(kind, after, after.as_of, before.actual, after.actual)


def _change(
    kind: Kind, row: BranchResult, month: Month, old: int | None, new: int | None
) -> Change:
    return Change(kind, row.branch_code, row.branch, "", row.product, month, old, new)


def _national(kind: Kind, product: str, month: Month, old: int | None, new: int | None) -> Change:
    return Change(kind, "", "", "", product, month, old, new)
