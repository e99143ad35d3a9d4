"""「検算」: every check with its two numbers, the difference and the cells compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, assert_never

from kyosai_xl.domain.checks import (
    AchievedRows,
    AchieverList,
    Cells,
    Check,
    Outside,
    ProductLine,
    SheetColumns,
    Side,
    UnionRows,
)
from kyosai_xl.domain.months import Month
from kyosai_xl.layout import achievers_sheet, products_sheet
from kyosai_xl.layout.achievers_sheet import AchieverGrid
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import (
    ROW,
    Cell,
    Column,
    Formula,
    Page,
    Row,
    Sheet,
    Table,
    Value,
    address,
)
from kyosai_xl.layout.model_union_grid import FIRST_ROW as FIRST_UNION
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.products_sheet import ProductGrid
from kyosai_xl.layout.styles import (
    CENTRED,
    FAILED_FILL,
    HEAD,
    NOTE,
    NUMBER,
    TEXT,
    TITLE,
    Style,
)
from kyosai_xl.layout.titles import titled

NAME = "検算"
FIRST_ROW = 4
HOLDS = "○"
FAILS = "×"

_HEADS = (
    *("番号", "判定", "表", "検算の内容", "左の数", "右の数", "差(左−右)", "一致しない行"),
    *("左のセル", "右のセル", "一致しない単組"),
)
_STYLES: tuple[Style, ...] = (
    *(CENTRED, CENTRED.but(bold=True), TEXT, TEXT, NUMBER, NUMBER, NUMBER, NUMBER),
    *(TEXT, TEXT, TEXT.but(wrap=True)),
)


class Grids(NamedTuple):
    """Where the figures that the checks compare stand on the other sheets."""

    model_unions: tuple[ModelUnionGrid, ...]
    products: ProductGrid
    achievers: AchieverGrid

    def of(self, start_month: int) -> ModelUnionGrid:
        """Return the grid of one start month's sheet."""
        return next(g for g in self.model_unions if g.calendar.start_month == start_month)


def verdict(checks: Sequence[Check]) -> str:
    """Return one line on all checks, for people in a hurry."""
    failed = sum(not check.holds for check in checks)
    if failed:
        return f"{FAILS} 検算{len(checks)}項目のうち{failed}項目が一致しません。"
    return f"{HOLDS} 検算{len(checks)}項目はすべて一致しています。"


def tie_out_sheet(grids: Grids, checks: Sequence[Check], as_of: Month, dialect: Dialect) -> Sheet:
    """Return the sheet; the checks come in the order given, failures first."""
    row = f"{_letter('差(左−右)')}{ROW}"
    differing = f"{_letter('一致しない行')}{ROW}"
    formulas = {
        "判定": f'IF(AND({row}=0,N({differing})=0),"{HOLDS}","{FAILS}")',
        "差(左−右)": f"{_letter('左の数')}{ROW}-{_letter('右の数')}{ROW}",
    }
    return Sheet(
        name=NAME,
        page=Page(
            "A4",
            landscape=True,
            repeat_rows=(0, FIRST_ROW - 1),
        ),
        widths=(6.0, 6.0, 30.0, 46.0, 11.0, 11.0, 10.0, 11.0, 40.0, 40.0, 30.0),
        cells=(
            Cell(0, 0, titled(f"検算(集計月 {as_of.label})", grids.products.branch), TITLE),
            Cell(1, 0, verdict(checks), NOTE.but(size=11, bold=True)),
            Cell(2, 0, "一致しない項目があれば、先頭に並び、色が付きます。", NOTE),
            *(Cell(FIRST_ROW - 1, n, label, HEAD) for n, label in enumerate(_HEADS)),
        ),
        tables=(
            Table(
                row=FIRST_ROW,
                columns=tuple(
                    Column(label, dialect.column(formulas[label]) if label in formulas else None)
                    for label in _HEADS
                ),
                styles={
                    HOLDS: _STYLES,
                    FAILS: tuple(s.but(fill=FAILED_FILL, bold=True) for s in _STYLES),
                },
                length=len(checks),
                rows=_rows(grids, checks, dialect),
                height=16.5,
            ),
        ),
        heights={0: 27.0, 1: 20.0, 2: 16.5, FIRST_ROW - 1: 22.0},
        freeze=(FIRST_ROW, 0),
        tab_colour="#7030A0",
    )


