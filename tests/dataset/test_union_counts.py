import pytest

from kyosai_xl.dataset.findings import Level
from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.months import Month
from tests.dataset.inputs import (
    COUNTS,
    UNIONS,
    figures,
    findings_of,
    kinds,
    only,
    spoilt,
    text_of,
    write_folder,
)

WIDE = """\
県コード,県名,単組コード,単組名,2024-05,2024-06,2024-07,2024-08
01,北海道,039,苫小牧市立病院職員組合,3,12,,
03,青森,034,横浜町職員組合,, ,5,0
60,社保労連,001,日本年金機構職員労働組合,,,,1234
"""


def counts_of(data):
    return [union.counts for union in data.model_unions.unions]


def test_counts_stand_in_their_months(tmp_path):
    data = load(write_folder(tmp_path / "x"))
    assert data.model_unions.first == Month(2024, 5)
    assert counts_of(data) == [(3, 12, 0, 0), (0, 0, 5, 0), (0, 0, 0, 1234)]


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("件数", "-5", "negative"),
        ("件数", "△5", "negative"),
        ("件数", "2.5", "fractional"),
        ("件数", "五", "not_a_number"),
        ("件数", "", "blank"),
        ("件数", "#N/A", "excel_error"),
        ("件数", "9999999999", "number_too_large"),
        ("年月", "", "blank"),
        ("年月", "2024-13", "month_number"),
        ("年月", "6月", "month_without_year"),
        ("年月", "あ", "bad_month"),
        ("年月", "2204-06", "year_number"),
        ("年月", "#REF!", "excel_error"),
        ("県コード", "02", "unknown_branch"),
        ("県コード", "31", "unknown_branch"),
        ("県コード", "99", "unknown_branch"),
        ("県コード", "", "blank"),
        ("単組コード", "0390", "code_length"),
        ("単組コード", "x", "bad_code"),
        ("単組コード", "040", "unknown_union"),
        ("年月", "2034-06", "outside_series"),
    ],
)
def test_a_cell_that_stops_the_report(tmp_path, column, cell, kind):
    counts = text_of(spoilt("counts", 3, column, cell))
    finding = only(findings_of(write_folder(tmp_path / "x", counts=counts)))
    assert (finding.level, finding.kind) == (Level.ERROR, kind)
    assert (finding.file, finding.place) == ("model_union_counts.csv", f"3行目 {column}")


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("件数", "１２", "number_form"),
        ("件数", "12件", "number_form"),
        ("件数", "12.0", "number_form"),
        ("年月", "2024/6", "month_form"),
        ("年月", "令和6年6月", "month_form"),
        ("年月", "Jun-24", "month_form"),
        ("年月", "45444", "month_form"),
        ("県コード", "1", "leading_zero"),
        ("県コード", "０１", "code_form"),
        ("単組コード", "39", "leading_zero"),
    ],
)
def test_a_cell_that_is_read_with_a_warning(tmp_path, column, cell, kind):
    counts = text_of(spoilt("counts", 3, column, cell))
    data = load(write_folder(tmp_path / "x", counts=counts))
    finding = only(data.findings)
    assert (finding.level, finding.kind) == (Level.WARNING, kind)
    assert finding.place == f"3行目 {column}"
    assert f"「{cell}」" in finding.message
    assert figures(data) == figures(load(write_folder(tmp_path / "clean")))


@pytest.mark.parametrize("month", ["2024-06", "2024/6"])
def test_a_doubled_union_and_month(tmp_path, month):
    counts = f"{COUNTS}01,039,{month},12\n"
    found = findings_of(write_folder(tmp_path / "x", counts=counts))
    finding = only([each for each in found if each.level is Level.ERROR])
    assert (finding.kind, finding.place) == ("doubled_count", "6行目 年月")
    assert "県コード01（北海道）の単組コード039の2024年6月" in finding.message


def test_every_place_is_named(tmp_path):
    counts = COUNTS + "03,035,2024-05,1\n03,035,2024-06,1\n03,035,2034-06,1\n01,039,2034-06,1\n"
    found = findings_of(write_folder(tmp_path / "x", counts=counts))
    assert [(each.kind, each.place) for each in found] == [
        ("unknown_union", "6行目 単組コード"),
        ("unknown_union", "7行目 単組コード"),
        ("unknown_union", "8行目 単組コード"),
        ("outside_series", "8行目 年月"),
        ("outside_series", "9行目 年月"),
    ]
    assert "「03（青森）" not in found[0].message
    assert "2024年5月から2024年8月" in found[3].message
    assert "打ち間違い" in found[3].action


def test_without_a_master_the_rows_own_faults_still_come_out(tmp_path):
    counts = COUNTS + "01,039,2024-05,9\n03,077,2024-09,x\n03,077,2024-05,2\n03,077,2024-05,3\n"
    found = findings_of(write_folder(tmp_path / "x", unions=None, counts=counts))
    assert [(each.kind, each.place) for each in found] == [
        ("missing_table", ""),
        ("doubled_count", "6行目 年月"),
        ("not_a_number", "7行目 件数"),
        ("doubled_count", "9行目 年月"),
    ]


