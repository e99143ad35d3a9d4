r"""Layout → text, one line a cell: goldens and previews.

A text stands in quotation marks, a number bare, a month as its first day:

    E3:E4 | "組合\n員数" | bold fill=#D9E1F2 align=center wrap box=thin
    F6 | 1502 | =C6-D6 | size=11 bold align=right number=#,##0 box=thin
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from heapq import merge
from operator import itemgetter

from kyosai_xl.layout import model
from kyosai_xl.layout.model import (
    Axis,
    Block,
    Book,
    Cell,
    Chart,
    Formula,
    Page,
    Rule,
    Series,
    Sheet,
    Table,
    Value,
)
from kyosai_xl.layout.styles import MONTH, YEAR_MONTH, Style

_SIDES = ("left", "right", "top", "bottom")
_AXES = {"categories", "values"}
_PLAIN_CHART = {name: it for name, it in Chart._field_defaults.items() if name not in _AXES}
_PLAIN_SERIES = {"colour": ""} | Series._field_defaults
_DAY_ZERO = date(1900, 1, 1) - timedelta(model.serial(1900, 1))

_Line = tuple[int, int, str]
"""A cell's row and column, and its line."""


def book_lines(book: Book) -> Iterator[str]:
    """Yield the lines of every sheet, one sheet after another."""
    yield f"book {_quoted(book.title)} created {book.created}"
    yield from (f"mark {mark} {_quoted(text)}" for mark, text in book.marks.items())
    yield from _names(book.names)
    for sheet in book.sheets:
        yield ""
        yield from sheet_lines(sheet)


def sheet_lines(sheet: Sheet) -> Iterator[str]:
    """Yield how the sheet is set up, its cells row by row, and the merged cells of its tables."""
    yield f"sheet {_quoted(sheet.name)}"
    yield from _set_up(sheet)
    single = sorted(map(_cell, sheet.cells), key=itemgetter(0, 1))
    tables = map(_table, sheet.tables)
    yield from (line for _, _, line in merge(single, *tables, key=itemgetter(0, 1)))
    for span in (span for table in sheet.tables for span in table.spans()):
        yield f"merged {model.across(span.row, span.column, span.last_row, span.column)}"


def _set_up(sheet: Sheet) -> Iterator[str]:
    yield _page(sheet.page)
    yield " ".join(["widths", *(f"{model.letter(n)}={w:g}" for n, w in enumerate(sheet.widths))])
    yield " ".join(["heights", *(f"{row + 1}={h:g}" for row, h in sorted(sheet.heights.items()))])
    yield f"freeze {model.address(*sheet.freeze)}" if sheet.freeze else "freeze nothing"
    yield f"zoom {sheet.zoom}% tab {sheet.tab_colour or 'plain'}"
    if sheet.code_name:
        yield f"code name {sheet.code_name}"
    if sheet.visibility != "visible":
        yield f"visibility {sheet.visibility}"
    if sheet.breaks:
        yield " ".join(["breaks before", *(str(row + 1) for row in sheet.breaks)])
    for bar in sheet.data_bars:
        yield f"data bar {model.across(*bar)}"
    for table in sheet.tables:
        yield f"table {table.row + 1}:{table.row + table.length} height {table.height}"
    for listed in sheet.list_objects:
        headings = " ".join(map(_quoted, listed.headings))
        yield f"list object {listed.name} {model.across(*listed[1:5])} headings {headings}"
    for validation in sheet.validations:
        yield f"validation {model.across(*validation[:4])} {_rule(validation.rule)}"
    yield from _names(sheet.names)
    for chart in sheet.charts:
        yield from _chart(chart)


def _chart(chart: Chart) -> Iterator[str]:
    """Yield what a chart says and where it stands, then a line an axis and a series."""
    at = model.across(chart.row, chart.column, chart.last_row, chart.last_column)
    texts = f"title {_quoted(chart.title)} description {_quoted(chart.description)}"
    yield f"chart {chart.kind} {at} {texts} {_differing(chart._asdict(), _PLAIN_CHART)}".rstrip()
    for name, axis in (("categories", chart.categories), ("values", chart.values)):
        yield f"  {name} {_differing(axis._asdict(), Axis()._asdict())}".rstrip()
    for series in chart.series:
        cells = f"name {series.name} categories {series.categories} values {series.values}"
        yield f"  series {cells} {_differing(series._asdict(), _PLAIN_SERIES)}"


def _names(names: dict[str, str]) -> Iterator[str]:
    return (f"name {name} ={formula}" for name, formula in names.items())


def _rule(rule: Rule) -> str:
    parts: list[str] = [rule.kind]
    if rule.kind == "whole":
        parts.append(f"{rule.least}..{rule.most}")
    elif rule.kind == "date":
        parts.append(f"{_day(rule.least)}..{_day(rule.most)}")
    texts = (("source", rule.source), ("title", rule.title), ("prompt", rule.prompt))
    shown = (f"{name} {_quoted(text)}" for name, text in (*texts, ("error", rule.error)) if text)
    return " ".join((*parts, *shown))


def _page(page: Page) -> str:
    side = "landscape" if page.landscape else "portrait"
    scale = "one page wide" if page.scale is None else f"scale {page.scale}%"
    rows = "{}:{}".format(*(row + 1 for row in page.repeat_rows)) if page.repeat_rows else "nothing"
    texts = f"header {_quoted(page.header)} footer {_quoted(page.footer)}"
    return f"page {page.paper} {side}, {scale}, margin {page.margin}, repeat {rows}, {texts}"


def _cell(cell: Cell | Block) -> _Line:
    if isinstance(cell, Block):
        at = model.across(*cell[:4])
        return cell.row, cell.column, _line(at, cell.value, cell.style)
    line = _line(model.address(cell.row, cell.column), cell.value, cell.style)
    return cell.row, cell.column, f"{line} | link {cell.link}" if cell.link else line


def _table(table: Table) -> Iterator[_Line]:
    for row, (key, values) in enumerate(table.rows(), table.row):
        cells = zip(table.columns, values, table.styles[key], strict=True)
        for number, (column, value, style) in enumerate(cells):
            if style is None:
                continue
            live = value
            if column.formula and value is not None and not isinstance(value, Formula):
                live = Formula(column.formula.replace(model.ROW, str(row + 1)), value)
            yield row, number, _line(model.address(row, number), live, style)


def _line(at: str, value: Value | Formula, style: Style) -> str:
    if isinstance(value, Formula):
        parts = (at, _shown(value.value, style), f"={value.text}", _look(style))
    else:
        parts = (at, _shown(value, style), "", _look(style))
    return " | ".join(part for part in parts if part)


def _shown(value: Value, style: Style) -> str:
    if value is None:
        return "blank"
    if isinstance(value, int) and style.number in {MONTH, YEAR_MONTH}:
        return str(_day(value))
    return _quoted(value) if isinstance(value, str) else str(value)


def _day(serial: int) -> date:
    return _DAY_ZERO + timedelta(serial)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@cache
def _look(style: Style) -> str:
    """Return what differs from the plain style; the same line on all sides is a box."""
    values = style._asdict()
    if len({values[side] for side in _SIDES}) == 1:
        values |= {"box": style.left} | dict.fromkeys(_SIDES, "")
    return _differing(values, {"box": ""} | Style()._asdict())


def _differing(values: Mapping[str, object], plain: Mapping[str, object]) -> str:
    """Return the values that are not the plain ones, of those that can be plain."""
    changed = ((name, value) for name, value in values.items() if value != plain.get(name, value))
    return " ".join(name if value is True else f"{name}={value}" for name, value in changed)
