"""検算: the sums and identities of the report that must hold, worked out a second way.

Each check compares two numbers and says which cells show them. A row-wise check also counts
the unions in whose row the two sides differ, so that errors cannot cancel out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from operator import add
from typing import NamedTuple

from kyosai_xl.domain.checks import (
    AchievedRows,
    AchieverList,
    Check,
    Outside,
    ProductLine,
    SheetColumns,
    Side,
)
from kyosai_xl.domain.control_totals import ControlTotal, control_checks
from kyosai_xl.domain.model_unions import (
    ModelUnionReport,
    UnionFigures,
    column_label,
    cumulative_key,
    full_year_key,
)
from kyosai_xl.domain.months import MONTHS_IN_YEAR
from kyosai_xl.domain.products import BranchResult, ProductSummary

CITED_ROWS = 10
"""How many differing rows a check names."""


class _RowRule(NamedTuple):
    """An identity that every union's row must satisfy, by positions in its counts."""

    label: str
    plus: slice
    minus: int | None
    result: int


class _Tally:
    """Sums and differing rows of one sheet, gathered in one walk over its rows."""

    def __init__(self, report: ModelUnionReport) -> None:
        self.report = report
        self.rules = tuple(_row_rules(report))
        self.sums = [0] * len(report.keys)
        self.differing: list[list[int]] = [[] for _ in self.rules]
        self.achieved = 0

    def take(self, position: int, row: UnionFigures) -> None:
        counts = row.counts
        self.sums = list(map(add, self.sums, counts))
        self.achieved += row.cumulatives[-1] >= row.union.target > 0
        for rule, differing in zip(self.rules, self.differing, strict=True):
            left = sum(counts[rule.plus]) - (0 if rule.minus is None else counts[rule.minus])
            if left != counts[rule.result]:
                differing.append(position)


def tie_out(
    reports: Sequence[ModelUnionReport],
    products: Iterable[ProductSummary],
    results: Iterable[BranchResult],
    control_totals: Iterable[ControlTotal] = (),
) -> tuple[Check, ...]:
    """Return every check of the report, in the order of 「検算」: those that fail come first.

    ``reports`` are the model-union sheets, ``products`` the blocks of section 1, ``results``
    the branches' results as read, ``control_totals`` the totals known from elsewhere.
    """
    tallies = [_Tally(report) for report in reports]
    shared = [_SharedMonths(*pair) for pair in combinations(reports, 2)]
    for position, rows in enumerate(zip(*(report.rows() for report in reports), strict=True)):
        for tally, row in zip(tallies, rows, strict=True):
            tally.take(position, row)
        for months, pair in zip(shared, combinations(rows, 2), strict=True):
            months.take(position, *pair)
    products = tuple(products)
    checks = [
        *(check for tally in tallies for check in _sheet_checks(tally)),
        *(check for months in shared for check in months.checks()),
        *_product_checks(products, tuple(results)),
        *control_checks(reports, products, control_totals),
    ]
    return tuple(sorted(checks, key=lambda check: check.holds))


def _row_rules(report: ModelUnionReport) -> Iterator[_RowRule]:
    calendar, keys = report.calendar, report.keys
    *past, current = calendar.years
    first = {year.year: keys.index(str(year.first)) for year in calendar.years}
    for year in past:
        span = slice(first[year.year], first[year.year] + MONTHS_IN_YEAR)
        label = f"12か月の和 = {year.label}実績"
        yield _RowRule(label, span, None, keys.index(full_year_key(year.year)))
    for year in calendar.years:
        span = slice(first[year.year], first[year.year] + calendar.elapsed)
        what = "累積件数" if year == current else f"{year.label}{calendar.cumulative_label}"
        label = f"集計月までの和 = {what}"
        yield _RowRule(label, span, None, keys.index(cumulative_key(year.year)))
    actual = keys.index(cumulative_key(current.year))
    before = keys.index(cumulative_key(past[-1].year))
    target = keys.index("target")
    yield _RowRule(
        "累積件数 − 前年度の累計 = 前年比",
        slice(actual, actual + 1),
        before,
        keys.index("year_on_year"),
    )
    yield _RowRule(
        "目標件数 − 累積件数 = 残件数",
        slice(target, target + 1),
        actual,
        keys.index("remaining"),
    )


