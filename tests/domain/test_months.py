from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.domain.months import Calendar, FiscalYear, Month

months = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))
starts = st.integers(1, 12)
START_MONTHS = range(1, 13)


def long_way(month: Month) -> Month:
    """The next month, by hand."""
    return Month(month.year + 1, 1) if month.month == 12 else Month(month.year, month.month + 1)


@given(months, st.integers(-3000, 3000))
def test_plus_has_an_inverse(month, n):
    there = month.plus(n)
    assert 1 <= there.month <= 12
    assert there.plus(-n) == month
    assert there.ordinal - month.ordinal == n
    assert (there > month) == (n > 0)


@given(months)
def test_plus_one_is_the_next_month(month):
    assert month.plus(0) == month
    assert month.plus(1) == long_way(month)
    assert month.plus(12) == Month(month.year + 1, month.month)
    assert month.plus(-12) == Month(month.year - 1, month.month)


@pytest.mark.parametrize(
    ("month", "n", "there"),
    [
        ((2024, 12), 1, (2025, 1)),
        ((2025, 1), -1, (2024, 12)),
        ((2024, 6), 11, (2025, 5)),
        ((2024, 6), -24, (2022, 6)),
        ((2024, 1), -13, (2022, 12)),
    ],
)
def test_plus_over_the_turn_of_the_year(month, n, there):
    assert Month(*month).plus(n) == Month(*there)


@given(months, starts)
def test_every_month_lies_in_exactly_one_fiscal_year(month, start):
    year = FiscalYear.containing(month, start)
    holding = [
        near
        for near in range(month.year - 2, month.year + 3)
        if month in FiscalYear(near, start).months
    ]
    assert holding == [year.year]
    assert year.start_month == start


@given(st.integers(1900, 2200), starts)
def test_a_fiscal_year_is_twelve_months_in_a_row(year, start):
    this = FiscalYear(year, start)
    assert this.months[0] == this.first == Month(year, start)
    assert len(this.months) == 12
    assert all(long_way(one) == other for one, other in pairwise(this.months))
    assert long_way(this.months[-1]) == FiscalYear(year + 1, start).first
    assert {month.month for month in this.months} == set(START_MONTHS)


@pytest.mark.parametrize("start", START_MONTHS)
def test_fiscal_years_leave_no_month_out_and_take_none_twice(start):
    calendar_months = [Month(y, m) for y in range(2020, 2030) for m in START_MONTHS]
    fiscal = [month for y in range(2019, 2031) for month in FiscalYear(y, start).months]
    assert [month for month in fiscal if 2020 <= month.year < 2030] == calendar_months


@pytest.mark.parametrize(
    ("month", "start", "year"),
    [
        ((2025, 2), 6, 2024),
        ((2024, 6), 6, 2024),
        ((2024, 5), 6, 2023),
        ((2024, 5), 5, 2024),
        ((2025, 3), 4, 2024),
        ((2025, 4), 4, 2025),
        ((2025, 2), 1, 2025),
        ((2024, 12), 12, 2024),
        ((2024, 11), 12, 2023),
    ],
)
def test_a_fiscal_year_is_named_after_the_year_of_its_first_month(month, start, year):
    assert FiscalYear.containing(Month(*month), start).year == year


@given(months, starts)
def test_a_calendar_covers_the_as_of_month_and_the_two_years_before(as_of, start):
    calendar = Calendar(start, as_of)
    first, second, current = calendar.years
    assert (second.year, current.year) == (first.year + 1, first.year + 2)
    assert calendar.current == current
    assert as_of in current.months
    assert calendar.months == first.months + second.months + current.months
    assert all(long_way(one) == other for one, other in pairwise(calendar.months))


@given(months, starts)
def test_elapsed_counts_the_months_up_to_the_as_of_month(as_of, start):
    calendar = Calendar(start, as_of)
    assert 1 <= calendar.elapsed <= 12
    assert calendar.current.months[calendar.elapsed - 1] == as_of
    assert calendar.elapsed == sum(month <= as_of for month in calendar.current.months)


@pytest.mark.parametrize("start", START_MONTHS)
def test_elapsed_runs_from_one_to_twelve_in_every_fiscal_year(start):
    year = FiscalYear(2024, start)
    assert [Calendar(start, month).elapsed for month in year.months] == list(range(1, 13))


@pytest.mark.parametrize(("start", "elapsed"), [(6, 9), (5, 10), (4, 11), (1, 2), (12, 3), (3, 12)])
def test_elapsed_to_the_printed_as_of_month(start, elapsed):
    assert Calendar(start, Month(2025, 2)).elapsed == elapsed


def test_labels_are_those_printed():
    month, calendar = Month(2025, 2), Calendar(6, Month(2025, 2))
    assert (month.label, month.short_label, str(month)) == ("2025年2月", "2月", "2025-02")
    assert (calendar.label, calendar.cumulative_label) == ("6月開始", "2月累計")
    assert [year.label for year in calendar.years] == ["2022年度", "2023年度", "2024年度"]


def test_a_label_has_no_zero_in_front_of_the_month_and_data_files_do():
    assert [Month(2024, m).short_label for m in (1, 9, 10)] == ["1月", "9月", "10月"]
    assert [str(Month(2024, m)) for m in (1, 9, 10)] == ["2024-01", "2024-09", "2024-10"]
    assert Calendar(12, Month(2024, 12)).cumulative_label == "12月累計"


@given(months, months)
def test_months_compare_by_time_and_so_do_their_names_in_data_files(one, other):
    assert (one < other) == (one.ordinal < other.ordinal) == (str(one) < str(other))
    assert (one == other) == (one.ordinal == other.ordinal)
