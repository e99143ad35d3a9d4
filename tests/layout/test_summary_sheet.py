from decimal import Decimal

import pytest

from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import PRODUCTS
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import serial
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.products_sheet import ProductGrid
from kyosai_xl.layout.summary_sheet import headline_label, summary_sheet
from tests.domain import figures
from tests.layout.golden import compare
from tests.layout.small import HEI, RESULTS, formulas, line, only, products, report, shown, values

LINE = "A B C D E F G"
JUNE, MAY = "'モデル単組(6月開始)'!", "'モデル単組(5月開始)'!"
REACHED = (
    f"SUMPRODUCT(ISNUMBER({JUNE}AW5:AW8)*ISNUMBER({JUNE}AX5:AX8)"
    f"*({JUNE}AX5:AX8>0)*({JUNE}AW5:AW8>={JUNE}AX5:AX8))"
)


def sheet(reports=None, dialect=Dialect.NATIVE, results=RESULTS):
    grids = [ModelUnionGrid(made) for made in reports or (report(6), report(5))]
    blocks = products(results, grids[0].calendar.as_of)
    return summary_sheet(grids, ProductGrid(blocks), "○ 検算はすべて一致しています。", dialect)


def test_the_golden(update_goldens):
    compare("summary", lambda dialect: sheet(dialect=dialect), update_goldens)


def test_the_headline_worked_out_by_hand():
    cells = values(sheet())
    assert line(cells, 5, LINE) == [
        *("開始月", "取組単組", "目標", "実績", "到達率", "目標達成単組", "残件数")
    ]
    assert line(cells, 6, LINE) == ["6月開始(2024年度)", 4, 66, 59, Decimal("0.894"), 1, 7]
    assert line(cells, 7, LINE) == [
        *("参考:5月開始の集計値(2024年度)", 4, 66, 78, Decimal("1.182"), 2, -12)
    ]
    assert cells["A2"] == "集計月 2024年8月"
    assert cells["A3"] == "○ 検算はすべて一致しています。"


def test_the_products_worked_out_by_hand():
    cells = values(sheet())
    assert line(cells, 10, LINE) == [
        *("主要共済", "集計月", "目標", "実績", "到達率", "目標達成県支部", "残件数")
    ]
    assert line(cells, 11, LINE) == [
        *("(1) 団体生命共済", serial(2024, 7), 134, 74, Decimal("0.5522"), 1, 60)
    ]
    assert line(cells, 15, LINE) == [
        *("(5) 自賠責共済", serial(2024, 6), 12_824, 5931, Decimal("0.4624"), 0, 6893)
    ]
    assert line(cells, 21, LINE) == [
        *("(11) 交通災害共済", serial(2024, 8), 28, 1384, Decimal("49.4285"), 2, -1356)
    ]
    assert "A22" not in cells


def test_a_product_without_figures_shows_dashes():
    cells = values(sheet())
    assert line(cells, 12, LINE) == [f"(2) {PRODUCTS[1]}", *["－"] * 6]
    assert "H12" not in cells


def test_rates_and_numbers_look_as_printed():
    cells = shown(sheet())
    assert (cells["E6"].style.number, cells["E11"].style.number) == ("0.0%", "0.00%")
    assert cells["G7"].style.number == cells["D21"].style.number == "#,##0"
    assert cells["B11"].style.number == 'yyyy"年"m"月"'


def test_native_formulas():
    texts = formulas(sheet())
    assert line(texts, 6, "B C D E F G") == [
        f"COUNTA({JUNE}D5:D8)",
        f"{JUNE}AX9",
        f"{JUNE}AW9",
        'IF(C6=0,"－",INT((D6*2000+C6)/(C6*2))/1000)',
        REACHED,
        "C6-D6",
    ]
    assert texts["D7"] == f"{MAY}AW9"
    assert line(texts, 15, "C D E F G") == [
        "'主要共済の実績'!A30",
        "'主要共済の実績'!B30",
        'IF(C15=0,"－",INT(D15*10000/C15)/10000)',
        "'主要共済の実績'!D30",
        "C15-D15",
    ]
    assert not any(at.endswith("12") for at in texts)


