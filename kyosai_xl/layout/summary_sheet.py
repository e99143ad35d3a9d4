"""「集計」: the headline of section 3 for every start month, and of the eleven products."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kyosai_xl.domain.checks import ProductLine
from kyosai_xl.domain.model_unions import ModelUnionReport
from kyosai_xl.domain.rates import NO_RATE
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Block, Cell, DataBar, Page, Sheet, address, serial
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
)

NAME = "集計"
HEADLINE_ROW = 5
"""The first line of the headline; the heading of its columns stands above."""

_TALL = 20.0
_HEADLINE = ("開始月", "取組単組", "目標", "実績", "到達率", "目標達成単組", "残件数")
_PRODUCT = ("主要共済", "集計月", "目標", "実績", "到達率", "目標達成県支部", "残件数")


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
    """Return the sheet; ``verdict`` is one line on what the checks of 「検算」 found."""
    as_of = grids[0].calendar.as_of
    product_row = HEADLINE_ROW + len(grids) + 3
    last_product = product_row + len(products.products) - 1
    return Sheet(
        name=NAME,
        page=Page("A4", landscape=True),
        widths=(34.0, 13.0, 13.0, 13.0, 20.0, 16.0, 13.0),
        cells=(
            Cell(0, 0, "新契約件数と加入拡大モデル単組の取り組み状況", TITLE),
            Cell(1, 0, f"集計月 {as_of.label}", NOTE.but(size=11, bold=True)),
            Cell(2, 0, verdict, NOTE),
            Cell(HEADLINE_ROW - 2, 0, "加入拡大モデル単組", HEADING),
            *_heads(HEADLINE_ROW - 1, _HEADLINE),
            *_headlines(grids, dialect),
            Cell(product_row - 2, 0, "主要共済", HEADING),
            *_heads(product_row - 1, _PRODUCT),
            *_product_lines(products, product_row, dialect),
        ),
        heights=dict.fromkeys(range(1, last_product + 1), _TALL) | {0: 30.0},
        freeze=(2, 0),
        data_bars=(
            DataBar(HEADLINE_ROW, 4, HEADLINE_ROW + len(grids) - 1, 4),
            DataBar(product_row, 4, last_product, 4),
        ),
        tab_colour="#C00000",
    )


def _heads(row: int, labels: Sequence[str]) -> Iterator[Cell]:
    return (Cell(row, column, label, HEAD.but(size=10)) for column, label in enumerate(labels))


def _headlines(grids: Sequence[ModelUnionGrid], dialect: Dialect) -> Iterator[Cell | Block]:
    look = {"size": 11, "bold": True}
    for position, grid in enumerate(grids):
        row, report, total = HEADLINE_ROW + position, grid.report, grid.report.total
        target, actual = address(row, 2), address(row, 3)
        values = (
            (f"COUNTA({grid.unions('name')})", len(report.counted)),
            (grid.total("target"), total.union.target),
            (grid.total(grid.actual), total.actual),
            (dialect.achievement(actual, target), NO_RATE if total.rate is None else total.rate),
            (
                dialect.achiever_count(grid.unions(grid.actual), grid.unions("target")),
                len(report.achieved),
            ),
            (dialect.remaining(target, actual), total.remaining),
        )
        yield Cell(row, 0, headline_label(report, position), TEXT.but(**look))
        for column, (text, value) in enumerate(values, 1):
            style = RATE_1 if column == 4 else NUMBER  # noqa: PLR2004 - the rate's column
            yield Cell(row, column, dialect.cell(text, value), style.but(**look))


def _product_lines(grid: ProductGrid, first: int, dialect: Dialect) -> Iterator[Cell]:
    for row, product in enumerate(grid.products, first):
        yield Cell(row, 0, f"({product.number}) {product.name}", TEXT.but(size=11))
        if product.as_of is None:
            dashes = (NO_RATE,) * (len(_PRODUCT) - 1)
            yield from (Cell(row, n, dash, CENTRED) for n, dash in enumerate(dashes, 1))
            continue
        target, actual = address(row, 2), address(row, 3)
        rate = NO_RATE if product.rate is None else product.rate
        number = NUMBER.but(size=11)

        def line(item: str, at: int = product.number) -> str:
            return grid.cell(ProductLine(at, item))

        yield Cell(row, 1, serial(*product.as_of), CENTRED.but(size=11, number=YEAR_MONTH))
        yield Cell(row, 2, dialect.cell(line("目標"), product.target), number)
        yield Cell(row, 3, dialect.cell(line("実績"), product.actual), number)
        text = dialect.product_achievement(actual, target)
        yield Cell(row, 4, dialect.cell(text, rate), RATE_2.but(size=11))
        reached = dialect.cell(line("目標達成県支部"), len(product.achievers))
        yield Cell(row, 5, reached, number)
        missing = dialect.cell(dialect.remaining(target, actual), product.target - product.actual)
        yield Cell(row, 6, missing, number)
