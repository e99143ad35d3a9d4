import datetime as dt

from kyosai_xl.dataset.header import resolve_header
from kyosai_xl.dataset.tables import CONTROL_TOTALS, PRODUCT_RESULTS, TABLES, UNION_COUNTS, UNIONS
from kyosai_xl.domain.months import Month


def kinds(header):
    return [(note.kind, position) for note, position in header.faults]


def names(table):
    return [column.header for column in table.columns]


def test_every_table_finds_its_own_header():
    for table in TABLES:
        header = resolve_header(table, names(table))
        assert list(header.positions.values()) == list(range(len(table.columns)))
        assert (header.missing, header.faults, header.months) == ((), (), {})


def test_headers_may_be_wide_spaced_and_in_any_order():
    header = resolve_header(CONTROL_TOTALS, ["", " 値　", "項 目", "表", "集計\n月"])
    assert header.positions == {"value": 1, "item": 2, "table": 3, "as_of": 4}
    assert header.faults == ()


def test_half_width_and_full_width_are_the_same():
    assert resolve_header(UNION_COUNTS, ["県ｺｰﾄﾞ", "単組コード", "年月", "件数"]).missing == ()


def test_missing_columns_are_named_with_those_present():
    header = resolve_header(UNIONS, [name for name in names(UNIONS) if name[0] not in "目区"])
    assert header.missing == ("目標件数", "区分")
    ((note, position),) = header.faults
    assert (note.kind, position) == ("missing_columns", None)
    assert "「目標件数」「区分」の列がありません" in note.message
    assert "「県コード」「県名」" in note.message
    assert "「目標件数」「区分」" in note.action


def test_a_wrong_separator_is_recognised():
    for separator, name in (("\t", "タブ"), (";", "セミコロン")):
        header = resolve_header(UNIONS, [separator.join(names(UNIONS))])
        assert name in header.faults[0][0].message
        assert "カンマ区切り" in header.faults[0][0].action


def test_an_optional_column_may_be_missing():
    assert resolve_header(PRODUCT_RESULTS, names(PRODUCT_RESULTS)[:-1]).faults == ()


def test_a_doubled_column_is_an_error_at_the_second():
    header = resolve_header(UNION_COUNTS, [*names(UNION_COUNTS), "件数"])
    assert kinds(header) == [("doubled_column", 4)]
    assert header.positions["count"] == 3


def test_extra_columns_are_named():
    header = resolve_header(UNION_COUNTS, [*names(UNION_COUNTS), "備考", "", "県名", "単組名"])
    assert kinds(header) == [("extra_columns", None)]
    assert "「備考」があります" in header.faults[0][0].message


def test_months_side_by_side():
    cells = [
        *("県コード", "県名", "単組コード", "単組名"),
        "2024-05",
        dt.date(2024, 6, 1),
        "2024年7月",
        "合計",
    ]
    header = resolve_header(UNION_COUNTS, cells)
    assert header.months == {4: Month(2024, 5), 5: Month(2024, 6), 6: Month(2024, 7)}
    assert header.missing == ()
    assert kinds(header) == [("month_form", 6), ("extra_columns", None)]
    assert "「合計」" in header.faults[1][0].message


def test_a_mistyped_month_at_the_top_is_not_passed_over():
    header = resolve_header(UNION_COUNTS, ["県コード", "単組コード", "2024-13", "6月", 2024.1])
    assert kinds(header) == [
        ("month_number", 2),
        ("month_without_year", 3),
        ("ambiguous_month", 4),
    ]


def test_one_month_has_one_column():
    header = resolve_header(UNION_COUNTS, ["県コード", "単組コード", "2024-06", "2024-6"])
    assert kinds(header) == [("month_form", 3), ("doubled_month_column", 3)]
    assert header.months == {2: Month(2024, 6)}


def test_counts_without_any_month_miss_the_long_columns():
    header = resolve_header(UNION_COUNTS, ["県コード", "単組コード"])
    assert header.missing == ("年月", "件数")
    assert "横に並べる" in header.faults[0][0].action
    assert resolve_header(UNION_COUNTS, ["単組コード", "2024-06"]).missing == ("県コード",)
