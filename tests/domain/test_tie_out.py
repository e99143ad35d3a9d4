from itertools import combinations

import pytest

from kyosai_xl.domain.checks import AchievedRows, AchieverList, Outside, ProductLine, SheetColumns
from kyosai_xl.domain.control_totals import ControlTotal
from kyosai_xl.domain.model_unions import ModelUnionReport, ModelUnions
from kyosai_xl.domain.months import Calendar, Month
from kyosai_xl.domain.products import BranchResult, summarise_products
from kyosai_xl.domain.tie_out import CITED_ROWS, tie_out
from tests.domain.figures import FEBRUARY, report, sample, union

SHEET, MAY = "モデル単組(6月開始)", "モデル単組(5月開始)"
BOTH = "6月開始と5月開始"


class Tampered(ModelUnionReport):
    """A June report some of whose rows are changed after they were worked out right."""

    def __init__(self, changes, total=None, start=6):
        super().__init__(sample().model_unions, Calendar(start, FEBRUARY))
        self._changes = {self.counted[at][:4]: change for at, change in changes.items()}
        if total:
            # Stands in the place of the cached property.
            self.total = total(super().total)

    def figures(self, union):
        change = self._changes.get(union[:4], lambda figures: figures)
        return change(super().figures(union))


def add(field, n, at=None):
    """A change of one number of a row: of a field, or of one place in it."""

    def change(figures):
        value = getattr(figures, field)
        if at is None:
            return figures._replace(**{field: value + n})
        changed = list(value)
        changed[at] += n
        return figures._replace(**{field: tuple(changed)})

    return change


def add_to_union(field, n):
    def change(figures):
        value = getattr(figures.union, field)
        return figures._replace(union=figures.union._replace(**{field: value + n}))

    return change


def checked(first=None, second=None, products=None, control_totals=()):
    return tie_out(
        (first or report(6), second or report(5)),
        summarise_products(sample().products, FEBRUARY) if products is None else products,
        sample().products,
        control_totals,
    )


def failing(checks):
    """What fails; the checks must be sorted so that it comes first."""
    failed = [check for check in checks if not check.holds]
    assert list(checks[: len(failed)]) == failed
    return {(check.group, check.label): check for check in failed}


def names(checks):
    return set(failing(checks))


def sheet(*labels, group=SHEET):
    return {(group, label) for label in labels}


# What holds


def test_all_checks_of_the_sample_hold():
    checks = checked(control_totals=sample().control_totals)
    assert len(checks) == 228
    assert failing(checks) == {}
    assert len({(check.group, check.label) for check in checks}) == 228


def test_what_is_checked():
    groups = [check.group for check in checked(control_totals=sample().control_totals)]
    counts = {group: groups.count(group) for group in dict.fromkeys(groups)}
    assert list(counts)[:3] == [SHEET, MAY, BOTH]
    # 7 identities a row, 2 + 2 + 36 + 3 + 3 sums of columns, and the list of achievers.
    assert counts[SHEET] == counts[MAY] == 7 + 46 + 1
    # June 2022 to February 2025.
    assert counts[BOTH] == 33
    assert sum(n for group, n in counts.items() if group.startswith("主要共済")) == 11 * 3
    assert sum(n for group, n in counts.items() if group.startswith("照合値")) == 54


def test_the_numbers_compared_are_the_printed_ones():
    checks = {(check.group, check.label): check for check in checked()}
    for group, label, value in (
        (SHEET, "各単組: 集計月までの和 = 2022年度2月累計", 1775),
        (SHEET, "各単組: 集計月までの和 = 2023年度2月累計", 1958),
        (SHEET, "各単組: 集計月までの和 = 累積件数", 1945),
        (SHEET, "各単組: 12か月の和 = 2022年度実績", 2274),
        (SHEET, "各単組: 累積件数 − 前年度の累計 = 前年比", -13),
        (SHEET, "各単組: 目標件数 − 累積件数 = 残件数", 1502),
        (SHEET, "各単組の和 = 合計: 組合員数", 128_620),
        (MAY, "各単組の和 = 合計: 累積件数", 2237),
        (MAY, "目標に達した単組の数 = 目標達成単組の一覧の行数", 20),
        (BOTH, "同じ月は同じ件数: 2022年6月", 311),
        ("主要共済 自賠責共済", "県支部の和 = 全国: 実績", 5931),
        ("主要共済 交通災害共済", "目標に達した県支部の数 = 一覧の行数", 5),
    ):
        check = checks[group, label]
        assert (check.left.value, check.right.value) == (value, value), label


