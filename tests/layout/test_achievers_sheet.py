from decimal import Decimal

import pytest

from kyosai_xl.layout.achievers_sheet import AchieverGrid, achievers_sheet
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import address
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from tests.domain import figures
from tests.layout.golden import compare
from tests.layout.small import HEI, KOU, OTSU, TEI, formulas, line, only, report, shown, values

JUNE, MAY = "'モデル単組(6月開始)'!", "'モデル単組(5月開始)'!"


def grid(*reports):
    return AchieverGrid([ModelUnionGrid(made) for made in reports or (report(6), report(5))])


def sheet(*reports, dialect=Dialect.NATIVE):
    return achievers_sheet(grid(*reports), dialect)


def sample():
    return sheet(figures.report(6), figures.report(5))


def column(cells, letter, first=5, count=200):
    found = (cells.get(f"{letter}{row}") for row in range(first, first + count))
    return [value for value in found if value is not None]


def test_the_golden(update_goldens):
    compare("achievers", lambda dialect: sheet(dialect=dialect), update_goldens)


def test_the_lists_worked_out_by_hand():
    cells = values(sheet())
    kou = ["北海道", "甲市職員組合", 30, 47, Decimal("1.567")]
    assert line(cells, 5, "A B C D E") == kou
    assert line(cells, 6, "A B C D E") == ["absent"] * 5
    assert line(cells, 5, "G H I J K") == kou
    assert line(cells, 6, "G H I J K") == ["北海道", "乙町職員組合", 20, 20, 1]
    assert line(cells, 7, "G H I J K") == ["absent"] * 5


def test_the_missing_worked_out_by_hand():
    # Of the June year 乙 lacks 19 and 丁 7; 甲 has achieved under both start months, and 丙
    # has no target, so nothing is missing there.
    cells = values(sheet())
    assert line(cells, 5, "M N O P Q R S") == ["北海道", "乙町職員組合", 20, 1, 19, 20, 0]
    assert line(cells, 6, "M N O P Q R S") == ["青森", "丁病院職員組合", 16, 9, 7, 9, 7]
    assert line(cells, 7, "M N O P Q R S") == ["absent"] * 7


def test_headings_say_how_many():
    cells = shown(sheet())
    assert (cells["A3"].value, cells["A3"].last) == ("2024年度 6月開始 1単組", "E3")
    assert (cells["G3"].value, cells["G3"].last) == ("2024年度 5月開始 2単組", "K3")
    assert (cells["M3"].value, cells["M3"].last) == (
        "目標に届いていない単組(残件数の多い順) 2単組",
        "S3",
    )
    heads = ["県支部", "単組", "目標", "実績", "達成率"]
    assert line(values(sheet()), 4, "A B C D E") == heads
    assert line(values(sheet()), 4, "G H I J K") == heads
    assert line(values(sheet()), 4, "P Q R S") == [
        *("実績\n6月開始", "残件数\n6月開始", "実績\n5月開始", "残件数\n5月開始")
    ]


def test_native_formulas():
    texts = formulas(sheet())
    assert line(texts, 6, "I J K") == [
        f"{MAY}AX6",
        f"{MAY}AW6",
        'IF(I6=0,"－",INT((J6*2000+I6)/(I6*2))/1000)',
    ]
    # 丁 stands in the eighth row of both sheets.
    assert line(texts, 6, "O P Q R S") == [
        *(f"{JUNE}AX8", f"{JUNE}AW8", "O6-P6", f"{MAY}AW8", "O6-R6")
    ]
    assert "A5" not in texts
    assert "E6" not in texts


def test_own_functions():
    texts = formulas(sheet(dialect=Dialect.UDF))
    assert texts["E5"] == "ACHIEVEMENT(D5,C5)"
    assert texts["K6"] == "ACHIEVEMENT(J6,I6)"
    assert (texts["Q6"], texts["S6"]) == ("REMAINING(O6,P6)", "REMAINING(O6,R6)")
    assert texts["C5"] == f"{JUNE}AX5"


def test_a_workbook_of_values_has_none():
    assert formulas(sheet(dialect=Dialect.VALUES)) == {}


def test_without_achievers():
    made = sheet(report(unions=only(OTSU, HEI, TEI)))
    cells = values(made)
    assert cells["A3"] == "2024年度 6月開始 0単組"
    assert line(cells, 5, "A B C D E") == ["なし", None, None, None, None]
    assert not any(text for at, text in formulas(made).items() if at in {"C5", "D5", "E5"})
    lists = grid(report(unions=only(OTSU, HEI, TEI)))
    assert lists.length_of(6) == "COUNT('目標達成単組'!C5)"


