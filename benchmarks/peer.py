"""The two model-union sheets by XlsxWriter alone: formats made beforehand, a typed call a cell.

What a good engineer writes by hand. It knows nothing of kyosai_xl, reads the CSV folder in the
simplest way and checks nothing.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import IO, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

FIRST_ROW = 4
MONTHS = (*range(10, 22), *range(23, 35), *range(36, 48))
"""The columns of the months; 22, 35 and 48 hold the sums to the as-of month."""
FORMULAS = (6, 8, 9, 22, 35, 48, 50, 51, 52)
CENTRED = (0, 1, 2, 7, 53)
MERGED = (0, 1, 53)
NO_RATE = "－"

_CENTRED_NUMBERS = {0: "@", 2: "@", 7: '0"月"'}
_COUNT = "#,##0"
_COUNT_OR_BLANK = "#,##0;-#,##0;"
"""A month without contracts is blank in a union's row."""

_FONT = "游ゴシック"
_BASE = {"font_name": _FONT, "font_size": 9, "valign": "vcenter", "num_format": "General"}
_BOX = _BASE | {"border": 1, "border_color": "#808080"}
_HEAD = _BOX | {"bold": True, "bg_color": "#D9E1F2", "align": "center", "text_wrap": True}
_ACHIEVED = {"bold": True, "bg_color": "#FFE699"}
_TOTAL = {"bold": True, "bg_color": "#D9D9D9", "top": 6, "bottom": 2}
_FILLS = ("#FCE4D6", "#E2EFDA", "#DDEBF7")
_WIDTHS = {0: 5.5, 1: 8, 2: 5, 3: 28, 6: 7, 7: 5, 51: 7.5, 53: 8} | dict.fromkeys(MONTHS, 4)


class Union(NamedTuple):
    """One line of the master; ``counts`` is one a month from the first month on."""

    branch_code: str
    branch: str
    union_code: str
    name: str
    members: int
    policies: int
    effective_month: int
    target: int
    counted: bool
    counts: Sequence[int]


class Line(NamedTuple):
    """One row of a sheet: 54 values, rates as floats."""

    achieved: bool
    values: tuple[int | float | str | None, ...]


class Lines(NamedTuple):
    """Everything that one sheet shows, worked out; months count from year 0."""

    start: int
    as_of: int
    counted: list[Line]
    reference: list[Line]
    total: Line


def lines(unions: Sequence[Union], first: int, as_of: int, start: int) -> Lines:
    """Work out the rows of one sheet; ``first`` is the month of the first count."""
    begin = _first_month(start, as_of)
    counted = [union for union in unions if union.counted]
    sums = [sum(column) for column in zip(*(union[4:8] for union in counted), strict=True)]
    counts = [sum(column) for column in zip(*(union.counts for union in counted), strict=True)]
    nation = Union("", "", "", "", *sums, counted=True, counts=counts)
    return Lines(
        start,
        as_of,
        [_line(union, begin - first, as_of - first) for union in counted],
        [_line(union, begin - first, as_of - first) for union in unions if not union.counted],
        _line(nation, begin - first, as_of - first),
    )


def _first_month(start: int, as_of: int) -> int:
    return as_of - (as_of - start + 1) % 12 - 24


def _line(union: Union, begin: int, as_of: int) -> Line:
    months = [0] * max(0, -begin) + list(union.counts[max(0, begin) : as_of + 1])
    elapsed = as_of - begin - 23
    months += [0] * (36 - len(months))
    before, last = sum(months[:elapsed]), sum(months[12 : 12 + elapsed])
    actual, target = sum(months[24:]), union.target
    values = (
        *union[:6],
        _rate(union.policies, union.members),
        union.effective_month,
        *(sum(months[:12]), sum(months[12:24])),
        *(*months[:12], before, *months[12:24], last, *months[24:]),
        *(actual, target, actual - last, _rate(actual, target), target - actual),
        union.branch,
    )
    return Line(actual >= target > 0, values)


def _rate(part: int, whole: int) -> float | str:
    return (2000 * part + whole) // (2 * whole) / 1000 if whole else NO_RATE


def write(sheets: Iterable[Lines], target: IO[bytes] | str) -> None:
    """Write the workbook of these sheets."""
    options = {
        "in_memory": True,
        "default_format_properties": {"font_name": _FONT, "font_size": 11},
    }
    workbook = xlsxwriter.Workbook(target, options)
    workbook.calc_on_load = False
    formats = [_body(column) for column in range(54)]
    plain = [workbook.add_format(each) for each in formats]
    achieved = [
        normal if column in MERGED else workbook.add_format(each | _ACHIEVED)
        for column, (each, normal) in enumerate(zip(formats, plain, strict=True))
    ]
    total = [workbook.add_format(_body(column, _COUNT) | _TOTAL) for column in range(54)]
    total[0] = workbook.add_format(_BOX | _TOTAL | {"align": "center"})
    for sheet in sheets:
        worksheet = workbook.add_worksheet(f"モデル単組({sheet.start}月開始)")
        formulas = _formulas(sheet.start)
        _head(workbook, worksheet, sheet)
        _rows(worksheet, FIRST_ROW, sheet.counted, (plain, achieved), formulas)
        end = FIRST_ROW + len(sheet.counted)
        _total(worksheet, end, sheet.total, total, formulas)
        if sheet.reference:
            note = workbook.add_format(_BASE | {"bold": True})
            names = "、".join(dict.fromkeys(str(line.values[1]) for line in sheet.reference))
            text = f"※ {names}にも目標件数がありますが、全国の合計には含めていません。"
            worksheet.write_string(end + 1, 0, text, note)
            _rows(worksheet, end + 2, sheet.reference, (plain, achieved), formulas)
    workbook.close()


