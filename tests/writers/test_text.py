from datetime import date
from decimal import Decimal

import pytest

from kyosai_xl.layout.model import (
    ROW,
    Axis,
    Block,
    Book,
    Cell,
    Chart,
    Column,
    DataBar,
    Formula,
    ListObject,
    Page,
    Rule,
    Series,
    Sheet,
    Span,
    Table,
    Validation,
)
from kyosai_xl.layout.styles import MONTH, Style
from kyosai_xl.writers.text import book_lines, sheet_lines

PLAIN = Style()
COUNT = Style(align="right", number="#,##0").boxed()
RATE = Style(align="right", number="0.0%").boxed()
A4 = Page("A4")


def lines(*cells, tables=(), **others):
    """The lines of the cells of a sheet."""
    made = Sheet("集計", A4, (9.0,), cells=cells, tables=tables, **others)
    return [line for line in sheet_lines(made) if line[0].isupper()]


def table(rows, columns=("k",), formulas=(None,), styles=None, **others):
    made = [Column(key, formula) for key, formula in zip(columns, formulas, strict=True)]
    looks = styles or {"r": (PLAIN,) * len(made)}
    return Table(others.pop("row", 4), tuple(made), looks, len(rows), lambda: iter(rows), **others)


def test_a_cell_is_a_line_of_address_value_formula_and_style():
    assert lines(Cell(4, 8, Formula("C6-D6", 1502), COUNT)) == [
        "I5 | 1502 | =C6-D6 | align=right number=#,##0 box=thin"
    ]


def test_what_a_cell_does_not_have_is_left_out():
    assert lines(Cell(0, 0, "検算", Style(size=16, bold=True))) == ['A1 | "検算" | size=16 bold']
    assert lines(Cell(0, 0, 7, PLAIN)) == ["A1 | 7"]
    assert lines(Cell(0, 0, None, PLAIN)) == ["A1 | blank"]
    assert lines(Cell(0, 0, Formula("A2", None), PLAIN)) == ["A1 | blank | =A2"]


def test_text_and_numbers_can_be_told_apart():
    values = ("039", 39, Decimal("0.5640"), "－", "", "blank", -13, 0)
    assert lines(*(Cell(n, 0, value, PLAIN) for n, value in enumerate(values))) == [
        'A1 | "039"',
        "A2 | 39",
        "A3 | 0.5640",
        'A4 | "－"',
        'A5 | ""',
        'A6 | "blank"',
        "A7 | -13",
        "A8 | 0",
    ]


def test_a_cell_keeps_to_one_line():
    assert lines(Cell(0, 0, '自治労\n県 "A"', PLAIN)) == [r'A1 | "自治労\n県 \"A\""']


def test_a_date_shows_as_a_date_under_a_date_format_only():
    # 45689 is 1 February 2025.
    assert lines(Cell(0, 0, 45689, PLAIN.but(number=MONTH))) == ['A1 | 2025-02-01 | number=m"月"']
    assert lines(Cell(0, 0, Formula("B1", 45689), PLAIN.but(number='yyyy"年"m"月"'))) == [
        'A1 | 2025-02-01 | =B1 | number=yyyy"年"m"月"'
    ]
    assert lines(Cell(0, 0, 45689, COUNT))[0].startswith("A1 | 45689 |")


def test_a_link_ends_the_line():
    assert lines(Cell(0, 0, "検算", PLAIN, "#検算!A1")) == ['A1 | "検算" | link #検算!A1']


def test_a_block_has_both_corners():
    assert lines(Block(2, 10, 2, 22, "2022年度", Style(bold=True, wrap=True).boxed())) == [
        'K3:W3 | "2022年度" | bold wrap box=thin'
    ]
    assert lines(Block(2, 0, 2, 0, 1, PLAIN)) == ["A3 | 1"]


def test_lines_that_differ_are_named_by_side():
    style = COUNT.but(left="medium", bottom="")
    assert lines(Cell(0, 0, 1, style)) == [
        "A1 | 1 | align=right number=#,##0 left=medium right=thin top=thin"
    ]


def test_every_field_of_a_style_shows():
    changes = {"size": 8, "bold": True, "colour": "#FF0000", "fill": "#FFE699", "align": "left"}
    changes |= {"vertical": "top", "wrap": True, "shrink": True, "number": "0", "left": "thin"}
    changes |= {"right": "hair", "top": "double", "line": "#000000", "indent": 2}
    (shown,) = lines(Cell(0, 0, 1, PLAIN.but(**changes)))
    assert shown == "A1 | 1 | " + " ".join(
        name if value is True else f"{name}={value}" for name, value in changes.items()
    )
    assert set(changes) | {"bottom"} == set(Style._fields)


