"""What is typed into a template: as the dataset reads it, as Excel takes it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.header import resolve_header
from kyosai_xl.dataset.loading import load
from kyosai_xl.dataset.month_forms import read_month
from kyosai_xl.domain.control_totals import ControlTotal
from kyosai_xl.domain.model_unions import ModelUnions
from kyosai_xl.domain.months import Calendar, FiscalYear, Month
from kyosai_xl.domain.stories import MODEL_UNION_SUBJECT, Story
from kyosai_xl.layout.choices_sheet import choice_names
from kyosai_xl.layout.input_sheets import (
    count_input,
    input_months,
    product_input,
    story_input,
    total_input,
    union_input,
)
from kyosai_xl.layout.input_table import FIRST_ROW
from kyosai_xl.layout.model import Book, serial
from kyosai_xl.layout.report_book import STARTS
from kyosai_xl.layout.styles import INPUT_FILL, TEXT_CODE, YEAR_MONTH
from kyosai_xl.writers.xlsx import write_xlsx
from tests.dataset.inputs import kinds
from tests.domain.figures import union
from tests.layout.small import AUGUST, RESULTS, UNIONS, only, shown, values

MONTHS = input_months(2024, STARTS)
TOTALS = (
    ControlTotal(AUGUST, "6月開始", "累積件数", 59),
    ControlTotal(AUGUST, "6月開始", "前年比", -948),
)
STORIES = (
    Story("団体生命共済", "03", "青森", "", "", "到達率50%", "1行目、\n=2行目(例)", AUGUST),
    Story("春の運動", "01", "北海道", "", "", "件数の伸び", "", None),
    Story(
        MODEL_UNION_SUBJECT, "01", "北海道", "001", "甲市職員組合", "", "実績47件", Month(2024, 7)
    ),
)
FILLED = {
    tables.UNIONS: union_input(UNIONS.unions),
    tables.UNION_COUNTS: count_input(UNIONS, MONTHS),
    tables.PRODUCT_RESULTS: product_input(RESULTS),
    tables.STORIES: story_input(STORIES),
    tables.CONTROL_TOTALS: total_input(TOTALS),
}
EMPTY = {
    tables.UNIONS: union_input(()),
    tables.UNION_COUNTS: count_input(only(), MONTHS),
    tables.PRODUCT_RESULTS: product_input(()),
    tables.STORIES: story_input(()),
    tables.CONTROL_TOTALS: total_input(()),
}
EVERY = [*FILLED.values(), *EMPTY.values()]
READ = pytest.mark.parametrize("table", FILLED, ids=lambda table: table.sheet)
EACH = pytest.mark.parametrize("table", EVERY, ids=lambda table: f"{table.name} {len(table.rows)}")


def headings(table):
    return [column.heading for column in table.columns]


# As the dataset reads it


@READ
def test_the_dataset_finds_every_column_and_no_other(table):
    for made in (FILLED[table], EMPTY[table]):
        header = resolve_header(table, headings(made))
        assert (header.missing, header.faults) == ((), ())
        assert made.name in table.sheets


@READ
def test_columns_are_named_in_code_as_in_the_dataset(table):
    keys = {column.header: column.key for column in table.columns}
    for column in FILLED[table].columns:
        if column.heading in keys:
            assert column.key == keys[column.heading]


def test_the_months_are_columns_that_the_dataset_reads_as_these_months():
    header = resolve_header(tables.UNION_COUNTS, headings(FILLED[tables.UNION_COUNTS]))
    assert tuple(header.months.values()) == MONTHS
    assert [read_month(str(month)) for month in MONTHS] == [(month, ()) for month in MONTHS]


def test_what_is_typed_is_read_back(tmp_path):
    path = tmp_path / "入力.xlsx"
    sheets = tuple(table.sheet() for table in FILLED.values())
    with path.open("wb") as file:
        write_xlsx(Book("入力", date(2024, 8, 1), sheets), file)
    back = load(path)
    # 丙 has no month of effect and no target.
    assert kinds(back.findings) == ["effective_month_blank", "target_zero"]
    assert (sorted(back.products), back.control_totals) == (sorted(RESULTS), TOTALS)
    assert back.stories == STORIES
    assert back.model_unions.first == MONTHS[0]
    for ours, theirs in zip(back.model_unions.unions, UNIONS.unions, strict=True):
        assert ours[:9] == theirs[:9]
        assert tuple(ours.counts) == theirs.counts


# As Excel takes it


@EACH
def test_headings_are_unique_and_what_their_cells_say(table):
    sheet = table.sheet()
    cells = {(cell.row, cell.column): cell.value for cell in sheet.cells}
    (listed,) = sheet.list_objects
    row = [cells[listed.row, column] for column in range(listed.column, listed.last_column + 1)]
    assert tuple(row) == listed.headings
    # Excel takes capitals and small letters for the same.
    assert len({heading.casefold() for heading in listed.headings}) == len(listed.headings)
    assert all(0 < len(heading) <= 255 for heading in listed.headings)


def test_names_of_sheets_and_lists_are_unique():
    made = FILLED.values()
    for name in ("name", "code_name", "list_name"):
        assert len({getattr(table, name) for table in made}) == len(made)


@EACH
def test_every_rule_is_told_in_japanese_and_fits(table):
    rules = [validation.rule for validation in table.sheet().validations]
    assert rules
    for rule in rules:
        assert 0 < len(rule.title) <= 32
        assert 0 < len(rule.prompt) <= 255
        assert len(rule.error) <= 255
        for text in (rule.prompt, *filter(None, [rule.error])):
            assert text.endswith("。"), text
        # What stops people says why.
        assert bool(rule.error) == (rule.kind != "text")


@EACH
def test_what_is_chosen_from_is_short_or_a_list_of_the_book(table):
    for validation in table.sheet().validations:
        source = validation.rule.source
        assert bool(source) == (validation.rule.kind == "list")
        if source.startswith("="):
            assert source[1:] in choice_names()
        else:
            assert len(source) <= 255


@EACH
def test_codes_are_texts_and_yellow(table):
    cells = shown(table.sheet())
    codes = [n for n, column in enumerate(table.columns) if column.key.endswith("_code")]
    for column in codes:
        for row in range(FIRST_ROW, table.last_row + 1):
            cell = cells[f"{'ABCD'[column]}{row + 1}"]
            assert (cell.style.number, cell.style.fill) == (TEXT_CODE, INPUT_FILL)
            assert cell.value is None or isinstance(cell.value, str)


@EACH
def test_every_cell_below_the_headings_is_yellow(table):
    for styles in table.sheet().tables[0].styles.values():
        assert {style.fill for style in styles} == {INPUT_FILL}


# What stands in them


def test_a_union_is_one_row():
    cells = values(FILLED[tables.UNIONS].sheet())
    assert [cells[f"{column}5"] for column in "ABCDEFGHI"] == [
        *("01", "北海道", "001", "甲市職員組合", 200, 93, 10, 30, "集計")
    ]
    assert [cells[f"{column}9"] for column in "ACI"] == ["60", "001", "参考"]
    # A month of effect that is unknown, and no target, which is not the same as none typed.
    assert (cells["G7"], cells["H7"]) == (None, 0)


def test_places_are_known_by_both_codes():
    rows = {
        ("01", "001"): 4,
        ("01", "002"): 5,
        ("03", "010"): 6,
        ("03", "011"): 7,
        ("60", "001"): 8,
    }
    for table in (tables.UNIONS, tables.UNION_COUNTS):
        assert FILLED[table].cells().rows == rows
    results = FILLED[tables.PRODUCT_RESULTS].cells()
    assert results.rows["団体生命共済", Month(2024, 7), "03"] == 6
    assert (results.columns["target"], results.columns["actual"]) == (4, 5)


def test_a_month_without_contracts_is_left_blank():
    table = FILLED[tables.UNION_COUNTS]
    row = dict(zip(headings(table), table.rows[0], strict=True))
    assert {heading: value for heading, value in row.items() if heading[0] == "2" and value} == {
        "2022-06": 5, "2022-08": 4, "2023-05": 6, "2023-07": 1000,
        "2024-06": 20, "2024-08": 27, "2024-09": 99,
    }  # fmt: skip
    assert 0 not in row.values()


@given(
    first=st.integers(24_000, 24_400),
    counts=st.lists(st.integers(0, 9), max_size=40),
    begin=st.integers(24_000, 24_400),
    length=st.integers(1, 60),
)
def test_within_the_months_shown_nothing_is_lost(first, counts, begin, length):
    """Whether the union's counts begin before, end after, or miss the months altogether."""
    origin = Month(0, 1)
    months = [origin.plus(begin + n) for n in range(length)]
    series = ModelUnions(origin.plus(first), (union(counts),))
    (row,) = count_input(series, months).rows
    known = {str(origin.plus(first + n)): count for n, count in enumerate(counts) if count}
    typed = dict(zip(map(str, months), row[4:], strict=True))
    assert typed == {str(month): known.get(str(month)) for month in months}


