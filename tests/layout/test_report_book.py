from datetime import date

import pytest

from kyosai_xl.domain.months import Month
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Block, Formula
from kyosai_xl.layout.report_book import report_book
from tests.layout.small import checks, formulas, products, report, values


def book(dialect=Dialect.NATIVE, starts=(6, 5), as_of=None):
    reports = [report(start, as_of) if as_of else report(start) for start in starts]
    return report_book(reports, products(), checks(reports), dialect)


def test_the_sheets_in_the_order_people_read_them():
    assert [sheet.name for sheet in book().sheets] == [
        *("集計", "主要共済", "モデル単組(6月開始)", "モデル単組(5月開始)", "目標達成単組", "検算")
    ]


def test_the_properties_follow_from_the_as_of_month():
    assert book()[:2] == ("実績報告 2024年8月", date(2024, 8, 1))
    assert book(as_of=Month(2023, 12))[:2] == ("実績報告 2023年12月", date(2023, 12, 1))


def test_the_summary_says_what_the_checks_found():
    summary, *_, tie_out = book().sheets
    assert values(summary)["A3"] == values(tie_out)["A2"]
    assert values(summary)["A3"] == "○ 検算168項目はすべて一致しています。"
    reports = [report()]
    failing = checks(reports)[0]._replace(differing=1)
    made = report_book(reports, products(), [failing], Dialect.NATIVE)
    assert values(made.sheets[0])["A3"] == "× 検算1項目のうち1項目が一致しません。"


@pytest.mark.parametrize("dialect", [Dialect.NATIVE, Dialect.UDF])
def test_every_formula_carries_the_value_of_the_workbook_of_values(dialect):
    plain = book(Dialect.VALUES)
    for sheet, other in zip(book(dialect).sheets, plain.sheets, strict=True):
        assert values(sheet) == values(other)
        assert sheet._replace(cells=(), tables=()) == other._replace(cells=(), tables=())


def test_a_workbook_of_values_has_no_formula_anywhere():
    for sheet in book(Dialect.VALUES).sheets:
        assert formulas(sheet) == {}
        assert not any(isinstance(cell.value, Formula) for cell in sheet.cells)
        for table in sheet.tables:
            assert not any(column.formula for column in table.columns)
            row_values = [value for _, row in table.rows() for value in row]
            assert not any(isinstance(value, Formula) for value in row_values)


def test_own_functions_appear_in_their_dialect_only():
    names = (
        "ACHIEVEMENT(",
        "REMAINING(",
        "ENROLMENT(",
        "CUMULATIVE(",
        "YEAR_ON_YEAR(",
        "ACHIEVER_COUNT(",
    )

    def text(dialect):
        return "\n".join(t for sheet in book(dialect).sheets for t in formulas(sheet).values())

    assert all(name in text(Dialect.UDF) for name in names)
    assert not any(name in text(Dialect.NATIVE) for name in names)


@pytest.mark.parametrize("starts", [(6,), (4, 1), (12, 6, 5)])
def test_one_model_union_sheet_a_start_month(starts):
    names = [sheet.name for sheet in book(starts=starts).sheets]
    assert names[2:-2] == [f"モデル単組({start}月開始)" for start in starts]


def test_tables_are_as_long_as_they_say_and_as_wide_as_their_styles():
    for sheet in book().sheets:
        for table in sheet.tables:
            rows = list(table.rows())
            assert len(rows) == table.length
            for key, row in rows:
                assert len(row) == len(table.columns) == len(table.styles[key])


def test_no_two_cells_share_a_place():
    for sheet in book().sheets:
        taken = [(cell.row, cell.column) for cell in sheet.cells]
        assert len(set(taken)) == len(taken)
        rows = {n for table in sheet.tables for n in range(table.row, table.row + table.length)}
        assert not rows & {row for row, _ in taken}
        for block in (cell for cell in sheet.cells if isinstance(cell, Block)):
            assert not rows & set(range(block.row, block.last_row + 1))


def test_the_same_figures_give_the_same_book():
    one, other = book(), book()
    assert one[:2] == other[:2]
    for sheet, again in zip(one.sheets, other.sheets, strict=True):
        assert (values(sheet), formulas(sheet)) == (values(again), formulas(again))
