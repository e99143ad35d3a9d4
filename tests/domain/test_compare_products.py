from kyosai_xl.domain.changes import Change, Kind
from kyosai_xl.domain.compare_products import compare_products
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import PRODUCTS, BranchResult

LIFE, CAR = PRODUCTS[0], PRODUCTS[2]
DECEMBER, JANUARY, FEBRUARY = Month(2024, 12), Month(2025, 1), Month(2025, 2)
BRANCHES = {"01": "北海道", "03": "青森", "13": "埼玉"}


def row(branch="01", month=JANUARY, target=10, actual=5, product=LIFE):
    return BranchResult(product, month, branch, BRANCHES[branch], target, actual)


def change(kind, old, new, branch="01", month=JANUARY):
    return Change(kind, branch, BRANCHES.get(branch, ""), "", LIFE, month, old, new)


def all_of(month=JANUARY, product=LIFE, **others):
    return [row(branch, month, product=product, **others) for branch in BRANCHES]


def test_the_same_rows_are_no_change():
    rows = (*all_of(), *all_of(DECEMBER), *all_of(product=CAR))
    assert compare_products(rows, rows) == ()
    assert compare_products((), ()) == ()


def test_a_month_that_takes_the_place_of_the_one_before_is_one_line():
    assert compare_products(all_of(), all_of(FEBRUARY, actual=7)) == (
        change(Kind.PRODUCT_MONTH, None, 21, "", FEBRUARY),
    )


def test_a_month_that_joins_the_one_before_is_one_line():
    assert compare_products(all_of(), (*all_of(), *all_of(FEBRUARY, actual=7))) == (
        change(Kind.PRODUCT_MONTH, None, 21, "", FEBRUARY),
    )


def test_a_product_for_the_first_time_is_one_line():
    assert compare_products((), all_of()) == (change(Kind.PRODUCT_MONTH, None, 15, ""),)


def test_a_month_without_a_later_one_is_lost():
    lost = (change(Kind.PRODUCT_LOST_MONTH, 15, None, ""),)
    assert compare_products(all_of(), ()) == lost
    assert compare_products((*all_of(DECEMBER), *all_of()), all_of(DECEMBER)) == lost


def test_a_month_with_a_later_one_is_not_missed():
    both = (*all_of(DECEMBER), *all_of())
    assert compare_products(both, all_of()) == ()


def test_what_changed_in_a_month_of_both():
    old = [row("01"), row("03"), row("13", target=10)]
    new = [row("01", actual=4), row("13", target=12, actual=9)]
    assert compare_products(old, new) == (
        change(Kind.PRODUCT_CORRECTION, 5, 4),
        change(Kind.PRODUCT_BRANCH_DROPPED, 5, None, "03"),
        change(Kind.TARGET, 10, 12, "13"),
        change(Kind.PRODUCT_CORRECTION, 5, 9, "13"),
    )


def test_a_branch_that_does_not_report_for_the_new_month_is_told():
    new = [row("01", FEBRUARY), row("13", FEBRUARY)]
    assert compare_products([row("01"), row("03")], new) == (
        change(Kind.PRODUCT_MONTH, None, 10, "", FEBRUARY),
        change(Kind.PRODUCT_BRANCH_DROPPED, 5, None, "03", FEBRUARY),
        change(Kind.PRODUCT_BRANCH_ADDED, None, 5, "13", FEBRUARY),
    )


def test_a_target_that_changes_with_the_new_month_is_told_once():
    old = [row("01", DECEMBER)]
    new = [row("01", JANUARY, target=12), row("01", FEBRUARY, target=12)]
    assert compare_products(old, new) == (
        change(Kind.PRODUCT_MONTH, None, 5, ""),
        change(Kind.PRODUCT_MONTH, None, 5, "", FEBRUARY),
        change(Kind.TARGET, 10, 12),
    )


def test_a_target_that_was_corrected_is_not_told_again_with_the_new_month():
    new = [row("01", target=12), row("01", FEBRUARY, target=12)]
    assert compare_products([row("01")], new) == (
        change(Kind.PRODUCT_MONTH, None, 5, "", FEBRUARY),
        change(Kind.TARGET, 10, 12),
    )


def test_the_order_is_of_branch_product_and_month():
    old = [
        row(branch, month, product=product)
        for product in (CAR, LIFE)
        for month in (JANUARY, DECEMBER)
        for branch in ("13", "01")
    ]
    found = compare_products(old, [each._replace(actual=6) for each in old])
    assert [(one.branch_code, one.name, one.month) for one in found] == [
        (branch, product, month)
        for branch in ("01", "13")
        for product in (LIFE, CAR)
        for month in (DECEMBER, JANUARY)
    ]