def test_own_functions():
    texts = formulas(sheet(dialect=Dialect.UDF))
    assert line(texts, 6, "D E F G") == [
        f"{JUNE}AW9",
        "ACHIEVEMENT(D6,C6)",
        f"ACHIEVER_COUNT({JUNE}AW5:AW8,{JUNE}AX5:AX8)",
        "REMAINING(C6,D6)",
    ]
    assert line(texts, 15, "E G") == ['ACHIEVEMENT(D15,C15,2,"切り捨て")', "REMAINING(C15,D15)"]


def test_a_workbook_of_values_has_none():
    assert formulas(sheet(dialect=Dialect.VALUES)) == {}


@pytest.mark.parametrize("starts", [(4,), (1, 12), (6, 5, 4)])
def test_one_line_a_start_month_the_first_leads(starts):
    reports = [report(start) for start in starts]
    cells = values(sheet(reports))
    for position, made in enumerate(reports):
        year = made.calendar.current.year
        label = f"{starts[position]}月開始({year}年度)"
        if position:
            label = f"参考:{starts[position]}月開始の集計値({year}年度)"
        assert headline_label(made, position) == cells[f"A{6 + position}"] == label
    assert cells[f"A{9 + len(starts)}"] == "(1) 団体生命共済"


def test_without_any_target_there_is_no_rate():
    cells = values(sheet([report(unions=only(HEI))]))
    assert line(cells, 6, "B C D E F G") == [1, 0, 2, "－", 0, -2]


def test_without_any_union_nobody_takes_part():
    made = sheet([report(start, unions=only()) for start in (6, 5)], results=())
    cells, texts = values(made), formulas(made)
    assert line(cells, 6, LINE) == ["6月開始(2024年度)", 0, 0, 0, "－", 0, 0]
    assert line(cells, 7, "B C D E F G") == [0, 0, 0, "－", 0, 0]
    # The one row of the sheet is blank, which ROWS would count.
    assert line(texts, 6, "B C D") == [f"COUNTA({JUNE}D5)", f"{JUNE}AX6", f"{JUNE}AW6"]
    for row in range(11, 22):
        assert line(cells, row, "B C D E F G") == ["－"] * 6
        assert line(texts, row, LINE) == ["absent"] * 7


def test_bars_stand_behind_the_rates():
    made = sheet()
    assert [tuple(bar) for bar in made.data_bars] == [(5, 4, 6, 4), (10, 4, 20, 4)]


def test_how_it_prints():
    made = sheet()
    assert (made.page.paper, made.page.landscape) == ("A4", True)
    # One page, and the as-of month is one of its cells.
    assert (made.page.repeat_rows, made.page.header) == (None, "")
    assert values(made)["A2"] == "集計月 2024年8月"


def test_the_printed_headlines_and_products():
    reports = [figures.report(start) for start in (6, 5)]
    cells = values(sheet(reports, results=figures.sample().products))
    assert line(cells, 6, LINE) == [
        *("6月開始(2024年度)", 110, 3447, 1945, Decimal("0.564"), 13, 1502)
    ]
    assert line(cells, 7, LINE) == [
        *("参考:5月開始の集計値(2024年度)", 110, 3447, 2237, Decimal("0.649"), 20, 1210)
    ]
    for row, expected in enumerate(figures.printed("products"), 11):
        as_of = Month(*map(int, expected["集計月"].split("-")))
        name, when, target, actual, rate, reached, remaining = line(cells, row, LINE)
        assert name == f"({row - 10}) {expected['共済名']}"
        assert when == serial(*as_of)
        assert (target, actual) == (int(expected["目標"]), int(expected["実績"]))
        assert rate * 10_000 == figures.per_cent(expected["到達率"], 2)
        assert reached == int(expected["目標達成県支部数"])
        assert remaining == target - actual
