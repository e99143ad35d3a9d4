"""The rows of a model-union sheet: a union each, with formulas, styles and merged 県 cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from kyosai_xl.domain.model_unions import (
    ModelUnion,
    UnionFigures,
    cumulative_key,
    full_year_key,
)
from kyosai_xl.domain.months import MONTHS_IN_YEAR
from kyosai_xl.domain.rates import NO_RATE
from kyosai_xl.layout.formulas import Dialect, MonthlyCounts
from kyosai_xl.layout.model import ROW, Column, Row, Span, Table, Value, address, letter
from kyosai_xl.layout.model_union_grid import MONTH_ROW, ModelUnionGrid, is_month
from kyosai_xl.layout.styles import (
    ACHIEVED_FILL,
    CENTRED,
    COUNT_OR_BLANK,
    MONTH_NUMBER,
    NUMBER,
    RATE_1,
    SUM_FILL,
    TEXT,
    TEXT_CODE,
    Style,
)

_UNION = "union"
_ACHIEVED = "achieved"
_ROW_HEIGHT = 19.0
_COUNT = NUMBER.but(size=10, shrink=True, indent=0)
_RATE = RATE_1.but(size=10, shrink=True, indent=0)
_MONTH = _COUNT.but(number=COUNT_OR_BLANK)
_CENTRED = CENTRED.but(size=10, shrink=True)
_STYLES = {
    "branch_code": _CENTRED.but(number=TEXT_CODE),
    "branch": _CENTRED,
    "union_code": _CENTRED.but(number=TEXT_CODE),
    "name": TEXT.but(size=10, shrink=True),
    "enrolment": _RATE,
    "effective_month": _CENTRED.but(number=MONTH_NUMBER),
    "rate": _RATE,
    "branch_again": _CENTRED,
}


def union_table(
    grid: ModelUnionGrid, dialect: Dialect, row: int, unions: tuple[ModelUnion, ...]
) -> Table:
    """Return the rows of these unions from ``row`` on: counted ones, or the 「参考」 ones.

    Without a union there is one blank row, so that sums have cells to add.
    """
    formulas = _formulas(grid, dialect)
    plain = tuple(union_style(grid, key) for key in grid.keys)
    achieved = tuple(
        style if key.startswith("branch") else style.but(bold=True, fill=ACHIEVED_FILL)
        for key, style in zip(grid.keys, plain, strict=True)
    )
    return Table(
        row=row,
        columns=tuple(Column(key, formulas.get(key)) for key in grid.keys),
        styles={_UNION: plain, _ACHIEVED: achieved},
        length=max(1, len(unions)),
        rows=_rows(grid, unions),
        spans=lambda: _spans(grid, row, unions),
        height=_ROW_HEIGHT,
    )


def union_style(grid: ModelUnionGrid, key: str) -> Style:
    """Return the look of a column in a plain row; the 合計 row builds on it."""
    style = _STYLES.get(key, _MONTH if is_month(key) else _COUNT)
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
        texts[cumulative_key(year.year)] = dialect.cumulative(series(first, last, then))
    both = series(str(past[-1].first), str(current.months[-1]), as_of)
    texts["year_on_year"] = dialect.year_on_year(both)
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
            key, values = _row(
                figures(union), code if first else None, union.branch if first else None
            )
            yield key, grid.linked(union, values)
        if not unions:
            yield _UNION, (None,) * len(grid.keys)

    return rows


def _row(
    figures: UnionFigures, code: str | None, branch: str | None
) -> tuple[str, tuple[Value, ...]]:
    union, cumulatives = figures.union, figures.cumulatives
    months = [count or None for count in figures.months]
    values = (
        code,
        branch,
        union.union_code,
        union.name,
        union.members,
        union.policies,
        or_dash(figures.enrolment),
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
        or_dash(figures.rate),
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


def or_dash(value: Value) -> Value:
    """Return a rate, or 「－」 where there is none."""
    return NO_RATE if value is None else value
