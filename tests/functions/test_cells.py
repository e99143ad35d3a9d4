import math

import pytest

from kyosai_xl.functions.cells import (
    ERRORS,
    LARGEST,
    is_blank,
    is_error,
    is_number,
    number,
    passed_on,
    tidy,
    whole_number,
)
from kyosai_xl.functions.messages import MESSAGES, TARGET_NO_NUMBER, TOO_MANY_DIGITS


@pytest.mark.parametrize(
    ("value", "read"),
    [(3, 3), (3.0, 3), (3.5, 3.5), (None, 0), ("", 0), (True, 1), (False, 0), (-2.0, -2)],
)
def test_a_single_cell_as_arithmetic_reads_it(value, read):
    assert number(value, "x") == read
    assert type(number(value, "x")) is type(read)


@pytest.mark.parametrize("text", ["12", "１２", "目標", " ", "#", "=1"])
def test_a_text_is_no_number(text):
    assert number(text, TARGET_NO_NUMBER) == TARGET_NO_NUMBER


@pytest.mark.parametrize("text", [*ERRORS.values(), "Err:504", "－", *MESSAGES])
def test_errors_dashes_and_messages_go_through(text):
    assert passed_on(text)
    assert number(text, "x") == text
    assert whole_number(text, 0, 9, "x") == text


def test_only_errors_are_errors():
    assert is_error("#N/A")
    assert is_error("Err:522")
    assert not any(map(is_error, ["－", MESSAGES[0], "N/A", "#1", None, 0, True]))


def test_what_a_sum_adds():
    assert all(map(is_number, [0, 1.5, -3]))
    assert not any(map(is_number, [None, "", "3", True, False, "#N/A"]))


def test_blank_is_what_looks_blank():
    assert is_blank(None)
    assert is_blank("")
    assert not any(map(is_blank, [0, False, " ", "－"]))


@pytest.mark.parametrize("value", [LARGEST, -LARGEST, 1e300, math.inf, -math.inf, math.nan])
def test_a_number_that_a_cell_cannot_hold_exactly(value):
    assert number(value, "x") == TOO_MANY_DIGITS
    assert tidy(value) == TOO_MANY_DIGITS


@pytest.mark.parametrize(
    ("value", "read"),
    [(1, 1), (12.0, 12), (0, "x"), (13, "x"), (1.5, "x"), (None, "x"), ("六", "x"), (1e20, "x")],
)
def test_whole_numbers_between_bounds(value, read):
    assert whole_number(value, 1, 12, "x") == read
