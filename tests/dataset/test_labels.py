import pytest

from kyosai_xl.dataset.labels import (
    read_category,
    read_item,
    read_label,
    read_product,
    read_report_table,
    read_subject,
)
from kyosai_xl.domain.control_totals import MODEL_UNION_ITEMS, PRODUCT_ITEMS
from kyosai_xl.domain.products import PRODUCTS
from kyosai_xl.domain.stories import MODEL_UNION_SUBJECT


def fault(reading):
    assert reading.value is None
    return reading.notes[0]


def test_a_category_says_whether_a_union_counts():
    assert read_category("集計") == (True, ())
    assert read_category(" 参考　") == (False, ())
    for raw, kind in (("対象外", "bad_category"), ("", "blank"), ("#N/A", "excel_error")):
        assert fault(read_category(raw)).kind == kind
        assert "「集計」か「参考」" in fault(read_category(raw)).action


@pytest.mark.parametrize("name", PRODUCTS)
def test_every_product_is_known(name):
    assert read_product(f" {name} ") == (name, ())


def test_a_mistyped_product_is_told_the_nearest_one():
    note = fault(read_product("団体生命"))
    assert (note.kind, "「団体生命」" in note.message) == ("unknown_product", True)
    assert "「団体生命共済」" in note.action
    assert "団体生命共済、" in fault(read_product("XYZ")).action
    assert fault(read_product("")).kind == "blank"
    assert fault(read_product(5.0)).kind == "unknown_product"


def test_a_control_total_is_of_a_start_month_or_a_product():
    for raw, table in (
        ("6月開始", "6月開始"),
        ("１２月開始", "12月開始"),
        ("06月開始", "6月開始"),
        ("火災共済", "火災共済"),
    ):
        assert read_report_table(raw) == (table, ())
    for raw in ("13月開始", "0月開始", "6月", "火災"):
        assert fault(read_report_table(raw)).kind == "unknown_table"


def test_items_come_from_closed_lists():
    for item in (*MODEL_UNION_ITEMS, *PRODUCT_ITEMS):
        assert read_item(item) == (item, ())
    note = fault(read_item("組合員"))
    assert (note.kind, "「組合員数」" in note.action) == ("unknown_item", True)


def test_a_label_is_trimmed_and_folded():
    assert read_label(" ＪＡ ") == ("JA", ())
    assert read_label(" 　") == (None, ())


@pytest.mark.parametrize("name", [*PRODUCTS, MODEL_UNION_SUBJECT, "①春の運動", "団体生命共済推進"])
def test_a_story_is_about_a_product_the_model_unions_or_any_campaign(name):
    assert read_subject(f" {name}　") == (name, ())


def test_a_story_is_about_something():
    assert fault(read_subject(" ")).kind == "blank"
    assert fault(read_subject("#N/A")).kind == "excel_error"


@pytest.mark.parametrize(
    ("raw", "meant"), [("モデル単組", MODEL_UNION_SUBJECT), ("団体生命", "団体生命共済")]
)
def test_a_product_named_in_short_is_a_campaign_but_worth_a_look(raw, meant):
    reading = read_subject(raw)
    assert (reading.value, [note.kind for note in reading.notes]) == (raw, ["shortened_subject"])
    assert f"「{meant}」" in reading.notes[0].action
