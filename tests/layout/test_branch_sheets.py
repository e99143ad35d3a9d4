"""The sheets of one branch: its own figures, and the nation's beside them."""

from decimal import Decimal

import pytest

from kyosai_xl.domain.months import Month
from kyosai_xl.domain.tie_out import tie_out
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import DataBar
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.model_union_sheet import model_union_sheet
from kyosai_xl.layout.products_sheet import ProductGrid, products_sheet
from kyosai_xl.layout.report_book import report_book
from kyosai_xl.layout.summary_sheet import summary_sheet
from kyosai_xl.layout.titles import titled
from tests.layout.small import (
    AUGUST,
    BO,
    KOU,
    RESULTS,
    formulas,
    line,
    of_branch,
    only,
    shown,
    values,
)

# 2022年度実績, 2023年度実績, both 8月累計, 累積, 目標, 前年比, 達成率, 残件数
SUMS = "I J W AJ AW AX AY AZ BA"
NATION = [16, 1028, 10, 1007, 59, 66, -948, Decimal("0.894"), 7]


def unions(code, start=6, dialect=Dialect.NATIVE, **others):
    return model_union_sheet(ModelUnionGrid(of_branch(code, start, **others)[0]), dialect)


def products(code):
    return products_sheet(ProductGrid(of_branch(code)[1]), AUGUST, Dialect.NATIVE)


def summary(code, starts=(6, 5)):
    grids = [ModelUnionGrid(of_branch(code, start)[0]) for start in starts]
    blocks = ProductGrid(of_branch(code)[1])
    return summary_sheet(grids, blocks, "○", Dialect.NATIVE)


def test_the_rows_the_total_and_the_nation_worked_out_by_hand():
    cells = values(unions("01"))
    assert line(cells, 5, "A B C D AW AX") == ["01", "北海道", "001", "甲市職員組合", 47, 30]
    assert line(cells, 6, "A B C D AW AX") == [None, None, "002", "乙町職員組合", 1, 20]
    assert line(cells, 7, f"A {SUMS} BB") == [
        *("北海道 合計", 15, 1022, 9, 1003, 48, 50, -955, Decimal("0.960"), 2, "北海道 合計")
    ]
    assert line(cells, 8, f"A {SUMS} BB") == ["全国", *NATION, "全国"]
    # 200 + 80 members and 93 policies; 440 and 265 in the nation.
    assert line(cells, 7, "E F G H") == [280, 93, Decimal("0.332"), None]
    assert line(cells, 8, "E F G H") == [440, 265, Decimal("0.602"), None]
    assert "A9" not in cells


def test_the_nation_is_outside_the_sums_of_the_branch():
    cells = formulas(unions("01"))
    assert cells["AW7"] == "SUM(AW5:AW6)"
    assert "AW8" not in cells
    assert "AW8" in cells["AZ8"]


def test_the_months_of_the_nation_are_its_own():
    june, may = values(unions("01")), values(unions("01", 5))
    # June to August 2024: 20 + 1 + 4 + 0, 0 + 2 + 5, 27; then nothing is counted yet.
    assert line(june, 8, "AK AL AM AN") == [25, 7, 27, 0]
    assert line(may, 8, SUMS)[4:] == [78, 66, -935, Decimal("1.182"), -12]


def test_unions_for_reference_alone_are_the_rows_and_stay_outside_the_nation():
    cells = values(unions("60"))
    assert line(cells, 5, f"B D {SUMS}") == [
        *("社保労連", "戊労働組合", 2, 0, 2, 0, 3, 80, 3, Decimal("0.038"), 77)
    ]
    assert line(cells, 6, f"A {SUMS}")[0] == "社保労連 合計"
    assert line(cells, 6, SUMS) == line(cells, 5, SUMS)
    assert line(cells, 7, f"A {SUMS}") == ["全国", *NATION]
    assert cells["A8"] == "※ 社保労連の件数は、全国の合計には含めていません。"
    assert "A9" not in cells


def test_unions_for_reference_beside_others_stand_below():
    extra = BO._replace(branch_code="01", branch="北海道")
    cells = values(unions("01", unions=only(KOU, extra)))
    assert line(cells, 6, "A AW") == ["北海道 合計", 47]
    assert line(cells, 7, "A AW") == ["全国", 47]
    assert cells["A8"] == (
        "※ 参考の単組にも目標件数がありますが、北海道と全国の合計には含めていません。"
    )
    assert line(cells, 9, "B D AW") == ["北海道", "戊労働組合", 3]


def test_a_branch_without_a_union_still_sees_the_nation():
    cells = values(unions("43"))
    assert line(cells, 6, f"A {SUMS}") == ["佐賀 合計", 0, 0, 0, 0, 0, 0, 0, "－", 0]
    assert line(cells, 7, f"A {SUMS}") == ["全国", *NATION]


