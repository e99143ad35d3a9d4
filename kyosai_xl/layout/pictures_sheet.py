"""「図」: how the drive gets on, where people would rather look than read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from kyosai_xl.domain.progress import BranchProgress
from kyosai_xl.domain.rates import NO_RATE
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Block, Cell, Chart, Page, Sheet, address, on_sheet
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.picture_charts import (
    RANKING_FRAME,
    bands_chart,
    branch_chart,
    ranking_chart,
    whole_chart,
)
from kyosai_xl.layout.picture_figures_sheet import picture_figures_sheet
from kyosai_xl.layout.picture_grid import BRANCHES_A_PAGE, FIRST_MONTH, LineBlock, PictureGrid
from kyosai_xl.layout.picture_grid import NAME as FIGURES
from kyosai_xl.layout.styles import COUNT, HEAD, NOTE, NUMBER, PERCENT_1, SUM_FILL, TITLE, Style
from kyosai_xl.layout.titles import titled

NAME = "図"

_WIDTHS = (*(6.3,) * 6, 1.0, *(6.3,) * 6)
_LAST_COLUMN = len(_WIDTHS) - 1
_SIDES = (0, 7)
"""Where the left and the right one of two charts begin."""
_SIDE_WIDTH = 6
_TITLE, _NOTE, _ROW, _BRANCH_ROW, _GAP = 30.0, 16.5, 15.0, 14.25, 7.5
"""Heights of rows; a page holds 715 points, of which the repeated ones take 46.5."""
_HEAD_ROWS = 2
_WHOLE_ROWS, _BANDS_ROWS, _BRANCH_ROWS, _RANKING_ROWS = 20, 17, 10, 44
"""Rows below a chart, of the ranking no more than that."""
_NAMED = 5
"""Branches named in a note, which has one line."""
_BAR = 14.0
"""Points that a bar of the ranking takes."""

_FIGURE = NUMBER.but(size=13, bold=True, align="center", indent=0)
_CAPTION = Style(size=8, fill=SUM_FILL, align="right", top="thin", line="#BFBFBF")
_CAPTION_FIGURE = _CAPTION.but(size=9, bold=True, align="left", indent=1, number=COUNT)


def pictures_sheets(grid: ModelUnionGrid, dialect: Dialect) -> tuple[Sheet, ...]:
    """Return 「図」 and 「図の数字」 of one start month; nothing if there is nothing to draw.

    Their formulas are built-in ones in every dialect and refer to the model-union sheet.
    """
    pictures = PictureGrid(grid)
    if pictures.is_empty:
        return ()
    return _pictures_sheet(pictures, dialect), picture_figures_sheet(pictures, dialect)


class _Drawing:
    """The sheet under way: rows with their heights, cells, charts, and where pages begin."""

    def __init__(self) -> None:
        self.heights: list[float] = []
        self.breaks: list[int] = []
        self.cells: list[Cell | Block] = []
        self.charts: list[Chart] = []

    def add(self, height: float, count: int = 1) -> tuple[int, int]:
        """Return the first and the last of new rows."""
        first = len(self.heights)
        self.heights += [height] * count
        return first, first + count - 1

    def wide(self, count: int) -> tuple[int, int, int, int]:
        """Return the corners of new rows from edge to edge."""
        first, last = self.add(_ROW, count)
        return first, 0, last, _LAST_COLUMN

    def turn(self) -> None:
        """Begin a new page; a frame at its very top would show at the foot of the last one."""
        self.breaks.append(len(self.heights))
        self.add(_GAP)


def _pictures_sheet(pictures: PictureGrid, dialect: Dialect) -> Sheet:
    drawing = _Drawing()
    _add_head(drawing, pictures)
    _add_headline(drawing, pictures, dialect)
    drawing.charts.append(whole_chart(pictures, drawing.wide(_WHOLE_ROWS)))
    if pictures.has_bands:
        drawing.add(_GAP)
        drawing.charts.append(bands_chart(pictures, drawing.wide(_BANDS_ROWS)))
    for note in _notes(pictures):
        drawing.cells.append(Cell(drawing.add(_ROW)[0], 0, note, NOTE))
    if pictures.ranking:
        drawing.turn()
        needed = ceil((RANKING_FRAME + _BAR * len(pictures.ranking)) / _ROW)
        rows = min(_RANKING_ROWS, needed)
        chart = ranking_chart(pictures, drawing.wide(rows), rows * _ROW)
        drawing.charts.append(chart)
    _add_branches(drawing, pictures, dialect)
    return Sheet(
        name=NAME,
        page=Page("A4", repeat_rows=(0, _HEAD_ROWS - 1), scale=100),
        widths=_WIDTHS,
        cells=tuple(drawing.cells),
        heights=dict(enumerate(drawing.heights)),
        freeze=(_HEAD_ROWS, 0),
        breaks=tuple(drawing.breaks),
        tab_colour="#ED7D31",
        charts=tuple(drawing.charts),
    )


def _add_head(drawing: _Drawing, pictures: PictureGrid) -> None:
    """Add the rows that every page repeats."""
    calendar = pictures.calendar
    text = f"{calendar.current.label}加入拡大モデル単組の取り組み({calendar.label})"
    title = titled(text, pictures.report.branch)
    note = f"集計月 {calendar.as_of.label}。単位: 件。元の数字はシート「{FIGURES}」にあります。"
    drawing.cells.append(Cell(drawing.add(_TITLE)[0], 0, title, TITLE))
    drawing.cells.append(Cell(drawing.add(_NOTE)[0], 0, note, NOTE))


def _add_headline(drawing: _Drawing, pictures: PictureGrid, dialect: Dialect) -> None:
    """Add the headline, following the 合計 row."""
    grid, total = pictures.grid, pictures.report.total
    figures = (
        ("取組単組", f"COUNTA({grid.unions('name')})", len(pictures.report.counted), COUNT),
        ("目標", grid.total("target"), total.union.target, COUNT),
        ("実績", grid.total(grid.actual), total.actual, COUNT),
        ("達成率", grid.total("rate"), NO_RATE if total.rate is None else total.rate, PERCENT_1),
        ("前年比", grid.total("year_on_year"), total.year_on_year, COUNT),
        ("残件数", grid.total("remaining"), total.remaining, COUNT),
    )
    drawing.add(_GAP)
    (head, _), (row, _) = drawing.add(18.0), drawing.add(24.0)
    drawing.add(_GAP)
    columns = (side + offset for side in _SIDES for offset in range(0, _SIDE_WIDTH, 2))
    for column, (label, text, value, number) in zip(columns, figures, strict=True):
        live = dialect.cell(text, value)
        drawing.cells += (
            Block(head, column, head, column + 1, label, HEAD.but(size=10)),
            Block(row, column, row, column + 1, live, _FIGURE.but(number=number)),
        )


def _notes(pictures: PictureGrid) -> Iterator[str]:
    if pictures.has_bands and pictures.without_target:
        yield f"※ 目標のない{pictures.without_target}単組は、達成率の分布に含めていません。"
    if pictures.ranking and pictures.not_ranked:
        yield f"※ 目標がなく、残件数の図に含めていない県支部: {_names(pictures.not_ranked)}"
    if pictures.not_drawn:
        yield f"※ 実績も目標もなく、図のない県支部: {_names(pictures.not_drawn)}"


def _names(branches: Sequence[BranchProgress]) -> str:
    names = [branch.figures.union.branch for branch in branches]
    more = len(names) - _NAMED
    return "、".join(names[:_NAMED]) + (f" ほか{more}県支部" if more > 0 else "")


def _add_branches(drawing: _Drawing, pictures: PictureGrid, dialect: Dialect) -> None:
    """Add a small chart a branch with its figures on top, two side by side."""
    for position in range(0, len(pictures.branches), len(_SIDES)):
        if position % BRANCHES_A_PAGE == 0:
            drawing.turn()
        else:
            drawing.add(_GAP)
        caption, _ = drawing.add(_BRANCH_ROW)
        first, last = drawing.add(_BRANCH_ROW, _BRANCH_ROWS)
        pair = pictures.branches[position : position + len(_SIDES)]
        for block, side in zip(pair, _SIDES, strict=False):
            drawing.cells += _caption(pictures, block, (caption, side), dialect)
            corners = (first, side, last, side + _SIDE_WIDTH - 1)
            drawing.charts.append(branch_chart(pictures, block, corners))


def _caption(
    pictures: PictureGrid, block: LineBlock, place: tuple[int, int], dialect: Dialect
) -> Iterator[Cell]:
    """Yield 実績, 目標 and 残件数 above a small chart, as far as there is a target."""
    row, first = place
    figures = block.figures
    actual = address(block.row + len(block.years), FIRST_MONTH + pictures.calendar.elapsed - 1)
    target = address(block.target_row, FIRST_MONTH)
    missing = f"{address(row, first + 3)}-{address(row, first + 1)}"
    shown = (
        ("実績", on_sheet(FIGURES, actual), figures.actual),
        ("目標", on_sheet(FIGURES, target), figures.union.target),
        ("残件数", missing, figures.remaining),
    )
    last = first + _SIDE_WIDTH - 1
    for column, (label, text, value) in zip(range(first, last, 2), shown, strict=True):
        left, right = ("thin" if at else "" for at in (column == first, column + 1 == last))
        is_shown = column == first or block.has_target
        live = dialect.cell(text, value) if is_shown else None
        yield Cell(row, column, label if is_shown else None, _CAPTION.but(left=left))
        yield Cell(row, column + 1, live, _CAPTION_FIGURE.but(right=right))
