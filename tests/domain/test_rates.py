import doctest
import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.domain import rates
from kyosai_xl.domain.rates import (
    CUT_OFF,
    HALF_UP,
    achieved,
    achievement,
    enrolment,
    percent_label,
    product_achievement,
    rate,
    remaining,
)
from tests.domain.figures import per_cent, printed, raw

COUNTS = st.integers(0, 10**7)
WHOLES = st.integers(1, 10**7)
DIGITS = st.integers(0, 4)
UNIONS = {(row["県コード"], row["単組コード"]): row for row in raw("model_unions")}
PRODUCTS = [*printed("products"), *printed("product_achievers")]
JUNE = printed("model_unions_june")


def by(*columns):
    return lambda row: "-".join(row[column] for column in columns if column in row)


def test_the_example_runs():
    assert doctest.testmod(rates).attempted > 0
    assert doctest.testmod(rates).failed == 0


def test_the_report_prints_22_product_rates_and_112_of_unions():
    assert (len(PRODUCTS), len(JUNE)) == (22, 112)


@pytest.mark.parametrize("row", PRODUCTS, ids=by("共済名", "県支部"))
def test_printed_product_rates_are_cut_off(row):
    value = product_achievement(int(row["実績"]), int(row["目標"]))
    assert value == Decimal(per_cent(row["到達率"], 2)) / 10_000
    assert percent_label(value, 2) == f"{row['到達率']}%"


def test_the_printed_product_rates_tell_the_two_conventions_apart():
    cells = [(int(row["実績"]), int(row["目標"]), per_cent(row["到達率"], 2)) for row in PRODUCTS]
    differing = [cell for cell in cells if rate(*cell[:2], 2, HALF_UP) * 10_000 != cell[2]]
    assert differing == [
        (1406, 7063, 1990),
        (5931, 12824, 4624),
        (1960, 5388, 3637),
        (5507, 9180, 5998),
        (3323, 3903, 8513),
        (144, 140, 10285),
        (106, 45, 23555),
    ]


@pytest.mark.parametrize("row", JUNE, ids=by("県コード", "単組コード"))
def test_printed_union_rates_are_rounded_half_up(row):
    value = achievement(int(row["累積件数"]), int(row["目標件数"]))
    assert value == Decimal(per_cent(row["達成率"], 1)) / 1000
    assert percent_label(value, 1) == f"{row['達成率']}%"


@pytest.mark.parametrize("row", JUNE, ids=by("県コード", "単組コード"))
def test_printed_enrolment_is_rounded_half_up(row):
    union = UNIONS[row["県コード"], row["単組コード"]]
    value = enrolment(int(union["団生保有"]), int(union["組合員数"]))
    assert value == Decimal(per_cent(row["加入率"], 1)) / 1000


@pytest.mark.parametrize("row", JUNE, ids=by("県コード", "単組コード"))
def test_printed_remaining(row):
    assert remaining(int(row["目標件数"]), int(row["累積件数"])) == int(row["残件数"])


