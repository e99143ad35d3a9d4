from decimal import Decimal
from fractions import Fraction
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.domain.model_unions import (
    ModelUnionReport,
    ModelUnions,
    column_label,
    cumulative_key,
    full_year_key,
    national,
)
from kyosai_xl.domain.months import Calendar, Month
from tests.domain.figures import FEBRUARY, per_cent, printed, raw, report, sample, union

FIRST = Month(2022, 5)
JUNE = {(row["県コード"], row["単組コード"]): row for row in printed("model_unions_june")}
MASTER = {(row["県コード"], row["単組コード"]): row for row in raw("model_unions")}
COUNTS = {
    (row["県コード"], row["単組コード"], row["年月"]): int(row["件数"])
    for row in raw("model_union_counts")
}
COUNTED = [codes for codes, row in MASTER.items() if row["区分"] == "集計"]


def codes_of(row):
    return row.union.branch_code, row.union.union_code


def named(figures, made):
    """A row's counts by their keys."""
    return dict(zip(made.keys, figures.counts, strict=True))


def from_the_file(codes, months, as_of):
    """A sum of the counts in the sample's file, past the program's own reading."""
    return sum(COUNTS.get((*codes, str(month)), 0) for month in months if month <= as_of)


def rows_of(made):
    return [*made.rows(), *made.reference_rows()]


# The printed sheet


@pytest.mark.parametrize("codes", JUNE, ids="-".join)
def test_the_printed_june_sheet(codes):
    made, row = report(6), JUNE[codes]
    figures = next(figures for figures in rows_of(made) if codes_of(figures) == codes)
    assert figures.union.name == row["単組名"]
    assert figures.full_years == (int(row["2022年度実績"]), int(row["2023年度実績"]))
    columns = ("2022年度2月累計", "2023年度2月累計", "累積件数")
    assert figures.cumulatives == tuple(int(row[column]) for column in columns)
    assert figures.actual == int(row["累積件数"])
    assert figures.union.target == int(row["目標件数"])
    assert figures.year_on_year == int(row["前年比"])
    assert figures.rate * 1000 == per_cent(row["達成率"], 1)
    assert figures.enrolment * 1000 == per_cent(row["加入率"], 1)
    assert figures.remaining == int(row["残件数"])
    assert figures.achieved == (int(row["累積件数"]) >= int(row["目標件数"]))


def test_rows_come_in_the_printed_order_with_the_affiliate_apart():
    for start in (6, 5):
        made = report(start)
        assert [codes_of(row) for row in rows_of(made)] == list(JUNE)
        assert [codes_of(row) for row in made.rows()] == COUNTED
        assert {row.union.branch for row in made.reference_rows()} == {"社保労連"}


def test_the_printed_totals_of_the_june_year():
    total = report(6).total
    assert (total.union.members, total.union.policies) == (128_620, 58_786)
    assert total.enrolment == Decimal("0.457")
    assert total.full_years == (2274, 2534)
    assert total.cumulatives == (1775, 1958, 1945)
    assert (total.union.target, total.year_on_year, total.remaining) == (3447, -13, 1502)
    assert total.rate == Decimal("0.564")
    assert len(report(6).counted) == 110
    assert len(report(6).achievers) == 13


def test_the_printed_totals_of_the_may_year():
    total = report(5).total
    assert total.full_years[0] == 2271
    assert total.cumulatives == (1981, 2167, 2237)
    assert (total.union.target, total.year_on_year, total.remaining) == (3447, 70, 1210)
    assert total.rate == Decimal("0.649")
    assert len(report(5).counted) == 110
    assert len(report(5).achievers) == 20


def test_the_achievers_in_code_order():
    june = [codes for codes in COUNTED if int(JUNE[codes]["残件数"]) <= 0]
    assert [codes_of(row) for row in report(6).achievers] == june
    # The May year of 2024 is the June year and May.
    may = [
        codes
        for codes in COUNTED
        if COUNTS.get((*codes, "2024-05"), 0) >= int(JUNE[codes]["残件数"])
    ]
    assert [codes_of(row) for row in report(5).achievers] == may