def test_a_faulty_row_of_the_master_is_no_fault_of_its_counts(tmp_path):
    unions = UNIONS.replace("370", "x")
    found = findings_of(write_folder(tmp_path / "x", unions=unions))
    assert kinds(found) == ["not_a_number"]


def test_a_last_month_that_comes_late_is_pointed_at_once(tmp_path):
    counts = COUNTS + "03,034,2025-02,2\n01,039,2025-02,2\n"
    data = load(write_folder(tmp_path / "x", counts=counts))
    finding = only(data.findings)
    assert (finding.level, finding.kind) == (Level.WARNING, "late_month")
    assert finding.place == "6行目 年月"
    assert "2025年2月" in finding.message
    assert "2024年8月から6か月" in finding.message
    assert "集計月の打ち間違いではありませんか" in finding.message
    assert data.last_month == Month(2025, 2)


def test_gaps_are_filled_with_zeros(tmp_path):
    counts = "県コード,単組コード,年月,件数\n01,039,2024-03,1\n03,034,2024-06,2\n"
    data = load(write_folder(tmp_path / "x", counts=counts))
    assert counts_of(data) == [(1, 0, 0, 0), (0, 0, 0, 2), (0, 0, 0, 0)]


def test_zeros_only_are_no_counts(tmp_path):
    counts = "県コード,単組コード,年月,件数\n01,039,2024-03,0\n"
    finding = only(findings_of(write_folder(tmp_path / "x", counts=counts)))
    assert (finding.level, finding.kind, finding.place) == (Level.ERROR, "no_counts", "1行目")
    wide = "県コード,単組コード,2024-05,2024-06\n01,039,,\n"
    assert kinds(findings_of(write_folder(tmp_path / "y", counts=wide))) == ["no_counts"]


def test_the_wide_form_gives_the_same_figures(tmp_path):
    data = load(write_folder(tmp_path / "x", counts=WIDE))
    assert data.findings == ()
    assert figures(data) == figures(load(write_folder(tmp_path / "clean")))


def test_months_still_to_come_may_be_blank(tmp_path):
    ahead = [
        line + (",2024-09,2024-10" if n == 0 else ",,") for n, line in enumerate(WIDE.splitlines())
    ]
    data = load(write_folder(tmp_path / "x", counts="\n".join(ahead)))
    assert data.findings == ()
    assert figures(data) == figures(load(write_folder(tmp_path / "clean")))


def test_zeros_typed_ahead_do_not_move_the_last_month(tmp_path):
    ahead = [line + (",2024-12" if n == 0 else ",0") for n, line in enumerate(WIDE.splitlines())]
    data = load(write_folder(tmp_path / "x", counts="\n".join(ahead)))
    assert data.findings == ()
    assert len(counts_of(data)[0]) == 8
    assert data.last_month == Month(2024, 8)


@pytest.mark.parametrize(
    ("old", "new", "kind", "place"),
    [
        ("1234", "x", "not_a_number", "4行目 2024-08"),
        (",5,", ",-5,", "negative", "3行目 2024-07"),
        (",5,", ",#N/A,", "excel_error", "3行目 2024-07"),
        (",034,", ",035,", "unknown_union", "3行目 単組コード"),
        ("03,青森,034", "01,北海道,039", "doubled_count", "3行目 単組コード"),
        ("2024-05", "2034-05", "outside_series", "1行目 2034-05"),
        ("2024-05", "2204-05", "year_number", "1行目 2204-05"),
        ("2024-05", "2024-06", "doubled_month_column", "1行目 2024-06"),
        ("2024-05", "5月", "month_without_year", "1行目 5月"),
    ],
)
def test_a_fault_in_the_wide_form(tmp_path, old, new, kind, place):
    counts = WIDE.replace(old, new, 1)
    finding = only(findings_of(write_folder(tmp_path / "x", counts=counts)))
    assert (finding.level, finding.kind, finding.place) == (Level.ERROR, kind, place)


def test_a_warning_in_the_wide_form(tmp_path):
    counts = WIDE.replace("1234", '"1,234"').replace("2024-05", "2024年5月")
    data = load(write_folder(tmp_path / "x", counts=counts))
    assert [(each.kind, each.place) for each in data.findings] == [
        ("month_form", "1行目 2024年5月"),
        ("number_form", "4行目 2024-08"),
    ]
    assert figures(data) == figures(load(write_folder(tmp_path / "clean")))


def test_the_wide_form_without_a_master(tmp_path):
    counts = WIDE.replace("1234", "x")
    found = findings_of(write_folder(tmp_path / "x", unions=None, counts=counts))
    assert kinds(found) == ["missing_table", "not_a_number"]
