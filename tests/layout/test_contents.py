import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.domain.months import Month
from kyosai_xl.layout.contents import (
    contents,
    contents_of,
    digest,
    layout_digest,
    plain,
    table_cells,
)
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import (
    ROW,
    Block,
    Cell,
    Chart,
    Column,
    DataBar,
    Formula,
    Page,
    Rule,
    Series,
    Sheet,
    Span,
    Table,
    Validation,
    serial,
)
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.model_union_sheet import model_union_sheet
from kyosai_xl.layout.styles import NOTE, NUMBER, TEXT
from tests.layout.small import UNIONS, report

ROWS = (("plain", (3, 4, 7)), ("plain", (Decimal("0.5"), None, None)))
COLUMNS = (Column("may"), Column("june"), Column("sum", f"A{ROW}+B{ROW}"))
TABLE = Table(
    row=2,
    columns=COLUMNS,
    styles={"plain": (NUMBER, NUMBER, NUMBER), "other": (TEXT, TEXT, TEXT)},
    length=2,
    rows=lambda: ROWS,
    spans=lambda: iter([Span(0, 2, 3)]),
    height=18.0,
)
SHEET = Sheet(
    name="甲",
    page=Page("A4"),
    widths=(9.0, 10.0),
    cells=(
        Cell(0, 0, "題", NOTE),
        Cell(0, 1, Formula("SUM(A3:A4)", 3), NUMBER),
        Block(1, 0, 1, 1, None, NOTE),
    ),
    tables=(TABLE,),
    heights={0: 27.0},
)

TEXTS = st.text(max_size=8)
NUMBERS = st.integers(-(10**11), 10**11) | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6, places=4
)
FORMULAS = st.text("AB12:+(),\"'@ あいx", max_size=12).map(lambda text: Formula(f"SUM({text})", 1))
CELLS = st.dictionaries(
    st.tuples(st.integers(0, 40), st.integers(0, 40)), st.none() | TEXTS | NUMBERS | FORMULAS
)


def only_cells(cells):
    return Sheet("甲", Page("A4"), (), tuple(Cell(*at, value, NOTE) for at, value in cells.items()))


def given_back(cells):
    """The values and formulas that a program gives for these cells, as xlwings does."""
    rows, columns = (max((at[n] + 1 for at in cells), default=1) for n in (0, 1))
    values = [[None] * columns for _ in range(rows)]
    formulas = [[""] * columns for _ in range(rows)]
    for (row, column), value in cells.items():
        if isinstance(value, Formula):
            values[row][column], formulas[row][column] = value.value, f"={value.text}"
        elif value is not None:
            is_text = isinstance(value, str)
            values[row][column] = value if is_text else float(value)
            formulas[row][column] = value if is_text else str(value)
    return contents_of(values, formulas)


# The common form


@pytest.mark.parametrize(
    ("value", "formula", "form"),
    [
        (None, "", ""),
        ("", "", ""),
        ("甲", "甲", "“甲"),
        ("001", "001", "“001"),
        (1, "1", "1"),
        (1.0, "1", "1"),
        (-948.0, "-948", "-948"),
        (0.1 + 0.2, "0.3", "0.3"),
        (Decimal("0.564"), "0.564", "0.564"),
        (12345678901.0, "12345678901", "12345678901"),
        (True, "TRUE", "TRUE"),
        (False, "FALSE", "FALSE"),
        ("TRUE", "TRUE", "“TRUE"),
        ("#N/A", "#N/A", "“#N/A"),
        ("=", "=", "“="),
        (dt.datetime(2025, 2, 1), "45689", "45689"),  # noqa: DTZ001 - as xlwings gives it
        (dt.datetime(2025, 2, 1, 12, tzinfo=dt.UTC), "45689.5", "45689.5"),
        (5, "=A1+1", "=A1+1"),
        (None, "=A1", "=A1"),
    ],
)
def test_a_cell_in_the_common_form(value, formula, form):
    assert plain(value, formula) == form


@pytest.mark.parametrize(
    "formula",
    [
        "='モデル単組(6月開始)'!$BA$2",
        "=モデル単組(6月開始)!$BA$2",
        "= 'モデル単組(6月開始)' ! $BA$2",
        "=@モデル単組(6月開始)!$ba$2",
    ],
)
def test_programs_write_an_address_in_their_own_ways(formula):
    assert plain(1, formula) == "=モデル単組(6月開始)!$BA$2"


@pytest.mark.parametrize(
    "formula",
    ["=IFS(A1>0,1)", "=_xlfn.IFS(a1 > 0, 1)", "=@_xlfn._xlws.ifs(A1>0,1)", "=_xludf.Ifs(A1>0,1)"],
)
def test_programs_write_functions_in_their_own_ways(formula):
    assert plain(1, formula) == "=IFS(A1>0,1)"


def test_texts_inside_a_formula_are_kept_as_they_are():
    formula = """=if(a1="it's @ ""x"" _xlfn.",'b'!c1,"")"""
    assert plain("x", formula) == """=IF(A1="it's @ ""x"" _xlfn.",B!C1,"")"""
    assert plain(1, '=F("a b")') != plain(1, '=F("ab")')
    assert plain(1, '=F("a")') != plain(1, '=F("A")')


def test_a_date_is_its_serial_number():
    for month in (Month(2000, 1), Month(2024, 2), Month(2025, 12)):
        given_date = dt.datetime(*month, 1)  # noqa: DTZ001 - as xlwings gives it
        assert plain(given_date, "") == plain(serial(*month), "")


