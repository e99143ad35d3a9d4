import csv
import doctest
import math
import re
from pathlib import Path

import pandas as pd
import pytest

import kyosai_xl
from kyosai_xl.dataset.loading import SourceError
from kyosai_xl.domain.months import Month

PRINTED = Path(__file__).parent / "printed"
TOTAL_COLUMNS = (
    *("組合員数", "団生保有", "2022年度実績", "2023年度実績"),
    *("2022年度2月累計", "2023年度2月累計", "累積件数", "目標件数", "前年比", "残件数"),
)


@pytest.fixture(scope="module")
def source():
    return kyosai_xl.load("sample")


@pytest.fixture
def without_targets(tmp_path):
    (tmp_path / "model_unions.csv").write_text(
        "県コード,県名,単組コード,単組名,組合員数,団生保有,発効月,目標件数,区分\n"
        "01,北海道,001,甲,0,0,10,0,集計\n01,北海道,002,乙,100,50,10,4,集計\n",
        encoding="utf-8",
    )
    (tmp_path / "model_union_counts.csv").write_text(
        "県コード,単組コード,年月,件数\n01,001,2024-06,3\n01,002,2024-07,1\n", encoding="utf-8"
    )
    (tmp_path / "product_results.csv").write_text(
        "共済名,集計月,県コード,県名,目標件数,実績件数\n火災共済,2024-07,01,北海道,0,3\n",
        encoding="utf-8",
    )
    return kyosai_xl.load(tmp_path)


def printed(name):
    with (PRINTED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kinds(frame):
    return {name: frame[name].dtype.kind for name in frame.columns}


def test_the_example_runs():
    result = doctest.testmod(kyosai_xl)
    assert result.attempted > 0
    assert result.failed == 0


def test_the_as_of_month_is_the_last_with_contracts(source):
    assert source.as_of == Month(2025, 2)
    assert source.findings == ()


# Model unions


def test_model_unions_have_a_row_a_union_and_a_column_a_month(source):
    frame = source.model_unions(start=6).to_frame()
    # Names and 区分, 46 counts, two rates.
    assert frame.shape == (112, 3 + 46 + 2)
    assert frame.index.names == ["県コード", "単組コード"]
    assert frame.index.is_unique
    assert frame.columns.is_unique
    assert frame.index[0] == ("01", "039")
    months = [name for name in frame.columns if re.fullmatch("[0-9]{4}年[0-9]+月", name)]
    assert (months[0], months[-1], len(months)) == ("2022年6月", "2025年5月", 36)


def test_counts_are_whole_numbers_and_rates_fractions(source):
    frame = source.model_unions(start=6).to_frame()
    names = ["県名", "単組名", "区分"]
    rates = ["加入率", "達成率"]
    assert all(isinstance(value, str) for name in names for value in frame[name])
    assert {kind for name, kind in kinds(frame[rates]).items()} == {"f"}
    assert {kind for name, kind in kinds(frame.drop(columns=names + rates)).items()} == {"i"}


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (6, (128_620, 58_786, 2274, 2534, 1775, 1958, 1945, 3447, -13, 1502)),
        (5, (128_620, 58_786, 2271, None, 1981, 2167, 2237, 3447, 70, 1210)),
    ],
)
def test_totals_are_as_printed(source, start, expected):
    frame = source.model_unions(start=start).to_frame()
    sums = frame[frame["区分"] == "集計"][list(TOTAL_COLUMNS)].sum()
    for name, value in zip(TOTAL_COLUMNS, expected, strict=True):
        assert value in {None, sums[name]}, name
    assert source.model_unions(start=start).total.actual == expected[6]


def test_rows_are_as_printed(source):
    frame = source.model_unions().to_frame()
    for row in printed("model_unions_june.csv"):
        shown = frame.loc[row["県コード"], row["単組コード"]]
        assert shown["単組名"] == row["単組名"]
        for name in TOTAL_COLUMNS[2:]:
            assert shown[name] == int(row[name]), name
        for name in ("加入率", "達成率"):
            assert shown[name] == float(row[name].replace(".", "")) / 1000, name


def test_reference_unions_stand_at_the_end(source):
    frame = source.model_unions().to_frame()
    assert list(frame["区分"]) == ["集計"] * 110 + ["参考"] * 2
    assert list(frame[-2:]["県名"]) == ["社保労連"] * 2


def test_without_target_or_members_the_rate_is_nan(without_targets):
    frame = without_targets.model_unions().to_frame()
    assert math.isnan(frame.loc[("01", "001"), "達成率"])
    assert math.isnan(frame.loc[("01", "001"), "加入率"])
    assert frame.loc[("01", "002"), "達成率"] == 0.25
    assert frame.loc[("01", "002"), "加入率"] == 0.5
    assert frame.loc[("01", "001"), "残件数"] == -3
    assert frame["達成率"].dtype.kind == "f"


