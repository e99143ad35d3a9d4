import pytest

from kyosai_xl.dataset.findings import Level
from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import BranchResult
from tests.dataset.inputs import (
    PRODUCTS,
    figures,
    findings_of,
    only,
    spoilt,
    text_of,
    write_folder,
)


def test_a_row_becomes_a_result(tmp_path):
    assert load(write_folder(tmp_path / "x")).products == (
        BranchResult("団体生命共済", Month(2024, 7), "01", "北海道", 44, 20),
        BranchResult("団体生命共済", Month(2024, 7), "03", "青森", 14, 12),
        BranchResult("火災共済", Month(2024, 6), "03", "青森", 14, 7),
    )


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("共済名", "", "blank"),
        ("共済名", "火災", "unknown_product"),
        ("集計月", "2024-13", "month_number"),
        ("集計月", "", "blank"),
        ("県コード", "02", "unknown_branch"),
        ("県コード", "", "blank"),
        ("県コード", "04", "branch_mismatch"),
        ("目標件数", "-14", "negative"),
        ("目標件数", "1.5", "fractional"),
        ("実績件数", "", "blank"),
        ("実績件数", "七", "not_a_number"),
        ("実績件数", "#DIV/0!", "excel_error"),
    ],
)
def test_a_cell_that_stops_the_report(tmp_path, column, cell, kind):
    products = text_of(spoilt("products", 4, column, cell))
    finding = only(findings_of(write_folder(tmp_path / "x", products=products)))
    place = "県名" if kind == "branch_mismatch" else column
    assert (finding.level, finding.kind) == (Level.ERROR, kind)
    assert (finding.file, finding.place) == ("product_results.csv", f"4行目 {place}")


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("集計月", "2024/6", "month_form"),
        ("県コード", "3", "leading_zero"),
        ("目標件数", "14件", "number_form"),
        ("実績件数", "７", "number_form"),
    ],
)
def test_a_cell_that_is_read_with_a_warning(tmp_path, column, cell, kind):
    products = text_of(spoilt("products", 4, column, cell))
    data = load(write_folder(tmp_path / "x", products=products))
    finding = only(data.findings)
    assert (finding.level, finding.kind) == (Level.WARNING, kind)
    assert finding.place == f"4行目 {column}"
    assert figures(data) == figures(load(write_folder(tmp_path / "clean")))


def test_a_branch_without_a_target(tmp_path):
    products = text_of(spoilt("products", 4, "目標件数", ""))
    data = load(write_folder(tmp_path / "x", products=products))
    assert only(data.findings).kind == "target_blank"
    assert data.products[-1].target == 0
    products = text_of(spoilt("products", 4, "目標件数", "0"))
    assert load(write_folder(tmp_path / "y", products=products)).findings == ()


def test_a_doubled_result_names_both_lines(tmp_path):
    products = PRODUCTS + "団体生命共済,2024-07,03,青森,14,7,按分\n"
    finding = only(findings_of(write_folder(tmp_path / "x", products=products)))
    assert (finding.level, finding.kind) == (Level.ERROR, "doubled_result")
    assert finding.place == "5行目 県コード"
    assert "団体生命共済の2024年7月の青森は3行目にも" in finding.message


def test_a_product_may_have_several_as_of_months(tmp_path):
    products = PRODUCTS + "団体生命共済,2024-06,03,青森,14,7,按分\n"
    data = load(write_folder(tmp_path / "x", products=products))
    assert [str(row.as_of) for row in data.products] == ["2024-06", "2024-07", "2024-07", "2024-06"]


def test_the_affiliate_is_no_prefectural_branch(tmp_path):
    products = PRODUCTS + "団体生命共済,2024-07,60,社保労連,14,7,按分\n"
    finding = only(findings_of(write_folder(tmp_path / "x", products=products)))
    assert (finding.level, finding.kind) == (Level.WARNING, "affiliate_in_products")
    assert "社保労連" in finding.message
