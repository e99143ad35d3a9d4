import pytest

from kyosai_xl.domain.checks import (
    AchievedRows,
    AchieverList,
    Check,
    Outside,
    ProductLine,
    SheetColumns,
    Side,
    UnionRows,
)
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import address
from kyosai_xl.layout.styles import FAILED_FILL
from kyosai_xl.layout.tie_out_sheet import tie_out_sheet, verdict
from tests.layout.golden import compare
from tests.layout.small import (
    AUGUST,
    checks,
    formulas,
    grids,
    line,
    only,
    report,
    shown,
    values,
)

JUNE, MAY = "'モデル単組(6月開始)'!", "'モデル単組(5月開始)'!"
YEAR = ("2024-06", "2024-07", "2024-08")
BOTH = (report(6), report(5))
REACHED = (
    f"SUMPRODUCT(ISNUMBER({MAY}AW5:AW8)*ISNUMBER({MAY}AX5:AX8)"
    f"*({MAY}AX5:AX8>0)*({MAY}AW5:AW8>={MAY}AX5:AX8))"
)
ROW = "A B C D E F G H"

CUMULATIVE = Check(
    "モデル単組(6月開始)",
    "各単組: 集計月までの和 = 累積件数",
    Side(59, SheetColumns(6, YEAR)),
    Side(58, SheetColumns(6, ("cumulative 2024",))),
    row_wise=True,
    differing=3,
    cited=(1, 3),
)
DIFFERENCE = Check(
    "モデル単組(5月開始)",
    "各単組: 累積件数 − 前年度の累計 = 前年比",
    Side(-935, SheetColumns(5, ("cumulative 2024",), ("cumulative 2023",))),
    Side(-935, SheetColumns(5, ("year_on_year",))),
    row_wise=True,
)
TOTAL = Check(
    "モデル単組(6月開始)",
    "各単組の和 = 合計: 目標件数",
    Side(66, SheetColumns(6, ("target",))),
    Side(66, SheetColumns(6, ("target",), total=True)),
)
ACHIEVERS = Check(
    "モデル単組(5月開始)",
    "目標に達した単組の数 = 目標達成単組の一覧の行数",
    Side(2, AchievedRows(5)),
    Side(2, AchieverList(5)),
)
SHARED = Check(
    "6月開始と5月開始",
    "同じ月は同じ件数: 2023年6月",
    Side(3, SheetColumns(6, ("2023-06",), total=True)),
    Side(3, SheetColumns(5, ("2023-06",), total=True)),
    row_wise=True,
)
PRODUCT = Check(
    "主要共済 自賠責共済",
    "県支部の和 = 全国: 実績",
    Side(5931, Outside("入力の1県支部の実績件数")),
    Side(5931, ProductLine(5, "実績")),
)
UNIONS = Check(
    "照合値 6月開始",
    "照合値 = 取組単組",
    Side(4, Outside("入力の照合値")),
    Side(4, UnionRows(6)),
)
ALL = (CUMULATIVE, DIFFERENCE, TOTAL, ACHIEVERS, SHARED, PRODUCT, UNIONS)


def sheet(made=ALL, dialect=Dialect.NATIVE):
    return tie_out_sheet(grids(BOTH), made, AUGUST, dialect)


def test_the_golden(update_goldens):
    compare("tie_out", lambda dialect: sheet(dialect=dialect), update_goldens)


def test_a_check_that_fails():
    cells = values(sheet())
    assert line(cells, 5, ROW) == [
        *(1, "×", "モデル単組(6月開始)", "各単組: 集計月までの和 = 累積件数", 59, 58, 1, 3)
    ]
    assert line(cells, 5, "I J") == [
        "モデル単組(6月開始) AK5:AM8",
        "モデル単組(6月開始) AW5:AW8",
    ]
    # Rows of the sheet, and the rest only counted.
    assert cells["K5"] == "6行目 乙町職員組合、8行目 丁病院職員組合 ほか1単組"


def test_all_differing_rows_named_leave_no_rest():
    cells = values(sheet((CUMULATIVE._replace(differing=2),)))
    assert cells["K5"] == "6行目 乙町職員組合、8行目 丁病院職員組合"


def test_checks_that_hold():
    cells = values(sheet())
    assert [cells[f"A{row}"] for row in range(5, 12)] == list(range(1, 8))
    assert [cells[f"B{row}"] for row in range(5, 12)] == ["×", *["○"] * 6]
    assert [cells[f"K{row}"] for row in range(6, 12)] == [None] * 6
    assert line(cells, 6, "E F G H") == [-935, -935, 0, 0]
    assert line(cells, 7, "E F G H") == [66, 66, 0, None]
    assert line(cells, 8, "E F G H") == [2, 2, 0, None]
    assert line(cells, 10, "E F G H") == [5931, 5931, 0, None]
    assert "A12" not in cells


def test_a_failing_row_stands_out():
    cells = shown(sheet())
    assert {cells[f"{column}5"].style.fill for column in "ABCDEFGHIJK"} == {FAILED_FILL}
    assert all(cells[f"{column}5"].style.bold for column in "ABCDEFGHIJK")
    assert {cells[f"{column}6"].style.fill for column in "ABCDEFGHIJK"} == {""}