def test_the_most_missing_come_first():
    positions = report(6).by_remaining()
    missing = [int(JUNE[COUNTED[position]]["残件数"]) for position in positions]
    assert sorted(positions) == list(range(110))
    assert missing == sorted(missing, reverse=True)
    assert missing[:3] == [125, 98, 62]
    for _, equals in groupby(positions, key=lambda at: JUNE[COUNTED[at]]["残件数"]):
        equal = list(equals)
        assert equal == sorted(equal)


# Other calendars


@pytest.mark.parametrize("start", range(1, 13))
@pytest.mark.parametrize("as_of", [FEBRUARY, Month(2023, 6), Month(2022, 5), Month(2024, 5)])
def test_any_start_and_as_of_month_sum_the_counts_of_the_file(start, as_of):
    made = report(start, as_of)
    years = Calendar(start, as_of).years
    elapsed = Calendar(start, as_of).elapsed
    for figures in rows_of(made):
        codes = codes_of(figures)
        assert figures.full_years == tuple(
            from_the_file(codes, year.months, as_of) for year in years[:2]
        )
        assert figures.cumulatives == tuple(
            from_the_file(codes, year.months[:elapsed], as_of) for year in years
        )
        assert figures.months == tuple(
            from_the_file(codes, [month], as_of) for year in years for month in year.months
        )


def test_as_of_june_2023_only_the_first_month_has_run():
    total = report(6, Month(2023, 6)).total
    # The June year 2021 holds the first month of the series, May 2022, and nothing else.
    assert total.full_years == (206, 2274)
    assert total.cumulatives == (0, 311, 421)
    assert total.year_on_year == 110
    assert total.months[24:] == (421, *[0] * 11)


def test_as_of_the_first_month_of_the_series():
    may = report(5, Month(2022, 5)).total
    assert (may.full_years, may.cumulatives) == ((0, 0), (0, 0, 206))
    june = report(6, Month(2022, 5)).total
    assert june.cumulatives == (0, 0, 206)
    assert june.months == (*[0] * 35, 206)


@pytest.mark.parametrize("as_of", [(2022, 4), (2021, 12), (2019, 6), (1990, 1)])
def test_before_the_series_everything_is_zero(as_of):
    made = report(6, Month(*as_of))
    for figures in (*rows_of(made), made.total):
        assert figures.months == (0,) * 36
        assert (figures.full_years, figures.cumulatives) == ((0, 0), (0, 0, 0))
    assert made.achievers == ()
    assert made.total.remaining == 3447


def test_later_in_the_year_nothing_is_added():
    total = report(6, Month(2025, 5)).total
    assert total.full_years == (2274, 2534)
    assert total.cumulatives == (2274, 2534, 1945)
    assert total.year_on_year == 1945 - 2534


def test_in_the_next_fiscal_year_the_years_move_on():
    total = report(6, Month(2025, 6)).total
    assert total.full_years == (2534, 1945)
    # June 2023 and June 2024 as printed.
    assert total.cumulatives == (421, 386, 0)
    assert total.months[:12] == report(6).total.months[12:24]


@pytest.mark.parametrize("as_of", [(2027, 6), (2028, 2), (2040, 1)])
def test_far_beyond_the_series_everything_is_zero(as_of):
    total = report(6, Month(*as_of)).total
    assert total.months == (0,) * 36
    assert total.cumulatives == (0, 0, 0)


def test_counts_after_the_as_of_month_are_left_out():
    data = ModelUnions(FIRST, (union([1] * 60, target=9),))
    figures = next(report(6, FEBRUARY, data).rows())
    assert figures.months == (*[1] * 33, 0, 0, 0)
    assert figures.full_years == (12, 12)
    assert figures.cumulatives == (9, 9, 9)
    assert (figures.remaining, figures.achieved, figures.rate) == (0, True, 1)