def test_a_branch_s_products_above_the_nation_s():
    cells = values(products("01"))
    assert cells["A4"] == "(1) 団体生命共済 (2024年7月)"
    assert line(cells, 5, "A B C D") == ["県支部", "目標", "実績", "到達率"]
    assert line(cells, 6, "A B C D") == ["北海道", 120, 60, Decimal("0.5000")]
    # 74 of 134 is 55.223…%
    assert line(cells, 7, "A B C D") == ["全国", 134, 74, Decimal("0.5522")]
    assert cells["A9"] == "(2) じちろう退職者団体生命共済 (集計なし)"
    assert line(cells, 11, "A B C D") == ["北海道", "－", "－", "－"]
    assert line(cells, 12, "A B C D") == ["全国", "－", "－", "－"]


def test_a_product_that_the_branch_does_not_have():
    cells = values(products("03"))
    heading = next(at for at, value in cells.items() if value == "(11) 交通災害共済 (2024年8月)")
    row = int(heading[1:])
    assert line(cells, row + 2, "A B C D") == ["青森", "－", "－", "－"]
    assert line(cells, row + 3, "A B C D") == ["全国", 28, 1384, Decimal("49.4285")]


def test_a_branch_is_shown_at_the_nation_s_month():
    # 北海道 has a result of June, superseded by July; in a nation that is at July it is not shown.
    july = [row for row in RESULTS if (row.branch_code, row.as_of) != ("01", Month(2024, 7))]
    block = of_branch("01", results=july)[1][0]
    assert (block.as_of, block.branches, block.target) == (Month(2024, 7), (), 0)
    assert (block.nation.target, block.nation.actual) == (14, 14)


def test_the_summary_of_a_branch():
    cells = values(summary("01"))
    assert line(cells, 6, "A B C D E F G") == [
        *("6月開始(2024年度)", 2, 50, 48, Decimal("0.960"), 1, 2)
    ]
    assert line(cells, 7, "A B C D E F G") == ["全国", 4, 66, 59, Decimal("0.894"), 1, 7]
    assert line(cells, 8, "A B C D E F G") == [
        *("参考:5月開始の集計値(2024年度)", 2, 50, 67, Decimal("1.340"), 2, -17)
    ]
    assert line(cells, 9, "A B C D E F G") == ["全国", 4, 66, 78, Decimal("1.182"), 2, -12]
    assert line(cells, 12, "A E F G") == ["主要共済", "到達率", "全国の到達率", "残件数"]
    assert line(cells, 13, "A C D E F G") == [
        *("(1) 団体生命共済", 120, 60, Decimal("0.5000"), Decimal("0.5522"), 60)
    ]


def test_the_summary_of_a_branch_without_a_result_shows_the_nation_s_rate():
    cells = values(summary("60"))
    assert line(cells, 13, "C D E F G") == ["－", "－", "－", Decimal("0.5522"), "－"]
    assert line(cells, 14, "B C D E F G") == ["－"] * 6


def test_the_summary_s_lines_follow_the_other_sheets():
    cells = formulas(summary("01"))
    assert cells["C7"] == "'モデル単組(6月開始)'!AX8"
    assert cells["D9"] == "'モデル単組(5月開始)'!AW8"
    assert cells["F13"] == "'主要共済の実績'!D7"
    assert summary("01").data_bars == (DataBar(5, 4, 8, 4), DataBar(12, 4, 22, 4))


def test_every_sheet_and_the_book_name_the_branch():
    parts = [of_branch("01", start) for start in (6, 5)]
    reports, blocks = [part[0] for part in parts], parts[0][1]
    results = [row for row in RESULTS if row.branch_code == "01"]
    book = report_book(reports, blocks, tie_out(reports, blocks, results), Dialect.NATIVE)
    assert book.title == "実績報告 2024年8月 北海道"
    for sheet in book.sheets:
        assert str(shown(sheet)["A1"].value).endswith(" 北海道"), sheet.name


def test_the_checks_of_a_branch_say_whose_numbers_they_compare():
    report, blocks = of_branch("01")
    results = [row for row in RESULTS if row.branch_code == "01"]
    checks = tie_out([report], blocks, results)
    assert all(check.holds for check in checks)
    labels = [check.label for check in checks if check.group == "主要共済 団体生命共済"]
    assert labels == ["入力の件数 = 北海道: 目標", "入力の件数 = 北海道: 実績"]
    wrong = (blocks[0]._replace(actual=61), *blocks[1:])
    (failed, *_) = tie_out([report], wrong, results)
    assert (failed.label, failed.left.value, failed.right.value) == (labels[1], 60, 61)


@pytest.mark.parametrize(("branch", "title"), [("", "検算"), ("埼玉", "検算 埼玉")])
def test_a_title_names_the_branch_if_there_is_one(branch, title):
    assert titled("検算", branch) == title
