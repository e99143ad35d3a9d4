import calendar
import csv
import os
import pickle
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyosai_xl.dataset.findings import Level, describe
from kyosai_xl.dataset.loading import SourceError, load
from kyosai_xl.domain.months import Month
from kyosai_xl.errors import KyosaiError
from tests.dataset.inputs import (
    COUNTS,
    FILES,
    SAMPLE,
    UNIONS,
    assert_complete,
    figures,
    findings_of,
    kinds,
    only,
    rows_of,
    text_of,
    typed,
    write_folder,
    write_workbook,
)

PRINTED = Path(__file__).parents[1] / "printed"


@pytest.fixture(scope="module")
def sample():
    return load("sample")


def sample_texts():
    return {table: (SAMPLE / name).read_text(encoding="utf-8") for table, name in FILES.items()}


def sample_rows():
    return {table: rows_of(text) for table, text in sample_texts().items()}


def wide_counts():
    header, *rows = sample_rows()["counts"]
    months = [str(Month(2022, 5).plus(n)) for n in range(34)]
    by_union = {}
    for branch, union, month, count in rows:
        by_union.setdefault((branch, union), {})[month] = count
    lines = [
        [*key, *(counts.get(month, "") for month in months)] for key, counts in by_union.items()
    ]
    return [[*header[:2], *months], *lines]


def test_the_sample_is_the_printed_report(sample):
    assert sample.source == "sample"
    assert sample.findings == ()
    assert sample.last_month == Month(2025, 2)
    assert len(sample.products) == 517
    assert len(sample.control_totals) == 54
    unions = sample.model_unions.unions
    assert (len(unions), sum(union.counted for union in unions)) == (112, 110)
    assert sample.model_unions.first == Month(2022, 5)
    assert {len(union.counts) for union in unions} == {34}
    counted = [union for union in unions if union.counted]
    assert sum(union.members for union in counted) == 128_620
    assert sum(union.policies for union in counted) == 58_786
    assert sum(union.target for union in counted) == 3_447


def test_the_nation_sums_up_month_by_month_as_printed(sample):
    counted = [union.counts for union in sample.model_unions.unions if union.counted]
    nation = [sum(month) for month in zip(*counted, strict=True)]
    with (PRINTED / "model_unions_june.csv").open(encoding="utf-8", newline="") as file:
        printed = list(csv.DictReader(file))
    assert sum(nation[25:]) == sum(
        int(row["累積件数"]) for row in printed if row["県コード"] != "60"
    )
    assert sum(nation[1:13]) == 2_274
    assert sum(nation[13:25]) == 2_534
    assert sum(nation[24:]) == 2_237


def test_the_word_is_the_packages_own_sample_wherever_one_stands(tmp_path, monkeypatch, sample):
    monkeypatch.chdir(tmp_path)
    assert load("sample") == sample
    write_folder(tmp_path / "sample")
    assert load("sample") == sample
    for other in ("./sample", Path("sample"), str(tmp_path / "sample")):
        assert len(load(other).model_unions.unions) == 3


def test_folder_and_workbook_long_and_wide_and_cp932_are_one(tmp_path, sample):
    folder = write_folder(tmp_path / "cp932", encoding="cp932", **sample_texts())
    rows = {table: typed(rows) for table, rows in sample_rows().items()}
    long = write_workbook(tmp_path / "long.xlsx", **rows)
    rows["counts"] = typed(wide_counts())
    wide = write_workbook(tmp_path / "wide.xlsx", **rows)
    texts = {**sample_texts(), "counts": text_of(wide_counts())}
    for source in (folder, long, wide, write_folder(tmp_path / "wide", **texts)):
        data = load(source)
        assert figures(data) == figures(sample)
        assert data.source == str(source)
        assert set(kinds(data.findings)) <= {"encoding_cp932"}


@settings(max_examples=20, deadline=None)
@given(seed=st.integers())
def test_the_order_of_rows_does_not_matter(tmp_path_factory, sample, seed):
    shuffled = {}
    for table, (header, *rows) in sample_rows().items():
        random.Random(seed).shuffle(rows)  # noqa: S311 - repeatable on purpose
        shuffled[table] = text_of([header, *rows])
    folder = write_folder(tmp_path_factory.mktemp("x"), **shuffled)
    assert figures(load(folder)) == figures(sample)