def test_the_cells_compared():
    checks = {(check.group, check.label): check for check in checked()}
    months = tuple(str(Month(2024, 6).plus(n)) for n in range(9))
    check = checks[SHEET, "各単組: 集計月までの和 = 累積件数"]
    assert check.left.cells == SheetColumns(6, months)
    assert check.right.cells == SheetColumns(6, ("cumulative 2024",))
    check = checks[SHEET, "各単組: 累積件数 − 前年度の累計 = 前年比"]
    assert check.left.cells == SheetColumns(6, ("cumulative 2024",), ("cumulative 2023",))
    check = checks[MAY, "各単組の和 = 合計: 2022年5月"]
    assert check.left.cells == SheetColumns(5, ("2022-05",))
    assert check.right.cells == SheetColumns(5, ("2022-05",), total=True)
    check = checks[BOTH, "同じ月は同じ件数: 2023年5月"]
    assert check.left.cells == SheetColumns(6, ("2023-05",), total=True)
    assert check.right.cells == SheetColumns(5, ("2023-05",), total=True)
    check = checks[SHEET, "目標に達した単組の数 = 目標達成単組の一覧の行数"]
    assert (check.left.cells, check.right.cells) == (AchievedRows(6), AchieverList(6))
    check = checks["主要共済 火災共済", "県支部の和 = 全国: 目標"]
    assert check.left.cells == Outside("入力の47県支部の目標件数")
    assert check.right.cells == ProductLine(6, "目標")


@pytest.mark.parametrize("as_of", [(2022, 5), (2023, 6), (2024, 12), (2025, 5), (2026, 1)])
@pytest.mark.parametrize("starts", [(6, 5), (4, 1), (12,), (1, 4, 12)])
def test_all_checks_hold_for_other_calendars(as_of, starts):
    as_of = Month(*as_of)
    reports = [report(start, as_of) for start in starts]
    products = summarise_products(sample().products, as_of)
    checks = tie_out(reports, products, sample().products, sample().control_totals)
    assert failing(checks) == {}
    shared = [check for check in checks if check.label.startswith("同じ月")]
    assert len({check.group for check in shared}) == len(list(combinations(starts, 2)))


# A row that is wrong


def test_a_month_of_the_current_year():
    # December 2024: the seventh month of the third year.
    checks = failing(checked(Tampered({4: add("months", 1, at=24 + 6)})))
    assert set(checks) == sheet(
        "各単組: 集計月までの和 = 累積件数", "各単組の和 = 合計: 2024年12月"
    ) | {(BOTH, "同じ月は同じ件数: 2024年12月")}
    row_wise = checks[SHEET, "各単組: 集計月までの和 = 累積件数"]
    assert (row_wise.difference, row_wise.differing, row_wise.cited) == (1, 1, (4,))
    shared = checks[BOTH, "同じ月は同じ件数: 2024年12月"]
    assert (shared.difference, shared.differing, shared.cited) == (0, 1, (4,))


def test_a_month_of_a_past_year():
    checks = checked(Tampered({109: add("months", -3, at=12)}))
    assert names(checks) == sheet(
        "各単組: 12か月の和 = 2023年度実績",
        "各単組: 集計月までの和 = 2023年度2月累計",
        "各単組の和 = 合計: 2023年6月",
    ) | {(BOTH, "同じ月は同じ件数: 2023年6月")}
    assert all(check.cited in {(), (109,)} for check in failing(checks).values())


