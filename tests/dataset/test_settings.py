import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.findings import Findings, Level
from kyosai_xl.dataset.grid import Source, find_grid
from kyosai_xl.dataset.settings import NATION, Settings, other_branches, read_settings
from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.domain.months import FiscalYear, Month
from kyosai_xl.layout import choices_sheet, settings_sheet
from kyosai_xl.layout.model import serial
from tests.dataset.inputs import assert_complete, kinds, only
from tests.domain.figures import union

HEADER = ["項目", "値", "説明"]
FEBRUARY = Month(2025, 2)
YEAR, AS_OF, BRANCH = (
    ["年度", 2024.0, ""],
    ["集計月", dt.date(2025, 2, 1), ""],
    ["県支部", "13 埼玉", ""],
)


def read(*rows, header=HEADER):
    """The settings of a sheet with these rows from its fifth line, and what is found in it."""

    def open_rows(_, line):
        return iter([(line + n, row) for n, row in enumerate(rows, 1)])

    findings = Findings()
    source = Source(tables.SETTINGS, "支部実績.xlsm", "設定", open_rows)
    grid = find_grid(source, [(1, ["設定", "", ""]), (4, header)], findings)
    return read_settings(grid, findings), findings.all


def warned(code, *unions):
    findings = Findings()
    other_branches(unions, Settings(2024, FEBRUARY, code), findings)
    return findings.all


def test_what_is_set():
    assert read(YEAR, AS_OF, BRANCH) == ((2024, FEBRUARY, "13"), ())


def test_items_may_stand_in_any_order():
    assert read(BRANCH, AS_OF, YEAR) == ((2024, FEBRUARY, "13"), ())
    assert read(AS_OF, YEAR, header=["項目", "値"]) == ((2024, FEBRUARY, None), ())


def test_items_of_other_names_are_passed_over():
    others = (
        ["担当者", "共済 太郎", ""],
        ["", "", "黄色のセルだけを変更します。"],
        ["年度 ", 1999, ""],
    )
    settings, found = read(others[0], YEAR, others[1], AS_OF)
    assert (settings, found) == ((2024, FEBRUARY, None), ())


def test_nothing_set_is_nothing_known():
    assert read() == (Settings(), ())
    assert Settings() == (None, None, None)


@pytest.mark.parametrize("value", ["", NATION, "　"])
def test_no_branch_is_the_nation(value):
    assert read(YEAR, AS_OF, ["県支部", value, ""]) == ((2024, FEBRUARY, None), ())


@pytest.mark.parametrize("code", BRANCHES)
def test_every_branch_that_can_be_chosen_is_read(code):
    chosen = choices_sheet.branch_choice(code)
    assert read(["県支部", chosen, ""]) == (Settings(branch_code=code), ())


def test_the_template_has_the_names_that_are_read_here():
    names = settings_sheet.FISCAL_YEAR, settings_sheet.AS_OF, settings_sheet.BRANCH
    assert names == ("年度", "集計月", "県支部")
    assert choices_sheet.NATION == NATION
    assert read(*([name, "x", ""] for name in names))[1]


def test_a_code_alone_is_a_branch_too():
    for value in ("13", 13.0):
        assert read(["県支部", value, ""]) == (Settings(branch_code="13"), ())


@pytest.mark.parametrize("value", ["02 北海道", "31", "埼玉", "X", 1.0])
def test_an_unknown_branch_is_an_error_at_its_cell(value):
    settings, found = read(YEAR, AS_OF, ["県支部", value, ""])
    finding = only(found)
    assert (finding.level, finding.kind) == (Level.ERROR, "unknown_branch")
    assert (finding.sheet, finding.cell) == ("設定", "B7")
    assert settings.branch_code is None


@pytest.mark.parametrize(
    ("item", "value", "kind"),
    [
        ("年度", "", "blank"),
        ("年度", "令和", "not_a_number"),
        ("集計月", "", "blank"),
        ("集計月", "先月", "bad_month"),
        ("集計月", "2月", "month_without_year"),
    ],
)
def test_what_cannot_be_used_is_an_error_at_its_cell(item, value, kind):
    settings, found = read([item, value, ""])
    finding = only(found)
    assert (finding.level, finding.kind, finding.sheet, finding.cell) == (
        *(Level.ERROR, kind, "設定", "B5"),
    )
    assert settings == Settings()


def test_a_month_written_otherwise_is_read_and_said():
    settings, found = read(YEAR, ["集計月", "令和7年2月", ""])
    assert settings.as_of == FEBRUARY
    assert (kinds(found), found[0].cell) == (["month_form"], "B6")


# Fiscal year and as-of month


@pytest.mark.parametrize(("rows", "cell"), [([YEAR, AS_OF], "B6"), ([AS_OF, YEAR], "B5")])
def test_a_month_of_another_year_is_an_error_at_the_months_cell(rows, cell):
    rows = [["年度", 2023.0, ""] if row is YEAR else row for row in rows]
    finding = only(read(*rows)[1])
    assert (finding.level, finding.kind) == (Level.ERROR, "as_of_outside_year")
    assert (finding.file, finding.sheet, finding.cell) == ("支部実績.xlsm", "設定", cell)
    assert finding.message == (
        "集計月2025年2月は2023年度(2023年6月から2024年5月まで)にありません。"
    )


@given(st.integers(2000, 2098), st.integers(2000, 2098), st.integers(0, 11))
def test_only_the_twelve_months_of_the_year_belong_to_it(year, other, elapsed):
    month = FiscalYear(other, 6).months[elapsed]
    found = read(["年度", year, ""], ["集計月", dt.date(*month, 1), ""])[1]
    assert kinds(found) == ([] if year == other else ["as_of_outside_year"])


@given(st.integers(2000, 2098), st.integers(0, 11))
def test_every_month_offered_for_a_year_is_read_without_a_word(year, elapsed):
    sheet = choices_sheet.choices_sheet(year, "'設定'!$B$5")
    offered = [cell.value.value for cell in sheet.cells if cell.column == 0 and cell.row]
    day = dt.datetime(1899, 12, 30) + dt.timedelta(offered[elapsed])  # noqa: DTZ001 - a cell's
    settings, found = read(["年度", float(year), ""], ["集計月", day, ""])
    assert found == ()
    assert serial(*settings.as_of) == offered[elapsed]


def test_without_a_year_any_month_will_do():
    assert read(AS_OF) == (Settings(as_of=FEBRUARY), ())
    assert read(YEAR) == (Settings(2024), ())


# Unions of other branches


def test_unions_of_other_branches_are_counted_and_named_once_each():
    others = (
        union(branch="13", name="甲"),
        union(branch="14", code="001", name="乙"),
        union(branch="14", code="002"),
        union(branch="03"),
    )
    named = tuple(each._replace(branch=BRANCHES[each.branch_code]) for each in others)
    finding = warned("13", *named)[0]
    assert (finding.level, finding.kind) == (Level.WARNING, "other_branch")
    assert finding.message == (
        "「設定」の県支部は13 埼玉ですが、ほかの県支部(東京、青森)の単組が3あります。"
    )
    assert_complete(finding._replace(file="支部実績.xlsm"))


def test_a_branch_of_its_own_and_the_nation_are_not_warned():
    assert warned("13", union(branch="13"), union(branch="13", code="002")) == ()
    assert warned(None, union(branch="13"), union(branch="14")) == ()
    assert warned("13") == ()
