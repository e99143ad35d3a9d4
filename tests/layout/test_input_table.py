from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.layout.input_table import (
    FIRST_ROW,
    HEAD_ROW,
    INPUT_CODE,
    INPUT_COUNT,
    InputColumn,
    InputTable,
    choice_rule,
    count_rule,
)
from kyosai_xl.layout.model import Rule, letter
from kyosai_xl.layout.styles import INPUT_FILL
from tests.layout.small import shown, values

COUNT = count_rule("件数", "その月の件数です。")
CHOICE = choice_rule("区分", "区分です。", "集計,参考")
TABLE = InputTable(
    name="単組",
    code_name="ShUnions",
    list_name="tbl_unions",
    explanation="1行に1つ入力します。",
    columns=(
        InputColumn("code", "コード", 8.0, INPUT_CODE),
        InputColumn("may", "5月", 9.0, INPUT_COUNT, COUNT),
        InputColumn("june", "6月", 10.0, INPUT_COUNT, COUNT),
        InputColumn("category", "区分", 11.0, rule=CHOICE),
    ),
    rows=[("001", 3, None, "集計"), ("002", None, 4, "参考")],
    keys=[("01", "001"), ("01", "002")],
    spare=3,
    fixed=1,
    title="加入拡大モデル単組",
)
RULES = st.sampled_from([None, COUNT, CHOICE, Rule("text", "題", "説明")])


def rules_by_cell(sheet):
    """Every place that has a rule; none has two."""
    found = {}
    for row, column, last_row, last_column, rule in sheet.validations:
        for place in (
            (r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1)
        ):
            assert place not in found
            found[place] = rule
    return found


def test_title_explanation_and_headings_stand_above_the_rows():
    cells = values(TABLE.sheet())
    assert (cells["A1"], cells["A2"]) == ("加入拡大モデル単組", "1行に1つ入力します。")
    assert [cells[f"{column}{HEAD_ROW + 1}"] for column in "ABCD"] == [
        "コード",
        "5月",
        "6月",
        "区分",
    ]
    assert [cells[f"{column}{FIRST_ROW + 1}"] for column in "ABCD"] == ["001", 3, None, "集計"]


def test_without_a_title_of_its_own_the_sheet_has_its_name_for_one():
    assert values(TABLE._replace(title="").sheet())["A1"] == "単組"


def test_spare_rows_wait_below_blank_and_in_the_colour_of_input():
    cells = shown(TABLE.sheet())
    for row in (7, 8, 9):
        for column in "ABCD":
            cell = cells[f"{column}{row}"]
            assert (cell.value, cell.style.fill) == (None, INPUT_FILL)
    assert "A10" not in cells
    assert TABLE.last_row == 8


def test_an_empty_table_has_its_spare_rows():
    empty = TABLE._replace(rows=(), keys=())
    assert empty.last_row == FIRST_ROW + 2
    assert empty.sheet().tables[0].length == 3


def test_the_list_object_spans_headings_and_every_row():
    (listed,) = TABLE.sheet().list_objects
    assert listed[:5] == ("tbl_unions", HEAD_ROW, 0, TABLE.last_row, 3)
    assert listed.headings == ("コード", "5月", "6月", "区分")


def test_first_columns_and_headings_stay_in_sight_and_repeat_in_print():
    sheet = TABLE.sheet()
    assert sheet.freeze == (FIRST_ROW, 1)
    assert sheet.page.repeat_rows == (0, HEAD_ROW)
    assert (sheet.page.paper, TABLE._replace(wide=True).sheet().page.paper) == ("A4", "A3")
    assert sheet.widths == (8.0, 9.0, 10.0, 11.0)
    assert sheet.code_name == "ShUnions"


def test_neighbours_with_the_same_rule_are_one_validation():
    validations = TABLE.sheet().validations
    assert [each[:4] for each in validations] == [(4, 1, 8, 2), (4, 3, 8, 3)]
    assert [each.rule for each in validations] == [COUNT, CHOICE]


@given(st.lists(RULES, min_size=1, max_size=12), st.integers(0, 5), st.integers(1, 4))
def test_every_cell_has_its_columns_rule_in_as_few_validations_as_can_be(rules, filled, spare):
    columns = tuple(InputColumn(str(n), str(n), 8.0, rule=rule) for n, rule in enumerate(rules))
    table = TABLE._replace(columns=columns, rows=[(None,) * len(rules)] * filled, spare=spare)
    sheet = table.sheet()
    rows = range(FIRST_ROW, FIRST_ROW + filled + spare)
    assert rules_by_cell(sheet) == {
        (row, column): rule for row in rows for column, rule in enumerate(rules) if rule
    }
    changes = sum(
        rule is not None and rule != before
        for rule, before in zip(rules, [None, *rules], strict=False)
    )
    assert len(sheet.validations) == changes


@given(st.lists(st.tuples(*[st.integers()] * 4), max_size=8))
def test_each_figure_stands_where_the_table_says(rows):
    keys = [("01", number) for number in range(len(rows))]
    table = TABLE._replace(rows=rows, keys=keys)
    cells, place = values(table.sheet()), table.cells()
    assert place.sheet == "単組"
    for key, row in zip(keys, rows, strict=True):
        for column, value in zip(table.columns, row, strict=True):
            at = f"{letter(place.columns[column.key])}{place.rows[key] + 1}"
            assert cells[at] == value


def test_a_count_is_a_whole_number_from_0_on():
    assert (COUNT.kind, COUNT.least, COUNT.most) == ("whole", 0, 9_999_999)
    assert COUNT.error == "件数は0以上の整数で入力してください。単位や記号は要りません。"


def test_a_choice_says_what_to_do_when_it_is_none():
    assert (CHOICE.kind, CHOICE.source) == ("list", "集計,参考")
    assert CHOICE.error == "区分は、一覧から選んでください。"