def test_native_formulas():
    texts = formulas(sheet())
    assert texts["B5"] == 'IF(AND(G5=0,N(H5)=0),"○","×")'
    assert texts["G11"] == "E11-F11"
    assert line(texts, 5, "E F H") == [
        f"SUM({JUNE}AK5:AM8)",
        f"SUM({JUNE}AW5:AW8)",
        f"SUMPRODUCT(--({JUNE}AK5:AK8+{JUNE}AL5:AL8+{JUNE}AM5:AM8<>{JUNE}AW5:AW8))",
    ]
    assert line(texts, 6, "E F H") == [
        f"SUM({MAY}AW5:AW8)-SUM({MAY}AJ5:AJ8)",
        f"SUM({MAY}AY5:AY8)",
        f"SUMPRODUCT(--({MAY}AW5:AW8-{MAY}AJ5:AJ8<>{MAY}AY5:AY8))",
    ]
    assert line(texts, 7, "E F") == [f"SUM({JUNE}AX5:AX8)", f"{JUNE}AX9"]
    assert line(texts, 8, "E F") == [
        REACHED,
        "COUNT('目標達成単組'!I5:I6)",
    ]
    # June 2023 stands in X on the June sheet and in Y on the May sheet.
    assert line(texts, 9, "E F H") == [
        *(f"{JUNE}X9", f"{MAY}Y9", f"SUMPRODUCT(--({JUNE}X5:X8<>{MAY}Y5:Y8))")
    ]
    assert texts["F11"] == f"COUNTA({JUNE}D5:D8)"
    assert "E10" not in texts
    assert "E11" not in texts
    assert "H7" not in texts


def test_a_product_without_figures_counts_as_zero():
    # Its line shows a dash, with which a spreadsheet cannot subtract.
    none = PRODUCT._replace(left=Side(0, Outside("入力")), right=Side(0, ProductLine(6, "実績")))
    texts = formulas(sheet((PRODUCT, none)))
    assert (texts["F5"], texts["F6"]) == (
        "N('主要共済の実績'!B30)",
        "N('主要共済の実績'!B36)",
    )


def test_own_functions():
    texts = formulas(sheet(dialect=Dialect.UDF))
    assert texts["E8"] == f"ACHIEVER_COUNT({MAY}AW5:AW8,{MAY}AX5:AX8)"
    assert texts["E5"] == f"SUM({JUNE}AK5:AM8)"


def test_a_workbook_of_values_has_none():
    assert formulas(sheet(dialect=Dialect.VALUES)) == {}


def test_cells_are_named_for_readers():
    cells = values(sheet())
    assert line(cells, 6, "I J") == [
        "モデル単組(5月開始) AW5:AW8 − AJ5:AJ8",
        "モデル単組(5月開始) AY5:AY8",
    ]
    assert cells["J7"] == "モデル単組(6月開始) AX9"
    assert line(cells, 8, "I J") == [
        "モデル単組(5月開始) AW5:AW8 ≧ AX5:AX8",
        "目標達成単組 I5:I6",
    ]
    assert line(cells, 10, "I J") == ["入力の1県支部の実績件数", "主要共済の実績 B30"]
    assert line(cells, 11, "I J") == ["入力の照合値", "モデル単組(6月開始) D5:D8"]


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (ALL, "× 検算7項目のうち1項目が一致しません。"),
        (ALL[1:], "○ 検算6項目はすべて一致しています。"),
    ],
)
def test_the_verdict(made, text):
    assert verdict(made) == text
    assert values(sheet(made))["A2"] == text


def test_every_check_of_a_whole_report_has_its_cells():
    made = checks(BOTH)
    cells = shown(sheet(made))
    assert len(made) == 2 * (7 + 46 + 1) + 27 + 33
    for row, check in enumerate(made, 5):
        left, right, difference = (cells[f"{column}{row}"] for column in "EFG")
        assert (left.value, right.value, difference.value) == (
            *check[2:4][0][:1],
            check.right.value,
            0,
        )
        assert bool(left.formula) == (not isinstance(check.left.cells, Outside))
        assert right.formula
        assert bool(cells[f"H{row}"].formula) == check.row_wise
        assert cells[f"I{row}"].value
        assert cells[f"J{row}"].value


def test_every_check_holds_where_there_is_no_union_and_no_result():
    nobody = [report(start, unions=only()) for start in (6, 5)]
    made = checks(nobody, ())
    shows = shown(tie_out_sheet(grids(nobody, ()), made, AUGUST, Dialect.NATIVE))
    assert len(made) == 2 * (7 + 46 + 1) + 27 + 33
    for row in range(5, 5 + len(made)):
        assert [shows[f"{column}{row}"].value for column in "BEFG"] == ["○", 0, 0, 0], row
        assert shows[f"H{row}"].value in {0, None}
        assert not shows[f"K{row}"].value
    # The sums take the one blank row.
    assert (shows["E5"].formula, shows["F5"].formula) == (f"SUM({JUNE}K5:V5)", f"SUM({JUNE}I5)")


def test_how_it_prints():
    made = sheet()
    assert (made.page.paper, made.page.landscape, made.page.repeat_rows) == ("A4", True, (0, 3))
    assert made.page.header == ""
    assert values(made)["A1"] == "検算(集計月 2024年8月)"
    assert address(*made.freeze) == "A5"
