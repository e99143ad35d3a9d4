from decimal import Decimal
from itertools import groupby

import pytest

from kyosai_xl.domain.months import Month
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Block, address, letter, serial
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.model_union_sheet import model_union_sheet
from kyosai_xl.layout.styles import ACHIEVED_FILL
from tests.domain import figures
from tests.layout.golden import compare
from tests.layout.small import (
    BO,
    HEI,
    KOU,
    OTSU,
    TEI,
    formulas,
    line,
    only,
    report,
    shown,
    values,
)

FEBRUARY = figures.FEBRUARY
RATES = "I J W AJ AW AX AY AZ BA"
MONTH_COLUMNS = [letter(n) for n in (*range(10, 22), *range(23, 35), *range(36, 48))]


def sheet(made=None, dialect=Dialect.NATIVE):
    return model_union_sheet(ModelUnionGrid(made or report()), dialect)


def months(cells, first, last):
    """The months that head the columns, as (year, month)."""
    known = {serial(y, m): (y, m) for y in range(2010, 2040) for m in range(1, 13)}
    begin, end = columns(first, last)
    return [known[cells[f"{letter(n)}4"]] for n in range(begin, end + 1)]


def columns(*letters):
    names = [letter(n) for n in range(60)]
    return [names.index(each) for each in letters]


def sum_to(row, column, start, back=0):
    """The sum of the twelve months from the column on, to the as-of month that many years back."""
    first, last = letter(column), letter(column + 11)
    as_of = f"EDATE($BA$2,{-12 * back})" if back else "$BA$2"
    months = f"${first}$4:${last}$4"
    begin = f"DATE(YEAR({as_of})-(MONTH({as_of})<{start}),{start},1)"
    after = f"DATE(YEAR({as_of}),MONTH({as_of})+1,1)"
    return f'SUMIFS({first}{row}:{last}{row},{months},">="&{begin},{months},"<"&{after})'


def spans(made):
    found = [span for table in made.tables for span in table.spans()]
    return {f"{address(s.row, s.column)}:{address(s.last_row, s.column)}" for s in found}


@pytest.mark.parametrize("start", [6, 5])
def test_the_golden(start, update_goldens):
    name = f"model_unions_from_{start}"
    compare(name, lambda dialect: sheet(report(start), dialect), update_goldens)


# Header


def test_the_heading():
    cells = shown(sheet())
    assert cells["A1"].value == "2024年度加入拡大モデル単組 過去2年実績(6月開始)"
    assert cells["AZ2"].value == "集計月"
    assert (cells["BA2"].value, cells["BA2"].last) == (serial(2024, 8), "BB2")
    assert cells["BA2"].style.number == 'yyyy"年"m"月"'


def test_columns_from_left_to_right():
    cells = shown(sheet())
    heads = {
        "A": "自治労県コード",
        "B": "県名",
        "C": "単組コード",
        "D": "加入拡大モデル単組",
        "E": "組合員数",
        "F": "団生保有",
        "G": "加入率",
        "H": "発効",
        "I": "2022年度実績",
        "J": "2023年度実績",
        "AW": "累積件数",
        "AX": "目標件数",
        "AY": "前年比",
        "AZ": "達成率",
        "BA": "残件数",
        "BB": "県名",
    }
    for column, head in heads.items():
        cell = cells[f"{column}3"]
        assert (cell.value.replace("\n", ""), cell.last) == (head, f"{column}4")
    assert "BC3" not in cells
    assert "BC4" not in cells


def test_the_bands_of_the_three_years():
    cells = shown(sheet())
    bands = [(at, cells[at].value, cells[at].last) for at in ("K3", "X3", "AK3")]
    assert bands == [
        ("K3", "2022年度", "W3"),
        ("X3", "2023年度", "AJ3"),
        ("AK3", "2024年度", "AV3"),
    ]
    assert len({cells[at].style.fill for at in ("K3", "X3", "AK3")}) == 3
    shows = values(sheet())
    year = [*((0, month) for month in range(6, 13)), *((1, month) for month in range(1, 6))]
    for first, last, begin in (("K", "V", 2022), ("X", "AI", 2023), ("AK", "AV", 2024)):
        assert months(shows, first, last) == [(begin + turn, month) for turn, month in year]
    assert (shows["W4"], shows["AJ4"]) == ("8月累計", "8月累計")
    assert "AW4" not in shows
    assert cells["K4"].style.number == 'm"月"'