def test_columns_move_with_start_and_as_of_month(source):
    frame = source.model_unions(start=4, as_of="2024-12").to_frame()
    assert "2023年度12月累計" in frame.columns
    assert "2024年4月" in frame.columns
    assert frame["2025年1月"].sum() == 0
    same = source.model_unions(4, Month(2024, 12)).to_frame()
    pd.testing.assert_frame_equal(frame, same)


def test_rows_and_total_without_a_frame(source):
    unions = source.model_unions()
    assert sum(row.actual for row in unions.rows) == unions.total.actual == 1945


# Achievers


def test_achievers_are_as_printed(source):
    frame = source.achievers(start=6).to_frame()
    rows = [r for r in printed("model_unions_june.csv") if int(r["残件数"]) <= 0]
    assert list(frame.index) == [(row["県コード"], row["単組コード"]) for row in rows]
    assert list(frame["単組名"]) == [row["単組名"] for row in rows]
    assert list(frame["実績"]) == [int(row["累積件数"]) for row in rows]
    assert list(frame["達成率"]) == [float(row["達成率"].replace(".", "")) / 1000 for row in rows]
    assert kinds(frame[["目標", "実績", "達成率"]]) == {"目標": "i", "実績": "i", "達成率": "f"}


def test_the_printed_list_is_that_of_the_may_year(source):
    assert source.achievers().to_frame().shape == (20, 5)
    assert source.achievers(start=5) == source.achievers()


def test_without_achievers_the_frame_is_empty_and_keeps_its_columns(source):
    frame = source.achievers(as_of="2022-05").to_frame()
    assert frame.shape == (0, 5)
    assert frame.index.names == ["県コード", "単組コード"]


# Products


def test_products_are_as_printed(source):
    frame = source.products().to_frame()
    rows = printed("products.csv")
    assert frame.shape == (11, 6)
    assert list(frame.index) == list(range(1, 12))
    for name, column in (("共済名", "共済名"), ("集計月", "集計月")):
        assert list(frame[name]) == [row[column] for row in rows]
    for name in ("目標", "実績"):
        assert list(frame[name]) == [int(row[name]) for row in rows]
    assert list(frame["目標達成県支部"]) == [int(row["目標達成県支部数"]) for row in rows]
    assert list(frame["到達率"]) == [int(row["到達率"].replace(".", "")) / 10_000 for row in rows]


def test_products_without_figures_have_no_month_and_no_rate(source):
    frame = source.products("2024-12").to_frame()
    unknown = frame[frame["集計月"].isna()]
    life = [row["共済名"] for row in printed("products.csv") if row["集計月"] == "2025-01"]
    assert list(unknown["共済名"]) == life
    assert unknown["到達率"].isna().all()
    assert (unknown[["目標", "実績", "目標達成県支部"]] == 0).all(axis=None)


def test_a_product_without_target_has_no_rate(without_targets):
    row = without_targets.products().to_frame().loc[6]
    assert (row["共済名"], row["実績"]) == ("火災共済", 3)
    assert math.isnan(row["到達率"])


# What is refused


@pytest.mark.parametrize("start", [0, 13, -1, "6", None])
def test_a_bad_start_month_is_refused_in_japanese(source, start):
    with pytest.raises(ValueError, match="開始月は1から12の数で指定してください"):
        source.model_unions(start=start)
    with pytest.raises(ValueError, match="開始月は1から12の数で指定してください"):
        source.achievers(start=start)


@pytest.mark.parametrize("as_of", ["2025-13", "2025-00", Month(2025, 0), Month(2025, 13)])
def test_a_month_that_does_not_exist_is_refused_in_japanese(source, as_of):
    for ask in (source.products, lambda bad: source.model_unions(as_of=bad)):
        with pytest.raises(ValueError, match="集計月は 2025-02 のように指定してください"):
            ask(as_of)


@pytest.mark.parametrize("as_of", ["", "2025", "2025/02", "2025-02-28", "２月", "latest"])
def test_what_is_no_month_is_refused(source, as_of):
    with pytest.raises(ValueError, match=r"."):
        source.products(as_of)


@pytest.mark.parametrize("as_of", ["2025", "2025/02"])
def test_what_is_no_month_is_refused_in_japanese(source, as_of):
    with pytest.raises(ValueError, match="集計月は 2025-02 のように指定してください"):
        source.products(as_of)


def test_a_source_that_cannot_be_used(tmp_path):
    with pytest.raises(SourceError) as caught:
        kyosai_xl.load(tmp_path)
    assert caught.value.findings