def test_the_may_and_the_june_year_share_one_series():
    data = ModelUnions(FIRST, (union(range(1, 35)),))
    june, may = (next(report(start, FEBRUARY, data).rows()) for start in (6, 5))
    # May 2022 is 1, so June 2022 is 2; May 2023 is 13, May 2024 is 25, February 2025 is 34.
    assert june.months == (*range(2, 35), 0, 0, 0)
    assert may.months == (*range(1, 35), 0, 0)
    assert june.full_years == (sum(range(2, 14)), sum(range(14, 26)))
    assert may.full_years == (sum(range(1, 13)), sum(range(13, 25)))
    assert june.cumulatives == (sum(range(2, 11)), sum(range(14, 23)), sum(range(26, 35)))
    assert may.cumulatives == (sum(range(1, 11)), sum(range(13, 23)), sum(range(25, 35)))
    assert (june.year_on_year, may.year_on_year) == (9 * 12, 10 * 12)


def test_every_month_that_two_sheets_show_agrees():
    june, may = report(6), report(5)
    for one, other in zip(rows_of(june), rows_of(may), strict=True):
        left, right = named(one, june), named(other, may)
        shared = {str(m) for m in june.calendar.months} & {str(m) for m in may.calendar.months}
        assert {key: left[key] for key in shared} == {key: right[key] for key in shared}
    assert len(shared) == 35


# Rows and keys


def test_counts_have_a_key_each():
    made = report(6)
    assert made.keys == (
        "members",
        "policies",
        *("full_year 2022", "full_year 2023"),
        *(str(FIRST.plus(n)) for n in range(1, 37)),
        *("cumulative 2022", "cumulative 2023", "cumulative 2024"),
        *("target", "year_on_year", "remaining"),
    )
    total = named(made.total, made)
    assert (total["members"], total["policies"], total["target"]) == (128_620, 58_786, 3447)
    assert (total[full_year_key(2022)], total[full_year_key(2023)]) == (2274, 2534)
    assert [total[cumulative_key(year)] for year in (2022, 2023, 2024)] == [1775, 1958, 1945]
    assert (total["year_on_year"], total["remaining"]) == (-13, 1502)
    # Printed: the first month of the series and the last.
    assert (total["2022-06"], total["2025-02"], total["2025-03"]) == (311, 65, 0)


def test_column_labels_name_the_year_and_the_as_of_month():
    made = report(6)
    labels = {key: column_label(made, key) for key in made.keys}
    assert labels["full_year 2022"] == "2022年度実績"
    assert labels["cumulative 2023"] == "2023年度2月累計"
    assert labels["cumulative 2024"] == "累積件数"
    assert labels["2023-05"] == "2023年5月"
    words = [labels[key] for key in ("members", "policies", "target", "year_on_year", "remaining")]
    assert words == ["組合員数", "団生保有", "目標件数", "前年比", "残件数"]
    assert len(set(labels.values())) == len(labels)
    assert column_label(report(4, Month(2024, 12)), "cumulative 2022") == "2022年度12月累計"


def test_a_union_without_target_or_members_has_no_rate_and_does_not_achieve():
    data = ModelUnions(Month(2024, 6), (union([3], target=0, members=0, policies=0),))
    made = report(6, FEBRUARY, data)
    figures = next(made.rows())
    assert (figures.rate, figures.enrolment) == (None, None)
    assert (figures.remaining, figures.achieved) == (-3, False)
    assert made.achievers == ()
    assert (made.total.rate, made.total.enrolment) == (None, None)


def test_without_unions_the_total_is_zero():
    made = report(6, FEBRUARY, ModelUnions(FIRST, ()))
    assert made.total.counts == (0,) * len(made.keys)
    assert (made.total.rate, made.achievers, list(made.by_remaining())) == (None, (), [])


def test_reference_unions_stay_outside_the_total():
    data = ModelUnions(
        Month(2024, 6), (union([5], target=5), union([7], branch="60", target=7, counted=False))
    )
    made = report(6, FEBRUARY, data)
    assert (made.total.actual, made.total.union.target) == (5, 5)
    assert [row.actual for row in made.reference_rows()] == [7]
    assert [codes_of(row) for row in made.achievers] == [("01", "001")]
    assert list(made.by_remaining()) == [0]