@pytest.mark.parametrize(
    ("as_of", "label", "year"),
    [
        ((2024, 6), "6月累計", 2024),
        ((2024, 12), "12月累計", 2024),
        ((2025, 2), "2月累計", 2024),
        ((2025, 5), "5月累計", 2024),
        ((2025, 6), "6月累計", 2025),
        ((2024, 5), "5月累計", 2023),
    ],
)
def test_the_labels_move_with_the_as_of_month(as_of, label, year):
    cells = values(sheet(report(as_of=Month(*as_of))))
    assert (cells["W4"], cells["AJ4"]) == (label, label)
    assert line(cells, 3, "K X AK") == [f"{year - 2}年度", f"{year - 1}年度", f"{year}年度"]
    assert cells["I3"] == f"{year - 2}年度\n実績"
    assert cells["A1"].startswith(f"{year}年度")
    assert cells["BA2"] == serial(*as_of)


@pytest.mark.parametrize(
    ("start", "first", "elapsed"),
    [
        (6, (2022, 6), 9),
        (5, (2022, 5), 10),
        (4, (2022, 4), 11),
        (1, (2023, 1), 2),
        (12, (2022, 12), 3),
    ],
)
def test_any_start_month(start, first, elapsed):
    made = sheet(report(start, FEBRUARY))
    cells, texts = values(made), formulas(made)
    begin = Month(*first)
    shows = [*months(cells, "K", "V"), *months(cells, "X", "AI"), *months(cells, "AK", "AV")]
    assert shows == [tuple(begin.plus(n)) for n in range(36)]
    assert cells["AJ4"] == "2月累計"
    assert made.name == f"モデル単組({start}月開始)"
    assert cells["A1"].endswith(f"過去2年実績({start}月開始)")
    for total, column, back in (("W", 10, 2), ("AJ", 23, 1), ("AW", 36, 0)):
        upto = [letter(column + n) for n in range(elapsed)]
        assert cells[f"{upto[-1]}4"] == serial(2025 - back, 2)
        for row in range(5, 9):
            counts = [cells[f"{each}{row}"] or 0 for each in upto]
            assert cells[f"{total}{row}"] == sum(counts)
            assert texts[f"{total}{row}"] == sum_to(row, column, start, back)


# Rows


def test_the_rows_worked_out_by_hand():
    cells = values(sheet())
    assert line(cells, 5, "A B C D") == ["01", "北海道", "001", "甲市職員組合"]
    assert line(cells, 5, "E F G H") == [200, 93, Decimal("0.465"), 10]
    assert line(cells, 8, "E F G H") == [160, 172, Decimal("1.075"), 12]
    assert line(cells, 5, RATES) == [15, 1000, 9, 1000, 47, 30, -953, Decimal("1.567"), -17]
    assert line(cells, 6, RATES) == [0, 22, 0, 3, 1, 20, -2, Decimal("0.050"), 19]
    assert line(cells, 7, RATES) == [0, 2, 0, 0, 2, 0, 2, "－", -2]
    assert line(cells, 8, RATES) == [1, 4, 1, 4, 9, 16, 5, Decimal("0.563"), 7]


def test_the_rows_of_the_may_sheet_worked_out_by_hand():
    cells = values(sheet(report(5)))
    assert line(cells, 5, RATES) == [9, 1006, 9, 1006, 47, 30, -959, Decimal("1.567"), -17]
    assert line(cells, 6, RATES) == [7, 3, 7, 3, 20, 20, 17, 1, 0]
    assert line(cells, 7, RATES) == [0, 2, 0, 0, 2, 0, 2, "－", -2]
    assert line(cells, 8, RATES) == [1, 4, 1, 4, 9, 16, 5, Decimal("0.563"), 7]
    assert line(cells, 9, RATES) == [17, 1015, 17, 1013, 78, 66, -935, Decimal("1.182"), -12]