@pytest.mark.parametrize(
    ("actual", "target", "shown"),
    [
        (47, 30, "156.7%"),
        (1945, 3447, "56.4%"),
        (2237, 3447, "64.9%"),
        (0, 20, "0.0%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (30, 30, "100.0%"),
        (1999, 2000, "100.0%"),
        (1, 2000, "0.1%"),
        (1, 2001, "0.0%"),
    ],
)
def test_achievement(actual, target, shown):
    assert percent_label(achievement(actual, target), 1) == shown


def test_enrolment_can_pass_a_hundred_per_cent():
    assert enrolment(424, 342) == Decimal("1.240")
    assert enrolment(58_786, 128_620) == Decimal("0.457")


@given(COUNTS, WHOLES, DIGITS)
def test_half_up_is_the_nearest_and_of_two_equally_near_the_upper(part, whole, digits):
    unit = Fraction(1, 10 ** (digits + 2))
    error = Fraction(rate(part, whole, digits, HALF_UP)) - Fraction(part, whole)
    assert -unit / 2 < error <= unit / 2
    assert (Fraction(rate(part, whole, digits, HALF_UP)) / unit).denominator == 1


@given(COUNTS, WHOLES, DIGITS)
def test_cut_off_is_the_last_unit_not_above(part, whole, digits):
    unit = Fraction(1, 10 ** (digits + 2))
    error = Fraction(part, whole) - Fraction(rate(part, whole, digits, CUT_OFF))
    assert 0 <= error < unit
    assert (Fraction(rate(part, whole, digits, CUT_OFF)) / unit).denominator == 1


@given(st.integers(0, 20_000), st.integers(1, 500))
def test_ties_go_up(units, half):
    # units.5 thousandths, as a quotient of whole numbers
    assert rate((2 * units + 1) * half, 2000 * half, 1, HALF_UP) == Decimal(units + 1) / 1000
    assert rate((2 * units + 1) * half, 2000 * half, 1, CUT_OFF) == Decimal(units) / 1000


@given(WHOLES, WHOLES, DIGITS, st.sampled_from([HALF_UP, CUT_OFF]))
def test_signs_do_not_change_the_figure(part, whole, digits, method):
    positive = rate(part, whole, digits, method)
    assert rate(-part, -whole, digits, method) == positive
    assert rate(-part, whole, digits, method) == -positive
    assert rate(part, -whole, digits, method) == -positive


# Printed on the June sheet: 大阪市 and 日本年金機構.
@pytest.mark.parametrize(
    ("actual", "target", "exact"), [(41, 80, "51.3%"), (53, 80, "66.3%"), (9, 16, "56.3%")]
)
def test_the_usual_rounding_gets_printed_ties_wrong(actual, target, exact):
    assert percent_label(achievement(actual, target), 1) == exact
    assert f"{actual / target:.1%}" != exact
    assert f"{round(actual / target, 3):.1%}" != exact


@pytest.mark.parametrize(
    ("actual", "target", "exact"),
    [(201, 400, 503), (203, 400, 508), (1001, 2000, 501), (1023, 2000, 512)],
)
def test_adding_a_half_in_binary_gets_ties_wrong(actual, target, exact):
    assert achievement(actual, target) == Decimal(exact) / 1000
    assert math.floor(actual / target * 1000 + 0.5) == exact - 1


@pytest.mark.parametrize(
    ("actual", "target", "exact"),
    [(57, 50, 11_400), (57, 100, 5_700), (113, 100, 11_300), (43, 125, 3_440), (57, 200, 2_850)],
)
def test_cutting_off_in_binary_loses_whole_units(actual, target, exact):
    assert product_achievement(actual, target) == Decimal(exact) / 10_000
    assert int(actual / target * 10_000) == exact - 1


def test_binary_goes_wrong_often():
    def thousandths(actual, target):
        return (2000 * actual + target) // (2 * target)

    cells = [(actual, target) for target in range(1, 201) for actual in range(target + 1)]
    wrong = [cell for cell in cells if round(cell[0] / cell[1], 3) != thousandths(*cell) / 1000]
    assert len(wrong) > 50
    assert all(achievement(*cell) * 1000 == thousandths(*cell) for cell in wrong)


@pytest.mark.parametrize("function", [product_achievement, achievement, enrolment])
def test_without_a_target_there_is_no_rate(function):
    assert function(5, 0) is None
    assert function(0, 0) is None
    assert function(0, 5) == 0


def test_no_rate_is_a_dash():
    assert percent_label(None, 1) == "－"
    assert percent_label(Decimal("0.1990"), 2) == "19.90%"
    assert percent_label(Decimal(0), 1) == "0.0%"


def test_remaining_turns_negative_once_the_target_is_passed():
    assert [remaining(30, actual) for actual in (0, 29, 30, 47)] == [30, 1, 0, -17]


@pytest.mark.parametrize(
    ("actual", "target", "reached"),
    [(10, 10, True), (11, 10, True), (9, 10, False), (0, 0, False), (5, 0, False), (0, 1, False)],
)
def test_achieved(actual, target, reached):
    assert achieved(actual, target) is reached


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_achieved_agrees_with_the_exact_quotient(actual, target):
    assert achieved(actual, target) == (Fraction(actual, target) >= 1)
    assert achieved(actual, target) == (remaining(target, actual) <= 0)
    # A rate rounded up can print as 100.0% without the target being reached; one cut off cannot.
    assert achieved(actual, target) == (product_achievement(actual, target) >= 1)