def _letter(label: str) -> str:
    return address(0, _HEADS.index(label))[:-1]


def _rows(grids: Grids, checks: Sequence[Check], dialect: Dialect) -> Callable[[], Iterator[Row]]:
    def rows() -> Iterator[Row]:
        for number, check in enumerate(checks, 1):
            verdict = HOLDS if check.holds else FAILS
            yield (
                verdict,
                (
                    number,
                    verdict,
                    check.group,
                    check.label,
                    _number(grids, check.left, dialect),
                    _number(grids, check.right, dialect),
                    check.difference,
                    _differing(grids, check, dialect),
                    _described(grids, check.left.cells),
                    _described(grids, check.right.cells),
                    _cited(grids, check),
                ),
            )

    return rows


def _number(grids: Grids, side: Side, dialect: Dialect) -> Value | Formula:
    text = _formula(grids, side.cells, dialect)
    return side.value if text is None else dialect.cell(text, side.value)


def _formula(grids: Grids, cells: Cells, dialect: Dialect) -> str | None:
    match cells:
        case SheetColumns(start_month):
            return grids.of(start_month).sum_of(cells)
        case AchievedRows(start_month):
            grid = grids.of(start_month)
            return dialect.achiever_count(grid.unions(grid.actual), grid.unions("target"))
        case UnionRows(start_month):
            return f"COUNTA({grids.of(start_month).unions('name')})"
        case AchieverList(start_month):
            return grids.achievers.length_of(start_month)
        case ProductLine():
            # A product without figures shows a dash, which nothing can be subtracted from.
            return f"N({grids.products.cell(cells)})"
        case Outside():
            return None
        case _:
            assert_never(cells)


def _described(grids: Grids, cells: Cells) -> str:
    match cells:
        case SheetColumns(start_month):
            grid = grids.of(start_month)
            return f"{grid.name} {grid.described(cells)}"
        case AchievedRows(start_month):
            grid = grids.of(start_month)
            return f"{grid.name} {grid.cells(grid.actual)} ≧ {grid.cells('target')}"
        case UnionRows(start_month):
            grid = grids.of(start_month)
            return f"{grid.name} {grid.cells('name')}"
        case AchieverList(start_month):
            return f"{achievers_sheet.NAME} {grids.achievers.targets(start_month)}"
        case ProductLine():
            return f"{products_sheet.NAME} {grids.products.cell(cells, sheet=False)}"
        case Outside(text):
            return text
        case _:
            assert_never(cells)


def _differing(grids: Grids, check: Check, dialect: Dialect) -> Value | Formula:
    left, right = check.left.cells, check.right.cells
    if not (check.row_wise and isinstance(left, SheetColumns) and isinstance(right, SheetColumns)):
        return None
    one, other = (grids.of(cells.start_month).each_of(cells) for cells in (left, right))
    return dialect.cell(f"SUMPRODUCT(--({one}<>{other}))", check.differing)


def _cited(grids: Grids, check: Check) -> str | None:
    """Name the first rows that differ, by their row on the sheet of the right side."""
    if not check.cited or not isinstance(check.right.cells, SheetColumns):
        return None
    grid = grids.of(check.right.cells.start_month)
    unions = grid.report.counted
    named = (f"{FIRST_UNION + at + 1}行目 {unions[at].name}" for at in check.cited)
    more = check.differing - len(check.cited)
    return "、".join(named) + (f" ほか{more}単組" if more else "")
