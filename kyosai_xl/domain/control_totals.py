"""照合値: totals known from elsewhere (the printed report, another ledger) to check against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kyosai_xl.domain.checks import (
    AchieverList,
    Check,
    Outside,
    ProductLine,
    SheetColumns,
    Side,
    UnionRows,
)
from kyosai_xl.domain.model_unions import ModelUnionReport, cumulative_key, full_year_key
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import ProductSummary

MODEL_UNION_ITEMS = (
    "取組単組",
    "組合員数",
    "団生保有",
    "前々年度実績",
    "前年度実績",
    "前々年度累計",
    "前年度累計",
    "累積件数",
    "目標件数",
    "前年比",
    "残件数",
    "目標達成単組",
)
"""What can be known of a model-union sheet's 合計 row."""

PRODUCT_ITEMS = ("目標", "実績", "目標達成県支部")
"""What can be known of a product's national line."""


class ControlTotal(NamedTuple):
    """One known total, valid for one as-of month.

    ``table`` is 「6月開始」 (any start month) or a product's name; ``item`` is one of
    ``MODEL_UNION_ITEMS`` or ``PRODUCT_ITEMS``; ``value`` is a count.
    """

    as_of: Month
    table: str
    item: str
    value: int


def control_checks(
    reports: Sequence[ModelUnionReport],
    products: tuple[ProductSummary, ...],
    control_totals: Iterable[ControlTotal],
) -> Iterator[Check]:
    """Compare every known total that is valid for the reports' as-of month with the report's."""
    known: dict[tuple[Month, str, str], Side] = {}
    as_of = reports[0].calendar.as_of
    for report in reports:
        for item, side in _model_union_items(report):
            known[as_of, report.calendar.label, item] = side
    for product in products:
        values = (product.target, product.actual, len(product.achievers))
        for item, value in zip(PRODUCT_ITEMS, values, strict=True):
            side = Side(value, ProductLine(product.number, item))
            known[as_of, product.name, item] = side
    for total in control_totals:
        side_or_none = known.get((total.as_of, total.table, total.item))
        if side_or_none is not None:
            yield Check(
                f"照合値 {total.table}",
                f"照合値 = {total.item}",
                Side(total.value, Outside("入力の照合値")),
                side_or_none,
            )


def _model_union_items(report: ModelUnionReport) -> Iterator[tuple[str, Side]]:
    start, total = report.calendar.start_month, report.total
    two_ago, last, current = (year.year for year in report.calendar.years)
    values = dict(zip(report.keys, total.counts, strict=True))
    keys = {
        "組合員数": "members",
        "団生保有": "policies",
        "前々年度実績": full_year_key(two_ago),
        "前年度実績": full_year_key(last),
        "前々年度累計": cumulative_key(two_ago),
        "前年度累計": cumulative_key(last),
        "累積件数": cumulative_key(current),
        "目標件数": "target",
        "前年比": "year_on_year",
        "残件数": "remaining",
    }
    for item in MODEL_UNION_ITEMS:
        if item == "取組単組":
            yield item, Side(len(report.counted), UnionRows(start))
        elif item == "目標達成単組":
            yield item, Side(len(report.achieved), AchieverList(start))
        else:
            key = keys[item]
            yield item, Side(values[key], SheetColumns(start, (key,), total=True))
