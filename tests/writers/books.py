"""Layouts to write: the sample's in every dialect, and small ones with what goes wrong easily."""

from datetime import date
from decimal import Decimal
from functools import cache

from kyosai_xl.dataset.loading import load
from kyosai_xl.layout.formulas import Dialect
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
    on_sheet,
)
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.model_union_sheet import model_union_sheet
from kyosai_xl.layout.pictures_sheet import pictures_sheets
from kyosai_xl.layout.report_book import STARTS
from kyosai_xl.layout.styles import CENTRED, HEAD, NUMBER, RATE_1, TEXT, TITLE
from kyosai_xl.regenerate import work_out

NAMES = (
    "<b>&amp; \"double\" 'single' </t>",
    "]]><!-- -->",
    "=cmd|' /C calc'!A0",
    "+1-2@SUM(A1)",
    "  blanks at both ends  ",
    "two\nlines",
    "a\ttab",
    "controls \x00\x01\x07\x0b\x1f\x7f\ufffe\uffff",
    "\x00",
    "𠮷野家 髙﨑 🎉 ｶﾞ",
    "long " * 4_000,
    "too long 𠮷" * 4_000,
    "100% %s %d %(name)s %% {0} \\1",
    "_x0041_ and _x000D_",
    "0012",
)


def sample(dialect):
    return _sample().book(dialect)


@cache
def _sample():
    data = load("sample")
    return work_out(data, data.last_month, STARTS)


def book(*sheets):
    return Book("A < B", date(2025, 2, 1), sheets)


def sheet(*tables, name="表", cells=(), **options):
    return Sheet(name, Page("A4"), (20.0, 9.0, 8.0), cells=cells, tables=tables, **options)


def table(row, values, *, formulas=(None, None, None), **options):
    rows = [("plain", each) for each in values]
    styles = {"plain": (TEXT, NUMBER, RATE_1), "bold": (TEXT, NUMBER.but(bold=True), RATE_1)}
    return Table(
        row,
        tuple(Column(key, formula) for key, formula in zip("abc", formulas, strict=True)),
        options.pop("styles", styles),
        len(rows),
        lambda: iter(options.get("looks") or rows),
        **{key: value for key, value in options.items() if key != "looks"},
    )


def names():
    return book(sheet(table(0, [(name, n, None) for n, name in enumerate(NAMES)])))


def numbers():
    values = [(str(n), n, Decimal(n) / 1000) for n in (-1_502, -1, 0, 1, 7, 999_999_999)]
    values += [("rates", 0, Decimal(text)) for text in ("-0.130", "1.567", "0.000", "1E-7", "1")]
    return book(sheet(table(0, values)))


def formulas():
    texts = (None, f'IF(A{ROW}<>"<&>",1,-B{ROW})', f'B{ROW}/B$1&"%"')
    values = [("figure", 5, Decimal("0.5")), ("blank", None, None), ("－", 0, "－")]
    values += [("text", 1, name) for name in NAMES[:4]]
    values += [
        ("its own", Formula(f"A{ROW}", 3), Formula("'他'!A1", "<x>")),
        ("", 2, Formula("A1", None)),
    ]
    return book(sheet(table(0, values, formulas=texts)))


def no_rows():
    cells = (Cell(0, 0, "heading", TITLE), Cell(1, 0, "below", TEXT))
    return book(sheet(table(1, []), cells=cells), sheet(table(0, []), name="bare"))


def one_row():
    return book(sheet(table(0, [("only", 1, None)])))


def many_rows():
    values = [(f"単組{n}", n % 300, Decimal(n) / 1000) for n in range(600)]
    cells = (Cell(601, 0, "below", TEXT),)
    return book(sheet(table(1, values, spans=lambda: iter([Span(1, 250, 260)])), cells=cells))


def no_tables():
    return book(sheet(cells=(Cell(0, 0, "alone", TITLE),)))


def several_tables():
    cells = (
        Block(0, 0, 1, 2, "over two rows", HEAD),
        Block(5, 0, 5, 1, "合計", CENTRED),
        Cell(5, 2, Formula("SUM(C3:C5)", Decimal("1.5")), RATE_1),
        Cell(6, 0, "※ 注", TEXT),
        Cell(12, 0, "far below", TEXT),
    )
    first = [("一", 1, Decimal("0.5"))] * 3
    second = [("二", 2, Decimal("0.25"))] * 2
    looks = [("bold", first[0]), ("plain", first[1]), ("bold", first[2])]
    return book(
        sheet(
            table(2, first, looks=looks, height=19.5, spans=lambda: iter([Span(0, 2, 4)])),
            table(7, second, height=16.5, spans=lambda: iter([Span(0, 7, 8), Span(2, 7, 8)])),
            cells=cells,
            heights={0: 27.0, 5: 21.0, 13: 12.0, 20: 40.0},
            freeze=(2, 1),
            data_bars=(DataBar(2, 2, 4, 2),),
            breaks=(5,),
            tab_colour="#2F75B5",
            zoom=85,
        ),
        sheet(table(3, first), name="without anything above"),
        sheet(name="empty", cells=(Cell(2, 1, None, HEAD),)),
    )


def side_by_side():
    styles = {"left": (TEXT, None, None), "right": (None, NUMBER, RATE_1), "none": (None,) * 3}
    looks = [("left", ("a", None, None)), ("right", (None, 1, None)), ("none", (None,) * 3)]
    looks += [("right", ("unseen %s", 2, Decimal("0.1"))), ("left", ("b", 5, 6))]
    return book(sheet(table(1, looks, looks=looks, styles=styles, height=16.5)))


