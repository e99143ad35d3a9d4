import re

from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.domain.months import FiscalYear, Month
from kyosai_xl.domain.products import PRODUCTS
from kyosai_xl.layout.choices_sheet import branch_choice, choice_names, choices_sheet
from kyosai_xl.layout.model import serial
from kyosai_xl.layout.styles import TEXT_CODE
from tests.layout.small import formulas, shown, values

YEAR_CELL = "'設定'!$B$5"
SHEET = choices_sheet(2024, YEAR_CELL)
RANGE = re.compile(r"'選択肢'!\$([A-Z])\$(\d+):\$\1\$(\d+)")


def listed(name):
    """The values of the cells that a name stands for, and the cells above and below them."""
    column, first, last = RANGE.fullmatch(choice_names()[name]).groups()
    cells = values(SHEET)
    rows = range(int(first), int(last) + 1)
    around = cells[f"{column}{rows[0] - 1}"], cells.get(f"{column}{rows[-1] + 1}")
    return [cells[f"{column}{row}"] for row in rows], around


def test_each_name_stands_for_its_whole_list():
    months = FiscalYear(2024, 6).months
    assert listed("as_of_months") == ([serial(*month) for month in months], ("集計月", None))
    assert listed("branch_codes") == (list(BRANCHES), ("県コード", None))
    assert listed("branch_names") == (list(BRANCHES.values()), ("県名", None))
    choices, around = listed("branch_choices")
    assert (len(choices), choices[0], choices[-1]) == (49, "全国", "60 社保労連")
    assert around == ("県支部", None)
    assert listed("product_names") == (list(PRODUCTS), ("共済名", None))
    assert len(choice_names()) == 5


@given(st.integers(2000, 2098))
def test_the_months_to_choose_from_are_the_twelve_of_the_year_typed(year):
    sheet = choices_sheet(year, YEAR_CELL)
    for at, text in formulas(sheet).items():
        # DATE carries months after the twelfth over into the next year.
        number = re.fullmatch(rf"DATE\({re.escape(YEAR_CELL)},(\d+),1\)", text)[1]
        assert values(sheet)[at] == serial(*Month(year, 1).plus(int(number) - 1))
    shown_months = [values(sheet)[at] for at in formulas(sheet)]
    assert shown_months == [serial(*month) for month in FiscalYear(year, 6).months]


def test_codes_are_texts():
    cells = shown(SHEET)
    assert {cells[f"B{row}"].style.number for row in range(2, 50)} == {TEXT_CODE}


def test_a_branch_is_chosen_by_code_and_name():
    assert branch_choice("01") == "01 北海道"
    assert branch_choice(None) == "全国"


def test_nobody_needs_to_see_the_lists():
    assert SHEET.visibility == "hidden"
