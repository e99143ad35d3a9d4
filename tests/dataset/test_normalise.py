import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.dataset.findings import Level
from kyosai_xl.dataset.normalise import (
    LARGEST,
    LONGEST_TEXT,
    read_branch_code,
    read_branch_target,
    read_count,
    read_effective_month,
    read_integer,
    read_name,
    read_optional_union_code,
    read_target,
    read_text,
    read_union_code,
)
from kyosai_xl.dataset.reading import LostFormula
from kyosai_xl.domain.branches import BRANCHES

WIDE_DIGITS = str.maketrans("0123456789,-", "０１２３４５６７８９，－")


def kind(reading):
    return reading.notes[0].kind if reading.notes else None


@pytest.mark.parametrize("raw", ["12", " 12 ", "012", 12, 12.0])
def test_a_plain_count_needs_no_comment(raw):
    assert read_count(raw) == (12, ())


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("１２", 12),
        ("1,234", 1234),
        ("1，234", 1234),
        ("12件", 12),
        ("12 件", 12),
        ("１，２３４件", 1234),
        ("370人", 370),
        ("12.0", 12),
        ("+12", 12),
        ("000000000012", 12),
    ],
)
def test_a_count_that_can_only_mean_one_thing_is_read(raw, value):
    reading = read_count(raw)
    assert reading.value == value
    assert kind(reading) == "number_form"
    assert reading.notes[0].level is Level.WARNING
    assert raw.strip() in reading.notes[0].message


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("", "blank"),
        ("　", "blank"),
        ("-5", "negative"),
        (-5.0, "negative"),
        ("△12", "negative"),
        ("▲1,200", "negative"),
        ("－５", "negative"),
        ("−5", "negative"),
        ("(12)", "negative"),
        ("2.5", "fractional"),
        (2.5, "fractional"),
        (float("inf"), "fractional"),
        ("十二", "not_a_number"),
        ("1,23", "not_a_number"),
        ("12²", "not_a_number"),
        ("1e3", "not_a_number"),
        ("12/3", "not_a_number"),
        ("(12", "not_a_number"),
        ("2024-06", "not_a_number"),
        ("TRUE", "not_a_number"),
        ("١٢", "not_a_number"),
        (dt.date(2024, 6, 1), "not_a_number"),
        (dt.time(3), "not_a_number"),
        ("#N/A", "excel_error"),
        ("#DIV/0!", "excel_error"),
        ("＃REF!", "excel_error"),
        ("####", "excel_error"),
        ("=A1+1", "formula_without_value"),
        ("1234567890", "number_too_large"),
        ("9" * 5000, "number_too_large"),
        (1e15, "number_too_large"),
    ],
)
def test_a_count_that_cannot_be_used_is_an_error(raw, fault):
    reading = read_count(raw)
    assert reading.value is None
    assert kind(reading) == fault
    assert reading.notes[0].level is Level.ERROR


@given(st.integers(0, LARGEST))
def test_any_count_reads_back_however_it_is_written(number):
    for text in (f"{number}", f"{number:,}", f"{number}件", f"{number:,}件", f"{number}.0"):
        assert read_count(text).value == number
        assert read_count(text.translate(WIDE_DIGITS)).value == number
    assert read_count(float(number)) == (number, ())


@given(st.integers(-LARGEST, LARGEST))
def test_any_whole_number_reads_back_with_its_sign(number):
    assert read_integer(f"{number}") == (number, ())
    assert read_integer(f"{number}".replace("-", "△")).value == number
    assert read_integer(f"{number:,}".replace("-", "▲")).value == number
    assert read_integer(f"{number}".translate(WIDE_DIGITS)).value == number
    assert read_integer(number) == (number, ())


@given(st.text())
def test_no_text_breaks_a_reader(text):
    for read in (
        read_count,
        read_integer,
        read_target,
        read_effective_month,
        read_branch_code,
        read_union_code,
        read_name,
    ):
        reading = read(text)
        assert reading.value is not None or reading.notes


def test_a_target_of_nothing_is_worth_a_look():
    assert (read_target("").value, kind(read_target(""))) == (0, "target_blank")
    assert (read_target("0").value, kind(read_target("0"))) == (0, "target_zero")
    assert [note.kind for note in read_target("０").notes] == ["number_form", "target_zero"]
    assert read_target("20") == (20, ())
    assert kind(read_target("-20")) == "negative"
    assert kind(read_target("#N/A")) == "excel_error"


def test_a_branch_may_have_no_target_for_a_product():
    assert read_branch_target("0") == (0, ())
    assert kind(read_branch_target(" ")) == "target_blank"


def test_an_effective_month_is_one_of_twelve_or_none():
    assert read_effective_month("10") == (10, ())
    assert read_effective_month(10.0) == (10, ())
    for text in ("10月", "１０月", "10 月"):
        assert (read_effective_month(text).value, kind(read_effective_month(text))) == (
            10,
            "number_form",
        )
    assert read_effective_month("04月").value == 4
    blank = read_effective_month("")
    assert (blank.value, kind(blank)) == (None, "effective_month_blank")
    assert blank.notes[0].level is Level.WARNING
    for raw, fault in (
        ("0", "effective_month"),
        ("13", "effective_month"),
        ("0月", "effective_month"),
        ("13月", "not_a_number"),
        ("4.5", "fractional"),
        (dt.date(2024, 10, 1), "not_a_number"),
    ):
        assert (read_effective_month(raw).value, kind(read_effective_month(raw))) == (None, fault)


