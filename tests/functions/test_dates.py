import datetime as dt
import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.domain.months import Calendar, Month
from kyosai_xl.functions import dates
from kyosai_xl.functions.dates import calendar, first_day, month, serial
from kyosai_xl.functions.messages import AS_OF, START_MONTH

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2100, 12, 31))


def test_the_example_runs():
    assert doctest.testmod(dates).attempted > 0
    assert doctest.testmod(dates).failed == 0


@given(DAYS, st.floats(0, 0.999))
def test_any_day_and_time_stands_for_its_month(day, time):
    assert month(serial(day) + time) == (day.year, day.month)


@pytest.mark.parametrize("value", [None, "", "2月累計", "2024-06", True, 0, 6, 202406, -1, 1e300])
def test_what_is_no_date(value):
    assert month(value) is None


def test_the_years_end_where_they_are_said_to():
    assert month(serial(dt.date(1950, 1, 1)) - 1) is None
    assert month(serial(dt.date(2100, 12, 31)) + 1) is None


def test_headings_go_on_into_the_next_year():
    assert first_day(2024, 6, 0) == serial(dt.date(2024, 6, 1))
    assert first_day(2024, 6, 11) == serial(dt.date(2025, 5, 1))


def test_the_calendar_of_two_cells():
    february = serial(dt.date(2025, 2, 28))
    assert calendar(6.0, february) == Calendar(6, Month(2025, 2))
    assert calendar(13, february) == START_MONTH
    assert calendar(None, february) == START_MONTH
    assert calendar(6, "2025-02") == AS_OF
    assert calendar(6, None) == AS_OF
    assert calendar(6, "#REF!") == "#REF!"
    assert calendar("#N/A", "#REF!") == "#N/A"