# A layout and what a program gives back


@given(CELLS)
def test_a_layout_and_what_a_program_gives_back_are_one(cells):
    assert contents(only_cells(cells)) == given_back(cells)


def test_a_tables_formulas_are_written_out_and_blank_cells_left_out():
    assert contents(SHEET) == {
        (0, 0): "“題",
        (0, 1): "=SUM(A3:A4)",
        (2, 0): "3",
        (2, 1): "4",
        (2, 2): "=A3+B3",
        (3, 0): "0.5",
    }


def test_a_formula_of_a_cell_goes_before_its_columns():
    own = Formula("'単組'!E5", 7)
    table = TABLE._replace(rows=lambda: [("plain", (3, 4, own))])
    assert list(table_cells(table)) == [(2, 0, 3), (2, 1, 4), (2, 2, own)]


def test_a_whole_sheet_is_given_back_as_it_was_laid_out():
    sheet = model_union_sheet(ModelUnionGrid(report(unions=UNIONS)), Dialect.UDF)
    cells = {(cell.row, cell.column): cell.value for cell in sheet.cells}
    for table in sheet.tables:
        cells |= {(row, column): value for row, column, value in table_cells(table)}
    assert contents(sheet) == given_back(cells)
    assert len(contents(sheet)) > 200


# Digests


def test_a_digest_is_the_same_for_good():
    # It stands in the records of templates in use.
    found = {(0, 0): "“甲", (1, 2): "12.5", (4, 27): "=SUM(A1:A2)"}
    assert digest(found) == digest(dict(reversed(found.items()))) == "109fc1a5451ed2772c56c732"


CONTENTS = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)), st.text('A1=2"\n“', min_size=1, max_size=6)
)


@given(CONTENTS, CONTENTS)
def test_a_digest_changes_with_any_cell(found, other):
    assert (digest(found) == digest(other)) == (found == other)


def test_no_text_passes_for_two_cells():
    assert digest({(0, 0): "“甲\nA2=“乙"}) != digest({(0, 0): "“甲", (1, 0): "“乙"})


def test_half_a_character_has_a_digest_too():
    assert digest({(0, 0): "“\ud842"}) != digest({(0, 0): "“?"})


def with_table(**changes):
    return SHEET._replace(tables=(TABLE._replace(**changes),))


def with_cell(number, **changes):
    cells = list(SHEET.cells)
    cells[number] = cells[number]._replace(**changes)
    return SHEET._replace(cells=tuple(cells))


SERIES = Series("'甲'!$A$1", "'甲'!$B$1:$C$1", "'甲'!$B$2:$C$2", "#000000")
CHART = Chart("line", "題", 5, 0, 9, 2, (SERIES,), "線の図")
CHANGED = {
    "a text": with_cell(0, value="別の題"),
    "a formula": with_cell(1, value=Formula("SUM(A3:A5)", 3)),
    "a look": with_cell(0, style=NOTE.but(bold=True)),
    "a place": with_cell(0, row=1, column=2),
    "a merge": with_cell(2, last_column=2),
    "a merge downwards": with_cell(2, last_row=2),
    "a link": with_cell(0, link="internal:'甲'!A1"),
    "a width": SHEET._replace(widths=(9.0, 11.0)),
    "a height": SHEET._replace(heights={0: 28.0}),
    "paper": SHEET._replace(page=Page("A3")),
    "panes": SHEET._replace(freeze=(4, 0)),
    "bars": SHEET._replace(data_bars=(DataBar(0, 0, 1, 1),)),
    "a chart": SHEET._replace(charts=(CHART,)),
    "a chart's series": SHEET._replace(charts=(CHART._replace(series=()),)),
    "a rule": SHEET._replace(
        validations=(Validation(0, 0, 0, 0, Rule("text", "題", "説明")),)
    ),
    "where a table starts": with_table(row=3),
    "a row's look": with_table(rows=lambda: (("other", ROWS[0][1]), ROWS[1])),
    "the looks of rows": with_table(styles=TABLE.styles | {"plain": (NUMBER, NUMBER, TEXT)}),
    "one row more": with_table(rows=lambda: (*ROWS, ("plain", (None, None, None)))),
    "a figure": with_table(rows=lambda: (("plain", (3, 5, 7)), ROWS[1])),
    "a columns formula": with_table(columns=(*COLUMNS[:2], Column("sum", f"A{ROW}-B{ROW}"))),
    "rows' height": with_table(height=19.0),
    "a table's merge": with_table(spans=lambda: iter([Span(1, 2, 3)])),
    "no merge": with_table(spans=lambda: iter(())),
}  # fmt: skip


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
def test_the_digest_of_a_layout_changes_with(changed):
    assert layout_digest(changed) != layout_digest(SHEET)


def test_the_digests_of_all_these_layouts_differ():
    assert len({layout_digest(each) for each in (SHEET, *CHANGED.values())}) == len(CHANGED) + 1


def test_a_cached_value_is_no_part_of_the_layout():
    worked_out = with_cell(1, value=Formula("SUM(A3:A4)", 4))
    assert layout_digest(worked_out) == layout_digest(SHEET)
    other_sum = with_table(rows=lambda: (("plain", (3, 4, 999)), ROWS[1]))
    assert layout_digest(other_sum) == layout_digest(SHEET)


def test_the_same_layout_made_again_has_the_same_digest():
    def made():
        return model_union_sheet(ModelUnionGrid(report()), Dialect.UDF)

    assert layout_digest(made()) == layout_digest(made())
