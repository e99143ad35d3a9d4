"""「目標達成単組」: the achievers of every start month side by side, and who is still missing."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, zip_longest

from kyosai_xl.domain.model_unions import UnionFigures
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import (
    ROW,
    Block,
    Cell,
    Column,
    Formula,
    Page,
    Row,
    Sheet,
    Table,
    Value,
    across,
    letter,
    on_sheet,
)
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.styles import (
    CENTRED,
    HEAD,
    NOTE,
    NUMBER,
    RATE_1,
    TEXT,
    TITLE,
    Style,
)
from kyosai_xl.layout.titles import titled

NAME = "目標達成単組"
FIRST_ROW = 4

_HEAD_ROW = 3
_BAND_ROW = 2
_NOTHING = "なし"
_NAMES = ("県支部", "単組")
_NAME_STYLES = (CENTRED.but(shrink=True), TEXT.but(shrink=True))
_NAME_WIDTHS = (9.0, 32.0)
_GAP_WIDTH = 2.5

_Part = tuple[Value | Formula, ...]
"""What one list puts into a row."""


class AchieverGrid:
    """Which columns each list takes: one list a start month, then the missing unions."""

    lists_width = 6
    """県支部, 単組, 目標, 実績, 達成率 and a narrow gap."""

    def __init__(self, grids: Sequence[ModelUnionGrid]) -> None:
        """Take the model-union sheets that the lists are drawn from."""
        self.grids = tuple(grids)
        self.starts = [grid.calendar.start_month for grid in grids]
        self.missing_column = self.lists_width * len(grids)
        by_remaining = grids[0].report.by_remaining()
        self.missing = array("q", filter(self._is_missing, by_remaining))
        listed = max(len(grid.report.achieved) for grid in grids)
        self.length = max(1, listed, len(self.missing))

    def _is_missing(self, position: int) -> bool:
        return any(row.remaining > 0 for row in self.figures(position))

    def figures(self, position: int) -> tuple[UnionFigures, ...]:
        """Return one union's figures under every start month."""
        return tuple(grid.report.figures(grid.report.counted[position]) for grid in self.grids)

    def column(self, start_month: int) -> int:
        """Return the first column of a start month's list."""
        return self.lists_width * self.starts.index(start_month)

    def targets(self, start_month: int) -> str:
        """Return the cells that hold the targets of a list, one a union listed."""
        column = self.column(start_month) + len(_NAMES)
        count = len(self.grids[self.starts.index(start_month)].report.achieved)
        return across(FIRST_ROW, column, FIRST_ROW + max(1, count) - 1, column)

    def length_of(self, start_month: int) -> str:
        """Return the formula for the length of a list."""
        return f"COUNT({on_sheet(NAME, self.targets(start_month))})"


def achievers_sheet(grid: AchieverGrid, dialect: Dialect) -> Sheet:
    """Return the sheet: lists in code order as printed, the missing unions by 残件数."""
    as_of = grid.grids[0].calendar.as_of
    return Sheet(
        name=NAME,
        page=Page(
            "A3",
            landscape=True,
            repeat_rows=(0, _HEAD_ROW),
        ),
        widths=_widths(grid),
        cells=(
            Cell(0, 0, titled("目標達成単組と残件数", grid.grids[0].report.branch), TITLE),
            Cell(1, 0, f"集計月 {as_of.label}。達成した単組は自治労県コード順。", NOTE),
            *_header(grid),
        ),
        tables=(_table(grid, dialect),),
        heights={0: 27.0, 1: 18.0, _BAND_ROW: 22.0, _HEAD_ROW: 22.0},
        freeze=(FIRST_ROW, 0),
        tab_colour="#FFC000",
    )


def _widths(grid: AchieverGrid) -> tuple[float, ...]:
    achievers = (*_NAME_WIDTHS, 9.0, 9.0, 10.0, _GAP_WIDTH)
    return achievers * len(grid.grids) + (*_NAME_WIDTHS, 9.0) + (9.0, 9.0) * len(grid.grids)


