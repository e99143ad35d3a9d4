"""「モデル単組(6月開始)」: section 4, for any start month."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby
from math import ceil

from kyosai_xl.domain.model_unions import (
    TOTAL_LABEL,
    ModelUnion,
    UnionFigures,
    cumulative_key,
    full_year_key,
)
from kyosai_xl.domain.months import MONTHS_IN_YEAR
from kyosai_xl.domain.rates import NO_RATE
from kyosai_xl.layout.formulas import Dialect, MonthlyCounts
from kyosai_xl.layout.model import (
    ROW,
    Block,
    Cell,
    Column,
    Formula,
    Page,
    Row,
    Sheet,
    Span,
    Table,
    Value,
    address,
    letter,
    serial,
)
from kyosai_xl.layout.model_union_grid import (
    AS_OF_ROW,
    FIRST_ROW,
    HEAD_ROW,
    MONTH_ROW,
    ModelUnionGrid,
)
from kyosai_xl.layout.styles import (
    ACHIEVED_FILL,
    BAND_FILLS,
    CENTRED,
    HEAD,
    MONTH,
    MONTH_NUMBER,
    NOTE,
    NOTE_RIGHT,
    NUMBER,
    RATE_1,
    SUM_FILL,
    TEXT,
    TITLE,
    TOTAL_FILL,
    YEAR_MONTH,
    Style,
)

_UNION = "union"
_ACHIEVED = "achieved"
_ROW_HEIGHT = 19.0
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
_COUNT = NUMBER.but(size=10, shrink=True, indent=0)
_RATE = RATE_1.but(size=10, shrink=True, indent=0)
_CENTRED = CENTRED.but(size=10, shrink=True)
_STYLES = {
    "branch_code": _CENTRED,
    "branch": _CENTRED,
    "union_code": _CENTRED,
    "name": TEXT.but(size=10, shrink=True),
    "enrolment": _RATE,
    "effective_month": _CENTRED.but(number=MONTH_NUMBER),
    "rate": _RATE,
    "branch_again": _CENTRED,
}


def model_union_sheet(grid: ModelUnionGrid, dialect: Dialect) -> Sheet:
    """Return the sheet of one start month: header, union rows, 合計, note and 参考 rows."""
    report, calendar = grid.report, grid.calendar
    title = f"{calendar.current.label}加入拡大モデル単組 過去2年実績({calendar.label})"
    tables = [_table(grid, dialect, FIRST_ROW, report.counted)]
    if report.reference:
        tables.append(_table(grid, dialect, grid.reference_row, report.reference))
    return Sheet(
        name=grid.name,
        page=Page(
            "A3",
            landscape=True,
            repeat_rows=(HEAD_ROW, MONTH_ROW),
            header=f"&L{title}&R集計月 {calendar.as_of.label}",
        ),
        widths=tuple(_width(key) for key in grid.keys),
        cells=(*_heading(grid, title), *_header(grid), *_total(grid, dialect), *_note(grid)),
        tables=tuple(tables),
        heights={0: 27.0, AS_OF_ROW: 18.0, HEAD_ROW: 27.0, MONTH_ROW: 27.0, grid.total_row: 21.0},
        freeze=(FIRST_ROW, grid.columns["members"]),
        breaks=_breaks(report.counted),
        tab_colour="#2F75B5",
        zoom=85,
    )


def _width(key: str) -> float:
    if key in _WIDTHS:
        return _WIDTHS[key]
    return _MONTH_WIDTH if _is_month(key) else _COUNT_WIDTH


def _is_month(key: str) -> bool:
    return key[:4].isdigit()


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


def _table(
    grid: ModelUnionGrid, dialect: Dialect, row: int, unions: tuple[ModelUnion, ...]
) -> Table:
    formulas = _formulas(grid, dialect)
    plain = tuple(_style(grid, key) for key in grid.keys)
    achieved = tuple(
        style if key.startswith("branch") else style.but(bold=True, fill=ACHIEVED_FILL)
        for key, style in zip(grid.keys, plain, strict=True)
    )
    return Table(
        row=row,
        columns=tuple(Column(key, formulas.get(key)) for key in grid.keys),
        styles={_UNION: plain, _ACHIEVED: achieved},
        length=len(unions),
        rows=_rows(grid, unions),
        spans=lambda: _spans(grid, row, unions),
        height=_ROW_HEIGHT,
    )


def _style(grid: ModelUnionGrid, key: str) -> Style:
    style = _STYLES.get(key, _COUNT)
    if key == grid.actual:
        return style.but(fill=SUM_FILL, left="medium")
    if "_year " in key or key.startswith("cumulative"):
        return style.but(fill=SUM_FILL)
    starts_band = any(key == str(year.first) for year in grid.calendar.years)
    return style.but(left="medium") if starts_band else style


def _formulas(grid: ModelUnionGrid, dialect: Dialect) -> dict[str, str | None]:
    columns, calendar = grid.columns, grid.calendar

    def here(key: str) -> str:
        return f"{letter(columns[key])}{ROW}"

    def along(first: str, last: str) -> str:
        return f"{here(first)}:{here(last)}"

    def series(first: str, last: str, as_of: str) -> MonthlyCounts:
        begin, end = (address(MONTH_ROW, columns[key], fixed=True) for key in (first, last))
        return MonthlyCounts(f"{begin}:{end}", along(first, last), calendar.start_month, as_of)

    *past, current = calendar.years
    as_of = address(*grid.as_of_cell, fixed=True)
    texts = {"enrolment": dialect.enrolment(here("policies"), here("members"))}
    for year in past:
        first, *_, last = map(str, year.months)
        texts[full_year_key(year.year)] = f"SUM({along(first, last)})"
    for back, year in enumerate(reversed(calendar.years)):
        first, *_, last = map(str, year.months)
        then = f"EDATE({as_of},{-MONTHS_IN_YEAR * back})" if back else as_of
        upto = along(first, str(year.months[calendar.elapsed - 1]))
        texts[cumulative_key(year.year)] = dialect.cumulative(series(first, last, then), upto)
    both = series(str(past[-1].first), str(current.months[-1]), as_of)
    before = here(cumulative_key(past[-1].year))
    texts["year_on_year"] = dialect.year_on_year(both, here(grid.actual), before)
    texts["rate"] = dialect.achievement(here(grid.actual), here("target"))
    texts["remaining"] = dialect.remaining(here("target"), here(grid.actual))
    return {key: dialect.column(text) for key, text in texts.items()}


def _rows(grid: ModelUnionGrid, unions: tuple[ModelUnion, ...]) -> Callable[[], Iterator[Row]]:
    figures = grid.report.figures

    def rows() -> Iterator[Row]:
        code = None
        for union in unions:
            first = union.branch_code != code
            code = union.branch_code
            yield _row(figures(union), code if first else None, union.branch if first else None)

    return rows


def _row(figures: UnionFigures, code: str | None, branch: str | None) -> Row:
    union, cumulatives = figures.union, figures.cumulatives
    months = [count or None for count in figures.months]
    values = (
        code,
        branch,
        union.union_code,
        union.name,
        union.members,
        union.policies,
        NO_RATE if figures.enrolment is None else figures.enrolment,
        union.effective_month,
        *figures.full_years,
        *months[:12],
        cumulatives[0],
        *months[12:24],
        cumulatives[1],
        *months[24:],
        cumulatives[2],
        union.target,
        figures.year_on_year,
        NO_RATE if figures.rate is None else figures.rate,
        figures.remaining,
        branch,
    )
    return (_ACHIEVED if figures.achieved else _UNION), values


def _spans(grid: ModelUnionGrid, row: int, unions: tuple[ModelUnion, ...]) -> Iterator[Span]:
    columns = [grid.columns[key] for key in ("branch_code", "branch", "branch_again")]
    for _, group in groupby(unions, key=lambda union: union.branch_code):
        last = row + sum(1 for _ in group) - 1
        if last > row:
            yield from (Span(column, row, last) for column in columns)
        row = last + 1


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
    row, columns, total = grid.total_row, grid.columns, grid.report.total
    look = {"bold": True, "fill": TOTAL_FILL, "top": "double", "bottom": "medium"}
    yield Block(row, 0, row, columns["name"], TOTAL_LABEL, CENTRED.but(**look))
    values = dict(zip(grid.report.keys, total.counts, strict=True))

    def cell(key: str, value: Value | Formula) -> Cell:
        number = MONTH_NUMBER if key == "effective_month" else _style(grid, key).number
        return Cell(row, columns[key], value, _style(grid, key).but(**look, number=number))

    def here(key: str) -> str:
        return address(row, columns[key])

    for key, value in values.items():
        yield cell(key, dialect.cell(f"SUM({grid.cells(key)})", value))
    enrolment = dialect.enrolment(here("policies"), here("members"))
    yield cell("enrolment", dialect.cell(enrolment, _or_dash(total.enrolment)))
    rate = dialect.achievement(here(grid.actual), here("target"))
    yield cell("rate", dialect.cell(rate, _or_dash(total.rate)))
    yield cell("effective_month", None)
    yield cell("branch_again", TOTAL_LABEL)


def _or_dash(value: Value) -> Value:
    return NO_RATE if value is None else value


def _note(grid: ModelUnionGrid) -> Iterator[Cell]:
    branches = dict.fromkeys(union.branch for union in grid.report.reference)
    if branches:
        names = "、".join(branches)
        text = f"※ {names}にも目標件数がありますが、全国の合計には含めていません。"
        yield Cell(grid.note_row, 0, text, NOTE.but(bold=True))
