from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.functions import messages
from kyosai_xl.functions.rates import achieved, achievement, enrolment, remaining
from tests.functions.cells_of import column, one, row

COUNTS = st.integers(0, 10**8)
METHODS = {"四捨五入": Fraction(1, 2), "half_up": Fraction(1, 2), "切り捨て": 0, "cut_off": 0}


def exact(part, whole, digits, more):
    units = 10 ** (digits + 2)
    return float(Fraction(floor(Fraction(part) * units / Fraction(whole) + more), units))


@given(COUNTS, COUNTS, st.integers(0, 6), st.sampled_from(sorted(METHODS)))
def test_achievement_is_the_exact_quotient_rounded_once(actual, target, digits, method):
    shown = achievement(one(float(actual)), one(float(target)), one(digits), one(method))
    assert shown == one(exact(actual, target, digits, METHODS[method]) if target else "－")


@given(st.floats(0, 1e6), st.floats(0.5, 1e6))
def test_fractions_of_a_contract_are_exact_too(actual, target):
    assert achievement(one(actual), one(target)) == one(exact(actual, target, 1, Fraction(1, 2)))


@given(COUNTS, COUNTS)
def test_the_others(left, right):
    assert remaining(one(left), one(right)) == one(left - right)
    assert enrolment(one(left), one(right)) == achievement(one(left), one(right))
    assert achieved(one(left), one(right)) == one(right > 0 and left >= right)


def test_defaults_are_those_of_the_model_unions():
    assert achievement(one(47), one(30)) == one(1.567)
    assert achievement(one(1945), one(3447)) == one(0.564)
    assert achievement(one(5931), one(12824), one(2), one("切り捨て")) == one(0.4624)
    assert achievement(one(5931), one(12824), one(2)) == one(0.4625)


def test_blanks_count_as_nought():
    assert achievement(one(None), one(30)) == one(0.0)
    assert achievement(one(5), one(None)) == one("－")
    assert achievement(one(5), one("")) == one("－")
    assert achievement(one(1), one(3), one(None)) == one(0.33)
    assert achievement(one(1), one(3), None, one(None)) == one(0.333)
    assert achievement(one(1), one(3), None, one(0.0)) == one(0.333)
    assert remaining(one(30), one(None)) == one(30)
    assert achieved(one(None), one(None)) == one(False)


def test_true_and_false_count_as_in_arithmetic():
    assert remaining(one(30), one(True)) == one(29)
    assert achievement(one(True), one(2)) == one(0.5)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("x", 1), messages.ACTUAL_NO_NUMBER),
        ((1, "30件"), messages.TARGET_NO_NUMBER),
        ((1, 1, 7), messages.DIGITS),
        ((1, 1, -1), messages.DIGITS),
        ((1, 1, 1.5), messages.DIGITS),
        ((1, 1, "x"), messages.DIGITS),
        ((1, 1, 1, "切り上げ"), messages.METHOD),
        ((1, 1, 1, 1), messages.METHOD),
        ((1, 1, 1, "#N/A"), "#N/A"),
        ((1e15, 1), messages.TOO_MANY_DIGITS),
        (("#DIV/0!", "#REF!"), "#DIV/0!"),
        ((1, "#REF!"), "#REF!"),
        ((1, "－"), "－"),
        ((messages.AS_OF, 1), messages.AS_OF),
        ((9e14, 5e-324), "#NUM!"),
    ],
)
def test_what_a_wrong_argument_shows(arguments, message):
    assert achievement(*map(one, arguments)) == one(message)


def test_wrong_arguments_of_the_others():
    assert remaining(one("x"), one(1)) == one(messages.TARGET_NO_NUMBER)
    assert remaining(one(1), one("x")) == one(messages.ACTUAL_NO_NUMBER)
    assert enrolment(one("x"), one(1)) == one(messages.POLICIES_NO_NUMBER)
    assert enrolment(one(1), one("x")) == one(messages.MEMBERS_NO_NUMBER)
    assert achieved(one("x"), one(1)) == one(messages.ACTUAL_NO_NUMBER)
    assert achieved(one(1), one("x")) == one(messages.TARGET_NO_NUMBER)


def test_a_result_too_long():
    assert remaining(one(9e14), one(-9e14)) == one(messages.TOO_MANY_DIGITS)


def test_one_wrong_cell_spoils_only_its_own_result():
    actual, target = column(47, "x", "#N/A", 5), column(30, 30, 30, None)
    shown = column(1.567, messages.ACTUAL_NO_NUMBER, "#N/A", "－")
    assert achievement(actual, target) == shown


def test_digits_and_methods_may_be_ranges():
    shown = ((0.6667, 0.66667), (0.6666, 0.66666))
    assert achievement(one(2), one(3), row(2, 3), column("四捨五入", "切り捨て")) == shown


@pytest.mark.parametrize("function", [achievement, enrolment, remaining, achieved])
def test_a_hundred_thousand_cells_are_worked_out_as_each_alone(function):
    left = column(*(float(count % 977) for count in range(100_000)))
    right = column(*(float(count % 1013) for count in range(100_000)))
    results = function(left, right)
    assert len(results) == 100_000
    for place in (0, 976, 50_000, 99_999):
        assert (results[place],) == function((left[place],), (right[place],))


def test_digits_left_out_are_those_that_the_report_prints():
    """5,931 of 12,824 is 46.24 % cut off; 1,945 of 3,447 is 56.4 % half up."""
    assert achievement(one(5931), one(12824), None, one("切り捨て")) == one(0.4624)
    assert achievement(one(1945), one(3447), None, one("四捨五入")) == one(0.564)
    assert achievement(one(1945), one(3447)) == one(0.564)
    assert achievement(one(1), one(2), None, one("?")) == one(messages.METHOD)
