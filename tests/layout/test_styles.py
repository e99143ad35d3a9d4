import pytest

from kyosai_xl.layout.styles import BAND_FILLS, HEAD, NUMBER, RATE_1, RATE_2, TITLE, Style


def test_a_changed_style_is_a_new_one():
    bold = NUMBER.but(bold=True, fill="#FFE699")
    assert (bold.bold, bold.fill, bold.number) == (True, "#FFE699", "#,##0")
    assert not NUMBER.bold
    assert bold.but(bold=False, fill="") == NUMBER


def test_a_field_that_does_not_exist_is_refused():
    with pytest.raises((TypeError, ValueError)):
        NUMBER.but(colr="#FFFFFF")


def test_boxed_puts_a_line_on_all_four_sides():
    boxed = Style().boxed("hair")
    assert (boxed.left, boxed.right, boxed.top, boxed.bottom) == ("hair",) * 4
    assert boxed.but(left="", right="", top="", bottom="") == Style()


def test_rates_show_as_many_decimals_as_are_printed():
    assert (RATE_1.number, RATE_2.number) == ("0.0%", "0.00%")


def test_counts_have_a_separator_and_keep_the_minus():
    assert NUMBER.number == "#,##0"


def test_headings_stand_out():
    assert TITLE.size > HEAD.size
    assert HEAD.bold
    assert HEAD.wrap
    assert len({*BAND_FILLS, HEAD.fill}) == 4