def test_the_rows_of_a_table_with_their_formulas():
    rows = [("r", (3, 10, Decimal("0.300"))), ("done", (10, 10, Decimal("1.000")))]
    bold = RATE.but(bold=True)
    made = table(
        rows,
        ("actual", "target", "rate"),
        (None, None, f"A{ROW}/B{ROW}"),
        {"r": (PLAIN, PLAIN, RATE), "done": (PLAIN, PLAIN, bold)},
        row=9,
    )
    assert lines(tables=(made,)) == [
        "A10 | 3",
        "B10 | 10",
        "C10 | 0.300 | =A10/B10 | align=right number=0.0% box=thin",
        "A11 | 10",
        "B11 | 10",
        "C11 | 1.000 | =A11/B11 | bold align=right number=0.0% box=thin",
    ]


def test_a_blank_value_in_a_formulas_column_has_no_formula():
    made = table([("r", (None,))], formulas=(f"B{ROW}",))
    assert lines(tables=(made,)) == ["A5 | blank"]


def test_a_cells_own_formula_goes_before_the_columns():
    made = table([("r", (Formula("Z1", 4),)), ("r", (5,))], formulas=(f"B{ROW}",))
    assert lines(tables=(made,)) == ["A5 | 4 | =Z1", "A6 | 5 | =B6"]


def test_a_row_without_a_cell_has_no_line():
    made = table([("r", (None, 2))], ("a", "b"), (None, None), {"r": (None, PLAIN)})
    assert lines(tables=(made,)) == ["B5 | 2"]


def test_cells_come_row_by_row_whatever_their_order():
    tables = (table([("r", (1,)), ("r", (2,))], row=2), table([("r", (4,))], row=6))
    cells = (Cell(7, 0, "note", PLAIN), Cell(5, 1, "b", PLAIN), Cell(5, 0, "a", PLAIN))
    assert [line.split()[0] for line in lines(*cells, Cell(0, 0, 0, PLAIN), tables=tables)] == [
        *("A1", "A3", "A4", "A6", "B6", "A7", "A8")
    ]


def test_columns_come_in_their_own_order_not_in_that_of_their_letters():
    made = table([("r", tuple(range(28)))], map(str, range(28)), [None] * 28, row=1)
    single = (Cell(0, column, column, PLAIN) for column in (26, 1, 25))
    shown = [line.split()[0] for line in lines(*single, tables=(made,))]
    assert shown[:3] == ["B1", "Z1", "AA1"]
    assert shown[27:] == ["Y2", "Z2", "AA2", "AB2"]


def test_how_the_sheet_is_set_up():
    rows = [("r", (1,)), ("r", (2,))]
    sheet = Sheet(
        "モデル単組(6月開始)",
        Page("A3", landscape=True, repeat_rows=(2, 3), header="&L題", footer="&P", margin=0.5),
        (5.5, 28.0),
        tables=(table(rows, spans=lambda: iter([Span(0, 4, 5)]), height=19.0),),
        heights={3: 27.0, 0: 18.5},
        freeze=(4, 4),
        data_bars=(DataBar(5, 4, 6, 4),),
        breaks=(58, 100),
        tab_colour="#2F75B5",
        zoom=85,
    )
    assert list(sheet_lines(sheet)) == [
        'sheet "モデル単組(6月開始)"',
        'page A3 landscape, one page wide, margin 0.5, repeat 3:4, header "&L題" footer "&P"',
        "widths A=5.5 B=28",
        "heights 1=18.5 4=27",
        "freeze E5",
        "zoom 85% tab #2F75B5",
        "breaks before 59 101",
        "data bar E6:E7",
        "table 5:6 height 19.0",
        "A5 | 1",
        "A6 | 2",
        "merged A5:A6",
    ]


def test_a_sheet_with_nothing_special():
    assert list(sheet_lines(Sheet("集計", Page("A4", scale=95), (9.0,)))) == [
        'sheet "集計"',
        'page A4 portrait, scale 95%, margin 0.4, repeat nothing, header "" footer "&C&P / &N"',
        "widths A=9",
        "heights",
        "freeze nothing",
        "zoom 100% tab plain",
    ]


