"""The templates: input sheets, regenerated sheets that follow them, and what stands behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kyosai_xl.layout import (
    achievers_sheet,
    findings_sheet,
    palette_sheet,
    products_sheet,
    summary_sheet,
    tie_out_sheet,
)
from kyosai_xl.layout.choices_sheet import choice_names, choices_sheet
from kyosai_xl.layout.contents import contents, digest, layout_digest
from kyosai_xl.layout.guide_sheet import BRANCH_STEPS, NATION_STEPS, guide_sheet
from kyosai_xl.layout.input_table import InputTable
from kyosai_xl.layout.model import Block, Book, Cell, Page, Sheet, address, on_sheet
from kyosai_xl.layout.model_union_grid import AS_OF_ROW
from kyosai_xl.layout.report_book import STARTS
from kyosai_xl.layout.settings_sheet import Settings, setting_names, settings_sheet
from kyosai_xl.layout.styles import NOTE

REGENERATED_MARK = "kyosai_regenerated"
"""The name, known on a sheet alone, by which the VBA knows a sheet that it has to lock."""
KIND_MARK, VERSION_MARK = "kyosai_xl_template", "kyosai_xl_version"
PATTERN_PREFIX = "原本 "
RECORDS = "記録"
CONFIGURATION = "xlwings.conf"
FIRST_RECORD = 3
"""The row (from 0) from which the regenerated sheets are recorded: name, layout, contents."""

JUNE, MAY = (f"モデル単組({start}月開始)" for start in STARTS)
CODE_NAMES = {
    summary_sheet.NAME: "Summary",
    products_sheet.NAME: "ProductReport",
    JUNE: "JuneYear",
    MAY: "MayYear",
    achievers_sheet.NAME: "Achievers",
    tie_out_sheet.NAME: "TieOut",
    findings_sheet.NAME: "Findings",
}
"""Every regenerated sheet in the workbook's order, and its name in VBA."""


class Kind(NamedTuple):
    """One of the templates; ``code`` is how a workbook says which it is."""

    code: str
    name: str
    title: str
    steps: tuple[str, ...]


BRANCH = Kind("branch", "支部実績", "支部実績 入力と集計", BRANCH_STEPS)
NATION = Kind("nation", "全国集計", "全国集計 入力と集計", NATION_STEPS)
KINDS = (BRANCH, NATION)


class Filling(NamedTuple):
    """What goes into a template besides its fixed sheets.

    ``report`` holds the regenerated sheets without 「点検」; ``palette`` are sheets that between
    them have every look a regenerated sheet can have.
    """

    settings: Settings
    inputs: tuple[InputTable, ...]
    report: Book
    findings: Sheet
    palette: tuple[Sheet, ...]


def template_book(
    kind: Kind, filling: Filling, version: str, configuration: Mapping[str, str]
) -> Book:
    """Return the whole template; ``configuration`` is what xlwings reads from it."""
    report = regenerated(filling.report, filling.findings)
    return Book(
        title=kind.title,
        created=filling.report.created,
        sheets=(
            guide_sheet(kind.title, kind.steps, version),
            settings_sheet(filling.settings, as_of_cell(filling.report)),
            *(table.sheet() for table in filling.inputs),
            *report,
            choices_sheet(filling.settings.fiscal_year, setting_names()["fiscal_year"]),
            *map(_pattern, report),
            palette_sheet.palette_sheet(filling.palette),
            _records(kind, version, report),
            _configuration(configuration),
        ),
        names=setting_names() | choice_names(),
        marks={KIND_MARK: kind.code, VERSION_MARK: version},
    )


def regenerated(report: Book, findings: Sheet) -> tuple[Sheet, ...]:
    """Return the sheets that buttons refill, 「点検」 last."""
    return tuple(map(in_template, (*report.sheets, findings)))


def in_template(sheet: Sheet) -> Sheet:
    """Return a regenerated sheet as a template has it.

    Page breaks are left out: they would stay where they are when the rows below them move.
    So it is fitted to one page wide, where none are needed.
    """
    return sheet._replace(
        page=sheet.page._replace(scale=None),
        breaks=(),
        names={REGENERATED_MARK: "TRUE"},
        code_name=CODE_NAMES[sheet.name],
    )


def as_of_cell(report: Book) -> str:
    """Return the cell that holds the as-of month of the regenerated sheets."""
    june = next(sheet for sheet in report.sheets if sheet.name == JUNE)
    column = next(
        cell.column for cell in june.cells if isinstance(cell, Block) and cell.row == AS_OF_ROW
    )
    return on_sheet(JUNE, address(AS_OF_ROW, column, fixed=True))


def record(sheet: Sheet) -> tuple[str, str, str]:
    """Return the line that says how a regenerated sheet was written."""
    return sheet.name, layout_digest(sheet), digest(contents(sheet))


def _pattern(sheet: Sheet) -> Sheet:
    """Return the sheet with its set-up alone, from which a deleted one comes back."""
    return sheet._replace(
        name=PATTERN_PREFIX + sheet.name,
        cells=(),
        tables=(),
        heights={},
        data_bars=(),
        code_name=f"Pattern{sheet.code_name}",
        visibility="very_hidden",
    )


def _records(kind: Kind, version: str, report: Sequence[Sheet]) -> Sheet:
    lines: Iterable[tuple[str, ...]] = (
        ("kyosai_xl", version),
        ("template", kind.code),
        ("sheet", "layout", "contents"),
        *map(record, report),
    )
    return _hidden(RECORDS, "ShRecords", lines)


def _configuration(settings: Mapping[str, str]) -> Sheet:
    return _hidden(CONFIGURATION, "ShConfiguration", settings.items())


def _hidden(name: str, code_name: str, lines: Iterable[tuple[str, ...]]) -> Sheet:
    def cells() -> Iterator[Cell]:
        for row, texts in enumerate(lines):
            for column, text in enumerate(texts):
                yield Cell(row, column, text, NOTE)

    return Sheet(
        name=name,
        page=Page("A4"),
        widths=(30.0, 40.0, 30.0),
        cells=tuple(cells()),
        visibility="very_hidden",
        code_name=code_name,
    )
