from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.findings import Findings, Level
from kyosai_xl.dataset.sheets import HEADER_WITHIN, filled_rows, open_sheets
from tests.dataset.inputs import COUNTS, PRODUCTS, TOTALS, UNIONS, kinds, only, rows_of

CLEAN = {"単組": UNIONS, "月次件数": COUNTS, "主要共済": PRODUCTS}
SETTINGS = [["設定"], [], [], ["項目", "値", "説明"], ["年度", 2024.0, ""]]


def opened(**changes):
    """The grids of a clean workbook but for some sheets, and what is found; None leaves one out."""
    sheets = {name: rows_of(text) for name, text in CLEAN.items()} | changes
    present = {name: rows for name, rows in sheets.items() if rows is not None}

    def rows_in(name):
        return lambda _, line: filled_rows(present[name], line)

    findings = Findings()
    return open_sheets(list(present), rows_in, "実績.xlsx", findings), findings.all


def test_each_table_from_its_sheet():
    grids, found = opened(照合値=rows_of(TOTALS), 設定=SETTINGS, メモ=[["何でも"]])
    assert found == ()
    assert {table.sheet: grid.source.sheet for table, grid in grids.items()} == {
        name: name for name in (*CLEAN, "照合値", "設定")
    }
    assert grids[tables.SETTINGS].line == 4


def test_a_sheet_may_be_written_otherwise():
    other = {
        "単組": None,
        " model_UNIONS ": rows_of(UNIONS),
        "主要共済": None,
        "主要共済　": rows_of(PRODUCTS),
    }
    grids, found = opened(**other)
    assert found == ()
    assert grids[tables.UNIONS].source.sheet == " model_UNIONS "
    assert grids[tables.PRODUCT_RESULTS].source.sheet == "主要共済　"


def test_what_need_not_be_there_is_not_missed():
    grids, found = opened()
    assert found == ()
    assert not {tables.CONTROL_TOTALS, tables.SETTINGS} & grids.keys()


def test_a_missing_sheet_is_named():
    grids, found = opened(月次件数=None)
    finding = only(found)
    assert (finding.kind, finding.file) == ("missing_table", "実績.xlsx")
    assert "「月次件数」" in finding.message
    assert tables.UNION_COUNTS not in grids


def test_two_sheets_for_one_table_are_none():
    grids, found = opened(model_unions=rows_of(UNIONS))
    finding = only(found)
    assert finding.kind == "doubled_sheet"
    assert "「単組」「model_unions」" in finding.message
    assert tables.UNIONS not in grids


def test_an_empty_sheet_is_said():
    _, found = opened(主要共済=[])
    assert kinds(found) == ["empty_table"]
    assert "「主要共済」に何も" in only(found).message


def test_a_workbook_of_something_else_names_what_it_has():
    findings = Findings()
    assert open_sheets(["売上", "経費"], lambda _: None, "家計簿.xlsx", findings) == {}
    finding = only(findings.all)
    assert (finding.level, finding.kind) == (Level.ERROR, "no_tables")
    assert "「売上」「経費」" in finding.message
    assert finding.action == "シートの名前を「単組」、「月次件数」、「主要共済」にしてください。"


def test_a_workbook_that_is_a_report_is_known_as_one():
    findings = Findings()
    names = ["集計", "主要共済の実績", "モデル単組(6月開始)", "目標達成単組", "検算"]
    assert open_sheets(names, lambda _: None, "実績報告.xlsx", findings) == {}
    finding = only(findings.all)
    assert finding.kind == "no_tables"
    assert "作成済みの実績報告のブックのようですが、元の件数は入っていません。" in finding.message
    assert finding.action == (
        "報告の元になったCSVのフォルダーか、入力シートのあるひな形を指定してください。"
    )


def test_the_header_is_sought_in_the_first_filled_rows_only():
    title = [["題"]] * (HEADER_WITHIN - 1)
    grids, found = opened(単組=[*title, *rows_of(UNIONS)])
    assert (grids[tables.UNIONS].line, found) == (HEADER_WITHIN, ())
    grids, found = opened(単組=[*title, ["題"], *rows_of(UNIONS)])
    assert tables.UNIONS not in grids
    assert kinds(found) == ["missing_columns"]


def test_blank_rows_are_passed_over_and_keep_their_numbers():
    rows = [["甲"], ["", ""], [], ["", "乙"], [0.0]]
    assert list(filled_rows(rows, 0)) == [(1, ["甲"]), (4, ["", "乙"]), (5, [0.0])]
    assert list(filled_rows(rows, 4)) == [(5, [0.0])]


def test_true_and_false_are_no_numbers():
    assert list(filled_rows([[True, 1, False, 0]], 0)) == [(1, ["TRUE", 1, "FALSE", 0])]


@given(st.lists(st.lists(st.sampled_from(["", "甲", 0.0, True]), max_size=3)), st.integers(0, 5))
def test_every_filled_row_below_the_header_and_no_other(rows, header_line):
    lines = [line for line, _ in filled_rows(rows, header_line)]
    assert lines == [
        n for n, row in enumerate(rows, 1) if n > header_line and any(cell != "" for cell in row)
    ]