def test_a_past_month_that_the_cumulative_does_not_hold():
    # April 2024 lies after 2月累計, so only the twelve months show it.
    assert names(checked(Tampered({0: add("months", 1, at=22)}))) == sheet(
        "各単組: 12か月の和 = 2023年度実績", "各単組の和 = 合計: 2024年4月"
    ) | {(BOTH, "同じ月は同じ件数: 2024年4月")}


def test_a_month_after_the_as_of_month():
    assert names(checked(Tampered({0: add("months", 1, at=24 + 9)}))) == sheet(
        "各単組の和 = 合計: 2025年3月"
    )


@pytest.mark.parametrize(
    ("change", "rule", "column"),
    [
        (add("full_years", 1, at=0), "12か月の和 = 2022年度実績", "2022年度実績"),
        (add("full_years", 1, at=1), "12か月の和 = 2023年度実績", "2023年度実績"),
        (add("cumulatives", 1, at=0), "集計月までの和 = 2022年度2月累計", "2022年度2月累計"),
        (add("year_on_year", 1), "累積件数 − 前年度の累計 = 前年比", "前年比"),
        (add("remaining", 1), "目標件数 − 累積件数 = 残件数", "残件数"),
    ],
)
def test_a_figure_that_others_do_not_use(change, rule, column):
    checks = failing(checked(Tampered({17: change})))
    assert set(checks) == sheet(f"各単組: {rule}", f"各単組の和 = 合計: {column}")
    check = checks[SHEET, f"各単組: {rule}"]
    assert (check.difference, check.differing, check.cited) == (-1, 1, (17,))
    check = checks[SHEET, f"各単組の和 = 合計: {column}"]
    assert (check.difference, check.differing, check.cited) == (1, 0, ())


def test_last_years_cumulative_breaks_the_difference_too():
    assert names(checked(Tampered({17: add("cumulatives", 1, at=1)}))) == sheet(
        "各単組: 集計月までの和 = 2023年度2月累計",
        "各単組: 累積件数 − 前年度の累計 = 前年比",
        "各単組の和 = 合計: 2023年度2月累計",
    )


def test_the_cumulative_breaks_all_that_follows_from_it():
    assert names(checked(Tampered({17: add("cumulatives", 1, at=2)}))) == sheet(
        "各単組: 集計月までの和 = 累積件数",
        "各単組: 累積件数 − 前年度の累計 = 前年比",
        "各単組: 目標件数 − 累積件数 = 残件数",
        "各単組の和 = 合計: 累積件数",
    )


def test_a_target_breaks_the_remaining():
    assert names(checked(Tampered({17: add_to_union("target", 1)}))) == sheet(
        "各単組: 目標件数 − 累積件数 = 残件数", "各単組の和 = 合計: 目標件数"
    )


@pytest.mark.parametrize(("field", "column"), [("members", "組合員数"), ("policies", "団生保有")])
def test_members_and_policies(field, column):
    assert names(checked(Tampered({17: add_to_union(field, 1)}))) == sheet(
        f"各単組の和 = 合計: {column}"
    )


def test_the_sheet_that_is_wrong_is_named():
    checks = checked(second=Tampered({3: add("remaining", 1)}, start=5))
    assert names(checks) == sheet(
        "各単組: 目標件数 − 累積件数 = 残件数", "各単組の和 = 合計: 残件数", group=MAY
    )


def test_errors_that_cancel_out_are_caught_row_by_row():
    checks = failing(checked(Tampered({30: add("remaining", 5), 8: add("remaining", -5)})))
    assert set(checks) == sheet("各単組: 目標件数 − 累積件数 = 残件数")
    (check,) = checks.values()
    assert check.row_wise
    assert (check.difference, check.differing, check.cited) == (0, 2, (8, 30))


def test_of_many_rows_the_first_are_named():
    changes = dict.fromkeys(range(20, 110), add("remaining", 1))
    check = failing(checked(Tampered(changes)))[SHEET, "各単組: 目標件数 − 累積件数 = 残件数"]
    assert CITED_ROWS == 10
    assert (check.differing, check.difference) == (90, -90)
    assert check.cited == tuple(range(20, 30))


