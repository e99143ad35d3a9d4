import pytest

from kyosai_xl.calc.engine.references import (
    address,
    bare_logicals,
    call_logicals,
    capital_functions,
    column_letters,
    column_number,
    cut,
    joined,
)


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+$B$2", "B3+$B$2"),
        ("SUM($A1:B$9)", "SUM($A3:C$9)"),
        ("'モデル単組(6月開始)'!AV5", "'モデル単組(6月開始)'!AW7"),
        ("$'モデル単組(6月開始)'.AV5", "$'モデル単組(6月開始)'.AW7"),
        ("'It''s A1'!A1&\"A1\"", "'It''s A1'!B3&\"A1\""),
        ("LOG10(A1)+DEC2BIN(3)", "LOG10(B3)+DEC2BIN(3)"),
        ("Q1!A1+目標A1+A1_x", "Q1!B3+目標A1+A1_x"),
        ("SUM($A:$B,$1:$2,C4)", "SUM($A:$B,$1:$2,D6)"),
    ],
)
def test_a_filled_formula_moves_its_relative_references(formula, moved):
    assert joined(cut(formula, 1, 1), 1, 1) == formula
    assert joined(cut(formula, 1, 1), 3, 2) == moved
    assert cut(formula, 1, 1) == cut(moved, 3, 2)


@pytest.mark.parametrize("formula", ["SUM(A:A)+B2", "SUM(1:3)", "SUM($A:B)"])
def test_relative_whole_rows_and_columns_stay_in_one_piece(formula):
    assert cut(formula, 5, 5) == (formula,)


def test_logicals_become_functions_outside_texts_and_names_only():
    formula = "IF(TRUE,\"FALSE\",FALSE())+TRUE_x+'TRUE'!A1"
    called = "IF(TRUE(),\"FALSE\",FALSE())+TRUE_x+'TRUE'!A1"
    assert call_logicals(formula) == called
    assert bare_logicals(called) == "IF(TRUE,\"FALSE\",FALSE)+TRUE_x+'TRUE'!A1"


def test_functions_are_written_in_capitals():
    formula = "achievement(B1,year_on_year(C1))+'sum(1)'!a1&\"sum(\"&SUM(率(1))"
    capital = "ACHIEVEMENT(B1,YEAR_ON_YEAR(C1))+'sum(1)'!a1&\"sum(\"&SUM(率(1))"
    assert capital_functions(formula) == capital


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_columns_are_letters(number, letters):
    assert column_letters(number) == letters
    assert column_number(letters) == number


def test_addresses_have_dollars_where_asked():
    assert address(5, 9) == "$I$5"
    assert address(5, 9, fixed_row=False) == "$I5"
    assert address(5, 9, fixed_column=False) == "I$5"
