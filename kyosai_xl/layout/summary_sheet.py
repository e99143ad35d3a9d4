"""「集計」: the headline of section 3 for every start month, and of the eleven products."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, starmap
from typing import NamedTuple

from kyosai_xl.domain.branches import NATION
from kyosai_xl.domain.checks import ProductLine
from kyosai_xl.domain.model_unions import ModelUnionReport, UnionFigures
from kyosai_xl.domain.products import BranchResult, ProductSummary
from kyosai_xl.domain.rates import NO_RATE
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import (
    Cell,
    DataBar,
    Formula,
    Page,
    Sheet,
    Value,
    address,
    serial,
)
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.products_sheet import ProductGrid
from kyosai_xl.layout.styles import (
    CENTRED,
    HEAD,
    HEADING,
    NOTE,
    NUMBER,
    RATE_1,
    RATE_2,
    TEXT,
    TITLE,
    YEAR_MONTH,
    Style,
)
from kyosai_xl.layout.titles import titled

NAME = "集計"
_TITLE = "新契約件数と加入拡大モデル単組の取り組み状況"
HEADLINE_ROW = 5
"""The first line of the headline; the heading of its columns stands above."""

_TALL = 20.0
_HEADLINE = ("開始月", "取組単組", "目標", "実績", "到達率", "目標達成単組", "残件数")
_PRODUCT = ("主要共済", "集計月", "目標", "実績", "到達率", "目標達成県支部", "残件数")
_BRANCH_PRODUCT = ("主要共済", "集計月", "目標", "実績", "到達率", "全国の到達率", "残件数")


def headline_label(report: ModelUnionReport, position: int) -> str:
    """Return the name of a headline's line: the first start month leads, the others follow."""
    calendar = report.calendar
    year = calendar.current.label
    if position == 0:
        return f"{calendar.label}({year})"
    return f"参考:{calendar.label}の集計値({year})"


def summary_sheet(
    grids: Sequence[ModelUnionGrid], products: ProductGrid, verdict: str, dialect: Dialect
) -> Sheet:
    """Return the sheet; ``verdict`` is one line on what the checks of 「検算」 found.

    A branch's sheet has the nation's headline below each of its own, and the nation's rate
    beside its rate of each product.
    """
    as_of = grids[0].calendar.as_of
    headlines = tuple(_headlines(grids, dialect))
    last_headline = HEADLINE_ROW + len(headlines) - 1
    product_row = last_headline + 4
    last_product = product_row + len(products.products) - 1
    return Sheet(
        name=NAME,
        page=Page("A4", landscape=True),
        widths=(34.0, 13.0, 13.0, 13.0, 20.0, 16.0, 13.0),
        cells=(
            Cell(0, 0, titled(_TITLE, products.branch), TITLE),
            Cell(1, 0, f"集計月 {as_of.label}", NOTE.but(size=11, bold=True)),
            Cell(2, 0, verdict, NOTE),
            Cell(HEADLINE_ROW - 2, 0, "加入拡大モデル単組", HEADING),
            *_heads(HEADLINE_ROW - 1, _HEADLINE),
            *chain.from_iterable(starmap(_headline_cells, enumerate(headlines, HEADLINE_ROW))),
            Cell(product_row - 2, 0, "主要共済", HEADING),
            *_heads(product_row - 1, _BRANCH_PRODUCT if products.branch else _PRODUCT),
            *_product_lines(products, product_row, dialect),
        ),
        heights=dict.fromkeys(range(1, last_product + 1), _TALL) | {0: 30.0},
        freeze=(2, 0),
        data_bars=(
            DataBar(HEADLINE_ROW, 4, last_headline, 4),
            DataBar(product_row, 4, last_product, 4),
        ),
        tab_colour="#C00000",
    )


def _heads(row: int, labels: Sequence[str]) -> Iterator[Cell]:
    return (Cell(row, column, label, HEAD.but(size=10)) for column, label in enumerate(labels))


class _Headline(NamedTuple):
    """A line of the headline: its counts as cells hold them, and the total they belong to."""

    label: str
    counts: tuple[Value | Formula, ...]
    achieved: Value | Formula
    total: UnionFigures
    dialect: Dialect
    bold: bool = True


def _headlines(grids: Sequence[ModelUnionGrid], dialect: Dialect) -> Iterator[_Headline]:
    for position, grid in enumerate(grids):
        report, total, nation = grid.report, grid.report.total, grid.report.nation
        counts = (
            dialect.cell(f"COUNTA({grid.unions('name')})", len(report.counted)),
            dialect.cell(grid.total("target"), total.union.target),
            dialect.cell(grid.total(grid.actual), total.actual),
        )
        count = dialect.achiever_count(grid.unions(grid.actual), grid.unions("target"))
        achieved = dialect.cell(count, len(report.achieved))
        yield _Headline(headline_label(report, position), counts, achieved, total, dialect)
        if nation:
            total = nation.total
            counts = (
                nation.unions,
                dialect.cell(grid.nation("target"), total.union.target),
                dialect.cell(grid.nation(grid.actual), total.actual),
            )
            yield _Headline(NATION, counts, nation.achieved, total, dialect, bold=False)


def _headline_cells(row: int, line: _Headline) -> Iterator[Cell]:
    dialect, total = line.dialect, line.total
    target, actual = address(row, 2), address(row, 3)
    rate = NO_RATE if total.rate is None else total.rate
    values = (
        *line.counts,
        dialect.cell(dialect.achievement(actual, target), rate),
        line.achieved,
        dialect.cell(dialect.remaining(target, actual), total.remaining),
    )
    look = {"size": 11, "bold": line.bold}
    yield Cell(row, 0, line.label, TEXT.but(**look))
    for column, value in enumerate(values, 1):
        style = RATE_1 if column == 4 else NUMBER  # noqa: PLR2004 - the rate's column
        yield Cell(row, column, value, style.but(**look))


def _product_lines(grid: ProductGrid, first: int, dialect: Dialect) -> Iterator[Cell]:
    for row, product in enumerate(grid.products, first):
        yield Cell(row, 0, f"({product.number}) {product.name}", TEXT.but(size=11))
        shown = dict(_product_figures(grid, row, product, dialect))
        for column in range(1, len(_PRODUCT)):
            yield Cell(row, column, *shown.get(column, (NO_RATE, CENTRED)))


def _product_figures(
    grid: ProductGrid, row: int, product: ProductSummary, dialect: Dialect
) -> Iterator[tuple[int, tuple[Value | Formula, Style]]]:
    """Yield the columns of a product that have a figure."""
    number, percent = NUMBER.but(size=11), RATE_2.but(size=11)
    target, actual = address(row, 2), address(row, 3)

    def line(item: str) -> str:
        return grid.cell(ProductLine(product.number, item))

    if product.as_of:
        yield 1, (serial(*product.as_of), CENTRED.but(size=11, number=YEAR_MONTH))
    if product.nation:
        yield 5, (dialect.cell(grid.nation_rate(product), _rate(product.nation)), percent)
    if product.branches:
        missing = product.target - product.actual
        rate = dialect.product_achievement(actual, target)
        yield 2, (dialect.cell(line("目標"), product.target), number)
        yield 3, (dialect.cell(line("実績"), product.actual), number)
        yield 4, (dialect.cell(rate, _rate(product)), percent)
        yield 6, (dialect.cell(dialect.remaining(target, actual), missing), number)
    if product.branches and not product.branch:
        yield 5, (dialect.cell(line("目標達成県支部"), len(product.achievers)), number)


def _rate(figures: ProductSummary | BranchResult) -> Decimal | str:
    return NO_RATE if figures.rate is None else figures.rate
