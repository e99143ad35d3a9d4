import re
from itertools import groupby, pairwise

from kyosai_xl.domain.months import Month
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.model_union_sheet import model_union_sheet
from kyosai_xl.layout.picture_figures_sheet import picture_figures_sheet
from kyosai_xl.layout.picture_grid import PictureGrid
from tests.domain import figures
from tests.layout.golden import compare
from tests.layout.small import (
    KOU,
    OTSU,
    TEI,
    formulas,
    line,
    only,
    references,
    report,
    shown,
    values,
)

MONTHS = "B C D E F G H I J K L M"
JUNE = "'モデル単組(6月開始)'!"


def sheet(made=None, dialect=Dialect.NATIVE):
    return picture_figures_sheet(PictureGrid(ModelUnionGrid(made or report(6))), dialect)


def test_the_golden(update_goldens):
    compare("picture_figures", lambda dialect: sheet(dialect=dialect), update_goldens)


def test_cumulatives_worked_out_by_hand():
    cells = values(sheet())
    assert line(cells, 3, MONTHS) == ["6", "7", "8", "9", "10", "11", "12", "1", "2", "3", "4", "5"]
    assert line(cells, 5, f"A {MONTHS}")[:4] == ["合計", "6月", "7月", "8月"]
    assert line(cells, 6, f"A {MONTHS}") == ["2022年度", 6, 6, *[10] * 9, 16]
    assert line(cells, 7, f"A {MONTHS}") == ["2023年度", 3, 1003, *[1007] * 4, *[1009] * 5, 1028]
    assert line(cells, 8, f"A {MONTHS}") == ["2024年度", 25, 32, 59, *[None] * 9]
    assert line(cells, 9, f"A {MONTHS}") == ["目標", *[66] * 12]
    assert line(cells, 31, f"A {MONTHS}") == ["2024年度", 21, 21, 48, *[None] * 9]
    assert line(cells, 36, f"A {MONTHS}") == ["2023年度", 0, 0, *[4] * 4, *[6] * 6]
    assert (cells["A28"], cells["A34"]) == ("01 北海道", "03 青森")


def test_rates_and_ranking_worked_out_by_hand():
    cells = values(sheet())
    assert [cells[f"A{row}"] for row in (12, 13, 17, 21, 22)] == [
        *("10%未満", "10%台", "50%台", "90%台", "100%以上")
    ]
    # 乙 5.0 %, 丁 56.3 %, 甲 156.7 %; 丙 has no target.
    assert [cells[f"B{row}"] for row in range(12, 23)] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    assert line(cells, 25, "A B C D E F G") == ["03 青森", 2, 16, 11, 5, 5, 0]
    assert line(cells, 26, "A B C D E F G") == ["01 北海道", 2, 50, 48, 2, 2, 0]


def test_a_branch_beyond_its_target_has_the_other_bar():
    made = sheet(report(unions=only(KOU._replace(target=40), TEI)))
    assert line(values(made), 26, "A C D E F G") == ["01 北海道", 40, 47, -7, 0, -7]


def test_formulas_add_up_the_rows_of_a_branch_to_the_month():
    texts = formulas(sheet())
    assert line(texts, 8, "B D E") == [f"SUM({JUNE}AK9)", f"SUM({JUNE}AK9:AM9)", "absent"]
    assert line(texts, 35, "B M") == [f"SUM({JUNE}K7:K8)", f"SUM({JUNE}K7:V8)"]
    assert line(texts, 38, "B C M") == [f"SUM({JUNE}AX7:AX8)", "B38", "B38"]
    target, actual = f"{JUNE}AX5:AX8", f"{JUNE}AW5:AW8"
    assert texts["B12"] == f"SUMPRODUCT(({target}>0)*({actual}*10<{target}*1))"
    assert texts["B22"] == f"SUMPRODUCT(({target}>0)*({actual}*10>={target}*10))"
    assert line(texts, 25, "B C D E F G") == [
        f"COUNTA({JUNE}D7:D8)",
        f"SUM({JUNE}AX7:AX8)",
        f"SUM({JUNE}AW7:AW8)",
        "C25-D25",
        "MAX(E25,0)",
        "MIN(E25,0)",
    ]


