from decimal import Decimal
from itertools import pairwise

from kyosai_xl.domain.products import PRODUCTS, BranchResult
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.products_sheet import ProductGrid, products_sheet
from tests.domain import figures
from tests.layout.golden import compare
from tests.layout.small import AUGUST, RESULTS, formulas, line, products, shown, values

NOTHING = ["なし", "件", "件", "%"]


def sheet(results=RESULTS, dialect=Dialect.NATIVE):
    return products_sheet(ProductGrid(products(results)), AUGUST, dialect)


def row(cells, number):
    return line(cells, number, "A B C D")


def test_the_golden(update_goldens):
    compare("products", lambda dialect: sheet(dialect=dialect), update_goldens)


def test_the_heading_and_the_closing_note():
    cells = values(sheet())
    assert cells["A1"] == "新契約件数 主要共済の実績"
    assert cells["A71"] == "※ 全労済から事務移管された契約も、新契約の件数に含めています。"
    assert max(int("".join(filter(str.isdigit, at))) for at in cells) == 71


def test_a_block_with_an_achiever():
    cells = values(sheet())
    assert cells["A4"] == "(1) 団体生命共済 (2024年7月)"
    assert row(cells, 5) == ["目標", "実績", "到達率", "目標達成県支部"]
    assert row(cells, 6) == [134, 74, Decimal("0.5522"), 1]
    assert row(cells, 7) == ["県支部", "目標", "実績", "到達率"]
    assert row(cells, 8) == ["青森", 14, 14, 1]
    assert row(cells, 9) == ["absent"] * 4
    assert cells["A10"] == "(2) じちろう退職者団体生命共済 (集計なし)"


def test_a_block_without_achievers():
    cells = values(sheet())
    assert cells["A28"] == "(5) 自賠責共済 (2024年6月)"
    assert row(cells, 30) == [12_824, 5931, Decimal("0.4624"), 0]
    assert row(cells, 32) == NOTHING
    assert cells["A34"].startswith("(6) 火災共済")


def test_achievers_in_code_order():
    cells = values(sheet())
    assert cells["A64"] == "(11) 交通災害共済 (2024年8月)"
    assert row(cells, 66) == [28, 1384, Decimal("49.4285"), 2]
    assert row(cells, 68) == ["福井", 10, 394, Decimal("39.4")]
    assert row(cells, 69) == ["佐賀", 18, 990, Decimal(55)]


def test_a_product_without_figures_shows_dashes():
    cells = values(sheet())
    for number, heading in ((10, 2), (16, 3), (22, 4), (34, 6), (58, 10)):
        assert cells[f"A{number}"] == f"({heading}) {PRODUCTS[heading - 1]} (集計なし)"
        assert row(cells, number + 2) == ["－"] * 4
        assert row(cells, number + 4) == NOTHING
    texts = formulas(sheet())
    assert not any(at.endswith("12") for at in texts)


def test_without_any_result_every_block_shows_dashes():
    made = sheet(())
    cells = values(made)
    for number, name in enumerate(PRODUCTS, 1):
        heading = 4 + 6 * (number - 1)
        assert cells[f"A{heading}"] == f"({number}) {name} (集計なし)"
        assert row(cells, heading + 2) == ["－"] * 4
        assert row(cells, heading + 4) == NOTHING
    assert cells["A70"].startswith("※")
    assert formulas(made) == {}


def test_without_a_target_there_is_a_dash():
    made = sheet((BranchResult("団体生命共済", AUGUST, "01", "北海道", 0, 3),))
    cells = values(made)
    assert row(cells, 6) == [0, 3, "－", 0]
    assert row(cells, 8) == NOTHING


def test_units_are_part_of_the_number_formats():
    cells = shown(sheet())
    assert [cells[f"{column}6"].style.number for column in "ABCD"] == [
        '#,##0"件"',
        '#,##0"件"',
        "0.00%",
        '0" 県"',
    ]
    assert cells["B8"].style.number == '#,##0"件"'
    assert cells["D8"].style.number == "0.00%"


def test_native_formulas():
    texts = formulas(sheet())
    assert texts["C6"] == 'IF(A6=0,"－",INT(B6*10000/A6)/10000)'
    assert texts["D8"] == 'IF(B8=0,"－",INT(C8*10000/B8)/10000)'
    assert (texts["D6"], texts["D30"], texts["D66"]) == (
        "COUNT(B8)",
        "COUNT(B32)",
        "COUNT(B68:B69)",
    )


def test_own_functions():
    texts = formulas(sheet(dialect=Dialect.UDF))
    assert texts["C6"] == 'ACHIEVEMENT(B6,A6,2,"切り捨て")'
    assert texts["D69"] == 'ACHIEVEMENT(C69,B69,2,"切り捨て")'
    assert texts["D66"] == "COUNT(B68:B69)"


def test_a_workbook_of_values_has_none():
    assert formulas(sheet(dialect=Dialect.VALUES)) == {}


def test_no_block_is_split_between_pages():
    everyone = tuple(
        BranchResult(name, AUGUST, f"{code:02d}", f"県{code}", 1, 1)
        for name in PRODUCTS
        for code in range(1, 21)
    )
    made = sheet(everyone)
    grid = ProductGrid(products(everyone))
    starts = set(grid.headings.values())
    assert set(made.breaks) <= starts
    _, last_repeated = made.page.repeat_rows
    edges = [last_repeated + 1, *made.breaks, grid.note_row]
    # Every page repeats the title before its own rows.
    title = sum(made.heights[n] for n in range(last_repeated + 1))
    heights = [
        title + sum(made.heights[n] for n in range(begin, end)) for begin, end in pairwise(edges)
    ]
    assert title > 50
    assert max(heights) < 780
    assert len(heights) == 11
    assert sheet().page.scale


def test_how_it_prints():
    made = sheet()
    assert (made.page.paper, made.page.landscape) == ("A4", False)
    # Every page begins with the title and the as-of month, both of them cells.
    assert made.page.repeat_rows == (0, 2)
    assert made.page.header == ""
    cells = values(made)
    assert cells["A1"] == "新契約件数 主要共済の実績"
    assert cells["A2"] == "2024年8月までに集計された実績"


def test_the_printed_section_1():
    summary = products(figures.sample().products, figures.FEBRUARY)
    grid = ProductGrid(summary)
    cells = values(products_sheet(grid, figures.FEBRUARY, Dialect.NATIVE))
    achievers = figures.printed("product_achievers")
    row_number = 4
    for number, expected in enumerate(figures.printed("products"), 1):
        year, month = map(int, expected["集計月"].split("-"))
        name = expected["共済名"]
        assert cells[f"A{row_number}"] == f"({number}) {name} ({year}年{month}月)"
        assert grid.headings[number] == row_number - 1
        target, actual, rate, reached = row(cells, row_number + 2)
        assert (target, actual) == (int(expected["目標"]), int(expected["実績"]))
        assert rate * 10_000 == figures.per_cent(expected["到達率"], 2)
        assert reached == int(expected["目標達成県支部数"])
        listed = [each for each in achievers if each["共済名"] == name]
        for at, each in enumerate(listed, row_number + 4):
            branch, target, actual, rate = row(cells, at)
            assert (branch, str(target), str(actual)) == (
                each["県支部"],
                each["目標"],
                each["実績"],
            )
            assert rate * 10_000 == figures.per_cent(each["到達率"], 2)
        if not listed:
            assert row(cells, row_number + 4) == NOTHING
        row_number += 5 + max(1, len(listed))
