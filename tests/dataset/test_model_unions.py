import pytest

from kyosai_xl.dataset.findings import Level
from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.model_unions import ModelUnion
from tests.dataset.inputs import (
    UNIONS,
    figures,
    findings_of,
    only,
    spoilt,
    text_of,
    write_folder,
)

COLUMNS = {
    "branch_code": "県コード",
    "union_code": "単組コード",
    "name": "単組名",
    "members": "組合員数",
    "policies": "団生保有",
    "effective_month": "発効月",
    "target": "目標件数",
    "counted": "区分",
}


def spoilt_folder(path, column, cell):
    return write_folder(path, unions=text_of(spoilt("unions", 3, COLUMNS[column], cell)))


def test_a_row_becomes_a_union(tmp_path):
    assert load(write_folder(tmp_path / "x")).model_unions.unions[1] == ModelUnion(
        "03", "青森", "034", "横浜町職員組合", 60, 35, 4, 10, counted=True, counts=(0, 0, 5, 0)
    )


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("name", "", "blank"),
        ("members", "", "blank"),
        ("members", "-60", "negative"),
        ("members", "六十", "not_a_number"),
        ("members", "6.5", "fractional"),
        ("members", "#N/A", "excel_error"),
        ("policies", "", "blank"),
        ("policies", "△35", "negative"),
        ("policies", "#REF!", "excel_error"),
        ("effective_month", "13", "effective_month"),
        ("effective_month", "四月", "not_a_number"),
        ("target", "-5", "negative"),
        ("target", "1.5", "fractional"),
        ("counted", "", "blank"),
        ("counted", "対象外", "bad_category"),
    ],
)
def test_a_cell_that_stops_the_report(tmp_path, column, cell, kind):
    finding = only(findings_of(spoilt_folder(tmp_path / "x", column, cell)))
    assert (finding.level, finding.kind) == (Level.ERROR, kind)
    assert (finding.file, finding.place) == ("model_unions.csv", f"3行目 {COLUMNS[column]}")
    assert not cell or f"「{cell}」" in finding.message


@pytest.mark.parametrize(
    ("column", "cell", "kind", "value"),
    [
        ("branch_code", "3", "leading_zero", "03"),
        ("union_code", "34", "leading_zero", "034"),
        ("union_code", "０３４", "code_form", "034"),
        ("name", "=横浜", "formula_like_name", "=横浜"),
        ("name", "横浜\n町", "control_characters", "横浜町"),
        ("members", "1,060", "number_form", 1060),
        ("members", "６０", "number_form", 60),
        ("members", "60人", "number_form", 60),
        ("policies", "３５", "number_form", 35),
        ("effective_month", "4月", "number_form", 4),
        ("effective_month", "", "effective_month_blank", None),
        ("target", "10件", "number_form", 10),
        ("target", "", "target_blank", 0),
        ("target", "0", "target_zero", 0),
    ],
)
def test_a_cell_that_is_read_with_a_warning(tmp_path, column, cell, kind, value):
    data = load(spoilt_folder(tmp_path / "x", column, cell))
    finding = only([each for each in data.findings if each.file == "model_unions.csv"])
    assert (finding.level, finding.kind) == (Level.WARNING, kind)
    assert finding.place == f"3行目 {COLUMNS[column]}"
    assert getattr(data.model_unions.unions[1], column) == value


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("branch_code", "02", "unknown_branch"),
        ("branch_code", "99", "unknown_branch"),
        ("branch_code", "", "blank"),
        ("union_code", "0340", "code_length"),
        ("union_code", "", "blank"),
        ("union_code", "abc", "bad_code"),
    ],
)
def test_a_bad_code_also_leaves_counts_without_a_union(tmp_path, column, cell, kind):
    first, *rest = findings_of(spoilt_folder(tmp_path / "x", column, cell))
    assert (first.level, first.kind) == (Level.ERROR, kind)
    assert first.place == f"3行目 {COLUMNS[column]}"
    assert [each.kind for each in rest] == ["unknown_union"]


def test_more_policies_than_members_is_real(tmp_path):
    assert findings_of(spoilt_folder(tmp_path / "x", "policies", "424")) == ()


def test_a_doubled_union_names_both_lines(tmp_path):
    rows = UNIONS + UNIONS.splitlines()[2].replace("横浜町", "別の町") + "\n"
    finding = only(findings_of(write_folder(tmp_path / "x", unions=rows)))
    assert (finding.level, finding.kind) == (Level.ERROR, "doubled_union")
    assert finding.place == "5行目 単組コード"
    assert "県コード03（青森）の単組コード034は3行目にも" in finding.message


def test_one_union_code_may_stand_in_two_branches(tmp_path):
    unions = UNIONS.replace("03,青森,034", "03,青森,039")
    counts = "県コード,単組コード,年月,件数\n01,039,2024-05,1\n03,039,2024-05,2\n"
    data = load(write_folder(tmp_path / "x", unions=unions, counts=counts))
    assert [union.counts for union in data.model_unions.unions] == [(1,), (2,), (0,)]


def test_unions_come_in_code_order(tmp_path):
    header, *rows = UNIONS.splitlines()
    shuffled = "\n".join([header, *reversed(rows)])
    data = load(write_folder(tmp_path / "x", unions=shuffled))
    assert figures(data) == figures(load(write_folder(tmp_path / "y")))
