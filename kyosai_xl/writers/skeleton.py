"""What XlsxWriter writes of a sheet: styles, single cells, sizes, panes, bars and print set-up."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import IO, assert_never

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kyosai_xl.layout.model import Block, Book, Formula, Page, Rule, Sheet, Value, on_sheet
from kyosai_xl.layout.styles import FONT, Style
from kyosai_xl.writers.charts import add_charts

_BORDERS = {"": 0, "thin": 1, "medium": 2, "double": 6, "hair": 7}
_FORMULA_HINTS = ("formula_range", "formula_differs", "empty_cell_reference")
_ALL = "A1:XFD1048576"
_EXCEL_2019 = 191029
"""Excel recalculates on opening what an older engine calculated; the cached values are right."""


def new_workbook(book: Book, target: IO[bytes]) -> Workbook:
    """Return an empty workbook that repeats byte for byte and never recalculates on opening."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": FONT, "font_size": 11},
    }
    workbook = xlsxwriter.Workbook(target, options)
    created = datetime(*book.created.timetuple()[:6])  # noqa: DTZ001 - a fixed date, no moment
    workbook.set_properties({"title": book.title, "created": created})
    for mark, text in book.marks.items():
        workbook.set_custom_property(mark, text, "text")
    workbook.set_calc_mode("auto", _EXCEL_2019)
    workbook.calc_on_load = False
    return workbook


def add_macros(workbook: Workbook, vba: bytes) -> None:
    """Make the workbook a macro-enabled one with this project."""
    workbook.add_vba_project(BytesIO(vba), is_stream=True)  # type: ignore[arg-type] # a stream
    workbook.set_vba_name("ThisWorkbook")


def define_names(workbook: Workbook, book: Book) -> None:
    """Define the names of the book and those that are known on one sheet alone."""
    for name, cells in book.names.items():
        workbook.define_name(name, f"={cells}")
    for sheet in book.sheets:
        for name, formula in sheet.names.items():
            workbook.define_name(on_sheet(sheet.name, name), f"={formula}")


class Formats(dict[Style, Format]):
    """Style → XlsxWriter's format, made once in each workbook."""

    def __init__(self, workbook: Workbook) -> None:
        """Take the workbook that the formats belong to."""
        super().__init__()
        self.workbook = workbook

    def __missing__(self, style: Style) -> Format:
        """Make the format of a style that is used for the first time."""
        made = self[style] = self.workbook.add_format(_properties(style))
        return made


def _properties(style: Style) -> dict[str, object]:
    sides = ("left", "right", "top", "bottom")
    properties: dict[str, object] = {
        "font_name": FONT,
        "font_size": style.size,
        "valign": {"center": "vcenter"}.get(style.vertical, style.vertical),
        "num_format": style.number,
        **{side: _BORDERS[getattr(style, side)] for side in sides},
        **{f"{side}_color": style.line for side in sides if getattr(style, side)},
    }
    optional = {
        "bold": style.bold,
        "font_color": style.colour,
        "bg_color": style.fill,
        "align": style.align,
        "text_wrap": style.wrap,
        "shrink": style.shrink,
        "indent": style.indent,
    }
    return properties | {name: value for name, value in optional.items() if value}


def set_up_sheet(worksheet: Worksheet, sheet: Sheet) -> None:
    """Set everything of the sheet that is no cell: sizes, panes, bars and how it prints."""
    for column, width in enumerate(sheet.widths):
        worksheet.set_column(column, column, width)
    for row, height in sheet.heights.items():
        worksheet.set_row(row, height)
    if sheet.freeze:
        worksheet.freeze_panes(*sheet.freeze)
    if sheet.tab_colour:
        worksheet.set_tab_color(sheet.tab_colour)
    worksheet.set_zoom(sheet.zoom)
    worksheet.hide_gridlines(2)
    # No green corners: codes are text, a full year adds up a part of its row, neighbours differ in
    # their formulas, and a month without contracts is an empty cell.
    worksheet.ignore_errors(dict.fromkeys(("number_stored_as_text", *_FORMULA_HINTS), _ALL))
    _set_visibility(worksheet, sheet)
    _set_rules(worksheet, sheet)
    for bar in sheet.data_bars:
        worksheet.conditional_format(
            *bar,
            {
                "type": "data_bar",
                "bar_color": "#9DC3E6",
                "bar_solid": True,
                "min_type": "num",
                "min_value": 0,
                "max_type": "num",
                "max_value": 1,
            },
        )
    _set_up_page(worksheet, sheet.page)