def _header(grid: AchieverGrid) -> Iterator[Cell | Block]:
    for each in grid.grids:
        first = grid.column(each.calendar.start_month)
        count = len(each.report.achieved)
        label = f"{each.calendar.current.label} {each.calendar.label} {count}単組"
        yield Block(_BAND_ROW, first, _BAND_ROW, first + 4, label, HEAD.but(size=11))
        for column, text in enumerate((*_NAMES, "目標", "実績", "達成率"), first):
            yield Cell(_HEAD_ROW, column, text, HEAD)
    first = grid.missing_column
    last = first + 2 + 2 * len(grid.grids)
    label = f"目標に届いていない単組(残件数の多い順) {len(grid.missing)}単組"
    yield Block(_BAND_ROW, first, _BAND_ROW, last, label, HEAD.but(size=11))
    starts = (each.calendar.label for each in grid.grids)
    pairs = (text for start in starts for text in (f"実績\n{start}", f"残件数\n{start}"))
    for column, text in enumerate((*_NAMES, "目標", *pairs), first):
        yield Cell(_HEAD_ROW, column, text, HEAD.but(size=8))


def _table(grid: AchieverGrid, dialect: Dialect) -> Table:
    formulas = _formulas(grid, dialect)
    masks = [""]
    for _ in range(len(grid.grids) + 1):
        masks = [mask + shown for mask in masks for shown in "01"]
    return Table(
        row=FIRST_ROW,
        columns=tuple(Column(f"{letter(n)}", formulas.get(n)) for n in range(len(_widths(grid)))),
        styles={mask: _styles(mask) for mask in masks},
        length=grid.length,
        rows=_rows(grid, dialect),
        height=16.5,
    )


def _styles(mask: str) -> tuple[Style | None, ...]:
    """Return a row's looks: one digit of the mask a list, 1 where it still has a row."""
    *lists, missing = (shown == "1" for shown in mask)
    achiever = (*_NAME_STYLES, NUMBER, NUMBER, RATE_1)
    union = (*_NAME_STYLES, NUMBER, *(NUMBER, NUMBER.but(bold=True)) * len(lists))
    blank: tuple[Style | None, ...] = ()
    for shown in lists:
        blank += (*(achiever if shown else (None,) * len(achiever)), None)
    return blank + (union if missing else (None,) * len(union))


def _formulas(grid: AchieverGrid, dialect: Dialect) -> dict[int, str | None]:
    formulas: dict[int, str | None] = {}

    def here(column: int) -> str:
        return f"{letter(column)}{ROW}"

    for start in grid.starts:
        target = grid.column(start) + 2
        text = dialect.achievement(here(target + 1), here(target))
        formulas[target + 2] = dialect.column(text)
    target = grid.missing_column + 2
    for number in range(len(grid.starts)):
        actual = target + 1 + 2 * number
        formulas[actual + 1] = dialect.column(dialect.remaining(here(target), here(actual)))
    return formulas


def _rows(grid: AchieverGrid, dialect: Dialect) -> Callable[[], Iterator[Row]]:
    missing_width = 3 + 2 * len(grid.grids)
    blanks: list[_Part] = [(None,) * grid.lists_width for _ in grid.grids]
    blanks.append((None,) * missing_width)

    def rows() -> Iterator[Row]:
        lists = (_achieved(each, dialect) for each in grid.grids)
        for parts in zip_longest(*lists, _missing(grid, dialect)):
            mask = "".join("0" if part is None else "1" for part in parts)
            shown = (
                blank if part is None else part for part, blank in zip(parts, blanks, strict=True)
            )
            yield mask, tuple(chain.from_iterable(shown))

    return rows


def _achieved(each: ModelUnionGrid, dialect: Dialect) -> Iterator[_Part]:
    """Yield a start month's list."""
    if not each.report.achieved:
        yield _NOTHING, None, None, None, None, None
    for position, row in enumerate(each.report.rows()):
        if row.achieved:
            target = dialect.cell(each.union(position, "target"), row.union.target)
            actual = dialect.cell(each.union(position, each.actual), row.actual)
            yield row.union.branch, row.union.name, target, actual, row.rate, None


def _missing(grid: AchieverGrid, dialect: Dialect) -> Iterator[_Part]:
    """Yield the unions that some start month still misses."""
    for position in grid.missing:
        figures = grid.figures(position)
        union = figures[0].union
        target = dialect.cell(grid.grids[0].union(position, "target"), union.target)
        counts: list[Value | Formula] = []
        for each, row in zip(grid.grids, figures, strict=True):
            actual = dialect.cell(each.union(position, each.actual), row.actual)
            counts += (actual, row.remaining)
        yield union.branch, union.name, target, *counts
