import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import BranchResult
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Formula
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.model_union_sheet import model_union_sheet
from kyosai_xl.layout.origin import InputCells, Origin
from kyosai_xl.layout.products_sheet import ProductGrid, products_sheet
from tests.layout.small import (
    AUGUST,
    RESULTS,
    formulas,
    line,
    products,
    report,
    shown,
    values,
)

JULY = Month(2024, 7)
UNIONS = InputCells("単組", {("01", "001"): 4, ("01", "002"): 9}, {"name": 3, "target": 7})


def column(rows, sheet="主要共済"):
    """Cells of column E that are known by their own row number, counted from 0."""
    return InputCells(sheet, {row: row for row in rows}, {"target": 4})


def test_a_figure_follows_the_cell_where_it_is_typed():
    assert UNIONS.link(("01", "001"), "target", 30) == Formula("'単組'!H5", 30)
    assert UNIONS.link(("01", "002"), "name", "乙") == Formula("'単組'!D10", "乙")
    assert UNIONS.link(("01", "001"), "target", None) == Formula("'単組'!H5", None)


def test_what_is_typed_nowhere_stays_a_bare_value():
    assert UNIONS.link(("03", "001"), "target", 30) == 30
    assert UNIONS.link(("01", "001"), "policies", 93) == 93
    assert InputCells("単組", {}, {}).link(("01", "001"), "target", 30) == 30


def test_a_sheet_named_with_a_quotation_mark():
    cells = InputCells("It's", {1: 1}, {"target": 4})
    assert cells.link(1, "target", 5) == Formula("'It''s'!E2", 5)
    assert cells.sum([1], "target", 5) == Formula("SUM('It''s'!E2)", 5)


def test_a_sum_takes_neighbouring_rows_together():
    cells = column(range(100))
    assert cells.sum([4], "target", 1) == Formula("SUM('主要共済'!E5)", 1)
    assert cells.sum([4, 5, 6], "target", 3) == Formula("SUM('主要共済'!E5:E7)", 3)
    assert cells.sum([0, 2, 3, 9], "target", 4) == Formula(
        "SUM('主要共済'!E1,'主要共済'!E3:E4,'主要共済'!E10)", 4
    )


def test_the_order_of_the_rows_does_not_matter():
    cells = column(range(10))
    assert cells.sum(iter([7, 5, 1, 6]), "target", 9) == Formula(
        "SUM('主要共済'!E2,'主要共済'!E6:E8)", 9
    )


def test_a_sum_of_which_a_part_is_typed_nowhere_stays_a_bare_value():
    cells = column([4, 5])
    assert cells.sum([4, 5, 6], "target", 3) == 3
    assert cells.sum([4, 5], "actual", 3) == 3
    assert cells.sum([], "target", 0) == 0


def test_a_sum_of_more_areas_than_a_function_takes_stays_a_bare_value():
    every_other = range(0, 202, 2)
    cells = column(every_other)
    most = cells.sum(every_other[:100], "target", 5)
    assert isinstance(most, Formula)
    assert most.text.count(",") == 99
    # What a cell holds is limited too, also for the longest names and the last rows.
    far = column([10**6 + row for row in every_other], "長" * 31)
    assert len(far.sum([10**6 + row for row in every_other[:100]], "target", 5).text) < 8192
    assert cells.sum(every_other, "target", 5) == 5
    # Rows count by their areas, not each.
    assert column(range(5_000)).sum(range(5_000), "target", 5).text == "SUM('主要共済'!E1:E5000)"


@given(st.sets(st.integers(0, 150), min_size=1, max_size=100))
def test_a_sum_takes_every_row_once_and_no_other(rows):
    cells = column(range(151))
    areas = [
        (int(first), int(last or first))
        for first, last in re.findall(r"!E(\d+)(?::E(\d+))?", cells.sum(rows, "target", 1).text)
    ]
    taken = [row - 1 for first, last in areas for row in range(first, last + 1)]
    assert taken == sorted(rows)
    ends = {last for _, last in areas}
    assert not any(first - 1 in ends for first, _ in areas)


# On the sheets

# Typed are 甲, 乙 and 戊 with the months from June to September 2024, 丙 and 丁 nowhere; of the
# results those of July, and 佐賀's.
ORIGIN = Origin(
    InputCells(
        "単組",
        {("01", "001"): 1, ("01", "002"): 2, ("60", "001"): 3},
        {
            name: n
            for n, name in enumerate(("name", "members", "policies", "effective_month", "target"))
        },
    ),
    InputCells(
        "月次件数",
        {("01", "001"): 5, ("01", "002"): 6, ("60", "001"): 7},
        {"2024-06": 4, "2024-07": 5, "2024-08": 6, "2024-09": 7},
    ),
    InputCells(
        "主要共済",
        {
            ("団体生命共済", JULY, "01"): 10,
            ("団体生命共済", JULY, "03"): 11,
            ("交通災害共済", AUGUST, "43"): 12,
        },
        {"target": 4, "actual": 5},
    ),
)


def union_sheet(origin=ORIGIN, **others):
    return model_union_sheet(ModelUnionGrid(report(**others), origin), Dialect.NATIVE)