def test_months_with_contracts_stand_in_their_columns_and_all_others_are_blank():
    cells = values(sheet())
    expected = {
        5: {"K": 5, "M": 4, "V": 6, "Y": 1000, "AK": 20, "AM": 27},
        6: {"X": 3, "AI": 19, "AK": 1},
        7: {"AD": 2, "AL": 2},
        8: {"K": 1, "Z": 4, "AK": 4, "AL": 5},
    }
    for row, filled in expected.items():
        assert {
            c: cells[f"{c}{row}"] for c in MONTH_COLUMNS if cells[f"{c}{row}"] is not None
        } == filled


def test_without_target_or_members_there_is_a_dash():
    cells = values(sheet())
    assert (cells["G7"], cells["AZ7"], cells["H7"]) == ("－", "－", None)


def test_a_branch_is_named_once_and_its_cells_are_merged_downwards():
    made = sheet()
    cells = values(made)
    assert spans(made) == {"A5:A6", "B5:B6", "BB5:BB6", "A7:A8", "B7:B8", "BB7:BB8"}
    for column, names in (
        ("A", ["01", "03"]),
        ("B", ["北海道", "青森"]),
        ("BB", ["北海道", "青森"]),
    ):
        assert [cells[f"{column}{row}"] for row in (5, 6, 7, 8)] == [names[0], None, names[1], None]
    assert line(cells, 11, "A B BB") == ["60", "社保労連", "社保労連"]


def test_a_branch_with_one_union_is_not_merged():
    made = sheet(report(unions=only(KOU, HEI, TEI)))
    assert spans(made) == {"A6:A7", "B6:B7", "BB6:BB7"}


def test_an_achievers_row_stands_out():
    cells = shown(sheet())
    for column in ("C", "D", "E", "K", "AV", "AW", "BA"):
        achiever, other = cells[f"{column}5"].style, cells[f"{column}6"].style
        assert (achiever.bold, achiever.fill) == (True, ACHIEVED_FILL)
        assert not other.bold
        assert other.fill != ACHIEVED_FILL
        assert achiever == other.but(bold=True, fill=ACHIEVED_FILL)
    # The branch's cells are shared with the unions below.
    assert cells["A5"].style.fill == cells["BB5"].style.fill == ""


def test_exactly_the_achievers_stand_out():
    for start, rows in ((6, {5}), (5, {5, 6})):
        cells = shown(sheet(report(start)))
        assert {row for row in range(5, 9) if cells[f"D{row}"].style.bold} == rows


def test_counts_have_separators_and_numbers_below_zero_a_minus():
    cells = shown(sheet())
    for at in ("E5", "J5", "W5", "AW5", "AX5", "AY5", "BA5", "Y9", "AY9"):
        assert cells[at].style.number == "#,##0"
    for at in ("G5", "AZ5", "G9", "AZ9"):
        assert cells[at].style.number == "0.0%"
    assert cells["H5"].style.number == '0"月"'


def test_codes_are_texts():
    cells = shown(sheet())
    for at in ("A5", "C5", "A6", "C6", "A11", "C11"):
        assert cells[at].style.number == "@"


def test_a_month_of_no_contracts_shows_blank_but_a_sum_and_the_total_show_zero():
    cells = shown(sheet())
    for row in (5, 6, 7, 8, 11):
        looks = {cells[f"{column}{row}"].style.number for column in MONTH_COLUMNS}
        assert looks == {"#,##0;-#,##0;"}
        assert cells[f"W{row}"].style.number == cells[f"AJ{row}"].style.number == "#,##0"
    assert {cells[f"{column}9"].style.number for column in MONTH_COLUMNS} == {"#,##0"}


# 合計, note, 参考


