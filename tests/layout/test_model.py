from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.layout.model import across, address, letter, on_sheet, serial


def number(letters):
    """A column's number from its letters, counted in base 26 without a zero."""
    total = 0
    for each in letters:
        total = 26 * total + ord(each) - ord("A") + 1
    return total - 1


@pytest.mark.parametrize(
    ("column", "letters"),
    [
        (0, "A"),
        (25, "Z"),
        (26, "AA"),
        (51, "AZ"),
        (52, "BA"),
        (53, "BB"),
        (701, "ZZ"),
        (702, "AAA"),
    ],
)
def test_letters(column, letters):
    assert letter(column) == letters


@given(st.integers(0, 16_383))
def test_every_column_of_a_sheet_has_its_own_letters(column):
    assert number(letter(column)) == column


def test_addresses():
    assert address(4, 8) == "I5"
    assert address(4, 8, fixed=True) == "$I$5"
    assert address(0, 53) == "BB1"
    assert across(4, 10, 113, 21) == "K5:V114"
    assert across(4, 10, 4, 10) == "K5"
    assert across(4, 10, 4, 11) == "K5:L5"


def test_sheet_names_are_quoted():
    assert on_sheet("モデル単組(6月開始)", "D5:D114") == "'モデル単組(6月開始)'!D5:D114"
    assert on_sheet("It's", "A1") == "'It''s'!A1"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # Excel's own: 1 March 1900 is 61, because it holds 1900 for a leap year.
        ((1900, 3, 1), 61),
        ((2000, 1, 1), 36526),
        ((2022, 6, 1), 44713),
        ((2024, 2, 29), 45351),
        ((2025, 2, 1), 45689),
    ],
)
def test_serial_numbers(day, expected):
    assert serial(*day) == expected
    assert serial(*day[:2]) == expected - day[2] + 1


@given(st.dates(date(1900, 3, 1), date(2200, 1, 1)))
def test_serial_numbers_count_days(day):
    assert serial(day.year, day.month, day.day) - 61 == (day - date(1900, 3, 1)).days
