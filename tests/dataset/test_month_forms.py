import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.dataset.findings import Level
from kyosai_xl.dataset.month_forms import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    read_month,
    read_month_of_any_year,
)
from kyosai_xl.dataset.reading import LostFormula
from kyosai_xl.domain.months import Month

JUNE = Month(2024, 6)
NOON = dt.datetime.fromisoformat("2024-06-01T12:00")
WIDE = str.maketrans("0123456789/-.", "０１２３４５６７８９／－．")


def kind(reading):
    return reading.notes[0].kind if reading.notes else None


@pytest.mark.parametrize("raw", ["2024-06", " 2024-06 ", dt.date(2024, 6, 1), NOON])
def test_the_form_of_the_files_and_the_first_of_a_month_need_no_comment(raw):
    assert read_month(raw) == (JUNE, ())


@pytest.mark.parametrize(
    "raw",
    [
        "2024/6",
        "2024/06",
        "2024.6",
        "2024-6",
        "2024年6月",
        "2024年06月",
        "2024 年 6 月",
        "令和6年6月",
        "㋿6年6月",
        "R6.6",
        "r6/6",
        "R6年6月",
        "令和６年６月",
        "２０２４年６月",
        "２０２４－０６",
        "2024ー06",
        "2024-06-01",
        "2024/6/15",
        "2024/6/1 0:00",
        "2024/06/01 00:00:00",
        "2024-06-01T00:00:00",
        "2024年6月1日",
        "令和6年6月1日",
        "Jun-24",
        "JUN-24",
        "Jun-2024",
        "45444",
        "45444.0",
        45444.0,
        45473.5,
        2024.6,
        dt.date(2024, 6, 15),
        NOON + dt.timedelta(days=1),
    ],
)
def test_other_forms_are_read_with_one_kind_of_warning(raw):
    reading = read_month(raw)
    assert reading.value == JUNE
    assert [note.kind for note in reading.notes] == ["month_form"]
    assert reading.notes[0].level is Level.WARNING
    assert "2024年6月" in reading.notes[0].message
    assert "「2024-06」" in reading.notes[0].action


def test_the_first_year_of_an_era():
    assert read_month("令和元年5月").value == Month(2019, 5)
    assert read_month("平成31年4月").value == Month(2019, 4)
    assert read_month("H30.4").value == Month(2018, 4)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("", "blank"),
        ("　", "blank"),
        ("2024-13", "month_number"),
        ("2024-00", "month_number"),
        ("2024年13月", "month_number"),
        ("R6.13", "month_number"),
        ("2204-06", "year_number"),
        ("0204-06", "year_number"),
        (dt.date(1905, 7, 15), "year_number"),
        ("6月", "month_without_year"),
        ("2024", "bad_month"),
        ("202406", "bad_month"),
        ("24-Jun", "bad_month"),
        ("24/6", "bad_month"),
        ("R0.6", "bad_month"),
        ("2024-061", "bad_month"),
        ("2024-6-1-1", "bad_month"),
        ("39999", "bad_month"),
        ("60001", "bad_month"),
        ("6月分", "bad_month"),
        ("TRUE", "bad_month"),
        (2024.0, "bad_month"),
        (2024.1, "ambiguous_month"),
        (dt.time(6), "bad_month"),
        (dt.timedelta(6), "bad_month"),
        ("#N/A", "excel_error"),
        (LostFormula("=A1"), "formula_without_value"),
    ],
)
def test_what_is_no_month_is_an_error(raw, fault):
    reading = read_month(raw)
    assert (reading.value, kind(reading)) == (None, fault)
    assert reading.notes[0].level is Level.ERROR


def test_excel_may_have_cut_october_short():
    assert read_month("2024.1").value == Month(2024, 1)
    assert "10月" in read_month("2024.1").notes[0].action


def forms(month):
    year, number = month
    yield from (f"{year}-{number:02}", f"{year}-{number:02}-01", f"{year}/{number:02}/28")
    yield from (f"{year}{mark}{number}" for mark in "-/.")
    yield from (f"{year}{mark}{number:02}" for mark in "-/.")
    yield f"{year}年{number}月"
    yield f"{year}年{number:02}月"
    if year >= 2019:
        yield from (f"令和{year - 2018}年{number}月", f"R{year - 2018}.{number}")
    if year == 2019:
        yield f"令和元年{number}月"
    if 2000 <= year < 2100:
        yield f"{calendar.month_abbr[number]}-{year % 100:02}"


@given(
    st.builds(Month, st.integers(EARLIEST_YEAR, LATEST_YEAR), st.integers(1, 12)),
    st.integers(1, 28),
)
def test_any_month_reads_back_in_any_form(month, day):
    for text in forms(month):
        assert read_month(text).value == month
        assert read_month(text.translate(WIDE)).value == month
    date = dt.date(*month, day)
    assert read_month(date).value == month
    serial = (date - dt.date(1899, 12, 30)).days
    if 40_000 <= serial <= 60_000:
        assert read_month(str(serial)).value == month
        assert read_month(float(serial)).value == month


@given(st.text())
def test_no_text_breaks_the_reader(text):
    reading = read_month(text)
    assert reading.value is not None or reading.notes


@pytest.mark.parametrize(
    ("raw", "month"),
    [
        ("8月", 8),
        (" ８月", 8),
        ("12 月", 12),
        ("", None),
        (" 　", None),
        ("2024-06", JUNE),
        (NOON, JUNE),
    ],
)
def test_a_month_may_do_without_its_year(raw, month):
    assert read_month_of_any_year(raw) == (month, ())


@pytest.mark.parametrize(
    ("raw", "fault"), [("13月", "month_number"), ("0月", "month_number"), ("8", "bad_month")]
)
def test_what_is_no_month_without_a_year_either(raw, fault):
    reading = read_month_of_any_year(raw)
    assert (reading.value, kind(reading)) == (None, fault)
