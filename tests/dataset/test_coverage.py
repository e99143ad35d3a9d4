import pytest

from kyosai_xl.dataset.coverage import coverage_findings
from kyosai_xl.dataset.findings import Level
from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.months import Calendar, Month
from tests.dataset.inputs import assert_complete, only

PRINTED = Month(2025, 2)


@pytest.fixture(scope="module")
def data():
    return load("sample")


def found(data, *calendars, kind=None):
    findings = coverage_findings(data, [Calendar(start, month) for start, month in calendars])
    for finding in findings:
        assert_complete(finding)
        assert (finding.file, finding.place) == ("sample", "")
    return [finding for finding in findings if kind in {None, finding.kind}]


def test_the_printed_report_is_covered(data):
    assert found(data, (6, PRINTED), (5, PRINTED)) == []
    assert found(data) == []


def test_months_before_the_series_are_named_once_a_calendar(data):
    finding = only(found(data, (4, PRINTED), (6, PRINTED)))
    assert (finding.level, finding.kind) == (Level.WARNING, "months_without_counts")
    assert "4月開始の表に要る2022年4月の件数が入力にありません。0件として" in finding.message
    finding = only(found(data, (1, Month(2024, 12)), kind="months_without_counts"))
    assert "2022年1月から2022年4月まで" in finding.message


def test_months_after_the_series(data):
    finding = only(found(data, (6, Month(2025, 4)), kind="months_without_counts"))
    assert "2025年3月から2025年4月まで" in finding.message


def test_a_series_shorter_than_the_sheets_lacks_months_on_both_sides(data):
    unions = tuple(union._replace(counts=union.counts[:3]) for union in data.model_unions.unions)
    short = data._replace(model_unions=data.model_unions._replace(unions=unions))
    finding = only(found(short, (4, Month(2024, 4)), kind="months_without_counts"))
    assert "2022年4月と2022年8月から2024年4月まで" in finding.message


def test_a_report_long_before_or_after_the_series(data):
    finding = only(found(data, (1, Month(2030, 1)), kind="months_without_counts"))
    assert "2028年1月から2030年1月まで" in finding.message
    finding = only(found(data, (1, Month(2000, 1)), kind="months_without_counts"))
    assert "1998年1月から2000年1月まで" in finding.message


def test_counts_after_the_as_of_month_are_counted(data):
    finding = only(found(data, (6, Month(2025, 1)), kind="counts_after_as_of"))
    assert finding.level is Level.INFO
    february = sum(union.counts[-1] for union in data.model_unions.unions)
    assert f"2025年2月から）の{february:,}件は使いません" in finding.message
    assert found(data, (6, Month(2025, 1)), (5, PRINTED), kind="counts_after_as_of") == []


def test_counts_before_every_sheet_are_counted(data):
    finding = only(found(data, (7, PRINTED)))
    assert (finding.level, finding.kind) == (Level.WARNING, "counts_before_sheets")
    early = sum(sum(union.counts[:2]) for union in data.model_unions.unions)
    assert f"2022年6月までの{early:,}件" in finding.message
    assert found(data, (7, PRINTED), (5, PRINTED)) == []


def test_a_product_without_figures(data):
    products = tuple(row for row in data.products if row.product != "火災共済")
    finding = only(found(data._replace(products=products), (5, PRINTED)))
    assert (finding.level, finding.kind) == (Level.WARNING, "product_without_figures")
    assert "火災共済" in finding.message
    assert "集計なし" in finding.message
    assert len(found(data, (6, Month(2024, 11)), kind="product_without_figures")) == 11
    assert len(found(data, (6, Month(2024, 12)), kind="product_without_figures")) == 5


def test_a_product_without_some_branches_names_them(data):
    products = tuple(
        row
        for row in data.products
        if row.product != "火災共済" or row.branch not in {"青森", "沖縄"}
    )
    finding = only(found(data._replace(products=products), (5, PRINTED)))
    assert (finding.level, finding.kind) == (Level.WARNING, "product_without_branches")
    assert "火災共済の2024年12月に2県支部（青森、沖縄）" in finding.message