def test_what_excel_does_to_a_csv_is_undone(tmp_path, sample):
    header, *rows = sample_rows()["counts"]
    damaged = [
        [int(branch), int(union), f"{calendar.month_abbr[int(month[5:])]}-{month[2:4]}", count]
        for branch, union, month, count in rows
    ]
    texts = {**sample_texts(), "counts": text_of([header, *damaged])}
    data = load(write_folder(tmp_path / "x", **texts))
    assert figures(data) == figures(sample)
    assert set(kinds(data.findings)) == {"leading_zero", "month_form"}
    assert kinds(data.findings).count("month_form") == 1272
    assert "　ほか1,269か所" in describe(data.findings)


def test_nothing_in_the_input_is_changed(tmp_path):
    folder = write_folder(tmp_path / "x", counts=COUNTS.replace("2024-06", "2024/6"))
    shutil.copy(write_workbook(tmp_path / "x.xlsx"), folder)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    load(folder)
    load(folder / "x.xlsx")
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    assert after == before


def test_every_fault_is_found_in_one_go(tmp_path):
    unions = UNIONS.replace("370", "-370").replace("参考", "対象外").replace("青森", "岩手")
    counts = (
        COUNTS + "\n03,034,2024-13,1\n03,034,2024-07,5\n03,999,2024/7,１\n03,034,2204-07,1\n01\n"
    )
    products = "共済名,集計月,県コード,県名,目標件数\n火災,2024-06,03,青森,x\n"
    totals = b"\x81\xff"
    folder = write_folder(
        tmp_path / "x", unions=unions, counts=counts, products=products, totals=totals
    )
    with pytest.raises(SourceError) as refused:
        load(folder)
    found = refused.value.findings
    for finding in found:
        assert_complete(finding)
    assert [(each.file, each.kind, each.place) for each in found] == [
        ("product_results.csv", "missing_columns", "1行目"),
        ("control_totals.csv", "undecodable", "1行目"),
        ("model_unions.csv", "negative", "2行目 組合員数"),
        ("model_unions.csv", "branch_mismatch", "3行目 県名"),
        ("model_unions.csv", "bad_category", "4行目 区分"),
        ("model_union_counts.csv", "month_number", "7行目 年月"),
        ("model_union_counts.csv", "doubled_count", "8行目 年月"),
        ("model_union_counts.csv", "unknown_union", "9行目 単組コード"),
        ("model_union_counts.csv", "month_form", "9行目 年月"),
        ("model_union_counts.csv", "number_form", "9行目 件数"),
        ("model_union_counts.csv", "year_number", "10行目 年月"),
        ("model_union_counts.csv", "cell_count", "11行目"),
        ("product_results.csv", "unknown_product", "2行目 共済名"),
        ("product_results.csv", "not_a_number", "2行目 目標件数"),
    ]
    assert sum(each.level is Level.ERROR for each in found) == 12
    assert isinstance(refused.value, KyosaiError)
    assert str(refused.value).splitlines() == describe(found)
    assert "エラー 12件、注意 2件" in str(refused.value)
    assert pickle.loads(pickle.dumps(refused.value)).findings == found  # noqa: S301 - its own


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("なし", "not_found"),
        ("なし.xlsx", "not_found"),
        ("なし/深い/所.xlsx", "not_found"),
        ("x.csv/y", "not_found"),
        ("a\0b", "not_found"),
        ("x.csv", "unsupported_format"),
        ("x.xls", "unsupported_format"),
        ("x.ods", "unsupported_format"),
        ("x", "unsupported_format"),
    ],
)
def test_a_source_that_cannot_be_read(tmp_path, name, kind):
    for file in ("x.csv", "x.xls", "x.ods", "x"):
        (tmp_path / file).touch()
    source = os.fspath(tmp_path / name)
    finding = only(findings_of(source))
    assert (finding.level, finding.kind, finding.place) == (Level.ERROR, kind, "")
    assert finding.file == source


def test_no_name_is_not_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(write_folder(tmp_path / "x"))
    assert kinds(findings_of("")) == ["unsupported_format"]
    assert len(load(".").products) == 3


def test_a_folder_of_csv_needs_the_standard_library_only():
    code = (
        "import sys; before = set(sys.modules)\n"
        "from kyosai_xl.dataset.loading import load; load('sample')\n"
        "print(*{name.split('.')[0] for name in set(sys.modules) - before})"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    loaded = set(run.stdout.split())
    assert loaded - sys.stdlib_module_names == {"kyosai_xl"}
    assert not loaded & {"dataclasses", "difflib", "inspect", "json", "zipfile"}
