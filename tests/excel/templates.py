"""A small template, built the way that the real ones are."""

import io
from datetime import datetime
from pathlib import Path

import xlsxwriter

from kyosai_xl.excel.modules import Kind, Module
from kyosai_xl.excel.ovba import build_project
from kyosai_xl.excel.package import finish
from kyosai_xl.excel.project import REGENERATED_MARK, project_modules
from kyosai_xl.excel.ribbon import ribbon_xml
from kyosai_xl.functions.model import Function, Parameter

SOURCES = Path(__file__).parents[2] / "workbook_templates" / "sources" / "vba"
SHEETS = ("Sheet1", "Sheet2")
REPORT, NOTES = "主要共済", "メモ"
RATE = "ACHIEVEMENT(B2,A2)"
RATE_CELL = "C2"


def no_result(*_):
    return ((None,),)


def no_formula(*_):
    return ""


FUNCTIONS = (
    Function(
        "REMAINING",
        '残件数（"目標"と実績の差）を返します。\n目標を超えると負の数です。',
        (Parameter("target", "目標", "目標の件数"), Parameter("actual", "実績", "実績の件数")),
        no_result,
        no_formula,
    ),
    Function(
        "ACHIEVEMENT",
        "到達率を返します。表・ソ・能・～・－・髙・①も壊れません。",
        (
            Parameter("actual", "実績", "実績の件数<0以上>"),
            Parameter("target", "目標", "目標の件数"),
            Parameter("digits", "桁数", "百分率の小数桁数", optional=True),
        ),
        no_result,
        no_formula,
    ),
)


def modules(functions=FUNCTIONS):
    return project_modules(SHEETS, SOURCES, functions)


def skeleton(project, *, rate=RATE, code_names=SHEETS):
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    workbook.set_properties({"created": datetime(2025, 4, 1)})  # noqa: DTZ001 - a fixed date
    workbook.set_calc_mode("auto", 191029)
    workbook.calc_on_load = False
    workbook.add_vba_project(io.BytesIO(project), is_stream=True)
    workbook.set_vba_name("ThisWorkbook")
    report, notes = workbook.add_worksheet(REPORT), workbook.add_worksheet(NOTES)
    report.set_vba_name(code_names[0])
    notes.set_vba_name(code_names[1])
    workbook.define_name(f"{REPORT}!{REGENERATED_MARK}", "=TRUE")
    report.write_row("A1", ["目標", "実績", "到達率"])
    report.write_row("A2", [100, 120])
    report.write_formula(RATE_CELL, f"={rate}", None, 1.2)
    notes.write("A1", "ここは自由に書けます")
    workbook.close()
    return file.getvalue()


def template(project_of=None, functions=FUNCTIONS, **options):
    found = modules(functions) if project_of is None else project_of
    book = skeleton(build_project(found), **options)
    return finish(book, ribbon=ribbon_xml(), functions=functions)


def plain_modules():
    """Every kind of module, with nothing generated."""
    return (
        Module("ThisWorkbook", Kind.WORKBOOK),
        Module("Sheet1", Kind.SHEET),
        Module("Plain", Kind.STANDARD, "Option Explicit\n' 表示と能力、ソ連、①髙～－\n"),
        Module("Thing", Kind.CLASS, "Public Value As Long\r\n"),
        Module("Empty_1", Kind.STANDARD),
    )