def product_sheet(origin=ORIGIN, results=RESULTS):
    return products_sheet(ProductGrid(products(results), origin), AUGUST, Dialect.NATIVE)


def test_a_unions_row_follows_the_input_sheets():
    texts = formulas(union_sheet())
    assert line(texts, 5, "D E F H AX") == [
        *("'単組'!A2", "'単組'!B2", "'単組'!C2", "'単組'!D2", "'単組'!E2")
    ]
    assert line(texts, 6, "AK AL AM") == ["'月次件数'!E7", "'月次件数'!F7", "'月次件数'!G7"]
    assert line(texts, 11, "D AX AK") == ["'単組'!A4", "'単組'!E4", "'月次件数'!E8"]


def test_months_follow_their_cells_to_the_as_of_month_only():
    cells = shown(union_sheet())
    # 乙 has no contracts in July and August: their cells are followed, and show blank.
    assert (cells["AL6"].value, cells["AL6"].formula) == (0, "'月次件数'!F7")
    assert cells["AL6"].style.number == "#,##0;-#,##0;"
    for column in ("AN", "AO", "AV"):
        assert (cells[f"{column}5"].value, cells[f"{column}5"].formula) == (None, "")
    later = shown(union_sheet(as_of=Month(2024, 9)))
    assert (later["AN5"].value, later["AN5"].formula) == (99, "'月次件数'!H6")


def test_a_union_or_a_month_typed_nowhere_stays_a_bare_figure():
    cells = shown(union_sheet())
    for at in ("D7", "E8", "AX8", "AL8", "AM8", "K5", "Y5", "A5", "B5", "C5"):
        assert not cells[at].formula, at
    assert line(values(union_sheet()), 8, "E F AX AL") == [160, 172, 16, 5]
    assert (cells["K5"].value, cells["Y5"].value) == (5, 1000)


def test_a_month_typed_nowhere_is_blank_when_it_has_no_contracts():
    cells = shown(union_sheet())
    # 甲 in July 2022, a month that is no column; 丁 in August 2024, a union that is no row.
    for at in ("L5", "AM8"):
        assert (cells[at].value, cells[at].formula) == (None, ""), at
    assert cells["AL6"].value == 0


def test_what_is_worked_out_from_the_figures_stays_as_it_is():
    plain, linked = formulas(union_sheet(None)), formulas(union_sheet())
    assert plain.items() <= linked.items()
    assert {at for at in linked if at not in plain} >= {"D5", "AX5", "AK5"}


def test_a_month_of_effect_that_is_unknown_stays_blank():
    known = ORIGIN.unions._replace(rows={("03", "010"): 1})
    cells = shown(union_sheet(ORIGIN._replace(unions=known)))
    assert cells["E7"].formula == "'単組'!B2"
    assert (cells["H7"].value, cells["H7"].formula) == (None, "")


def test_the_values_shown_are_the_same_with_and_without_input_sheets():
    plain, linked = values(union_sheet(None)), values(union_sheet())
    assert plain.keys() == linked.keys()
    # A month without contracts shows blank either way.
    assert {at: value or None for at, value in plain.items()} == {
        at: value or None for at, value in linked.items()
    }
    assert values(product_sheet(None)) == values(product_sheet())


def test_a_products_line_is_the_sum_of_what_the_branches_typed():
    cells = shown(product_sheet())
    assert cells["A6"][:2] == (134, "SUM('主要共済'!E11:E12)")
    assert cells["B6"][:2] == (74, "SUM('主要共済'!F11:F12)")
    assert cells["C6"][:2] == (Decimal("0.5522"), 'IF(A6=0,"－",INT(B6*10000/A6)/10000)')
    assert cells["D6"][:2] == (1, "COUNT(B8)")
    assert (cells["B8"][:2], cells["C8"][:2]) == (
        (14, "'主要共済'!E12"),
        (14, "'主要共済'!F12"),
    )


def test_a_product_not_typed_by_every_branch_keeps_bare_figures():
    cells = shown(product_sheet())
    # 福井's are typed nowhere, 佐賀's are.
    assert (cells["A66"][:2], cells["B66"][:2]) == ((28, ""), (1384, ""))
    assert (cells["B68"][:2], cells["C68"][:2]) == ((10, ""), (394, ""))
    assert (cells["B69"][:2], cells["C69"][:2]) == (
        (18, "'主要共済'!E13"),
        (990, "'主要共済'!F13"),
    )
    assert (cells["A30"][:2], cells["A12"][:2]) == ((12_824, ""), ("－", ""))


def test_a_superseded_result_is_not_part_of_the_sum():
    result = BranchResult("団体生命共済", Month(2024, 6), "03", "青森", 14, 5)
    typed = ORIGIN.results.rows | {("団体生命共済", Month(2024, 6), "03"): 13}
    origin = ORIGIN._replace(results=ORIGIN.results._replace(rows=typed))
    cells = shown(product_sheet(origin, (*RESULTS, result)))
    assert cells["A6"][:2] == (134, "SUM('主要共済'!E11:E12)")
