"""「主要共済の実績」: section 1, a numbered block a product."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kyosai_xl.domain.branches import NATION
from kyosai_xl.domain.checks import ProductLine
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import PRODUCTS, BranchResult, ProductSummary
from kyosai_xl.domain.rates import NO_RATE
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import (
    Block,
    Cell,
    Formula,
    Page,
    Sheet,
    Value,
    across,
    address,
    on_sheet,
)
from kyosai_xl.layout.origin import Origin
from kyosai_xl.layout.styles import (
    CENTRED,
    HEAD,
    HEADING,
    NOTE,
    NUMBER,
    RATE_2,
    TITLE,
    Style,
)
from kyosai_xl.layout.titles import titled

NAME = "主要共済の実績"
NOTHING = "なし"
CLOSING_NOTE = "※ 全労済から事務移管された契約も、新契約の件数に含めています。"
COLUMNS = {"目標": 0, "実績": 1, "到達率": 2, "目標達成県支部": 3}
_BRANCH_COLUMNS = {"県支部": 0, "目標": 1, "実績": 2, "到達率": 3}

_CONTRACTS = NUMBER.but(size=11, number='#,##0"件"')
_BRANCHES = CENTRED.but(size=11, number='0" 県"')
_RATE = RATE_2.but(size=11)
_CENTRED = CENTRED.but(size=11)
_RIGHT = NUMBER.but(size=11)
_HEAD = HEAD.but(size=10)
_SCALE = 85
"""Per cent: the columns fit a page even in the wide font that may stand in for a missing one."""
FIRST_ROW = 3
"""The first block's row, below the title."""
_ROW_HEIGHT = 18.0
_HEADING_HEIGHT = 24.0
_TITLE_HEIGHT = 30.0
_PAGE_HEIGHT = 740.0
"""What an upright A4 sheet holds between its margins, in points."""


class ProductGrid:
    """Where each product's block stands: heading, national line, list of achievers.

    A branch's block has no list: heading, the branch's line, the national line.
    """

    def __init__(
        self,
        products: Sequence[ProductSummary],
        origin: Origin | None = None,
        first_row: int = FIRST_ROW,
        most_a_page: int = len(PRODUCTS),
        row_height: float = _ROW_HEIGHT,
    ) -> None:
        """Take the blocks in the order printed, and where their figures are typed.

        Above the first block stands a title, repeated on every page unless a page is to hold no
        more than ``most_a_page`` blocks.
        """
        self.products = tuple(products)
        self.branch = self.products[0].branch if products else ""
        self.columns = _BRANCH_COLUMNS if self.branch else COLUMNS
        self.first_row = first_row
        self.most_a_page = most_a_page
        self.row_height = row_height
        self.heading_height = row_height + _HEADING_HEIGHT - _ROW_HEIGHT
        self._results = origin and origin.results
        self.headings: dict[int, int] = {}
        row = first_row
        for product in products:
            self.headings[product.number] = row
            row += _height(product) + 1
        self.note_row = row

    def line(self, number: int) -> int:
        """Return the row of a product's national line, or of a branch's own."""
        return self.headings[number] + 2

    def list_row(self, number: int) -> int:
        """Return the first row of a product's list of achievers."""
        return self.headings[number] + 4

    def cell(self, line: ProductLine, *, sheet: bool = True) -> str:
        """Return the address of a figure of the national line, or of a branch's own."""
        cell = address(self.line(line.number), self.columns[line.item])
        return on_sheet(NAME, cell) if sheet else cell

    def nation_rate(self, product: ProductSummary) -> str:
        """Return the address of the nation's 到達率 beside a branch's."""
        row = self.line(product.number) + 1
        return on_sheet(NAME, address(row, self.columns["到達率"]))

    def total(self, product: ProductSummary, column: str, value: int) -> Value | Formula:
        """Return a figure of the national line, as the sum of what the branches typed."""
        keys = ((row.product, row.as_of, row.branch_code) for row in product.branches)
        return self._results.sum(keys, column, value) if self._results else value

    def typed(self, row: BranchResult, column: str, value: int) -> Value | Formula:
        """Return a branch's figure, following the cell where it is typed."""
        key = row.product, row.as_of, row.branch_code
        return self._results.link(key, column, value) if self._results else value

    def breaks(self) -> tuple[int, ...]:
        """Return the rows before which a page ends, so that no block is split."""
        breaks: list[int] = []
        title = used = _TITLE_HEIGHT + self.row_height * (self.first_row - 1)
        blocks = 0
        for product in self.products:
            height = self.heading_height + self.row_height * _height(product)
            if used + height > _PAGE_HEIGHT or blocks == self.most_a_page:
                breaks.append(self.headings[product.number])
                used, blocks = 0 if self.most_a_page < len(PRODUCTS) else title, 0
            used += height
            blocks += 1
        return tuple(breaks)