@pytest.mark.parametrize("raw", ["01", " 01", 1, 1.0])
def test_a_branch_code_needs_no_comment(raw):
    assert read_branch_code(raw) == ("01", ())


@pytest.mark.parametrize(
    ("raw", "code", "fault"),
    [
        ("1", "01", "leading_zero"),
        ("1.0", "01", "leading_zero"),
        ("１", "01", "leading_zero"),
        ("０１", "01", "code_form"),
        ("02", None, "unknown_branch"),
        ("31", None, "unknown_branch"),
        ("99", None, "unknown_branch"),
        (2.0, None, "unknown_branch"),
        ("001", None, "code_length"),
        ("北海道", None, "bad_code"),
        ("-1", None, "bad_code"),
        (1.5, None, "bad_code"),
        ("TRUE", None, "bad_code"),
        (dt.date(2024, 1, 1), None, "bad_code"),
        ("", None, "blank"),
        ("#REF!", None, "excel_error"),
    ],
)
def test_a_branch_code_is_two_digits_of_the_unions_own(raw, code, fault):
    reading = read_branch_code(raw)
    assert (reading.value, kind(reading)) == (code, fault)


@pytest.mark.parametrize(
    ("raw", "code", "fault"),
    [
        ("034", "034", None),
        (34.0, "034", None),
        ("34", "034", "leading_zero"),
        ("０３４", "034", "code_form"),
        ("0340", None, "code_length"),
        (1234.0, None, "code_length"),
        ("3-4", None, "bad_code"),
    ],
)
def test_a_union_code_is_three_digits(raw, code, fault):
    reading = read_union_code(raw)
    assert (reading.value, kind(reading)) == (code, fault)


@given(st.sampled_from(sorted(BRANCHES)), st.integers(0, 999))
def test_any_code_survives_excel(branch, union):
    assert read_branch_code(float(branch)) == (branch, ())
    assert read_branch_code(str(int(branch))).value == branch
    assert read_union_code(str(union)).value == f"{union:03}"
    assert read_union_code(f"{union:03}".translate(WIDE_DIGITS)).value == f"{union:03}"


@pytest.mark.parametrize("name", ["髙﨑市職労", "葛󠄀城市", "ABC　労組", "㈱鉄道①", "123"])
def test_a_name_stays_as_written(name):
    assert read_name(name) == (name, ())


@pytest.mark.parametrize(
    ("raw", "name", "fault"),
    [
        ("", None, "blank"),
        (" 　", None, "blank"),
        ("\x00", None, "blank"),
        ("#N/A", None, "excel_error"),
        (LostFormula("=A1"), None, "formula_without_value"),
        ("=SUM(A1)", "=SUM(A1)", "formula_like_name"),
        ("+労組", "+労組", "formula_like_name"),
        ("-労組", "-労組", "formula_like_name"),
        ("@労組", "@労組", "formula_like_name"),
        ("横浜\n町", "横浜町", "control_characters"),
        ("横浜\x00町", "横浜町", "control_characters"),
        ("横\u200b浜", "横浜", "control_characters"),
        ("横\ufffe浜", "横浜", "control_characters"),
        ("横\ufffd浜", "横\ufffd浜", "garbled_name"),
    ],
)
def test_a_name_that_is_worth_a_look(raw, name, fault):
    reading = read_name(raw)
    assert (reading.value, kind(reading)) == (name, fault)


def test_a_name_can_be_worth_two_looks():
    assert [note.kind for note in read_name("=a\x07b").notes] == [
        "control_characters",
        "formula_like_name",
    ]
    assert read_name(123.0) == ("123", ())


def test_a_union_code_that_may_be_left_out():
    assert read_optional_union_code(" 　") == ("", ())
    assert read_optional_union_code("034") == ("034", ())
    assert kind(read_optional_union_code("3-4")) == "bad_code"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("1行目\r\n2行目\r3行目\n4行目", "1行目\n2行目\n3行目\n4行目"),
        ("　字下げ 　\n\n・箇条\t書き\n\n", "　字下げ\n\n・箇条 書き"),
        ("=見出し=", "=見出し="),
        ("・#N/Aではない", "・#N/Aではない"),
        (12.0, "12"),
        ("", None),
        (" \n　\r\n", None),
    ],
)
def test_a_text_keeps_its_lines(raw, text):
    assert read_text(raw) == (text, ())


@pytest.mark.parametrize(
    ("raw", "text", "fault"),
    [
        ("#N/A", None, "excel_error"),
        (LostFormula("=A1"), None, "formula_without_value"),
        ("x" * (LONGEST_TEXT + 1), None, "text_too_long"),
        ("横\x07浜\n町", "横浜\n町", "control_characters"),
        ("横\ufffd浜", "横\ufffd浜", "garbled_text"),
    ],
)
def test_a_text_that_is_worth_a_look(raw, text, fault):
    reading = read_text(raw)
    assert (reading.value, kind(reading)) == (text, fault)


@given(st.text())
def test_a_text_that_was_read_stays_as_it_is(text):
    reading = read_text(text)
    if reading.value is not None:
        assert read_text(reading.value).value == reading.value