def _sheet_checks(tally: _Tally) -> Iterator[Check]:
    report, sums = tally.report, tally.sums
    keys, start = report.keys, report.calendar.start_month
    group = f"モデル単組({report.calendar.label})"
    for rule, differing in zip(tally.rules, tally.differing, strict=True):
        minus = () if rule.minus is None else (keys[rule.minus],)
        left = sum(sums[rule.plus]) - (0 if rule.minus is None else sums[rule.minus])
        yield Check(
            group,
            f"各単組: {rule.label}",
            Side(left, SheetColumns(start, keys[rule.plus], minus)),
            Side(sums[rule.result], SheetColumns(start, (keys[rule.result],))),
            row_wise=True,
            differing=len(differing),
            cited=tuple(differing[:CITED_ROWS]),
        )
    for key, rows, total in zip(keys, sums, report.total.counts, strict=True):
        yield Check(
            group,
            f"各単組の和 = 合計: {column_label(report, key)}",
            Side(rows, SheetColumns(start, (key,))),
            Side(total, SheetColumns(start, (key,), total=True)),
        )
    yield Check(
        group,
        "目標に達した単組の数 = 目標達成単組の一覧の行数",
        Side(tally.achieved, AchievedRows(start)),
        Side(len(report.achieved), AchieverList(start)),
    )


class _SharedMonths:
    """The calendar months up to the as-of month that two sheets both show."""

    def __init__(self, one: ModelUnionReport, other: ModelUnionReport) -> None:
        self.reports = one, other
        as_of = min(one.calendar.as_of, other.calendar.as_of)
        both = set(one.calendar.months) & set(other.calendar.months)
        self.months = sorted(month for month in both if month <= as_of)
        self.slices = [self._slice(report) for report in self.reports]
        self.differing: dict[int, list[int]] = {}

    def _slice(self, report: ModelUnionReport) -> slice:
        if not self.months:
            return slice(0, 0)
        begin = report.calendar.months.index(self.months[0])
        return slice(begin, begin + len(self.months))

    def take(self, position: int, one: UnionFigures, other: UnionFigures) -> None:
        left, right = one.months[self.slices[0]], other.months[self.slices[1]]
        if left != right:
            for index in (n for n in range(len(self.months)) if left[n] != right[n]):
                self.differing.setdefault(index, []).append(position)

    def checks(self) -> Iterator[Check]:
        totals = [
            report.total.months[span]
            for report, span in zip(self.reports, self.slices, strict=True)
        ]
        one, other = (report.calendar for report in self.reports)
        for index, month in enumerate(self.months):
            differing = self.differing.get(index, [])
            yield Check(
                f"{one.label}と{other.label}",
                f"同じ月は同じ件数: {month.label}",
                Side(totals[0][index], SheetColumns(one.start_month, (str(month),), total=True)),
                Side(totals[1][index], SheetColumns(other.start_month, (str(month),), total=True)),
                row_wise=True,
                differing=len(differing),
                cited=tuple(differing[:CITED_ROWS]),
            )


def _product_checks(
    products: tuple[ProductSummary, ...], results: tuple[BranchResult, ...]
) -> Iterator[Check]:
    for product in products:
        rows = [r for r in results if (r.product, r.as_of) == (product.name, product.as_of)]
        group = f"主要共済 {product.name}"
        what, shown = "県支部の和", "全国"
        if product.branch:
            what, shown = "入力の件数", product.branch
        for item, left, right in (
            ("目標", sum(row.target for row in rows), product.target),
            ("実績", sum(row.actual for row in rows), product.actual),
        ):
            yield Check(
                group,
                f"{what} = {shown}: {item}",
                Side(left, Outside(f"入力の{len(rows)}県支部の{item}件数")),
                Side(right, ProductLine(product.number, item)),
            )
        if product.branch:
            continue
        reached = sum(row.actual >= row.target > 0 for row in rows)
        yield Check(
            group,
            "目標に達した県支部の数 = 一覧の行数",
            Side(reached, Outside("入力で実績が目標以上の県支部")),
            Side(len(product.achievers), ProductLine(product.number, "目標達成県支部")),
        )