def _height(product: ProductSummary) -> int:
    return 4 if product.branch else 4 + max(1, len(product.achievers))


def products_sheet(grid: ProductGrid, as_of: Month, dialect: Dialect) -> Sheet:
    """Return the sheet of section 1 as printed."""
    blocks = (cell for product in grid.products for cell in _block(grid, product, dialect))
    headings = dict.fromkeys(grid.headings.values(), grid.heading_height)
    body = dict.fromkeys(range(1, grid.note_row + 1), grid.row_height)
    return Sheet(
        name=NAME,
        page=Page("A4", repeat_rows=(0, FIRST_ROW - 1), scale=_SCALE),
        widths=(22.0, 22.0, 18.0, 22.0),
        cells=(
            Cell(0, 0, titled("新契約件数 主要共済の実績", grid.branch), TITLE),
            Cell(1, 0, f"{as_of.label}までに集計された実績", NOTE),
            *blocks,
            Cell(grid.note_row, 0, CLOSING_NOTE, NOTE),
        ),
        heights=body | headings | {0: _TITLE_HEIGHT},
        freeze=(2, 0),
        breaks=grid.breaks(),
        tab_colour="#70AD47",
    )


def _block(grid: ProductGrid, product: ProductSummary, dialect: Dialect) -> Iterator[Cell | Block]:
    row = grid.headings[product.number]
    when = product.as_of.label if product.as_of else "集計なし"
    yield Cell(row, 0, f"({product.number}) {product.name} ({when})", HEADING)
    for label, column in grid.columns.items():
        yield Cell(row + 1, column, label, _HEAD)
    if product.branch:
        yield from _compared(grid, product, dialect)
        return
    yield from _national(grid, product, dialect)
    for label, column in _BRANCH_COLUMNS.items():
        yield Cell(row + 3, column, label, _HEAD)
    yield from _achievers(grid, product, dialect)


def _national(grid: ProductGrid, product: ProductSummary, dialect: Dialect) -> Iterator[Cell]:
    row, first = grid.line(product.number), grid.list_row(product.number)
    if product.as_of is None:
        yield from (Cell(row, column, NO_RATE, _CENTRED) for column in COLUMNS.values())
        return
    yield Cell(row, 0, grid.total(product, "target", product.target), _CONTRACTS)
    yield Cell(row, 1, grid.total(product, "actual", product.actual), _CONTRACTS)
    yield _rate(row, 0, product, dialect)
    reached = len(product.achievers)
    counted = across(first, 1, first + max(1, reached) - 1, 1)
    yield Cell(row, 3, dialect.cell(f"COUNT({counted})", reached), _BRANCHES)


def _compared(grid: ProductGrid, product: ProductSummary, dialect: Dialect) -> Iterator[Cell]:
    """Yield a branch's line and the nation's below it."""
    own = next(iter(product.branches), None)
    lines = ((product.branch, own), (NATION, product.nation))
    for row, (name, figures) in enumerate(lines, grid.line(product.number)):
        yield Cell(row, 0, name, _CENTRED)
        if figures is None:
            yield from (Cell(row, column, NO_RATE, _CENTRED) for column in (1, 2, 3))
            continue
        yield Cell(row, 1, grid.typed(figures, "target", figures.target), _CONTRACTS)
        yield Cell(row, 2, grid.typed(figures, "actual", figures.actual), _CONTRACTS)
        yield _rate(row, 1, figures, dialect)


def _rate(row: int, target: int, figures: ProductSummary | BranchResult, dialect: Dialect) -> Cell:
    """Put the rate right of the cells of target and actual."""
    text = dialect.product_achievement(address(row, target + 1), address(row, target))
    value = NO_RATE if figures.rate is None else figures.rate
    return Cell(row, target + 2, dialect.cell(text, value), _RATE)


def _achievers(grid: ProductGrid, product: ProductSummary, dialect: Dialect) -> Iterator[Cell]:
    row, achievers = grid.list_row(product.number), product.achievers
    if not achievers:
        nothing: list[tuple[str, Style]] = [(NOTHING, _CENTRED)]
        nothing += [(unit, _RIGHT) for unit in ("件", "件", "%")]
        yield from (Cell(row, column, *cell) for column, cell in enumerate(nothing))
    for at, result in enumerate(achievers, row):
        yield Cell(at, 0, result.branch, _CENTRED)
        yield Cell(at, 1, grid.typed(result, "target", result.target), _CONTRACTS)
        yield Cell(at, 2, grid.typed(result, "actual", result.actual), _CONTRACTS)
        yield _rate(at, 1, result, dialect)