def _body(column: int, month: str = _COUNT_OR_BLANK) -> dict[str, object]:
    look: dict[str, object] = _BOX | {"font_size": 10, "shrink": True}
    if column == 3:
        return look | {"indent": 1}
    if column in CENTRED:
        return look | {"align": "center", "num_format": _CENTRED_NUMBERS.get(column, "General")}
    number = "0.0%" if column in (6, 51) else month if column in MONTHS else _COUNT
    look |= {"align": "right", "num_format": number}
    if column in (10, 23, 36, 48):
        look |= {"left": 2}
    return look | ({"bg_color": "#F2F2F2"} if column in (8, 9, 22, 35, 48) else {})


def _head(workbook: Workbook, worksheet: Worksheet, sheet: Lines) -> None:
    begin = _first_month(sheet.start, sheet.as_of)
    title = f"{begin // 12 + 2}年度加入拡大モデル単組 過去2年実績({sheet.start}月開始)"
    _set_up(worksheet)
    made = {
        name: workbook.add_format(_BASE | look)
        for name, look in {
            "title": {"font_size": 16, "bold": True},
            "note": {},
            "right": {"align": "right"},
            "as_of": {"align": "right", "bold": True, "num_format": 'yyyy"年"m"月"'},
        }.items()
    }
    worksheet.write_string(0, 0, title, made["title"])
    note = "単位: 件。件数のない月は空白。色付き太字の行は目標達成単組。"
    worksheet.write_string(1, 0, note, made["note"])
    worksheet.write_string(1, 51, "集計月", made["right"])
    worksheet.merge_range(1, 52, 1, 53, "", made["as_of"])
    worksheet.write_number(1, 52, _serial(sheet.as_of), made["as_of"])
    worksheet.set_row(2, 27)
    worksheet.set_row(3, 27)
    head = workbook.add_format(_HEAD)
    labels = [
        "自治労\n県\nコード",
        "県名",
        "単組\nコード",
        "加入拡大モデル単組",
        "組合\n員数",
        "団生\n保有",
    ]
    labels += ["加入率", "発効", *(f"{begin // 12 + n}年度\n実績" for n in (0, 1))]
    for column, label in enumerate(labels):
        worksheet.merge_range(2, column, 3, column, label, head)
    labels = ["累積\n件数", "目標\n件数", "前年比", "達成率", "残件数", "県名"]
    for column, label in enumerate(labels, 48):
        worksheet.merge_range(2, column, 3, column, label, head)
    for band, fill in enumerate(_FILLS):
        column, last = 10 + 13 * band, (22, 35, 47)[band]
        banded = workbook.add_format(_HEAD | {"bg_color": fill})
        monthly = workbook.add_format(_HEAD | {"bg_color": fill, "num_format": 'm"月"'})
        worksheet.merge_range(2, column, 2, last, f"{begin // 12 + band}年度", banded)
        for n in range(12):
            worksheet.write_number(3, column + n, _serial(begin + 12 * band + n), monthly)
        if band < 2:
            worksheet.write_string(3, last, f"{sheet.as_of % 12 + 1}月累計", banded)