def test_without_any_union():
    made = sheet(*(report(start, unions=only()) for start in (6, 5)))
    cells = values(made)
    assert [cells[at] for at in ("A3", "G3", "M3")] == [
        "2024年度 6月開始 0単組",
        "2024年度 5月開始 0単組",
        "目標に届いていない単組(残件数の多い順) 0単組",
    ]
    assert line(cells, 5, "A B C D E") == ["なし", None, None, None, None]
    assert line(cells, 5, "G H I J K") == ["なし", None, None, None, None]
    assert line(cells, 5, "M N O P Q R S") == ["absent"] * 7
    assert len(list(made.tables[0].rows())) == made.tables[0].length == 1
    assert formulas(made) == {}


def test_when_everyone_has_achieved_nobody_is_missing():
    everyone = only(KOU, OTSU._replace(target=1))
    made = sheet(report(unions=everyone))
    cells = values(made)
    assert cells["G3"] == "目標に届いていない単組(残件数の多い順) 0単組"
    assert column(cells, "B") == ["甲市職員組合", "乙町職員組合"]
    assert column(cells, "H") == []
    assert made.tables[0].length == 2


def test_a_union_is_missing_unless_it_has_achieved_under_every_start_month():
    assert column(values(sheet(report(5))), "H") == ["丁病院職員組合"]
    assert "乙町職員組合" in column(values(sheet(report(5), report(6))), "N")


def test_the_first_start_month_decides_the_order_and_stands_first():
    cells = values(sheet(report(5), report(6)))
    assert (cells["A3"], cells["G3"]) == ("2024年度 5月開始 2単組", "2024年度 6月開始 1単組")
    assert column(cells, "Q") == sorted(column(cells, "Q"), reverse=True)
    # 乙 lacks 0 from May and 19 from June.
    assert column(cells, "N") == ["丁病院職員組合", "乙町職員組合"]


@pytest.mark.parametrize("starts", [(4,), (12, 1), (6, 5, 4)])
def test_any_start_months(starts):
    made = sheet(*(report(start) for start in starts))
    cells = values(made)
    for number, start in enumerate(starts):
        assert f"{start}月開始" in cells[address(2, 6 * number)]
    assert cells[address(3, 6 * len(starts) + 4)] == f"残件数\n{starts[0]}月開始"
    last = 6 * len(starts) + 2 + 2 * len(starts)
    assert shown(made)[address(2, 6 * len(starts))].last == address(2, last)
    assert address(3, last) in cells
    assert address(3, last + 1) not in cells
    assert len(made.widths) == 6 * len(starts) + 3 + 2 * len(starts)


def test_the_table_is_as_long_as_its_longest_list():
    assert sheet().tables[0].length == len(list(sheet().tables[0].rows())) == 2
    assert sample().tables[0].length == len(list(sample().tables[0].rows())) == 97


def test_how_it_prints():
    made = sheet()
    assert (made.page.paper, made.page.landscape, made.page.repeat_rows) == ("A3", True, (0, 3))
    assert made.page.header == ""
    cells = values(made)
    assert cells["A1"] == "目標達成単組と残件数"
    assert cells["A2"].startswith("集計月 2024年8月。")
    assert address(*made.freeze) == "A5"


# The sample


def test_the_printed_achievers_in_code_order():
    cells = values(sample())
    rows = figures.printed("model_unions_june")[:110]
    june = [row for row in rows if int(row["残件数"]) <= 0]
    assert len(june) == 13
    assert column(cells, "B") == [row["単組名"] for row in june]
    assert column(cells, "C") == [int(row["目標件数"]) for row in june]
    assert column(cells, "D") == [int(row["累積件数"]) for row in june]
    assert [rate * 1000 for rate in column(cells, "E")] == [
        figures.per_cent(row["達成率"], 1) for row in june
    ]
    counts = figures.raw("model_union_counts")
    in_may = {
        (r["県コード"], r["単組コード"]): int(r["件数"]) for r in counts if r["年月"] == "2024-05"
    }
    actual = {
        row["単組名"]: int(row["累積件数"]) + in_may.get((row["県コード"], row["単組コード"]), 0)
        for row in rows
    }
    may = [row for row in rows if actual[row["単組名"]] >= int(row["目標件数"])]
    assert len(may) == 20
    assert column(cells, "H") == [row["単組名"] for row in may]
    assert column(cells, "J") == [actual[row["単組名"]] for row in may]
    assert (cells["A3"], cells["G3"]) == ("2024年度 6月開始 13単組", "2024年度 5月開始 20単組")


def test_the_printed_missing_by_remaining():
    cells = values(sample())
    rows = figures.printed("model_unions_june")[:110]
    missing = sorted(
        (row for row in rows if int(row["残件数"]) > 0), key=lambda row: -int(row["残件数"])
    )
    assert len(missing) == 97
    assert column(cells, "N") == [row["単組名"] for row in missing]
    assert column(cells, "Q") == [int(row["残件数"]) for row in missing]
    assert column(cells, "P") == [int(row["累積件数"]) for row in missing]
