"""「図の数字」: the numbers behind the pictures, each following the model-union sheet."""

from __future__ import annotations

from collections.abc import Iterator

from kyosai_xl.domain.progress import RATE_BANDS, cumulatives, unions_by_rate
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Cell, Page, Sheet, across, address, on_sheet
from kyosai_xl.layout.picture_grid import (
    BRANCHES_A_PAGE,
    FIRST_MONTH,
    NAME,
    SCALE_ROW,
    TARGET_LABEL,
    LineBlock,
    PictureGrid,
)
from kyosai_xl.layout.styles import HEAD, NOTE, NUMBER, TEXT, TITLE
from kyosai_xl.layout.titles import titled

BAND_LABELS = ("10%未満", *(f"{tens}0%台" for tens in range(1, RATE_BANDS - 1)), "100%以上")
RANKING = ("県支部", "単組", "目標", "実績", "差", "残件数", "目標超過")
"""差 is target less actual; 残件数 and 目標超過 are its two signs, a row of bars each."""

_ROW_HEIGHT = 15.0
_NUMBER = NUMBER.but(shrink=True)


def picture_figures_sheet(grid: PictureGrid, dialect: Dialect) -> Sheet:
    """Return the sheet: cumulatives of all, spread of rates, ranking, then branch by branch."""
    calendar = grid.calendar
    title = f"{NAME}({calendar.current.label} {calendar.label})"
    cells = (
        Cell(0, 0, titled(title, grid.report.branch), TITLE),
        Cell(1, 0, f"集計月 {calendar.as_of.label}。図はこの表のとおりに描かれます。", NOTE),
        *_scale(grid),
        *_lines(grid, grid.whole, dialect),
        *(_bands(grid, dialect) if grid.has_bands else ()),
        *(_ranking(grid, dialect) if grid.ranking else ()),
        *(cell for block in grid.branches for cell in _lines(grid, block, dialect)),
    )
    last = max(cell.row for cell in cells)
    return Sheet(
        name=NAME,
        page=Page("A4", repeat_rows=(0, 1), scale=90),
        widths=(13.0, *(6.0,) * 12),
        cells=cells,
        heights=dict.fromkeys(range(last + 1), _ROW_HEIGHT) | {0: 27.0, 1: 16.5},
        freeze=(2, 1),
        breaks=tuple(_breaks(grid)),
        tab_colour="#A6A6A6",
    )


def _breaks(grid: PictureGrid) -> Iterator[int]:
    if grid.ranking:
        yield grid.ranking_row
    for block in grid.branches[::BRANCHES_A_PAGE]:
        yield block.row


def _scale(grid: PictureGrid) -> Iterator[Cell]:
    yield Cell(SCALE_ROW, 0, "県支部の図の月", NOTE)
    for column, month in enumerate(grid.calendar.current.months, FIRST_MONTH):
        yield Cell(SCALE_ROW, column, str(month.month), NOTE.but(align="center"))


def _lines(grid: PictureGrid, block: LineBlock, dialect: Dialect) -> Iterator[Cell]:
    years = grid.calendar.years
    counts = cumulatives(block.figures, grid.calendar.elapsed)
    yield Cell(block.row, 0, block.label, HEAD)
    for column, month in enumerate(years[-1].months, FIRST_MONTH):
        yield Cell(block.row, column, month.short_label, HEAD)
    for row, at in enumerate(block.years, block.row + 1):
        first, *_ = months = years[at].months
        yield Cell(row, 0, years[at].label, TEXT)
        for column, (month, count) in enumerate(zip(months, counts[at], strict=False), FIRST_MONTH):
            text = f"SUM({_source(grid, block, str(first), str(month))})"
            yield Cell(row, column, dialect.cell(text, count), _NUMBER)
        for column in range(FIRST_MONTH + len(counts[at]), FIRST_MONTH + len(months)):
            yield Cell(row, column, None, _NUMBER)
    if block.has_target:
        yield from _target(grid, block, dialect)


def _target(grid: PictureGrid, block: LineBlock, dialect: Dialect) -> Iterator[Cell]:
    row, target = block.target_row, block.figures.union.target
    yield Cell(row, 0, TARGET_LABEL, TEXT)
    text = f"SUM({_source(grid, block, 'target', 'target')})"
    for column in range(FIRST_MONTH, FIRST_MONTH + len(grid.calendar.current.months)):
        yield Cell(row, column, dialect.cell(text, target), _NUMBER)
        text = address(row, FIRST_MONTH)


def _source(grid: PictureGrid, block: LineBlock, first: str, last: str) -> str:
    """Return the cells of the model-union sheet that a number adds up."""
    source = grid.grid
    if block.branch is not None:
        return source.some(block.branch.first, block.branch.last, first, last)
    row, columns = source.total_row, source.columns
    return on_sheet(source.name, across(row, columns[first], row, columns[last]))


def _bands(grid: PictureGrid, dialect: Dialect) -> Iterator[Cell]:
    actual, target = (grid.grid.unions(key) for key in (grid.grid.actual, "target"))
    yield Cell(grid.bands_row, 0, "達成率", HEAD)
    yield Cell(grid.bands_row, 1, "単組数", HEAD)
    for band, count in enumerate(unions_by_rate(grid.report)):
        conditions = [f"({target}>0)"]
        if band:
            conditions.append(f"({actual}*10>={target}*{band})")
        if band < RATE_BANDS - 1:
            conditions.append(f"({actual}*10<{target}*{band + 1})")
        row = grid.bands_row + 1 + band
        yield Cell(row, 0, BAND_LABELS[band], TEXT)
        yield Cell(row, 1, dialect.cell(f"SUMPRODUCT({'*'.join(conditions)})", count), _NUMBER)


def _ranking(grid: PictureGrid, dialect: Dialect) -> Iterator[Cell]:
    source = grid.grid
    for column, label in enumerate(RANKING):
        yield Cell(grid.ranking_row, column, label, HEAD)
    for row, branch in enumerate(grid.ranking, grid.ranking_row + 1):
        rows, figures = (branch.first, branch.last), branch.figures
        missing = address(row, RANKING.index("差"))
        values = (
            (f"COUNTA({source.some(*rows, 'name')})", branch.last - branch.first + 1),
            (f"SUM({source.some(*rows, 'target')})", figures.union.target),
            (f"SUM({source.some(*rows, source.actual)})", figures.actual),
            (f"{address(row, 2)}-{address(row, 3)}", figures.remaining),
            (f"MAX({missing},0)", max(figures.remaining, 0)),
            (f"MIN({missing},0)", min(figures.remaining, 0)),
        )
        yield Cell(row, 0, branch.label, TEXT.but(shrink=True))
        for column, (text, value) in enumerate(values, 1):
            yield Cell(row, column, dialect.cell(text, value), _NUMBER)
