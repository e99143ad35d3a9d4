import pytest

from kyosai_xl.domain.months import Month
from kyosai_xl.functions.blocks import WHOLE_COLUMN
from kyosai_xl.functions.messages import (
    AS_OF,
    NO_MONTHS,
    SERIES_SHAPES,
    START_MONTH,
    TOO_MANY_DIGITS,
)
from kyosai_xl.functions.monthly import cumulative
from kyosai_xl.functions.series import ErrorValueError, Series
from tests.functions.cells_of import column, heading, headings, one, row

JUNE = Month(2024, 6)
THREE = headings(JUNE, 3)
AUGUST = one(heading(Month(2024, 8)))
JULY = one(heading(Month(2024, 7)))


def test_a_series_sums_what_stands_below_dates():
    series = Series((*THREE, "8月累計", None), ((1, None, "－", 99, 99), (True, 2.5, 3, 0, 0)))
    assert series.has_months()
    assert series.total(0, JUNE, 3) == 1
    assert series.total(1, JUNE, 3) == 5.5
    assert series.total(1, JUNE, 2) == 2.5
    assert not series.covers(JUNE)
    assert Series(headings(JUNE, 12), ()).covers(JUNE)


def test_an_error_is_raised_where_it_is_summed():
    series = Series(THREE, ((1, "#N/A", 3),))
    assert series.total(0, JUNE, 1) == 1
    with pytest.raises(ErrorValueError, match="#N/A"):
        series.total(0, JUNE, 2)


def test_one_row_of_headings_over_many_rows_of_counts():
    counts = ((1, 2, 3), (4, 5, 6), (7, "#N/A", 8))
    assert cumulative(row(*THREE), counts, one(6), AUGUST) == column(6, 15, "#N/A")


def test_one_column_of_headings_beside_many_columns_of_counts():
    counts = ((1, 4), (2, 5), (3, 6))
    assert cumulative(column(*THREE), counts, one(6), JULY) == row(3, 9)
    assert cumulative(column(*THREE), column(1, 2, 3), one(6), JULY) == one(3)


def test_one_heading_over_a_column_or_beside_a_row_of_counts():
    june = one(heading(JUNE))
    assert cumulative(june, column(1, 2, 3), one(6), AUGUST) == column(1, 2, 3)
    assert cumulative(june, row(1, 2, 3), one(6), AUGUST) == row(1, 2, 3)


def test_many_as_of_months_over_many_rows():
    counts = ((1, 2, 3), (4, 5, 6))
    assert cumulative(row(*THREE), counts, one(6), row(*THREE)) == ((1, 3, 6), (4, 9, 15))
    assert cumulative(row(*THREE), row(1, 2, 3), row(6, 7, 13), AUGUST) == row(6, 5, START_MONTH)


def test_headings_and_counts_of_one_shape_are_one_series():
    months = (THREE, headings(Month(2024, 9), 3))
    counts = ((1, 2, 3), (4, 5, 6))
    october = one(heading(Month(2024, 10)))
    assert cumulative(months, counts, one(6), october) == one(15)


@pytest.mark.parametrize("counts", [row(1, 2), column(1, 2, 3), ((1, 2), (3, 4))])
def test_sizes_that_do_not_fit(counts):
    assert cumulative(row(*THREE), counts, one(6), AUGUST) == one(SERIES_SHAPES)


def test_headings_without_a_date():
    for months in (row("6月", "7月"), row(6, 7), row(None, None), row("2024-06", "2024-07")):
        assert cumulative(months, row(1, 2), one(6), AUGUST) == one(NO_MONTHS)
    assert cumulative(row("#REF!", None), row(1, 2), one(6), AUGUST) == one("#REF!")


def test_wrong_months():
    assert cumulative(row(*THREE), row(1, 2, 3), one("六"), AUGUST) == one(START_MONTH)
    assert cumulative(row(*THREE), row(1, 2, 3), one(6), one("8月")) == one(AS_OF)


def test_a_sum_too_long():
    assert cumulative(row(*THREE), row(9e14, 9e14, 0), one(6), AUGUST) == one(TOO_MANY_DIGITS)


def test_whole_columns():
    blanks = ((None,),) * (WHOLE_COLUMN - 4)
    months = (*column("月", *THREE), *blanks)
    counts = (*column("件数", 1, 2, 3), *blanks)
    assert cumulative(months, counts, one(6), AUGUST) == one(6)
