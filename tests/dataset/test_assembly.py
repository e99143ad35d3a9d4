import pytest

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.assembly import SourceError, assemble
from kyosai_xl.dataset.findings import Findings
from kyosai_xl.dataset.sheets import filled_rows, open_sheets
from kyosai_xl.domain.months import Month
from kyosai_xl.errors import KyosaiError
from tests.dataset.inputs import COUNTS, PRODUCTS, TOTALS, UNIONS, kinds, rows_of

SETTINGS = [["項目", "値"], ["年度", 2024.0], ["集計月", "2024-07"], ["県支部", "01 北海道"]]
CLEAN = {
    "単組": rows_of(UNIONS),
    "月次件数": rows_of(COUNTS),
    "主要共済": rows_of(PRODUCTS),
    "照合値": rows_of(TOTALS),
    "設定": SETTINGS,
}


def assembled(**changes):
    """A data set of clean tables but for the changes; None leaves one out."""
    sheets = {name: rows for name, rows in (CLEAN | changes).items() if rows is not None}
    findings = Findings()

    def rows_in(name):
        return lambda _, line: filled_rows(sheets[name], line)

    return assemble(open_sheets(list(sheets), rows_in, "実績.xlsx", findings), "実績", findings)


def changed(name, line, column, cell):
    rows = [list(row) for row in CLEAN[name]]
    rows[line - 1][rows[0].index(column)] = cell
    return {name: rows}


def test_every_table_becomes_its_part():
    data = assembled()
    assert data.source == "実績"
    assert [union.union_code for union in data.model_unions.unions] == ["039", "034", "001"]
    assert (len(data.products), len(data.control_totals)) == (3, 3)
    assert data.settings == (2024, Month(2024, 7), "01")


def test_the_as_of_month_is_the_one_that_is_set():
    assert (assembled().as_of, assembled().last_month) == (Month(2024, 7), Month(2024, 8))
    assert assembled(設定=None).as_of == Month(2024, 8)


def test_tables_that_need_not_be_there():
    data = assembled(照合値=None, 設定=None)
    assert (data.control_totals, data.settings) == ((), (None, None, None))
    assert data.findings == ()


def test_warnings_come_along_with_the_data():
    data = assembled()
    assert kinds(data.findings) == ["other_branch"]
    assert "青森、社保労連" in data.findings[0].message


def test_every_fault_of_every_table_is_told_at_once():
    changes = {
        **changed("単組", 2, "組合員数", "x"),
        **changed("月次件数", 3, "件数", "-1"),
        **changed("主要共済", 2, "共済名", "火災"),
        **changed("照合値", 2, "値", "x"),
        **changed("設定", 3, "値", "先月"),
    }
    with pytest.raises(SourceError) as refused:
        assembled(**changes)
    assert isinstance(refused.value, KyosaiError)
    assert {finding.sheet: finding.cell for finding in refused.value.findings} == {
        "設定": "B3",
        "単組": "E2",
        "月次件数": "D3",
        "主要共済": "A2",
        "照合値": "D2",
        "": "",  # unions of other branches
    }


@pytest.mark.parametrize("name", ["単組", "月次件数"])
def test_without_unions_or_counts_there_is_no_data_set(name):
    with pytest.raises(SourceError, match=f"シート「{name}」がありません。"):
        assembled(**{name: None})


def test_without_any_table_there_is_none_either():
    with pytest.raises(SourceError) as refused:
        assemble({}, "実績", Findings())
    assert refused.value.findings == ()


def test_a_master_that_cannot_be_read_does_not_hide_other_faults():
    header = [name for name in CLEAN["単組"][0] if name != "目標件数"]
    with pytest.raises(SourceError) as refused:
        assembled(単組=[header], **changed("主要共済", 2, "共済名", "火災"))
    assert {"missing_columns", "unknown_product"} <= set(kinds(refused.value.findings))
    assert tables.UNIONS.sheet in {finding.sheet for finding in refused.value.findings}
