from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.dataset import tables
from kyosai_xl.domain.months import FiscalYear, Month
from kyosai_xl.layout.choices_sheet import choice_names, choices_sheet
from kyosai_xl.layout.model import Book, Cell, Page, Sheet, serial
from kyosai_xl.layout.settings_sheet import (
    AS_OF,
    BRANCH,
    FISCAL_YEAR,
    NAME,
    Settings,
    default_settings,
    setting_names,
    settings_sheet,
)
from kyosai_xl.layout.styles import INPUT_FILL, NOTE, YEAR_MONTH
from kyosai_xl.writers.xlsx import write_xlsx
from tests import office
from tests.layout.small import shown, values

FEBRUARY = Month(2025, 2)
REPORT_AS_OF = "'モデル単組(6月開始)'!$BA$2"
SAITAMA = Settings(2024, FEBRUARY, "13")
SAME = "集計のシートは、この月で作られています。"
OTHER = "集計のシートは別の月のものです。「再集計」を押すと、この月で作り直します。"
SHEET = settings_sheet(SAITAMA, REPORT_AS_OF)
RULES = {validation.rule.title: validation for validation in SHEET.validations}


def test_an_item_a_row_under_the_headings_that_the_dataset_reads():
    cells = values(SHEET)
    heads = [cells[f"{column}4"] for column in "ABC"]
    assert heads[:2] == [column.header for column in tables.SETTINGS.columns]
    assert tuple(heads[2:]) == tables.SETTINGS.silent
    assert [cells[f"A{row}"] for row in (5, 6, 7)] == [FISCAL_YEAR, AS_OF, BRANCH]
    assert NAME in tables.SETTINGS.sheets


def test_what_is_set():
    cells = shown(SHEET)
    assert (cells["B5"].value, cells["B5"].style.number) == (2024, '0"年度"')
    assert (cells["B6"].value, cells["B6"].style.number) == (serial(2025, 2), YEAR_MONTH)
    assert cells["B7"].value == "13 埼玉"
    assert values(settings_sheet(SAITAMA._replace(branch_code=None), ""))["B7"] == "全国"
    assert {cells[f"B{row}"].style.fill for row in (5, 6, 7)} == {INPUT_FILL}


def test_each_setting_has_a_name_in_the_book():
    assert setting_names() == {
        "fiscal_year": "'設定'!$B$5",
        "as_of": "'設定'!$B$6",
        "branch": "'設定'!$B$7",
    }


def test_each_setting_has_its_rule_in_its_own_cell():
    assert {title: each[:4] for title, each in RULES.items()} == {
        FISCAL_YEAR: (4, 1, 4, 1),
        AS_OF: (5, 1, 5, 1),
        BRANCH: (6, 1, 6, 1),
    }
    year = RULES[FISCAL_YEAR].rule
    assert (year.kind, year.least, year.most) == ("whole", 2000, 2098)
    for title in (AS_OF, BRANCH):
        rule = RULES[title].rule
        assert rule.kind == "list"
        assert rule.source.removeprefix("=") in choice_names()


def test_every_rule_is_told_in_japanese_and_fits():
    for title, (*_, rule) in RULES.items():
        assert len(title) <= 32
        for text in (rule.prompt, rule.error):
            assert len(text) <= 255
            assert text.endswith("。")


@given(st.integers(2000, 2098), st.integers(0, 11))
def test_the_fiscal_year_set_is_the_one_from_june(year, elapsed):
    as_of = FiscalYear(year, 6).months[elapsed]
    assert default_settings(as_of, "13") == Settings(year, as_of, "13")


# The hint beside the as-of month


def test_the_hint_compares_with_the_month_of_the_report():
    hint = shown(SHEET)["C6"]
    assert hint.formula.startswith(f"IF(B6={REPORT_AS_OF},")
    assert hint.value == SAME
    assert all(len(text) <= 255 for text in hint.formula.split('"')[1::2])


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("reported", "told"),
    [
        (FEBRUARY, SAME),
        (Month(2025, 1), OTHER),
        (Month(2024, 2), OTHER),
    ],
)
def test_libreoffice_shows_the_hint_and_the_months_of_the_year(soffice, tmp_path, reported, told):
    report = Sheet("集計", Page("A4"), (9.0,), (Cell(0, 0, serial(*reported), NOTE),))
    settings = settings_sheet(SAITAMA, "'集計'!$A$1")
    # As if the fiscal year had been typed over: its months follow.
    choices = choices_sheet(2019, setting_names()["fiscal_year"])
    path = tmp_path / "設定.xlsx"
    with path.open("wb") as file:
        write_xlsx(Book("設定", date(2025, 2, 1), (settings, report, choices)), file)
    cells = office.values(office.recalculated(soffice, path, tmp_path / "again"))
    assert cells["設定"][5, 2] == told
    months = [cells["選択肢"][row, 0] for row in range(1, 13)]
    assert [(month.year, month.month, month.day) for month in months] == [
        (*month, 1) for month in FiscalYear(2024, 6).months
    ]
