from decimal import Decimal

import pytest

from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import PRODUCTS, BranchResult, of_branch, summarise_products
from tests.domain.figures import FEBRUARY, per_cent, printed, sample

LIFE, CAR = PRODUCTS[0], PRODUCTS[2]


def result(product=LIFE, as_of=(2025, 1), branch="01", target=10, actual=5):
    return BranchResult(product, Month(*as_of), branch, f"県{branch}", target, actual)


def printed_line(row):
    target, actual, achievers = (int(row[k]) for k in ("目標", "実績", "目標達成県支部数"))
    return row["共済名"], row["集計月"], target, actual, per_cent(row["到達率"], 2), achievers


def lines(products):
    return [(p.name, str(p.as_of), p.target, p.actual, p.rate, len(p.achievers)) for p in products]


def test_the_national_lines_are_those_printed():
    products = summarise_products(sample().products, FEBRUARY)
    expected = [
        (*line[:4], Decimal(line[4]) / 10_000, line[5])
        for line in map(printed_line, printed("products"))
    ]
    assert lines(products) == expected
    assert [product.number for product in products] == list(range(1, 12))


def test_the_achievers_are_those_printed_in_the_printed_order():
    products = summarise_products(sample().products, FEBRUARY)
    listed = [
        (product.name, row.branch, row.target, row.actual, row.rate * 10_000)
        for product in products
        for row in product.achievers
    ]
    assert listed == [
        (name, branch, int(target), int(actual), per_cent(rate, 2))
        for name, branch, target, actual, rate in map(dict.values, printed("product_achievers"))
    ]


def test_the_products_are_those_printed_in_the_printed_order():
    assert [row["共済名"] for row in printed("products")] == list(PRODUCTS)


@pytest.mark.parametrize("as_of", [(2025, 1), (2025, 2), (2030, 1)])
def test_a_later_as_of_month_shows_the_latest_figures(as_of):
    products = summarise_products(sample().products, Month(*as_of))
    assert products == summarise_products(sample().products, FEBRUARY)


def test_before_the_life_products_figures_only_the_damage_products_are_known():
    known = {row["共済名"]: row["集計月"] == "2024-12" for row in printed("products")}
    products = summarise_products(sample().products, Month(2024, 12))
    assert {product.name: product.as_of == Month(2024, 12) for product in products} == known
    for product in products:
        if not known[product.name]:
            assert (product.as_of, product.target, product.actual) == (None, 0, 0)
            assert (product.branches, product.achievers, product.rate) == ((), (), None)


def test_before_all_figures_every_product_is_still_listed():
    products = summarise_products(sample().products, Month(2024, 11))
    assert [product.name for product in products] == list(PRODUCTS)
    assert {product.as_of for product in products} == {None}


def test_each_product_is_taken_at_its_own_latest_month_not_after_the_as_of_month():
    results = [
        result(LIFE, (2024, 12), target=10, actual=1),
        result(LIFE, (2025, 2), target=10, actual=3),
        result(LIFE, (2025, 1), target=10, actual=2),
        result(LIFE, (2025, 1), branch="03", target=20, actual=20),
        result(CAR, (2024, 11), target=7, actual=4),
        result(CAR, (2025, 3), target=7, actual=6),
    ]

    def known(*as_of):
        life, _, car, *_ = summarise_products(results, Month(*as_of))
        return [(p.as_of and tuple(p.as_of), p.target, p.actual) for p in (life, car)]

    assert known(2024, 10) == [(None, 0, 0), (None, 0, 0)]
    assert known(2024, 11) == [(None, 0, 0), ((2024, 11), 7, 4)]
    assert known(2024, 12) == [((2024, 12), 10, 1), ((2024, 11), 7, 4)]
    assert known(2025, 1) == [((2025, 1), 30, 22), ((2024, 11), 7, 4)]
    assert known(2025, 2) == [((2025, 2), 10, 3), ((2024, 11), 7, 4)]
    assert known(2025, 3) == [((2025, 2), 10, 3), ((2025, 3), 7, 6)]


def test_branches_come_in_code_order_whatever_the_order_read():
    codes = ["49", "03", "32", "01", "30"]
    rows = [result(branch=code, target=5, actual=5) for code in codes]
    product = summarise_products(rows, FEBRUARY)[0]
    assert [row.branch_code for row in product.branches] == sorted(codes)
    assert [row.branch_code for row in product.achievers] == sorted(codes)


def test_a_branch_without_a_target_does_not_achieve_and_has_no_rate():
    rows = [
        result(branch="01", target=0, actual=9),
        result(branch="03", target=9, actual=9),
        result(branch="04", target=9, actual=8),
    ]
    product = summarise_products(rows, FEBRUARY)[0]
    assert [row.branch_code for row in product.achievers] == ["03"]
    assert [row.rate for row in product.branches] == [None, 1, Decimal("0.8888")]
    assert (product.target, product.actual, product.rate) == (18, 26, Decimal("1.4444"))


def test_a_product_whose_targets_are_all_zero_has_no_rate():
    product = summarise_products([result(target=0, actual=3)], FEBRUARY)[0]
    assert (product.rate, product.achievers) == (None, ())


def test_a_branch_s_line_beside_the_nation_s():
    rows = [result(branch="01"), result(branch="13", target=8, actual=7)]
    product = summarise_products(rows, FEBRUARY)[0]
    own = of_branch(product, "13")
    assert (own.number, own.name, own.as_of) == product[:3]
    assert (own.branch, own.target, own.actual, own.rate) == ("埼玉", 8, 7, Decimal("0.8750"))
    assert own.branches == (rows[1],)
    assert (own.nation.branch, own.nation.target, own.nation.actual) == ("全国", 18, 12)
    assert own.nation.rate == product.rate == Decimal("0.6666")


def test_a_branch_without_a_line_has_no_figures():
    product = summarise_products([result(branch="01")], FEBRUARY)[0]
    own = of_branch(product, "60")
    assert (own.branch, own.branches, own.target, own.rate) == ("社保労連", (), 0, None)
    assert own.nation.actual == 5


def test_a_product_without_figures_has_none_of_the_nation_either():
    own = of_branch(summarise_products([], FEBRUARY)[0], "01")
    assert (own.as_of, own.nation, own.branches) == (None, None, ())
