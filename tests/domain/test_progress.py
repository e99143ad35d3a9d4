from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.domain.model_unions import ModelUnions
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.progress import (
    RATE_BANDS,
    by_branch,
    cumulatives,
    most_missing_first,
    unions_by_rate,
)
from tests.domain.figures import printed, report, union

FIRST = Month(2024, 6)


def made(*unions, as_of=FIRST):
    return report(6, as_of, ModelUnions(FIRST, unions))


def test_the_printed_cumulatives_to_february():
    june = report(6)
    oldest, last, current = cumulatives(june.total, june.calendar.elapsed)
    assert (oldest[8], last[8], current[8]) == (1775, 1958, 1945)
    # The full years, and nothing after the as-of month.
    assert (oldest[-1], last[-1], len(current)) == (2274, 2534, 9)
    assert june.total.union.target == 3447
    assert june.total.remaining == 1502


def test_every_branch_adds_up_its_printed_rows():
    june = report(6)
    branches = by_branch(june)
    rows = [row for row in printed("model_unions_june") if row["県コード"] != "60"]
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row["県コード"])]
    assert len(branches) == len(groups) == 47
    for branch, group in zip(branches, groups, strict=True):
        years = cumulatives(branch.figures, 9)
        for year, heading in zip(
            years, ("2022年度2月累計", "2023年度2月累計", "累積件数"), strict=True
        ):
            assert year[8] == sum(int(row[heading]) for row in group), branch.label
        assert branch.figures.union.target == sum(int(row["目標件数"]) for row in group)
        assert branch.figures.remaining == sum(int(row["残件数"]) for row in group)
        assert branch.last - branch.first + 1 == len(group)
    assert [branches[0].label, branches[11].label, branches[-1].label] == [
        *("01 北海道", "13 埼玉", "49 沖縄")
    ]


def test_the_branch_that_misses_most_comes_first():
    ranked = most_missing_first(by_branch(report(6)))
    shown = [(branch.label, branch.figures.remaining) for branch in ranked]
    # By hand from the printed rows; equals in code order.
    assert shown[:3] == [("37 山口", 153), ("08 福島", 107), ("22 静岡", 84)]
    assert shown[5:7] == [("14 東京", 53), ("30 大阪", 53)]
    assert shown[-3:] == [("40 愛媛", -4), ("42 福岡", -7), ("29 和歌山", -72)]


def test_the_printed_unions_by_achievement():
    bands = [0] * RATE_BANDS
    for row in printed("model_unions_june"):
        if row["県コード"] != "60":
            bands[min(10, int(row["累積件数"]) * 10 // int(row["目標件数"]))] += 1
    assert list(unions_by_rate(report(6))) == bands
    # 「目標達成単組」 of the headline.
    assert bands[-1] == 13
    assert sum(bands) == 110


@pytest.mark.parametrize(
    ("actual", "target", "band"),
    [
        *((0, 10, 0), (1, 10, 1), (9, 100, 0), (10, 100, 1), (99, 100, 9), (100, 100, 10)),
        # Printed as 100.0 %, and yet not achieved.
        *((1999, 2000, 9), (47, 30, 10), (10**6, 1, 10)),
    ],
)
def test_a_band_ends_where_the_next_begins(actual, target, band):
    found = unions_by_rate(made(union([actual], target=target)))
    assert found.index(1) == band
    assert sum(found) == 1


def test_without_a_target_there_is_no_band():
    assert sum(unions_by_rate(made(union([5], target=0)))) == 0
    assert unions_by_rate(made()) == (0,) * RATE_BANDS
    assert by_branch(made()) == ()


@given(st.lists(st.integers(0, 50), min_size=12, max_size=12), st.integers(1, 12))
def test_a_cumulative_ends_with_the_sum_to_the_as_of_month(counts, elapsed):
    as_of = FIRST.plus(elapsed - 1)
    figures = made(union(counts), as_of=as_of).total
    *_, current = cumulatives(figures, elapsed)
    assert len(current) == elapsed
    assert current[-1] == figures.actual == sum(counts[:elapsed])
    assert list(current) == sorted(current)
