import re

import pytest

from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.months import Month
from kyosai_xl.excel.templates import CONFIGURATION, FIRST_AS_OF, filling, modules_for, no_data
from kyosai_xl.layout.contents import contents, digest, layout_digest
from kyosai_xl.layout.findings_sheet import findings_sheet
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import serial
from kyosai_xl.layout.palette_sheet import look_key, looks_of
from kyosai_xl.layout.settings_sheet import default_settings
from kyosai_xl.layout.template_book import (
    CODE_NAMES,
    FIRST_RECORD,
    JUNE,
    KINDS,
    MAY,
    NATION,
    PATTERN_PREFIX,
    RECORDS,
    as_of_cell,
    in_template,
    record,
    regenerated,
    template_book,
)
from kyosai_xl.template_report import figures_of
from tests.layout.small import shown, values

SAMPLE = load("sample")
FEBRUARY = SAMPLE.last_month
REPORT = figures_of(SAMPLE, FEBRUARY).book(Dialect.UDF)


def made(kind, data, as_of):
    return template_book(kind, filling(kind, data, default_settings(as_of)), "1.2.3", CONFIGURATION)


BOOKS = {
    f"{kind.code} {name}": made(kind, data, as_of)
    for kind in KINDS
    for name, data, as_of in (
        ("empty", no_data(FIRST_AS_OF), FIRST_AS_OF),
        ("filled", SAMPLE, FEBRUARY),
    )
}
EACH = pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
FILLED = BOOKS["nation filled"]


def named(book):
    return {sheet.name: sheet for sheet in book.sheets}


def rows_of(sheet):
    """The texts of a hidden sheet by rows, from the first."""
    cells = values(sheet)
    last = max(int(at[1:]) for at in cells)
    return [
        [cells[f"{c}{row}"] for c in "ABC" if f"{c}{row}" in cells] for row in range(1, last + 1)
    ]


# Names


@EACH
def test_names_of_sheets_are_unique_and_fit_excel(book):
    names = [sheet.name for sheet in book.sheets]
    # Excel takes capitals and small letters for the same.
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)


@EACH
def test_code_names_are_unique_and_names_that_vba_takes(book):
    names = [sheet.code_name for sheet in book.sheets]
    modules = [module.name for module in modules_for(book)]
    assert len({name.casefold() for name in modules}) == len(modules)
    assert set(names) <= set(modules)
    for name in names:
        assert re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,30}", name)


@EACH
def test_names_of_the_book_stand_for_cells_of_its_sheets(book):
    sheets = named(book)
    for name, target in book.names.items():
        sheet, cells = re.fullmatch("'(.+)'!(.+)", target).groups()
        places = cells.replace("$", "").split(":")
        assert all(place in values(sheets[sheet]) for place in places), name


@EACH
def test_every_list_that_is_chosen_from_is_in_the_book(book):
    sources = {v.rule.source for sheet in book.sheets for v in sheet.validations}
    lists = {source[1:] for source in sources if source.startswith("=")}
    assert lists <= book.names.keys()
    assert len(lists) == 5


@EACH
def test_names_of_lists_are_unique_in_the_book(book):
    names = [each.name for sheet in book.sheets for each in sheet.list_objects] + [*book.names]
    assert len({name.casefold() for name in names}) == len(names)


# Regenerated sheets


@EACH
def test_regenerated_sheets_stand_together_in_order_and_are_marked(book):
    names = [sheet.name for sheet in book.sheets]
    first = names.index("集計")
    assert names[first : first + len(CODE_NAMES)] == list(CODE_NAMES)
    marked = {sheet.name for sheet in book.sheets if "kyosai_regenerated" in sheet.names}
    assert marked == {*CODE_NAMES, *(PATTERN_PREFIX + name for name in CODE_NAMES)}
    for name, code_name in CODE_NAMES.items():
        assert named(book)[name].code_name == code_name
    assert {JUNE, MAY} <= set(names)


@EACH
def test_regenerated_sheets_have_no_page_breaks_and_are_one_page_wide(book):
    for name in CODE_NAMES:
        sheet = named(book)[name]
        assert (sheet.breaks, sheet.page.scale) == ((), None)


def test_but_for_that_they_are_the_sheets_of_the_report():
    assert any(sheet.breaks for sheet in REPORT.sheets)
    for sheet in REPORT.sheets:
        template = in_template(sheet)
        assert template.cells == sheet.cells
        assert template.tables == sheet.tables
        assert template.page._replace(scale=sheet.page.scale) == sheet.page


def test_the_hint_of_the_settings_watches_the_month_of_the_report():
    cell = as_of_cell(REPORT)
    sheet, at = re.fullmatch("'(.+)'!(.+)", cell).groups()
    june = next(each for each in REPORT.sheets if each.name == sheet)
    assert values(june)[at.replace("$", "")] == serial(*FEBRUARY)
    assert cell in shown(named(FILLED)["設定"])["C6"].formula


# What stands behind them


@EACH
def test_a_deleted_sheet_comes_back_from_a_pattern_with_its_set_up(book):
    for name in CODE_NAMES:
        sheet, pattern = named(book)[name], named(book)[PATTERN_PREFIX + name]
        for part in ("page", "widths", "freeze", "zoom", "tab_colour", "names"):
            assert getattr(pattern, part) == getattr(sheet, part)
        assert (pattern.cells, pattern.tables) == ((), ())
        assert pattern.visibility == "very_hidden"
        assert pattern.code_name == f"Pattern{sheet.code_name}"


@EACH
def test_the_records_name_every_regenerated_sheet_as_it_was_written(book):
    rows = rows_of(named(book)[RECORDS])
    assert rows[FIRST_RECORD - 1] == ["sheet", "layout", "contents"]
    sheets = named(book)
    assert rows[FIRST_RECORD:] == [
        [name, layout_digest(sheets[name]), digest(contents(sheets[name]))] for name in CODE_NAMES
    ]


@EACH
def test_every_look_of_the_regenerated_sheets_is_in_the_palette(book):
    keys = {value for at, value in values(named(book)["書式"]).items() if at.startswith("A")}
    for name in CODE_NAMES:
        assert {look_key(each) for each in looks_of(named(book)[name])} <= keys, name


@EACH
def test_the_configuration_is_what_xlwings_reads(book):
    sheet = named(book)["xlwings.conf"]
    assert dict(rows_of(sheet)) == CONFIGURATION
    assert sheet.visibility == "very_hidden"


def test_the_book_says_which_template_of_which_version_it_is():
    assert {
        (name.split()[0], book.marks["kyosai_xl_template"]) for name, book in BOOKS.items()
    } == {
        ("branch", "branch"),
        ("nation", "nation"),
    }
    assert {book.marks["kyosai_xl_version"] for book in BOOKS.values()} == {"1.2.3"}
    assert rows_of(named(FILLED)[RECORDS])[:2] == [["kyosai_xl", "1.2.3"], ["template", "nation"]]


# A record tells what has changed


def test_another_month_is_another_layout():
    before, after = (
        regenerated(figures_of(SAMPLE, month).book(Dialect.UDF), findings_sheet(()))
        for month in (FEBRUARY, Month(2025, 1))
    )
    changed = {
        sheet.name
        for sheet, later in zip(before, after, strict=True)
        if record(sheet) != record(later)
    }
    assert {JUNE, MAY, "集計"} <= changed
    assert "点検" not in changed


def test_the_same_figures_are_recorded_alike():
    again = made(NATION, SAMPLE, FEBRUARY)
    assert rows_of(named(again)[RECORDS]) == rows_of(named(FILLED)[RECORDS])
