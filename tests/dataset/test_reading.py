import datetime as dt

from kyosai_xl.dataset.reading import is_blank, listed, narrow, plain, quoted


def test_cells_are_shown_as_people_see_them():
    assert plain(34.0) == "34"
    assert plain(2.5) == "2.5"
    assert plain(dt.datetime.fromisoformat("2024-06-01")) == "2024-06-01"
    assert plain(dt.date(2024, 6, 1)) == "2024-06-01"


def test_a_quotation_stays_on_one_line_and_short():
    assert quoted("a\nb\x00c") == "「a b c」"
    assert quoted("あ" * 41) == f"「{'あ' * 40}…」"


def test_a_list_is_cut_when_long():
    assert listed(["a", 1.0]) == "「a」「1」"
    assert listed(range(30)).endswith("「19」など")


def test_narrow_touches_full_width_forms_only():
    assert narrow("　１２ＡＢ，　") == "12AB,"
    assert narrow("12²㈱") == "12²㈱"


def test_only_text_can_be_blank():
    assert is_blank(" 　")
    assert not is_blank(0)
