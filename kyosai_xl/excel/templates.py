"""The templates that staff open: built empty from the sources, or filled with a data set."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Level
from kyosai_xl.dataset.loading import SAMPLE, load
from kyosai_xl.dataset.places import Places
from kyosai_xl.dataset.settings import Settings as DataSettings
from kyosai_xl.domain.model_unions import ModelUnions
from kyosai_xl.domain.months import Month
from kyosai_xl.excel.modules import Module
from kyosai_xl.excel.ovba import build_project
from kyosai_xl.excel.package import finish
from kyosai_xl.excel.project import project_modules
from kyosai_xl.excel.ribbon import ribbon_xml
from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.layout.findings_sheet import FindingLine, findings_sheet
from kyosai_xl.layout.input_sheets import (
    count_input,
    input_months,
    product_input,
    story_input,
    total_input,
    union_input,
)
from kyosai_xl.layout.input_table import InputTable
from kyosai_xl.layout.model import Book, Sheet
from kyosai_xl.layout.origin import Origin
from kyosai_xl.layout.report_book import STARTS
from kyosai_xl.layout.settings_sheet import Settings, default_settings
from kyosai_xl.layout.template_book import NATION, Filling, Kind, template_book
from kyosai_xl.setup.places import shipped_templates
from kyosai_xl.template_report import checked_sheet, figures_of, report_sheets
from kyosai_xl.version import VERSION
from kyosai_xl.writers.xlsx import write_xlsx

FIRST_AS_OF = Month(2025, 2)
"""What an empty template is set to; staff choose their own."""
NO_FIGURES_YET = Month(2021, 1)
"""Before anything in the sample: the looks of a report that shows nothing."""
CONFIGURATION: Mapping[str, str] = {
    "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    "SHOW CONSOLE": "False",
    "UDF MODULES": "kyosai_xl.functions.udfs",
    "USE UDF SERVER": "True",
}
"""What xlwings reads from the template; where Python is stands in the person's own file."""


class Macros(NamedTuple):
    """What makes a workbook a template: its VBA project and its ribbon."""

    project: bytes
    ribbon: str


def sources() -> Path:
    """Return the folder of the VBA sources."""
    return shipped_templates() / "sources" / "vba"


def build_template(kind: Kind) -> bytes:
    """Return the empty template, byte for byte the same on every machine."""
    return filled_template(kind, no_data(FIRST_AS_OF), FIRST_AS_OF)


def filled_template(
    kind: Kind,
    data: DataSet,
    as_of: Month,
    branch_code: str | None = None,
    macros: Macros | None = None,
) -> bytes:
    """Return a fresh template with the data set in it; without ``macros`` they are built."""
    settings = default_settings(as_of, branch_code)
    data = data._replace(settings=DataSettings(*settings))
    book = template_book(kind, filling(kind, data, settings), VERSION, CONFIGURATION)
    macros = macros or Macros(build_project(modules_for(book)), ribbon_xml())
    target = BytesIO()
    write_xlsx(book, target, vba=macros.project)
    return finish(target.getvalue(), ribbon=macros.ribbon, functions=FUNCTIONS)


def modules_for(book: Book) -> tuple[Module, ...]:
    """Return the modules of the VBA project that belongs to these sheets."""
    return project_modules([sheet.code_name for sheet in book.sheets], sources(), FUNCTIONS)


def filling(kind: Kind, data: DataSet, settings: Settings) -> Filling:
    """Return what the template shows of the data set."""
    unions = union_input(data.model_unions.unions)
    counts = count_input(data.model_unions, input_months(settings.fiscal_year, STARTS))
    products, stories = product_input(data.products), story_input(data.stories)
    data = data._replace(story_places=Places(*stories.cells()))
    totals: tuple[InputTable, ...] = ()
    if kind == NATION:
        totals = (total_input(data.control_totals),)
    figures = figures_of(data, settings.as_of)
    origin = Origin(unions.cells(), counts.cells(), products.cells())
    return Filling(
        settings,
        (unions, counts, products, stories, *totals),
        report_sheets(figures, origin),
        checked_sheet(data, figures) if data.model_unions.unions else findings_sheet(None),
        specimens(),
    )


@cache
def specimens() -> tuple[Sheet, ...]:
    """Return sheets that between them have every look that a regenerated sheet can have."""
    sample = load(SAMPLE)
    nowhere = union_input(()).cells()
    origin = Origin(nowhere, nowhere, nowhere)
    figures = (
        figures_of(sample, sample.last_month),
        figures_of(sample, NO_FIGURES_YET),
        figures_of(no_data(FIRST_AS_OF), FIRST_AS_OF),
    )
    reports = (report_sheets(each, origin) for each in figures)
    lines = [
        FindingLine(level.label, "", "", "", place, "A1") for level in Level for place in ("", "A")
    ]
    found = (findings_sheet(lines), findings_sheet(()), findings_sheet(None))
    return (*(sheet for report in reports for sheet in report.sheets), *found)


def no_data(as_of: Month) -> DataSet:
    """Return a data set before anything is typed."""
    return DataSet("", ModelUnions(as_of, ()), (), (), ())
