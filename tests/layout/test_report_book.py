from datetime import date

import pytest

from kyosai_xl.dataset.tables import TABLES
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.tie_out import tie_out
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Block, Formula, address
from kyosai_xl.layout.report_book import report_book
from kyosai_xl.writers.xlsx import write_xlsx
from tests import office
from tests.layout.small import (
    BO,
    RESULTS,
    checks,
    formulas,
    of_branch,
    only,
    products,
    references,
    report,
    shown,
    values,
)


def book(dialect=Dialect.NATIVE, starts=(6, 5), as_of=None):
    reports = [report(start, as_of) if as_of else report(start) for start in starts]
    return report_book(reports, products(), checks(reports), dialect)


def without_results(*unions):
    """A book of some unions without any product's result, in a dialect."""

    def made(dialect):
        reports = [report(start, unions=only(*unions)) for start in (6, 5)]
        return report_book(reports, products(()), checks(reports, ()), dialect)

    return made


def of_one_branch(code):
    """A branch's book, in a dialect."""

    def made(dialect):
        parts = [of_branch(code, start) for start in (6, 5)]
        reports, blocks = [part[0] for part in parts], parts[0][1]
        results = [row for row in RESULTS if row.branch_code == code]
        return report_book(reports, blocks, tie_out(reports, blocks, results), dialect)

    return made


NATIONS = {
    "four unions": book,
    "no union": without_results(),
    "a reference union alone": without_results(BO),
    "a branch": of_one_branch("01"),
    "a branch of no union": of_one_branch("43"),
    "a branch of a reference union alone": of_one_branch("60"),
}


def rounded(cells):
    """The values of a sheet without binary noise far behind the digits printed."""
    return {
        place: round(value, 9) if isinstance(value, float) else value
        for place, value in cells.items()
    }


def test_the_sheets_in_the_order_people_read_them():
    assert [sheet.name for sheet in book().sheets] == [
        *("集計", "主要共済の実績"),
        *("モデル単組(6月開始)", "モデル単組(5月開始)", "目標達成単組", "検算"),
    ]


def test_no_sheet_is_named_like_an_input_sheet_of_a_workbook():
    names = {name for table in TABLES for name in table.sheets}
    assert not {sheet.name for sheet in book().sheets} & names


def test_nothing_that_moves_with_the_month_stands_outside_the_cells():
    # Set-up is what a ribbon button cannot change.
    for sheet, later in zip(book().sheets, book(as_of=Month(2024, 7)).sheets, strict=True):
        assert sheet.page == later.page
        assert (sheet.name, sheet.page.header) == (later.name, "")


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


@pytest.mark.parametrize("dialect", [Dialect.NATIVE, Dialect.UDF])
@pytest.mark.parametrize("nation", NATIONS.values(), ids=NATIONS)
def test_formulas_refer_to_cells_of_the_book_only(nation, dialect):
    sheets = {sheet.name: shown(sheet) for sheet in nation(dialect).sheets}
    for name, cells in sheets.items():
        for at, cell in cells.items():
            for other, corner in references(cell.formula, name):
                assert corner in sheets[other], (name, at, cell.formula)


@pytest.mark.libreoffice
@pytest.mark.parametrize("nation", NATIONS.values(), ids=NATIONS)
def test_libreoffice_agrees(soffice, tmp_path, nation):
    made = nation(Dialect.NATIVE)
    path = tmp_path / "report.xlsx"
    with path.open("wb") as file:
        write_xlsx(made, file)
    cached = office.values(path)
    assert list(cached) == [sheet.name for sheet in made.sheets]
    for sheet in made.sheets:
        held = {address(*place): value for place, value in cached[sheet.name].items()}
        filled = {at for at, value in values(sheet).items() if value is not None}
        assert held.keys() == filled
    worked_out = office.values(office.recalculated(soffice, path, tmp_path / "again"))
    assert {name: rounded(sheet) for name, sheet in cached.items()} == {
        name: rounded(sheet) for name, sheet in worked_out.items()
    }


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
