from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.dataset.month_series import (
    APART,
    MonthColumn,
    contiguous,
    late_month,
    outside_months,
)
from kyosai_xl.domain.months import Month

FIRST = Month(2022, 5)


def columns(*months, rows=1):
    made = {}
    for months_on in months:
        made[FIRST.plus(months_on)] = column = MonthColumn(3)
        for position in range(rows):
            column.counts[position] = 7
            column.seen[position] = 1
    return made


def test_a_column_grows_with_the_unions():
    column = MonthColumn(1)
    column.grow()
    column.seen[1] = 1
    assert (list(column.counts), column.rows) == ([0, 0], 1)


def test_months_far_from_the_main_body_are_outside():
    main = columns(0, 1, 2, 34)
    assert outside_months(main) == frozenset()
    assert outside_months(main | columns(34 + APART - 1)) == frozenset()
    assert outside_months(main | columns(34 + APART)) == {FIRST.plus(34 + APART)}
    assert outside_months(main | columns(-APART, 200)) == {FIRST.plus(-APART), FIRST.plus(200)}


def test_the_main_body_is_where_most_counts_are():
    few, many = columns(0, 1, 2, rows=1), columns(100, 101, rows=3)
    assert outside_months(few | many) == few.keys()


@given(st.sets(st.integers(-400, 400), min_size=1))
def test_what_is_left_never_has_a_gap_that_wide(months):
    made = columns(*months)
    left = sorted(made.keys() - outside_months(made))
    assert left
    assert all(b.ordinal - a.ordinal < APART for a, b in pairwise(left))


@pytest.mark.parametrize(("last", "late"), [(3, False), (4, True), (20, True)])
def test_a_last_month_that_comes_late(last, late):
    found = late_month(columns(-1, 0, last))
    assert found == ((FIRST, FIRST.plus(last)) if late else None)


def test_months_with_zeros_only_do_not_count_as_last():
    assert late_month(columns(0, 1) | columns(20, rows=0)) is None
    assert late_month(columns(0)) is None


def test_a_series_fills_its_gaps_with_zeros():
    series = contiguous(columns(0, 3), 3)
    assert (series.first, series.last) == (FIRST, FIRST.plus(3))
    assert [sum(column.counts) for column in series.columns] == [7, 0, 0, 7]