def test_the_total_worked_out_by_hand():
    made = sheet()
    cells = values(made)
    assert shown(made)["A9"][::3] == ("合計", "D9")
    assert line(cells, 9, "E F G H") == [440, 265, Decimal("0.602"), None]
    assert line(cells, 9, RATES) == [16, 1028, 10, 1007, 59, 66, -948, Decimal("0.894"), 7]
    assert cells["BB9"] == "合計"
    year = [letter(n) for n in range(36, 48)]
    assert [cells[f"{column}9"] for column in year] == [25, 7, 27, *[0] * 9]
    assert line(cells, 9, "K L M V X Y Z AD AI") == [6, 0, 4, 6, 3, 1000, 4, 2, 19]


def test_months_to_come_are_blank_in_the_rows_and_zero_in_the_total():
    cells = values(sheet())
    for column in (letter(n) for n in range(39, 48)):
        assert [cells[f"{column}{row}"] for row in (5, 6, 7, 8, 11)] == [None] * 5
        assert cells[f"{column}9"] == 0


def test_the_total_sums_the_rows_of_every_count_column():
    texts = formulas(sheet())
    summed = [c for c in map(letter, range(4, 53)) if c not in {"G", "H", "AZ"}]
    assert {texts[f"{column}9"] for column in summed} == {f"SUM({c}5:{c}8)" for c in summed}
    assert texts["AZ9"] == 'IF(AX9=0,"－",INT((AW9*2000+AX9)/(AX9*2))/1000)'
    assert texts["G9"] == 'IF(E9=0,"－",INT((F9*2000+E9)/(E9*2))/1000)'
    assert "H9" not in texts


def test_the_reference_unions_follow_below_their_note():
    made = sheet()
    cells = values(made)
    assert cells["A10"] == "※ 社保労連にも目標件数がありますが、全国の合計には含めていません。"
    assert line(cells, 11, "C D E F G") == ["001", "戊労働組合", 6000, 2010, Decimal("0.335")]
    assert line(cells, 11, RATES) == [2, 0, 2, 0, 3, 80, 3, Decimal("0.038"), 77]
    assert line(cells, 11, "L AK") == [2, 3]
    assert formulas(made)["BA11"] == "AX11-AW11"


def test_without_reference_unions_there_is_no_note():
    made = sheet(report(unions=only(KOU, OTSU)))
    assert len(made.tables) == 1
    assert not any(str(value).startswith("※") for value in values(made).values())


@pytest.mark.parametrize("start", [6, 5])
def test_without_any_union_one_blank_row_stands_for_them(start):
    made = sheet(report(start, unions=only()))
    cells, texts = values(made), formulas(made)
    assert [(table.row, table.length) for table in made.tables] == [(4, 1)]
    assert [cells[f"{letter(n)}5"] for n in range(54)] == [None] * 54
    assert not any(at.endswith("5") for at in texts)
    assert (spans(made), made.breaks) == (set(), ())
    assert cells["A6"] == "合計"
    assert line(cells, 6, "E F G") == [0, 0, "－"]
    assert line(cells, 6, RATES) == [0, 0, 0, 0, 0, 0, 0, "－", 0]
    assert {cells[f"{column}6"] for column in MONTH_COLUMNS} == {0}
    assert (texts["E6"], texts["AW6"]) == ("SUM(E5)", "SUM(AW5)")
    assert not any(str(value).startswith("※") for value in cells.values())


def test_reference_unions_alone_follow_below_a_total_of_nothing():
    made = sheet(report(unions=only(BO)))
    cells = values(made)
    assert [(table.row, table.length) for table in made.tables] == [(4, 1), (7, 1)]
    assert cells["D5"] is None
    assert line(cells, 6, "E AW AX BA") == [0, 0, 0, 0]
    assert cells["A7"] == "※ 社保労連にも目標件数がありますが、全国の合計には含めていません。"
    assert line(cells, 8, "D AW AX BA") == ["戊労働組合", 3, 80, 77]
    assert formulas(made)["BA8"] == "AX8-AW8"


