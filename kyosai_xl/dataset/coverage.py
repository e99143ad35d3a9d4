"""Whether the figures cover what the report will show: depends on its months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Finding, Findings, Note, info, warning
from kyosai_xl.domain.branches import BRANCHES, PREFECTURAL
from kyosai_xl.domain.model_unions import ModelUnions
from kyosai_xl.domain.months import Calendar, Month
from kyosai_xl.domain.products import ProductSummary, summarise_products

_ENTER = "入力に加えるか、0件でよいことを確かめてください。"


def coverage_findings(data: DataSet, calendars: Sequence[Calendar]) -> tuple[Finding, ...]:
    """What the sheets of these calendars lack or leave out; products at the latest as-of month."""
    findings = Findings()
    if calendars:
        as_of = max(calendar.as_of for calendar in calendars)
        earliest = min(calendar.years[0].first for calendar in calendars)
        for note in _notes(data, calendars, earliest, as_of):
            findings.add(note, data.source)
    return findings.all


def _notes(
    data: DataSet, calendars: Sequence[Calendar], earliest: Month, as_of: Month
) -> Iterator[Note]:
    series = data.model_unions
    for calendar in calendars:
        yield from _months_without_counts(series, calendar)
    yield from _counts_before(series, earliest)
    yield from _counts_after(series, as_of)
    own = data.settings.branch_code
    expected = [code for code in PREFECTURAL if own in {None, code}]
    for product in summarise_products(data.products, as_of):
        yield from _product_notes(product, as_of, expected)


def _months_without_counts(series: ModelUnions, calendar: Calendar) -> Iterator[Note]:
    first, last = series.first, series.first.plus(_length(series) - 1)
    begin, end = calendar.years[0].first, calendar.as_of
    spans = [
        _span(*span)
        for span in ((begin, min(end, first.plus(-1))), (max(begin, last.plus(1)), end))
        if span[0] <= span[1]
    ]
    if spans:
        message = (
            f"{calendar.label}の表に要る{'と'.join(spans)}の件数が入力にありません。"
            "0件として表示します。"
        )
        yield warning("months_without_counts", message, _ENTER)


def _counts_before(series: ModelUnions, earliest: Month) -> Iterator[Note]:
    months = earliest.ordinal - series.first.ordinal
    total = _contracts(series, slice(0, max(0, months)))
    if total:
        message = f"{earliest.plus(-1).label}までの{total:,}件はどの表にも表示されません。"
        action = "年月の打ち間違いか、集計月の指定の間違いでないか確かめてください。"
        yield warning("counts_before_sheets", message, action)


def _counts_after(series: ModelUnions, as_of: Month) -> Iterator[Note]:
    months = as_of.ordinal + 1 - series.first.ordinal
    total = _contracts(series, slice(max(0, months), None))
    if total:
        message = f"集計月より後（{as_of.plus(1).label}から）の{total:,}件は使いません。"
        action = "集計月が正しければ、このままで構いません。"
        yield info("counts_after_as_of", message, action)


def _product_notes(
    product: ProductSummary, as_of: Month, expected: Sequence[str]
) -> Iterator[Note]:
    if product.as_of is None:
        message = f"{product.name}には{as_of.label}までの実績がありません。集計なしと表示します。"
        yield warning("product_without_figures", message, "主要共済の表を確かめてください。")
        return
    present = {row.branch_code for row in product.branches}
    missing = [BRANCHES[code] for code in expected if code not in present]
    if missing:
        message = (
            f"{product.name}の{product.as_of.label}に{len(missing)}県支部"
            f"（{'、'.join(missing)}）の行がありません。"
        )
        action = "主要共済の表に加えるか、集計月の打ち間違いでないか確かめてください。"
        yield warning("product_without_branches", message, action)


def _length(series: ModelUnions) -> int:
    return max((len(union.counts) for union in series.unions), default=0)


def _contracts(series: ModelUnions, months: slice) -> int:
    if months == slice(0, 0) or (months.start or 0) >= _length(series):
        return 0
    return sum(sum(union.counts[months]) for union in series.unions)


def _span(first: Month, last: Month) -> str:
    return first.label if first == last else f"{first.label}から{last.label}まで"