def test_formulas_are_built_in_ones_in_both_dialects():
    native, own = (formulas(sheet(dialect=each)) for each in (Dialect.NATIVE, Dialect.UDF))
    assert native == own
    called = {name for text in native.values() for name in re.findall(r"[A-Z.]+(?=\()", text)}
    assert called == {"SUM", "SUMPRODUCT", "COUNTA", "MAX", "MIN"}


def test_a_workbook_of_values_has_none():
    assert formulas(sheet(dialect=Dialect.VALUES)) == {}


def test_every_formula_refers_to_cells_that_are_there():
    for made in (report(6), figures.report(6), report(5), report(unions=only(OTSU))):
        grid = ModelUnionGrid(made)
        figure_sheet = picture_figures_sheet(PictureGrid(grid), Dialect.NATIVE)
        both = figure_sheet, model_union_sheet(grid, Dialect.NATIVE)
        there = {each.name: shown(each) for each in both}
        for text in formulas(figure_sheet).values():
            for name, cell in references(text, figure_sheet.name):
                assert cell in there[name], (text, cell)


def test_the_printed_cumulatives():
    cells = values(sheet(figures.report(6)))
    # To February, the ninth month.
    assert [cells[f"J{row}"] for row in (6, 7, 8, 9)] == [1775, 1958, 1945, 3447]
    assert (cells["M6"], cells["M7"], cells["K8"]) == (2274, 2534, None)
    headings = ("2022年度2月累計", "2023年度2月累計", "累積件数", "目標件数")
    rows = [row for row in figures.printed("model_unions_june") if row["県コード"] != "60"]
    own = [list(group) for _, group in groupby(rows, key=lambda row: row["県コード"])]
    # Below all unions (6 rows), the rates (13) and the ranking (49).
    for at, group in enumerate(own):
        row = 5 + 6 + 13 + 49 + 6 * at
        assert cells[f"A{row}"].startswith(group[0]["県コード"])
        shown = [cells[f"J{row + below}"] for below in (1, 2, 3, 4)]
        assert shown == [sum(int(each[heading]) for each in group) for heading in headings]
    assert len(own) == 47


def test_the_printed_remaining_adds_up():
    cells = values(sheet(figures.report(6)))
    head = next(int(at[1:]) for at, value in cells.items() if value == "県支部")
    rows = range(head + 1, head + 48)
    assert sum(cells[f"E{row}"] for row in rows) == 1502
    assert sum(cells[f"F{row}"] + cells[f"G{row}"] for row in rows) == 1502
    assert [cells[f"A{head + at}"] for at in (1, 2, 47)] == ["37 山口", "08 福島", "29 和歌山"]


def test_pages_end_between_blocks():
    made = sheet(figures.report(6))
    cells = values(made)
    starts = [row + 1 for row in made.breaks]
    assert [cells[f"A{row}"] for row in starts] == [
        *("県支部", "01 北海道", "10 群馬", "18 長野", "26 滋賀", "35 鳥取", "43 佐賀")
    ]
    assert made.heights.keys() == set(range(max(made.heights) + 1))
    edges = [0, *made.breaks, max(made.heights) + 1]
    repeated = made.heights[0] + made.heights[1]
    for first, last in pairwise(edges):
        height = sum(made.heights[row] for row in range(first, last)) + repeated * (first > 0)
        assert height * made.page.scale / 100 <= 715


def test_in_the_first_month_there_is_one_figure():
    cells = values(sheet(report(6, as_of=Month(2024, 6))))
    assert line(cells, 8, "B C") == [25, None]