def test_without_achievers_no_row_stands_out():
    cells = shown(sheet(report(unions=only(OTSU, HEI, TEI))))
    assert not any(cells[f"D{row}"].style.bold for row in (5, 6, 7))


def test_a_reference_union_that_achieves_stands_out():
    cells = shown(sheet(report(unions=only(KOU, BO._replace(target=3)))))
    assert cells["D8"].value == "戊労働組合"
    assert (cells["D8"].style.bold, cells["D8"].style.fill) == (True, ACHIEVED_FILL)


# Formulas


def test_native_formulas():
    texts = formulas(sheet())
    expected = {
        "G5": 'IF(E5=0,"－",INT((F5*2000+E5)/(E5*2))/1000)',
        "I5": "SUM(K5:V5)",
        "J5": "SUM(X5:AI5)",
        "W5": sum_to(5, 10, 6, back=2),
        "AJ5": sum_to(5, 23, 6, back=1),
        "AW5": sum_to(5, 36, 6),
        "AY5": "SUMIFS(X5:AV5,"
        '$X$4:$AV$4,">="&DATE(YEAR($BA$2)-(MONTH($BA$2)<6),6,1),'
        '$X$4:$AV$4,"<"&DATE(YEAR($BA$2),MONTH($BA$2)+1,1))'
        "-SUMIFS(X5:AV5,"
        '$X$4:$AV$4,">="&DATE(YEAR($BA$2)-(MONTH($BA$2)<6)-1,6,1),'
        '$X$4:$AV$4,"<"&DATE(YEAR($BA$2)-1,MONTH($BA$2)+1,1))',
        "AZ5": 'IF(AX5=0,"－",INT((AW5*2000+AX5)/(AX5*2))/1000)',
        "BA5": "AX5-AW5",
    }
    assert {
        at: text for at, text in texts.items() if at.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "5"
    } == expected


def test_own_functions():
    texts = formulas(sheet(dialect=Dialect.UDF))
    assert line(texts, 8, "G I W AJ AW AY AZ BA") == [
        "ENROLMENT(F8,E8)",
        "SUM(K8:V8)",
        "CUMULATIVE($K$4:$V$4,K8:V8,6,EDATE($BA$2,-24))",
        "CUMULATIVE($X$4:$AI$4,X8:AI8,6,EDATE($BA$2,-12))",
        "CUMULATIVE($AK$4:$AV$4,AK8:AV8,6,$BA$2)",
        "YEAR_ON_YEAR($X$4:$AV$4,X8:AV8,6,$BA$2)",
        "ACHIEVEMENT(AW8,AX8)",
        "REMAINING(AX8,AW8)",
    ]
    assert line(texts, 9, "G AW AZ BA") == [
        "ENROLMENT(F9,E9)",
        "SUM(AW5:AW8)",
        "ACHIEVEMENT(AW9,AX9)",
        "SUM(BA5:BA8)",
    ]
    assert formulas(sheet(report(5), Dialect.UDF))["AW5"].endswith(",5,$BA$2)")


def test_a_workbook_of_values_has_none():
    made = sheet(dialect=Dialect.VALUES)
    assert formulas(made) == {}
    assert all(column.formula is None for table in made.tables for column in table.columns)
    assert values(made) == values(sheet())


# Print set-up


def test_how_it_prints():
    made = sheet()
    page = made.page
    assert (page.paper, page.landscape) == ("A3", True)
    # Every page begins with the title, the as-of month and the header, all of them cells.
    assert page.repeat_rows == (0, 3)
    assert page.header == ""
    cells = values(made)
    assert cells["A1"] == "2024年度加入拡大モデル単組 過去2年実績(6月開始)"
    assert (cells["AZ2"], cells["BA2"]) == ("集計月", serial(2024, 8))


def test_rows_and_panes():
    made = sheet()
    assert address(*made.freeze) == "E5"
    assert made.heights[2] == made.heights[3] == 27
    assert len(made.widths) == 54
    width = dict(zip(map(letter, range(54)), made.widths, strict=True))
    assert width["K"] == width["AV"] < width["W"] == width["E"] < width["D"]
    assert [(table.row, table.length) for table in made.tables] == [(4, 4), (10, 1)]