WHOLE = Rule("whole", "件数", "0以上の整数を入れます。", "件数は整数です。", 0, 99_999)
# 1 April 2020 and 1 March 2030.
DATE = Rule("date", "年月", "月の1日を入れます。", "2020年4月から2030年3月までです。", 43922, 47543)
WORDS = Rule("list", "区分", "選びます。", "どちらかです。", source="集計,参考")
CELLS = Rule("list", "県名", "選びます。", "県名です。", source="='県 <名>'!$A$1:$A$3")
PROMPT = Rule("text", "単組名", "正式な名前を入れます。")


def template():
    """What a sheet to type into has, and sheets that people do not see."""
    headings = ("単組名", "件数", "区分 <&>")
    typed = sheet(
        table(4, [("一", 1, None), ("二", 2, None), (None, None, None)], height=18.0),
        name="入力 <1>",
        cells=(
            Cell(0, 0, "入力", TITLE),
            *(Cell(3, column, text, HEAD) for column, text in enumerate(headings)),
            Cell(8, 0, "※ 注", TEXT),
        ),
        validations=(
            Validation(4, 0, 6, 0, PROMPT),
            Validation(4, 1, 6, 1, WHOLE),
            Validation(4, 2, 5, 2, WORDS),
            Validation(6, 2, 6, 2, CELLS),
            Validation(8, 1, 8, 2, DATE),
        ),
        list_objects=(ListObject("単組の表", 3, 0, 6, 2, headings),),
        names={"印": "TRUE", "先頭": "'入力 <1>'!$A$5"},
        code_name="Input",
    )
    names = sheet(table(0, [(name, n, None) for n, name in enumerate("三四五")]), name="県 <名>")
    return book(
        typed,
        names._replace(visibility="hidden", names={"印": "FALSE"}, code_name="Names"),
        sheet(name="記録", visibility="very_hidden"),
    )._replace(
        names={"集計月": "'入力 <1>'!$B$5", "県名の一覧": "'県 <名>'!$A$1:$A$3"},
        marks={"kyosai_xl": "1.0", "template": "<branch>"},
    )


NUMBERS = "数 'と' <&>"
LINES = (
    Series("", "", "", "#C55A11", 1.25, "round_dot", "triangle", "#FFFFFF", "last", "below"),
    Series("", "", "", "#1F3864", 2.5, "solid", "circle"),
    Series("", "", "", "#C00000", 1.5, "long_dash_dot", labels="first"),
)
BARS = Series("", "", "", "#111111", 0.75, fill="#EEEEEE", labels="all", label_place="outside_end")


def charts():
    """One chart of each kind over the numbers of a sheet whose name needs quotes."""
    months = ("6月", "7月", "8月")
    rows = (("2022年度", 1, 2, 30), ("2024年度", 4, 1234, None), ("目標", 5, 5, 5))
    cells = [Cell(0, 1 + at, month, HEAD) for at, month in enumerate(months)]
    for row, (name, *counts) in enumerate(rows, 1):
        cells.append(Cell(row, 0, name, TEXT))
        live = (count if at else Formula(f"0+{count}", count) for at, count in enumerate(counts))
        cells += (Cell(row, 1 + at, count, NUMBER) for at, count in enumerate(live))
    behind = sheet(name=NUMBERS, cells=tuple(cells))

    def at(series, row, last="D"):
        return series._replace(
            name=on_sheet(NUMBERS, f"$A${row}"),
            categories=on_sheet(NUMBERS, "$B$1:$D$1"),
            values=on_sheet(NUMBERS, f"$B${row}:${last}${row}"),
        )

    lines = (at(LINES[0], 2), at(LINES[1], 3, "C"), at(LINES[2], 4))
    axis = Axis("件数", "#,##0", least=0, step=10, grid=True)
    line = Chart("line", "線 <&>", 2, 0, 5, 1, lines, "線の図 <&>", values=axis, size=8.5)
    bars = (at(BARS, 2),)
    drawn = (
        line._replace(plot=(0.1, 0.2, 0.8, 0.5), legend=(0.1, 0.8, 0.8, 0.1)),
        Chart("column", "柱", 2, 2, 3, 2, bars, "柱の図", gap=30),
        Chart("bar", "棒", 6, 0, 6, 2, bars, "棒の図", Axis(backwards=True), Axis(visible=False)),
    )
    heights = {row: 40.0 + row for row in range(2, 7)}
    picture = sheet(name="図", cells=(Cell(0, 0, "図", TITLE),), heights=heights, charts=drawn)
    return book(picture, sheet(table(0, [("一", 1, None)]), name="表"), behind)


def pictures():
    """The sheets of pictures of the sample, with the sheet that their numbers follow."""
    grid = ModelUnionGrid(_sample().reports[0])
    native = Dialect.NATIVE
    return book(*pictures_sheets(grid, native), model_union_sheet(grid, native))


BOOKS = {
    **{dialect.value: lambda dialect=dialect: sample(dialect) for dialect in Dialect},
    **{
        make.__name__: make
        for make in (
            *(names, numbers, formulas, no_rows, one_row),
            *(many_rows, no_tables, several_tables, side_by_side, template, charts, pictures),
        )
    },
}