# Totals and lists


@pytest.mark.parametrize(
    ("change", "column"),
    [
        (add("full_years", 1, at=0), "2022年度実績"),
        (add("cumulatives", 1, at=2), "累積件数"),
        (add("year_on_year", 1), "前年比"),
        (add("remaining", 1), "残件数"),
        (add_to_union("members", 1), "組合員数"),
        (add_to_union("target", 1), "目標件数"),
        (add("months", 1, at=35), "2025年5月"),
    ],
)
def test_a_total(change, column):
    checks = failing(checked(Tampered({}, total=change)))
    assert set(checks) == sheet(f"各単組の和 = 合計: {column}")
    assert [check.difference for check in checks.values()] == [-1]


def test_a_total_of_a_month_that_both_sheets_show():
    checks = failing(checked(Tampered({}, total=add("months", 1, at=0))))
    assert set(checks) == sheet("各単組の和 = 合計: 2022年6月") | {
        (BOTH, "同じ月は同じ件数: 2022年6月")
    }
    shared = checks[BOTH, "同じ月は同じ件数: 2022年6月"]
    assert (shared.difference, shared.differing, shared.cited) == (1, 0, ())


@pytest.mark.parametrize("change", [lambda rows: rows[1:], lambda rows: (*rows, rows[0])])
def test_the_list_of_achievers(change):
    made = report(6)
    whole = made.achieved
    made.achieved = change(whole)
    checks = failing(checked(made))
    assert set(checks) == sheet("目標に達した単組の数 = 目標達成単組の一覧の行数")
    (check,) = checks.values()
    assert (check.left.value, check.right.value) == (13, len(made.achieved))


@pytest.mark.parametrize(("target", "reached"), [(0, 0), (1, 1), (2, 0)])
def test_the_least_target_that_can_be_reached(target, reached):
    data = ModelUnions(Month(2024, 6), (union([1], target=target),))
    results = (BranchResult("火災共済", Month(2024, 6), "01", "北海道", target, 1),)
    checks = tie_out((report(6, FEBRUARY, data),), summarise_products(results, FEBRUARY), results)
    assert failing(checks) == {}
    counted = {check.group: check.left.value for check in checks if "数 = " in check.label}
    assert (counted[SHEET], counted["主要共済 火災共済"]) == (reached, reached)


# Between the sheets


def moved(position, months, start=5):
    """The May report from counts that are sound in themselves but are not the June report's."""
    data = sample().model_unions
    unions = list(data.unions)
    counts = list(unions[position].counts)
    for month, n in months.items():
        counts[Month(*month).ordinal - data.first.ordinal] += n
    unions[position] = unions[position]._replace(counts=tuple(counts))
    return ModelUnionReport(ModelUnions(data.first, tuple(unions)), Calendar(start, FEBRUARY))


def test_a_shared_month_that_differs():
    checks = failing(checked(second=moved(11, {(2023, 7): 1, (2023, 8): -1})))
    assert set(checks) == {
        (BOTH, "同じ月は同じ件数: 2023年7月"),
        (BOTH, "同じ月は同じ件数: 2023年8月"),
    }
    for check, difference in zip(checks.values(), (-1, 1), strict=True):
        assert (check.difference, check.differing, check.cited) == (difference, 1, (11,))


def test_a_month_that_only_one_sheet_shows_may_be_anything():
    assert failing(checked(second=moved(11, {(2022, 5): 99}))) == {}


def test_shared_months_that_differ_in_two_rows_and_cancel_out():
    data = sample().model_unions
    at = Month(2024, 7).ordinal - data.first.ordinal
    unions = list(data.unions)
    for position, n in ((2, 1), (3, -1)):
        counts = list(unions[position].counts)
        counts[at] += n
        unions[position] = unions[position]._replace(counts=tuple(counts))
    other = ModelUnionReport(ModelUnions(data.first, tuple(unions)), Calendar(5, FEBRUARY))
    checks = failing(checked(second=other))
    assert set(checks) == {(BOTH, "同じ月は同じ件数: 2024年7月")}
    (check,) = checks.values()
    assert (check.difference, check.differing, check.cited) == (0, 2, (2, 3))