@pytest.mark.parametrize("unions", [1, 59, 60])
def test_one_page_needs_no_breaks(unions):
    many = [KOU._replace(union_code=f"{n:03d}") for n in range(unions)]
    assert sheet(report(unions=only(*many))).breaks == ()


def branches(sizes):
    return only(
        *(
            KOU._replace(branch_code=f"{branch:02d}", union_code=f"{n:03d}")
            for branch, size in enumerate(sizes, 1)
            for n in range(size)
        )
    )


@pytest.mark.parametrize("sizes", [[7] * 20, [3, 1, 4, 1, 5, 9, 2, 6, 5] * 6, [60, 60], [2] * 500])
def test_pages_end_between_branches(sizes):
    made = sheet(report(unions=branches(sizes)))
    begins, row = [], 4
    for size in sizes:
        begins.append(row)
        row += size
    assert set(made.breaks) <= set(begins)
    pages = [end - begin for begin, end in zip((4, *made.breaks), (*made.breaks, row), strict=True)]
    assert max(pages) <= 60 + 15
    assert len(pages) == -(-sum(sizes) // 60)


def test_a_branch_longer_than_a_page_is_split():
    made = sheet(report(unions=branches([200])))
    assert made.breaks == (54, 104, 154)


# The sample


@pytest.fixture(scope="module")
def june():
    return sheet(figures.report(6))


def test_the_printed_rows_stand_in_their_places(june):
    cells = values(june)
    rows = figures.printed("model_unions_june")
    code = None
    for row, expected in zip([*range(5, 115), 117, 118], rows, strict=True):
        code = cells[f"A{row}"] or code
        assert [code, *line(cells, row, "C D")] == list(expected.values())[:3]
        columns = ("2022年度実績", "2023年度実績", "2022年度2月累計", "2023年度2月累計", "累積件数")
        assert line(cells, row, "I J W AJ AW") == [int(expected[column]) for column in columns]
        columns = ("目標件数", "前年比", "残件数")
        assert line(cells, row, "AX AY BA") == [int(expected[column]) for column in columns]
        assert cells[f"G{row}"] * 1000 == figures.per_cent(expected["加入率"], 1)
        assert cells[f"AZ{row}"] * 1000 == figures.per_cent(expected["達成率"], 1)


def test_the_printed_totals_stand_in_their_places(june):
    cells = values(june)
    assert cells["A115"] == "合計"
    assert line(cells, 115, "E F G") == [128_620, 58_786, Decimal("0.457")]
    assert line(cells, 115, RATES) == [
        *(2274, 2534, 1775, 1958, 1945, 3447, -13, Decimal("0.564"), 1502)
    ]
    assert line(cells, 115, "AT AU AV") == [0, 0, 0]
    cells = values(sheet(figures.report(5)))
    assert line(cells, 115, "I W AJ AW AX AY AZ BA") == [
        *(2271, 1981, 2167, 2237, 3447, 70, Decimal("0.649"), 1210)
    ]


def test_every_branch_of_the_sample_is_merged_over_its_unions(june):
    rows = figures.printed("model_unions_june")[:110]
    expected, row = set(), 5
    for _, group in groupby(rows, key=lambda each: each["県コード"]):
        size = len(list(group))
        if size > 1:
            expected |= {f"{column}{row}:{column}{row + size - 1}" for column in ("A", "B", "BB")}
        row += size
    assert spans(june) == expected | {"A117:A118", "B117:B118", "BB117:BB118"}


def test_merged_cells_never_overlap(june):
    taken = set()
    blocks = [cell for cell in june.cells if isinstance(cell, Block)]
    ranges = [(b.row, b.column, b.last_row, b.last_column) for b in blocks]
    found = [span for table in june.tables for span in table.spans()]
    ranges += [(span.row, span.column, span.last_row, span.column) for span in found]
    for row, column, last_row, last_column in ranges:
        cells = {(r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1)}
        assert not cells & taken
        taken |= cells