def test_a_chart_says_what_it_shows_and_where():
    line = Series("'数'!$A$5", "'数'!$B$4:$M$4", "'数'!$B$5:$M$5", "#1F3864", marker="circle")
    chart = Chart(
        *("line", '13 "埼玉"', 4, 0, 20, 5),
        (line, line._replace(values="'数'!$B$6:$M$6", dash="dash", labels="last")),
        "実績12件。",
        values=Axis(number="#,##0", least=0, grid=True),
        legend=(0.1, 0.9, 0.8, 0.1),
        size=9,
    )
    assert set_up(charts=(chart,)) == [
        (
            r'chart line A5:F21 title "13 \"埼玉\"" description "実績12件。"'
            " legend=(0.1, 0.9, 0.8, 0.1) size=9"
        ),
        "  categories",
        "  values number=#,##0 least=0 grid",
        (
            "  series name '数'!$A$5 categories '数'!$B$4:$M$4 values '数'!$B$5:$M$5"
            " colour=#1F3864 marker=circle"
        ),
        (
            "  series name '数'!$A$5 categories '数'!$B$4:$M$4 values '数'!$B$6:$M$6"
            " colour=#1F3864 dash=dash marker=circle labels=last"
        ),
    ]
    bare = chart._replace(categories=Axis(visible=False, backwards=True), legend=None, size=8)
    assert set_up(charts=(bare,))[:2] == [
        r'chart line A5:F21 title "13 \"埼玉\"" description "実績12件。"',
        "  categories visible=False backwards",
    ]


def set_up(**others):
    """The lines that a sheet's set-up has more than a sheet with nothing special."""
    plain, made = (sheet_lines(Sheet("単組", A4, (9.0,), **each)) for each in ({}, others))
    kept = list(plain)
    found = list(made)
    assert [line for line in found if line in kept] == kept
    return [line for line in found if line not in kept]


def test_what_a_sheet_of_a_template_has():
    assert set_up(code_name="Sheet2") == ["code name Sheet2"]
    assert set_up(visibility="very_hidden") == ["visibility very_hidden"]
    assert set_up(names={"件数": "'月次件数'!$C$5", "率": "RC[-1]/2"}) == [
        "name 件数 ='月次件数'!$C$5",
        "name 率 =RC[-1]/2",
    ]
    listed = ListObject("単組の表", 3, 0, 40, 2, ("県コード", "県名", "単組\nコード"))
    assert set_up(list_objects=(listed,)) == [
        r'list object 単組の表 A4:C41 headings "県コード" "県名" "単組\nコード"'
    ]


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        (
            Rule("whole", "件数", "0以上の整数。", "「件数」は整数です。", least=0, most=99_999),
            'whole 0..99999 title "件数" prompt "0以上の整数。" error "「件数」は整数です。"',
        ),
        (
            # 1 April 2020 and 1 February 2025.
            Rule("date", "年月", "月の1日。", least=43922, most=45689),
            'date 2020-04-01..2025-02-01 title "年月" prompt "月の1日。"',
        ),
        (
            Rule("list", "区分", "選びます。", "どちらかです。", source="集計,参考"),
            'list source "集計,参考" title "区分" prompt "選びます。" error "どちらかです。"',
        ),
        (Rule("text", "単組名", "正式な名前。"), 'text title "単組名" prompt "正式な名前。"'),
    ],
)
def test_what_may_be_typed(rule, shown):
    made = (Validation(4, 2, 40, 3, rule), Validation(4, 5, 4, 5, rule))
    assert set_up(validations=made) == [f"validation C5:D41 {shown}", f"validation F5 {shown}"]


def test_a_book_is_its_sheets():
    one, other = Sheet("一", A4, (9.0,)), Sheet("二", A4, (9.0,))
    made = list(book_lines(Book("実績報告 2025年2月", date(2025, 2, 1), (one, other))))
    assert made == [
        'book "実績報告 2025年2月" created 2025-02-01',
        "",
        *sheet_lines(one),
        "",
        *sheet_lines(other),
    ]


def test_names_and_marks_of_the_whole_book_follow_its_title():
    made = Book("題", date(2025, 2, 1), (), {"集計月": "'設定'!$C$3"}, {"kyosai_xl": "0.2"})
    assert list(book_lines(made)) == [
        'book "題" created 2025-02-01',
        'mark kyosai_xl "0.2"',
        "name 集計月 ='設定'!$C$3",
    ]


def test_rows_are_walked_as_they_are_asked_for():
    walked = []

    def rows():
        for n in range(1000):
            walked.append(n)
            yield "r", (n,)

    made = Table(0, (Column("k"),), {"r": (PLAIN,)}, 1000, rows)
    text = sheet_lines(Sheet("集計", A4, (9.0,), tables=(made,)))
    while not next(text).startswith("A1 "):
        pass
    assert len(walked) < 10
