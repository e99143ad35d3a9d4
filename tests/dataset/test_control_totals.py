import pytest

from kyosai_xl.dataset.findings import Level
from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.control_totals import ControlTotal
from kyosai_xl.domain.months import Month
from tests.dataset.inputs import (
    TOTALS,
    figures,
    findings_of,
    only,
    spoilt,
    text_of,
    write_folder,
)

AUGUST = Month(2024, 8)


def test_a_row_becomes_a_total(tmp_path):
    assert load(write_folder(tmp_path / "x")).control_totals == (
        ControlTotal(AUGUST, "6月開始", "累積件数", 17),
        ControlTotal(AUGUST, "6月開始", "前年比", -3),
        ControlTotal(AUGUST, "団体生命共済", "目標", 58),
    )


@pytest.mark.parametrize(
    ("line", "column", "cell", "kind"),
    [
        (2, "集計月", "x", "bad_month"),
        (2, "表", "13月開始", "unknown_table"),
        (2, "表", "火災", "unknown_table"),
        (2, "表", "", "blank"),
        (2, "項目", "累計件数", "unknown_item"),
        (2, "項目", "", "blank"),
        (2, "項目", "実績", "unknown_item"),
        (4, "項目", "前年比", "unknown_item"),
        (2, "値", "", "blank"),
        (2, "値", "1.5", "fractional"),
        (2, "値", "-17", "negative"),
    ],
)
def test_a_cell_that_stops_the_report(tmp_path, line, column, cell, kind):
    totals = text_of(spoilt("totals", line, column, cell))
    finding = only(findings_of(write_folder(tmp_path / "x", totals=totals)))
    assert (finding.level, finding.kind) == (Level.ERROR, kind)
    assert (finding.file, finding.place) == ("control_totals.csv", f"{line}行目 {column}")


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [("値", "△3", "number_form"), ("値", "－３", "number_form"), ("集計月", "R6.8", "month_form")],
)
def test_a_cell_that_is_read_with_a_warning(tmp_path, column, cell, kind):
    totals = text_of(spoilt("totals", 3, column, cell))
    data = load(write_folder(tmp_path / "x", totals=totals))
    finding = only(data.findings)
    assert (finding.level, finding.kind, finding.place) == (
        Level.WARNING,
        kind,
        f"3行目 {column}",
    )
    assert figures(data) == figures(load(write_folder(tmp_path / "clean")))


def test_a_doubled_total_names_both_lines(tmp_path):
    totals = TOTALS + "2024-08,６月開始,前年比,5\n"
    finding = only(findings_of(write_folder(tmp_path / "x", totals=totals)))
    assert (finding.kind, finding.place) == ("doubled_total", "5行目 項目")
    assert "3行目" in finding.message


def test_totals_come_in_the_order_of_the_report(tmp_path):
    header, *rows = TOTALS.splitlines()
    rows.append("2024-08,5月開始,取組単組,2")
    data = load(write_folder(tmp_path / "x", totals="\n".join([header, *reversed(rows)])))
    assert [total.table for total in data.control_totals] == [
        *("6月開始", "6月開始", "5月開始", "団体生命共済")
    ]
