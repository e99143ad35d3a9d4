import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.layout.text_fit import column_points, joined, plain_width, row_height, wrapped

TEXTS = st.text(alphabet="共済の加入、。「」()abc 12%\n", max_size=200)


def lines(text, ems):
    return [line.text for line in wrapped(text, ems * 10, 10, plain_width)]


def test_full_width_letters_fill_the_line():
    assert lines("あいうえお", 3) == ["あいう", "えお"]


def test_a_line_neither_begins_with_a_full_stop_nor_ends_with_an_opening_bracket():
    assert lines("あいう。えお", 3) == ["あい", "う。え", "お"]
    assert lines("あい「うえ", 3) == ["あい", "「うえ"]


def test_words_and_figures_are_not_torn():
    assert lines("実績は1945件", 5) == ["実績は", "1945件"]


def test_a_word_longer_than_the_line_is_torn_after_all():
    assert lines("a" * 20, 5) == ["a" * 8, "a" * 8, "a" * 4]


def test_a_line_break_ends_a_line_and_a_blank_line_counts():
    found = wrapped("一\n\n二", 100, 10, plain_width)
    assert [(line.text, line.ends) for line in found] == [("一", True), ("", True), ("二", True)]


@given(TEXTS, st.integers(2, 30))
def test_nothing_is_lost_and_no_line_is_too_long(text, ems):
    found = wrapped(text, ems * 10, 10, plain_width)
    assert joined(found) == text
    # A bracket or a full stop may stand outside.
    assert all(plain_width(line.text.strip("「」()、。%")) <= ems + 1 for line in found)


@given(TEXTS, st.integers(2, 30), st.data())
def test_pieces_put_together_are_the_text(text, ems, data):
    found = wrapped(text, ems * 10, 10, plain_width)
    cut = data.draw(st.integers(1, len(found)))
    first, rest = found[:cut], found[cut:]
    between = "\n" if rest and first[-1].ends else ""
    assert joined(first) + (between + joined(rest) if rest else "") == text


@pytest.mark.parametrize(("width", "points"), [(40, 198.0), (10, 46.8)])
def test_the_room_of_a_column_is_less_than_its_pixels(width, points):
    assert column_points(width) == pytest.approx(points)


def test_rows_grow_with_their_lines():
    assert row_height(1, 10) == 21
    assert row_height(20, 10) - row_height(19, 10) == 17