def test_rows_can_be_walked_again():
    made = report(6)
    assert list(made.rows()) == list(made.rows())
    assert sum(row.actual for row in made.rows()) == 1945


# Properties

series = st.lists(st.integers(0, 10**6), min_size=40, max_size=40)
random_unions = st.lists(
    st.builds(
        union,
        series,
        code=st.integers(1, 999).map("{:03d}".format),
        target=st.integers(0, 500),
        members=st.integers(0, 10**5),
        policies=st.integers(0, 10**5),
        counted=st.booleans(),
    ),
    max_size=4,
).map(tuple)
calendars = st.builds(
    Calendar, st.integers(1, 12), st.builds(Month, st.integers(2020, 2028), st.integers(1, 12))
)


@given(random_unions, calendars)
def test_the_national_total_is_the_sum_of_its_rows(unions, calendar):
    made = report(calendar.start_month, calendar.as_of, ModelUnions(FIRST, unions))
    rows = list(made.rows())
    columns = zip(*(row.counts for row in rows), strict=True)
    sums = tuple(map(sum, columns)) if rows else (0,) * len(made.keys)
    assert made.total.counts == sums
    assert made.total.union.name == "合計"


@given(series, calendars)
def test_a_row_is_the_series_cut_to_the_calendar(counts, calendar):
    made = report(calendar.start_month, calendar.as_of, ModelUnions(FIRST, (union(counts),)))
    known = {FIRST.plus(n): count for n, count in enumerate(counts)}

    def total(months):
        return sum(known.get(month, 0) for month in months if month <= calendar.as_of)

    figures = next(made.rows())
    *past, _ = years = calendar.years
    same_months = [
        [month for month in year.months if month <= calendar.as_of.plus(-12 * back)]
        for year, back in zip(years, (2, 1, 0), strict=True)
    ]
    assert figures.months == tuple(total([month]) for month in calendar.months)
    assert figures.full_years == tuple(total(year.months) for year in past)
    assert figures.cumulatives == tuple(map(total, same_months))
    assert figures.year_on_year == total(same_months[2]) - total(same_months[1])
    assert figures.remaining == 10 - total(same_months[2])
    assert figures.achieved == (Fraction(total(same_months[2]), 10) >= 1)


@given(random_unions)
def test_national_adds_month_by_month(unions):
    total = national(unions)
    assert total.target == sum(each.target for each in unions)
    assert list(total.counts) == [
        sum(each.counts[month] for each in unions) for month in range(40 if unions else 0)
    ]


def test_the_sample_is_the_file():
    for each in sample().model_unions.unions:
        codes = each.branch_code, each.union_code
        months = [str(FIRST.plus(n)) for n in range(len(each.counts))]
        assert list(each.counts) == [COUNTS.get((*codes, month), 0) for month in months]
        assert str(each.members) == MASTER[codes]["組合員数"]


def of_branch(code):
    whole = sample().model_unions
    own = whole._replace(unions=tuple(u for u in whole.unions if u.branch_code == code))
    nation = report(6)
    return ModelUnionReport(own, nation.calendar, own.unions[0].branch, nation.as_nation)


def test_a_branch_s_report_has_its_own_total_and_the_nation_s():
    made = of_branch("43")
    assert made.total_label == "佐賀 合計"
    rows = list(made.rows())
    assert {row.union.branch for row in rows} == {"佐賀"}
    assert made.total.actual == sum(row.actual for row in rows)
    assert (made.nation.unions, made.nation.achieved, made.nation.total.actual) == (110, 13, 1945)
    assert (report(6).branch, report(6).nation, report(6).total_label) == ("", None, "合計")


def test_a_branch_of_reference_unions_alone_has_them_as_its_rows():
    made = of_branch("60")
    assert made.outside_nation
    assert [row.union.counted for row in made.rows()] == [False, False]
    assert made.reference == ()
    assert (made.total.actual, made.total.union.target) == (60, 100)