def test_months_after_the_as_of_month_are_not_held_against_each_other():
    data = ModelUnions(Month(2024, 5), (union([1] * 12),))
    reports = [report(start, Month(2024, 8), data) for start in (6, 5)]
    checks = tie_out(reports, (), ())
    assert failing(checks) == {}
    shared = [check.label for check in checks if check.group == BOTH]
    assert shared[0] == "同じ月は同じ件数: 2022年6月"
    assert shared[-1] == "同じ月は同じ件数: 2024年8月"


# Section 1


@pytest.mark.parametrize(("field", "item"), [("target", "目標"), ("actual", "実績")])
@pytest.mark.parametrize("n", [1, -1])
def test_a_product_total(field, item, n):
    products = list(summarise_products(sample().products, FEBRUARY))
    products[4] = products[4]._replace(**{field: getattr(products[4], field) + n})
    checks = failing(checked(products=products))
    assert set(checks) == {("主要共済 自賠責共済", f"県支部の和 = 全国: {item}")}
    assert [check.difference for check in checks.values()] == [-n]


def test_the_achievers_of_a_product():
    products = list(summarise_products(sample().products, FEBRUARY))
    fewer = tuple(row for row in products[10].branches if row.branch != "福井")
    products[10] = products[10]._replace(branches=fewer)
    checks = failing(checked(products=products))
    assert set(checks) == {("主要共済 交通災害共済", "目標に達した県支部の数 = 一覧の行数")}
    (check,) = checks.values()
    assert (check.left.value, check.right.value) == (5, 4)


def test_a_product_taken_at_the_wrong_month_is_held_against_that_month():
    rows = sample().products
    earlier = tuple(row._replace(as_of=Month(2024, 6), actual=0) for row in rows[:47])
    products = summarise_products((*rows, *earlier), FEBRUARY)
    assert failing(tie_out((report(6),), products, (*rows, *earlier))) == {}
    stale = summarise_products(earlier, FEBRUARY)
    wrong = (products[0]._replace(as_of=stale[0].as_of), *products[1:])
    checks = failing(tie_out((report(6),), wrong, (*rows, *earlier)))
    assert set(checks) == {
        ("主要共済 団体生命共済", "県支部の和 = 全国: 実績"),
        ("主要共済 団体生命共済", "目標に達した県支部の数 = 一覧の行数"),
    }


# Known totals


def test_a_known_total_that_is_off_by_one():
    known = ControlTotal(FEBRUARY, "6月開始", "累積件数", 1946)
    checks = failing(checked(control_totals=[known]))
    assert set(checks) == {("照合値 6月開始", "照合値 = 累積件数")}
    assert [check.difference for check in checks.values()] == [1]


def test_a_known_total_of_another_month_is_passed_over():
    known = ControlTotal(Month(2025, 1), "6月開始", "累積件数", 1)
    assert checked(control_totals=[known]) == checked()


def test_known_totals_catch_what_is_consistent_in_itself():
    # One contract more in every sheet and every sum: only the printed total tells.
    reports = [moved(11, {(2024, 7): 1}, start) for start in (6, 5)]
    checks = failing(checked(*reports, control_totals=sample().control_totals))
    assert set(checks) == {
        (f"照合値 {start}月開始", f"照合値 = {item}")
        for start in (6, 5)
        for item in ("累積件数", "前年比", "残件数")
    }


# Order


def test_failures_come_first_and_the_rest_keeps_its_order():
    sound = [(check.group, check.label) for check in checked()]
    checks = checked(Tampered({4: add("months", 1, at=30)}))
    failed = [(check.group, check.label) for check in checks[:3]]
    assert all(not check.holds for check in checks[:3])
    assert failed == sorted(failed, key=sound.index)
    rest = [(check.group, check.label) for check in checks[3:]]
    assert rest == [name for name in sound if name not in failed]
