from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.domain.months import Month
from kyosai_xl.functions import messages
from kyosai_xl.functions.monthly import (
    cumulative,
    fiscal_months,
    landing,
    required_pace,
    year_on_year,
)
from tests.functions.cells_of import column, heading, headings, one, row

FIRST = Month(2010, 1)
SPAN = 200
STARTS = st.integers(1, 12)
AS_OFS = st.integers(0, SPAN - 1).map(FIRST.plus)
COUNTS = st.lists(st.none() | st.integers(0, 999), min_size=1, max_size=SPAN)


def by_month(counts):
    return {FIRST.plus(place): count or 0 for place, count in enumerate(counts)}


def fiscal_start(month, start):
    while month.month != start:
        month = month.plus(-1)
    return month


def upto(counts, first, last):
    return sum(count for month, count in by_month(counts).items() if first <= month <= last)


def cells(counts, start, as_of):
    return row(*headings(FIRST, len(counts))), row(*counts), one(start), one(heading(as_of) + 9)


@given(COUNTS, STARTS, AS_OFS)
def test_cumulative_and_year_on_year(counts, start, as_of):
    first = fiscal_start(as_of, start)
    this = upto(counts, first, as_of)
    last = upto(counts, first.plus(-12), as_of.plus(-12))
    assert cumulative(*cells(counts, start, as_of)) == one(this)
    assert year_on_year(*cells(counts, start, as_of)) == one(this - last)


@given(COUNTS, STARTS, AS_OFS)
def test_landing(counts, start, as_of):
    first = fiscal_start(as_of, start)
    past = [first.plus(-12 * back) for back in range(1, 11)]
    whole = [each for each in past if each >= FIRST and each.plus(11) < FIRST.plus(len(counts))]
    full = sum(upto(counts, each, each.plus(11)) for each in whole)
    reached = sum(upto(counts, each, each.plus(as_of.ordinal - first.ordinal)) for each in whole)
    expected = "－"
    if reached:
        share = Fraction(reached, full)
        expected = floor(upto(counts, first, as_of) / share + Fraction(1, 2))
    assert landing(*cells(counts, start, as_of)) == one(expected)


@given(st.integers(0, 9999), st.integers(0, 9999), STARTS, AS_OFS)
def test_required_pace(target, actual, start, as_of):
    left = fiscal_start(as_of, start).plus(12).ordinal - as_of.ordinal - 1
    shown = required_pace(one(target), one(actual), one(start), one(heading(as_of)))
    if actual >= target:
        assert shown == one(0)
    else:
        assert shown == one(ceil(Fraction(target - actual, left)) if left else "－")


@given(st.integers(1950, 2099), STARTS)
def test_fiscal_months_are_the_headings_that_the_others_read(year, start):
    (months,) = fiscal_months(one(year), one(start))
    assert months == headings(Month(year, start), 12)
    for elapsed, month in enumerate(months, 1):
        assert cumulative((months,), row(*[1] * 12), one(start), one(month)) == one(elapsed)


def test_many_fiscal_years_are_many_rows():
    assert fiscal_months(column(2023, 2024), one(6)) == (
        headings(Month(2023, 6), 12),
        headings(Month(2024, 6), 12),
    )


def test_landing_of_a_negative_cumulative_is_as_far_from_nought():
    counts = [10] * 12 + [-3]
    as_of = Month(2011, 1)
    assert landing(*cells(counts, 1, as_of)) == one(-36)
    counts = [2, 3] + [0] * 10 + [-1]
    assert landing(*cells(counts, 1, as_of)) == one(-3)


def test_landing_needs_a_past_that_got_somewhere():
    assert landing(*cells([5] * 12, 1, Month(2010, 12))) == one("－")
    assert landing(*cells([0] * 11 + [9, 5], 1, Month(2011, 1))) == one("－")
    assert landing(*cells([1, "#N/A", *[1] * 10, 5], 1, Month(2011, 1))) == one("#N/A")


def test_wrong_arguments():
    february = one(heading(Month(2025, 2)))
    assert required_pace(one("x"), one(1), one(6), february) == one(messages.TARGET_NO_NUMBER)
    assert required_pace(one(1), one("x"), one(6), february) == one(messages.ACTUAL_NO_NUMBER)
    assert required_pace(one(1), one(1), one(0), february) == one(messages.START_MONTH)
    assert required_pace(one(1), one(1), one(6), one(2)) == one(messages.AS_OF)
    assert fiscal_months(one(None), one(6)) == row(*[messages.FISCAL_YEAR] * 12)
    assert fiscal_months(one(2024), one(6.5)) == row(*[messages.START_MONTH] * 12)


@pytest.mark.parametrize("blank", [None, ""])
def test_blank_figures_count_as_nought(blank):
    february = one(heading(Month(2025, 2)))
    assert required_pace(one(10), one(blank), one(6), february) == one(4)
    assert required_pace(one(blank), one(blank), one(6), february) == one(0)


def test_part_of_a_contract_missing_is_a_whole_one():
    assert required_pace(one(1.5), one(1), one(6), one(heading(Month(2025, 4)))) == one(1)


@pytest.mark.parametrize("function", [cumulative, year_on_year, landing])
def test_five_thousand_unions_are_one_call(function):
    months = row(*headings(Month(2022, 6), 36))
    counts = tuple(tuple(float(n % 7) for n in range(36)) for _ in range(5000))
    assert len(function(months, counts, one(6), one(heading(Month(2025, 2))))) == 5000
