import pytest

from kyosai_xl.domain.checks import AchieverList, ProductLine, SheetColumns, UnionRows
from kyosai_xl.domain.control_totals import (
    MODEL_UNION_ITEMS,
    PRODUCT_ITEMS,
    ControlTotal,
    control_checks,
)
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import summarise_products
from tests.domain.figures import FEBRUARY, raw, report, sample


def checks(*totals, as_of=FEBRUARY, starts=(6, 5)):
    reports = [report(start, as_of) for start in starts]
    products = summarise_products(sample().products, as_of)
    return list(control_checks(reports, products, totals))


def total(table, item, value, as_of=FEBRUARY):
    return ControlTotal(as_of, table, item, value)


def test_every_printed_total_is_compared_and_holds():
    made = checks(*sample().control_totals)
    assert len(made) == len(raw("control_totals")) == 54
    assert all(check.holds for check in made)
    assert [check.left.value for check in made] == [int(row["値"]) for row in raw("control_totals")]


# As printed on the June sheet, the May sheet and in section 1.
@pytest.mark.parametrize(
    ("table", "item", "value", "cells"),
    [
        ("6月開始", "取組単組", 110, UnionRows(6)),
        ("6月開始", "組合員数", 128_620, SheetColumns(6, ("members",), total=True)),
        ("6月開始", "団生保有", 58_786, SheetColumns(6, ("policies",), total=True)),
        ("6月開始", "前々年度実績", 2274, SheetColumns(6, ("full_year 2022",), total=True)),
        ("6月開始", "前年度実績", 2534, SheetColumns(6, ("full_year 2023",), total=True)),
        ("6月開始", "前々年度累計", 1775, SheetColumns(6, ("cumulative 2022",), total=True)),
        ("6月開始", "前年度累計", 1958, SheetColumns(6, ("cumulative 2023",), total=True)),
        ("6月開始", "累積件数", 1945, SheetColumns(6, ("cumulative 2024",), total=True)),
        ("6月開始", "目標件数", 3447, SheetColumns(6, ("target",), total=True)),
        ("6月開始", "前年比", -13, SheetColumns(6, ("year_on_year",), total=True)),
        ("6月開始", "残件数", 1502, SheetColumns(6, ("remaining",), total=True)),
        ("6月開始", "目標達成単組", 13, AchieverList(6)),
        ("5月開始", "累積件数", 2237, SheetColumns(5, ("cumulative 2024",), total=True)),
        ("5月開始", "前年比", 70, SheetColumns(5, ("year_on_year",), total=True)),
        ("5月開始", "目標達成単組", 20, AchieverList(5)),
        ("自賠責共済", "目標", 12_824, ProductLine(5, "目標")),
        ("自賠責共済", "実績", 5931, ProductLine(5, "実績")),
        ("交通災害共済", "目標達成県支部", 5, ProductLine(11, "目標達成県支部")),
    ],
)
def test_a_total_is_compared_with_the_cells_that_show_it(table, item, value, cells):
    (check,) = checks(total(table, item, value))
    assert check.holds
    assert (check.group, check.label) == (f"照合値 {table}", f"照合値 = {item}")
    assert check.right == (value, cells)
    for off in (value - 1, value + 1):
        (check,) = checks(total(table, item, off))
        assert not check.holds
        assert check.difference == off - value


def test_every_item_can_be_compared():
    made = checks(*(total("6月開始", item, -(10**9)) for item in MODEL_UNION_ITEMS))
    assert [check.label for check in made] == [f"照合値 = {item}" for item in MODEL_UNION_ITEMS]
    made = checks(*(total("火災共済", item, -(10**9)) for item in PRODUCT_ITEMS))
    assert [check.label for check in made] == [f"照合値 = {item}" for item in PRODUCT_ITEMS]
    assert not any(check.holds for check in made)


@pytest.mark.parametrize("as_of", [(2025, 1), (2025, 3), (2024, 2)])
def test_totals_of_another_as_of_month_are_passed_over(as_of):
    assert checks(total("6月開始", "累積件数", 1, Month(*as_of))) == []
    assert checks(total("団体生命共済", "実績", 1, Month(*as_of))) == []
    assert checks(*sample().control_totals, as_of=Month(*as_of)) == []


def test_totals_of_a_start_month_that_is_not_reported_are_passed_over():
    known = (total("4月開始", "累積件数", 1), total("5月開始", "累積件数", 2237))
    assert checks(*known, starts=(6,)) == []
    (check,) = checks(*known, starts=(5,))
    assert check.holds


def test_an_earlier_as_of_month_has_its_own_totals():
    # The June year ran from June 2024: 386 contracts, as printed.
    june = Month(2024, 6)
    (check,) = checks(total("6月開始", "累積件数", 386, june), as_of=june)
    assert check.holds
    assert check.right.cells == SheetColumns(6, ("cumulative 2024",), total=True)