def _serial(month: int) -> int:
    return date(month // 12, month % 12 + 1, 1).toordinal() - date(1899, 12, 30).toordinal()


def _set_up(worksheet: Worksheet) -> None:
    for column in range(54):
        worksheet.set_column(column, column, _WIDTHS.get(column, 6.5))
    worksheet.set_row(0, 27)
    worksheet.set_row(1, 18)
    worksheet.freeze_panes(FIRST_ROW, 4)
    worksheet.set_tab_color("#2F75B5")
    worksheet.set_zoom(85)
    worksheet.hide_gridlines(2)
    worksheet.set_paper(8)
    worksheet.set_landscape()
    worksheet.set_margins(0.4, 0.4, 0.7, 0.6)
    worksheet.center_horizontally()
    worksheet.set_header("", {"margin": 0.3})
    worksheet.set_footer("&C&P / &N", {"margin": 0.25})
    worksheet.repeat_rows(0, 3)
    worksheet.fit_to_pages(1, 0)


def _formulas(start: int) -> dict[int, str]:
    """Return each formula by its column; ``#`` stands for the row."""
    earlier, before = "EDATE($BA$2,-24)", "EDATE($BA$2,-12)"
    this, last = (_sum_to("$BA$2", "X", "AV", start, back) for back in ("", "-1"))
    return {
        6: f'=IF(E#=0,"{NO_RATE}",INT((F#*2000+E#)/(E#*2))/1000)',
        8: "=SUM(K#:V#)",
        9: "=SUM(X#:AI#)",
        22: f"={_sum_to(earlier, 'K', 'V', start)}",
        35: f"={_sum_to(before, 'X', 'AI', start)}",
        48: f"={_sum_to('$BA$2', 'AK', 'AV', start)}",
        50: f"={this}-{last}",
        51: f'=IF(AX#=0,"{NO_RATE}",INT((AW#*2000+AX#)/(AX#*2))/1000)',
        52: "=AX#-AW#",
    }


def _sum_to(as_of: str, first: str, last: str, start: int, back: str = "") -> str:
    """Return the sum of a row's months from the start month to the as-of month."""
    months = f"${first}$4:${last}$4"
    begin = f"DATE(YEAR({as_of})-(MONTH({as_of})<{start}){back},{start},1)"
    after = f"DATE(YEAR({as_of}){back},MONTH({as_of})+1,1)"
    return f'SUMIFS({first}#:{last}#,{months},">="&{begin},{months},"<"&{after})'


def _rows(
    worksheet: Worksheet,
    first: int,
    rows: Sequence[Line],
    looks: tuple[list[Format], list[Format]],
    formulas: dict[int, str],
) -> None:
    number, string, blank = worksheet.write_number, worksheet.write_string, worksheet.write_blank
    formula, set_row = worksheet.write_formula, worksheet.set_row
    plain, _ = looks
    for row, (achieved, values) in enumerate(rows, first):
        look = looks[achieved]
        set_row(row, 19)
        string(row, 2, values[2], look[2])
        string(row, 3, values[3], look[3])
        for column in (4, 5, 7, 49):
            number(row, column, values[column], look[column])
        for column in MONTHS:
            count = values[column]
            if count:
                number(row, column, count, look[column])
            else:
                blank(row, column, None, look[column])
        here = str(row + 1)
        for column, text in formulas.items():
            formula(row, column, text.replace("#", here), look[column], values[column])
    for start, length, values in _branches(rows):
        for column in MERGED:
            if length > 1:
                last = first + start + length - 1
                worksheet.merge_range(
                    first + start, column, last, column, values[column], plain[column]
                )
            else:
                string(first + start, column, values[column], plain[column])


def _branches(rows: Sequence[Line]) -> Iterator[tuple[int, int, tuple[object, ...]]]:
    start = 0
    for _, group in groupby(rows, key=lambda line: line.values[0]):
        length = sum(1 for _ in group)
        yield start, length, rows[start].values
        start += length


def _total(
    worksheet: Worksheet,
    row: int,
    total: Line,
    look: Sequence[Format],
    formulas: dict[int, str],
) -> None:
    worksheet.set_row(row, 21)
    worksheet.set_row(row + 1, 16.5)
    worksheet.merge_range(row, 0, row, 3, "合計", look[0])
    sums = {
        column: f"=SUM({letters}{FIRST_ROW + 1}:{letters}{row})"
        for column, letters in ((column, xl_col_to_name(column)) for column in range(4, 53))
    }
    rates = {column: formulas[column].replace("#", str(row + 1)) for column in (6, 51)}
    for column, text in (sums | rates).items():
        if column != 7:
            worksheet.write_formula(row, column, text, look[column], total.values[column])
    worksheet.write_blank(row, 7, None, look[7])
    worksheet.write_string(row, 53, "合計", look[53])


def read(folder: Path) -> tuple[list[Union], int, int]:
    """Read the CSV folder: the unions, the first month and the last."""
    counts: dict[tuple[str, str], dict[int, int]] = {}
    for branch, union, month, count in _table(folder / "model_union_counts.csv"):
        when = int(month[:4]) * 12 + int(month[5:]) - 1
        counts.setdefault((branch, union), {})[when] = int(count)
    months = {month for by_month in counts.values() for month in by_month}
    span = range(min(months), max(months) + 1)
    unions = []
    for row in _table(folder / "model_unions.csv"):
        by_month = counts.get((row[0], row[2]), {})
        series = tuple(by_month.get(month, 0) for month in span)
        numbers = tuple(map(int, row[4:8]))
        unions.append(Union(*row[:4], *numbers, counted=row[8] == "集計", counts=series))
    return unions, span[0], span[-1]


def _table(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = csv.reader(text)
        next(rows)
        yield from rows


if __name__ == "__main__":
    source, out = sys.argv[1:]
    unions, first, last = read(Path(source))
    write((lines(unions, first, last, start) for start in (6, 5)), out)