def _set_visibility(worksheet: Worksheet, sheet: Sheet) -> None:
    if sheet.code_name:
        worksheet.set_vba_name(sheet.code_name)
    if sheet.visibility == "hidden":
        worksheet.hide()
    elif sheet.visibility == "very_hidden":
        worksheet.very_hidden()


def _set_rules(worksheet: Worksheet, sheet: Sheet) -> None:
    """Set what may be typed, and what Excel calls tables."""
    for row, column, last_row, last_column, rule in sheet.validations:
        worksheet.data_validation(row, column, last_row, last_column, _rule(rule))
    for each in sheet.list_objects:
        worksheet.add_table(
            *(each.row, each.column, each.last_row, each.last_column),
            {
                "name": each.name,
                "columns": [{"header": heading} for heading in each.headings],
                "autofilter": False,
                "style": None,
            },
        )


def _rule(rule: Rule) -> dict[str, object]:
    shown: dict[str, object] = {
        "input_title": rule.title,
        "input_message": rule.prompt,
        "error_title": rule.title,
        "error_message": rule.error,
    }
    match rule.kind:
        case "list":
            is_cells = rule.source.startswith("=")
            return shown | {
                "validate": "list",
                "source": rule.source if is_cells else rule.source.split(","),
            }
        case "text":
            return shown | {"validate": "any"}
        case "whole" | "date":
            return shown | {
                "validate": {"whole": "integer", "date": "date"}[rule.kind],
                "criteria": "between",
                "minimum": rule.least,
                "maximum": rule.most,
            }
        case _:
            assert_never(rule.kind)


def _set_up_page(worksheet: Worksheet, page: Page) -> None:
    worksheet.set_paper({"A3": 8, "A4": 9}[page.paper])
    if page.landscape:
        worksheet.set_landscape()
    worksheet.set_margins(page.margin, page.margin, page.margin + 0.3, page.margin + 0.2)
    worksheet.center_horizontally()
    worksheet.set_header(page.header, {"margin": 0.3})
    worksheet.set_footer(page.footer, {"margin": 0.25})
    if page.repeat_rows:
        worksheet.repeat_rows(*page.repeat_rows)
    if page.scale is None:
        worksheet.fit_to_pages(1, 0)
    else:
        worksheet.set_print_scale(page.scale)


def write_cells(worksheet: Worksheet, sheet: Sheet, formats: Formats) -> None:
    """Write the cells outside the tables, and the charts over them."""
    for cell in sheet.cells:
        style = formats[cell.style]
        if isinstance(cell, Block):
            corners = (cell.row, cell.column, cell.last_row, cell.last_column)
            if corners[:2] != corners[2:]:
                worksheet.merge_range(*corners, "", style)
        write_value(worksheet, cell.row, cell.column, cell.value, style)
    if sheet.breaks:
        worksheet.set_h_pagebreaks(list(sheet.breaks))
    add_charts(formats.workbook, worksheet, sheet)


def write_value(
    worksheet: Worksheet, row: int, column: int, value: Value | Formula, style: Format
) -> None:
    """Write one cell as what it is; text that looks like a formula stays text."""
    if isinstance(value, Formula):
        shown = "" if value.value is None else value.value
        cached = shown if isinstance(shown, str) else float(shown)
        worksheet.write_formula(row, column, f"={value.text}", style, cached)
    elif value is None:
        worksheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        worksheet.write_string(row, column, value, style)
    else:
        worksheet.write_number(row, column, float(value), style)