def test_a_result_has_its_month_as_a_date():
    cells = shown(FILLED[tables.PRODUCT_RESULTS].sheet())
    assert (cells["B5"].value, cells["B5"].style.number) == (serial(2024, 6), YEAR_MONTH)
    assert [cells[f"{column}6"].value for column in "ACDEF"] == [
        "団体生命共済",
        "01",
        "北海道",
        120,
        60,
    ]


def test_a_total_may_be_negative():
    cells = shown(FILLED[tables.CONTROL_TOTALS].sheet())
    assert cells["D6"].value == -948
    columns = {v.column for v in FILLED[tables.CONTROL_TOTALS].sheet().validations}
    assert columns == {0}


def test_stories_wrap_and_start_at_the_top():
    table = FILLED[tables.STORIES]
    styles = {column.heading: column.style for column in table.columns}
    assert all(styles[heading].wrap for heading in ("共済・運動", "ヒアリング理由", "取り組み内容"))
    assert {style.vertical for style in styles.values()} == {"top"}
    assert table.sheet().tables[0].height == 60


def test_a_story_is_one_row_and_its_place_is_known():
    table = FILLED[tables.STORIES]
    cells = shown(table.sheet())
    product = ("団体生命共済", "03", "青森", None, "到達率50%", "1行目、\n=2行目(例)")
    union = (MODEL_UNION_SUBJECT, "01", "北海道", "001", None, "実績47件")
    assert [cells[f"{column}5"].value for column in "ABCDEF"] == list(product)
    assert [cells[f"{column}7"].value for column in "ABCDEF"] == list(union)
    assert (cells["G5"].value, cells["G5"].style.number) == (serial(2024, 8), YEAR_MONTH)
    assert cells["G6"].value is None
    assert table.cells().rows == {story: 4 + number for number, story in enumerate(STORIES)}
    assert table.cells().columns["story"] == 5


# The months


def test_two_past_years_this_one_and_the_next():
    assert (MONTHS[0], MONTHS[-1], len(MONTHS)) == (Month(2022, 5), Month(2026, 5), 49)
    alone = input_months(2024, (6,))
    assert (alone[0], alone[-1], len(alone)) == (Month(2022, 6), Month(2026, 5), 48)


@given(st.integers(2000, 2098), st.lists(st.integers(1, 12), min_size=1, max_size=3))
def test_every_fiscal_year_is_covered_whatever_its_start(year, starts):
    months = input_months(year, starts)
    assert [month.ordinal - months[0].ordinal for month in months] == list(range(len(months)))
    for start in starts:
        for back in (-2, -1, 0, 1):
            assert set(FiscalYear(year + back, start).months) <= set(months)


@given(st.integers(2000, 2098), st.integers(0, 11))
def test_whatever_the_sheets_of_a_fiscal_year_show_can_be_typed(year, elapsed):
    as_of = FiscalYear(year, 6).months[elapsed]
    months = input_months(year, STARTS)
    for start in STARTS:
        assert set(Calendar(start, as_of).months) <= set(months)
