"""「モデル単組(6月開始)」: section 4, for any start month."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from math import ceil
from typing import NamedTuple

from kyosai_xl.domain.branches import NATION
from kyosai_xl.domain.model_unions import ModelUnion, UnionFigures, full_year_key
from kyosai_xl.domain.months import MONTHS_IN_YEAR
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import (
    Block,
    Cell,
    Formula,
    Page,
    Sheet,
    Value,
    address,
    serial,
)
from kyosai_xl.layout.model_union_grid import (
    AS_OF_ROW,
    FIRST_ROW,
    HEAD_ROW,
    MONTH_ROW,
    ModelUnionGrid,
    is_month,
)
from kyosai_xl.layout.model_union_table import or_dash, union_style, union_table
from kyosai_xl.layout.styles import (
    BAND_FILLS,
    CENTRED,
    COUNT,
    HEAD,
    MONTH,
    NOTE,
    NOTE_RIGHT,
    TITLE,
    TOTAL_FILL,
    YEAR_MONTH,
)
from kyosai_xl.layout.titles import titled

_ROWS_A_PAGE = 60
_MOST_BREAKS = 1_000
"""Excel takes no more than 1,026."""

_LABELS = {
    "branch_code": "自治労\n県\nコード",
    "branch": "県名",
    "union_code": "単組\nコード",
    "name": "加入拡大モデル単組",
    "members": "組合\n員数",
    "policies": "団生\n保有",
    "enrolment": "加入率",
    "effective_month": "発効",
    "target": "目標\n件数",
    "year_on_year": "前年比",
    "rate": "達成率",
    "remaining": "残件数",
    "branch_again": "県名",
}
_WIDTHS = {
    "branch_code": 5.5,
    "branch": 8.0,
    "union_code": 5.0,
    "name": 28.0,
    "enrolment": 7.0,
    "effective_month": 5.0,
    "rate": 7.5,
    "branch_again": 8.0,
}
_MONTH_WIDTH = 4.0
_COUNT_WIDTH = 6.5


def model_union_sheet(grid: ModelUnionGrid, dialect: Dialect) -> Sheet:
    """Return the sheet of one start month: header, union rows, 合計, note and 参考 rows.

    A branch's sheet has the nation's total for comparison below its own.
    """
    report, calendar = grid.report, grid.calendar
    title = f"{calendar.current.label}加入拡大モデル単組 過去2年実績({calendar.label})"
    tables = [union_table(grid, dialect, FIRST_ROW, report.counted)]
    if report.reference:
        tables.append(union_table(grid, dialect, grid.reference_row, report.reference))
    return Sheet(
        name=grid.name,
        page=Page(
            "A3",
            landscape=True,
            repeat_rows=(0, MONTH_ROW),
        ),
        widths=tuple(_width(key) for key in grid.keys),
        cells=(
            *_heading(grid, titled(title, report.branch)),
            *_header(grid),
            *_total(grid, dialect),
            *_nation(grid, dialect),
            *_note(grid),
        ),
        tables=tuple(tables),
        heights={
            0: 27.0,
            AS_OF_ROW: 18.0,
            HEAD_ROW: 27.0,
            MONTH_ROW: 27.0,
            grid.total_row: 21.0,
            grid.nation_row: 21.0,
            grid.note_row: 16.5,
        },
        freeze=(FIRST_ROW, grid.columns["members"]),
        breaks=_breaks(report.counted),
        tab_colour="#2F75B5",
        zoom=85,
    )


def _width(key: str) -> float:
    if key in _WIDTHS:
        return _WIDTHS[key]
    return _MONTH_WIDTH if is_month(key) else _COUNT_WIDTH


def _heading(grid: ModelUnionGrid, title: str) -> Iterator[Cell | Block]:
    row, column = grid.as_of_cell
    as_of = grid.calendar.as_of
    yield Cell(0, 0, title, TITLE)
    yield Cell(row, 0, "単位: 件。件数のない月は空白。色付き太字の行は目標達成単組。", NOTE)
    yield Cell(row, column - 1, "集計月", NOTE_RIGHT)
    style = NOTE_RIGHT.but(number=YEAR_MONTH, bold=True)
    yield Block(row, column, row, column + 1, serial(*as_of), style)


def _header(grid: ModelUnionGrid) -> Iterator[Cell | Block]:
    years = dict(zip(grid.calendar.years, BAND_FILLS, strict=True))
    banded = {key for year in years for key in grid.band(year)}
    for key, column in grid.columns.items():
        if key not in banded:
            yield Block(HEAD_ROW, column, MONTH_ROW, column, _label(grid, key), HEAD)
    for year, fill in years.items():
        first = grid.columns[str(year.first)]
        style = HEAD.but(fill=fill)
        band = grid.band(year)
        yield Block(HEAD_ROW, first, HEAD_ROW, first + len(band) - 1, year.label, style)
        for offset, month in enumerate(year.months):
            yield Cell(MONTH_ROW, first + offset, serial(*month), style.but(number=MONTH))
        if len(band) > MONTHS_IN_YEAR:
            label = grid.calendar.cumulative_label
            yield Cell(MONTH_ROW, first + MONTHS_IN_YEAR, label, style)


def _label(grid: ModelUnionGrid, key: str) -> str:
    if key in _LABELS:
        return _LABELS[key]
    labels = {full_year_key(year.year): f"{year.label}\n実績" for year in grid.calendar.years}
    return labels.get(key, "累積\n件数")


def _breaks(unions: tuple[ModelUnion, ...]) -> tuple[int, ...]:
    """Return the rows before which a page ends: even pages that split no branch if possible."""
    pages = ceil(len(unions) / _ROWS_A_PAGE)
    if not 1 < pages <= _MOST_BREAKS:
        return ()
    starts = [n for n, union in enumerate(unions) if n == 0 or union[0] != unions[n - 1][0]]
    breaks: list[int] = []
    for page in range(1, pages):
        even = ceil(len(unions) * page / pages)
        start = starts[bisect_right(starts, even) - 1]
        near = start if even - start < _ROWS_A_PAGE // 4 else even
        breaks.append(FIRST_ROW + near)
    return tuple(breaks)


def _total(grid: ModelUnionGrid, dialect: Dialect) -> Iterator[Cell | Block]:
    report = grid.report
    counts = {
        key: dialect.cell(f"SUM({grid.cells(key)})", value)
        for key, value in zip(report.keys, report.total.counts, strict=True)
    }
    look = {"bold": True, "fill": TOTAL_FILL, "top": "double", "bottom": "medium"}
    line = _Line(grid.total_row, report.total_label, report.total, look)
    yield from _sum_line(grid, dialect, line, counts)


def _nation(grid: ModelUnionGrid, dialect: Dialect) -> Iterator[Cell | Block]:
    nation = grid.report.nation
    if nation:
        counts = dict(zip(grid.report.keys, nation.total.counts, strict=True))
        look = {"bold": True, "bottom": "medium"}
        line = _Line(grid.nation_row, NATION, nation.total, look)
        yield from _sum_line(grid, dialect, line, counts)


class _Line(NamedTuple):
    """A row of sums below the unions."""

    row: int
    label: str
    figures: UnionFigures
    look: dict[str, object]


def _sum_line(
    grid: ModelUnionGrid, dialect: Dialect, line: _Line, counts: Mapping[str, Value | Formula]
) -> Iterator[Cell | Block]:
    row, label, figures, look = line
    columns = grid.columns
    yield Block(row, 0, row, columns["name"], label, CENTRED.but(**look))

    def cell(key: str, value: Value | Formula) -> Cell:
        style = union_style(grid, key)
        # A month without contracts is 0 here.
        return Cell(
            row,
            columns[key],
            value,
            style.but(**look, number=COUNT if is_month(key) else style.number),
        )

    def here(key: str) -> str:
        return address(row, columns[key])

    for key, value in counts.items():
        yield cell(key, value)
    enrolment = dialect.enrolment(here("policies"), here("members"))
    yield cell("enrolment", dialect.cell(enrolment, or_dash(figures.enrolment)))
    rate = dialect.achievement(here(grid.actual), here("target"))
    yield cell("rate", dialect.cell(rate, or_dash(figures.rate)))
    yield cell("effective_month", None)
    yield cell("branch_again", label)


def _note(grid: ModelUnionGrid) -> Iterator[Cell]:
    report = grid.report
    names = "、".join(dict.fromkeys(union.branch for union in report.reference))
    if report.outside_nation:
        text = f"※ {report.branch}の件数は、全国の合計には含めていません。"
    elif report.branch:
        text = f"※ 参考の単組にも目標件数がありますが、{names}と全国の合計には含めていません。"
    else:
        text = f"※ {names}にも目標件数がありますが、全国の合計には含めていません。"
    if report.outside_nation or names:
        yield Cell(grid.note_row, 0, text, NOTE.but(bold=True))
