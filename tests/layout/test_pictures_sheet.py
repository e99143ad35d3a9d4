from itertools import pairwise

import pytest

from kyosai_xl.domain.branches import PREFECTURAL
from kyosai_xl.domain.months import Calendar
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.pictures_sheet import pictures_sheets
from tests.domain import figures
from tests.layout.golden import compare
from tests.layout.small import (
    AUGUST,
    BO,
    HEI,
    KOU,
    OTSU,
    TEI,
    formulas,
    line,
    only,
    report,
    values,
)

PAGE_HEIGHT, PAGE_WIDTH = 715, 537
"""Points between the margins of an upright A4 page."""
REPORTS = {
    "small": lambda: report(6),
    "May": lambda: report(5),
    "printed": lambda: figures.report(6),
    "one union": lambda: report(unions=only(OTSU)),
    "no target": lambda: report(unions=only(KOU._replace(target=0), HEI)),
    "many without": lambda: report(unions=only(*_poor())),
}


def _poor():
    """47 branches: the first two with a target, others with nothing or without a target."""
    bare = HEI._replace(counts=(0,) * 30)
    for at, code in enumerate(PREFECTURAL):
        base = KOU if at < 2 else (HEI, bare)[at % 2]
        yield base._replace(branch_code=code, branch=f"県{code}")


def sheets(made=None, dialect=Dialect.NATIVE):
    return pictures_sheets(ModelUnionGrid(made or report(6)), dialect)


def sheet(made=None, dialect=Dialect.NATIVE):
    return sheets(made, dialect)[0]


def test_the_golden(update_goldens):
    compare("pictures", lambda dialect: sheet(dialect=dialect), update_goldens)


def test_both_sheets():
    assert [each.name for each in sheets()] == ["図", "図の数字"]


def test_the_pictures_of_the_printed_report():
    charts = sheet(figures.report(6)).charts
    kinds = [chart.kind for chart in charts]
    assert kinds == ["line", "column", "bar", *["line"] * 47]
    titles = [chart.title for chart in charts]
    assert titles[:5] == [
        "全国 累積件数の推移",
        "達成率の分布(単組数)",
        "県支部別の残件数(多い順)",
        "01 北海道",
        "03 青森",
    ]
    assert "13 埼玉" in titles
    assert titles[3:] == sorted(titles[3:])
    assert not any("社保労連" in title for title in titles)


def test_the_headline():
    cells, texts = values(sheet()), formulas(sheet())
    assert line(cells, 4, "A C E H J L") == [
        *("取組単組", "目標", "実績", "達成率", "前年比", "残件数")
    ]
    assert [str(value) for value in line(cells, 5, "A C E H J L")] == [
        *("4", "66", "59", "0.894", "-948", "7")
    ]
    june = "'モデル単組(6月開始)'!"
    assert line(texts, 5, "A C E H J L") == [
        f"COUNTA({june}D5:D8)",
        *(f"{june}{column}9" for column in ("AX", "AW", "AZ", "AY", "BA")),
    ]
    printed = values(sheet(figures.report(6)))
    assert [str(value) for value in line(printed, 5, "A C E H J L")] == [
        *("110", "3447", "1945", "0.564", "-13", "1502")
    ]


def test_the_figures_above_a_small_chart():
    made = sheet()
    row = made.charts[-1].row
    cells, texts = values(made), formulas(made)
    assert line(cells, row, "A B C D E F") == ["実績", 48, "目標", 50, "残件数", 2]
    assert line(cells, row, "H I J K L M") == ["実績", 11, "目標", 16, "残件数", 5]
    assert line(texts, row, "I K M") == ["'図の数字'!D37", "'図の数字'!B38", f"K{row}-I{row}"]


def test_without_a_target_a_small_chart_has_its_contracts_alone():
    made = sheet(report(unions=only(KOU, HEI, TEI._replace(branch_code="04", branch="岩手"))))
    row = made.charts[-2].row
    assert [chart.title for chart in made.charts[-3:]] == ["01 北海道", "03 青森", "04 岩手"]
    assert line(values(made), row, "H I J K L M") == ["実績", 2, None, None, None, None]
    assert len(made.charts[-2].series) == 3


def test_what_is_left_out_is_said():
    texts = values(sheet(report(unions=only(*_poor())))).values()
    notes = [text for text in texts if str(text).startswith("※")]
    assert notes == [
        "※ 目標のない45単組は、達成率の分布に含めていません。",
        "※ 目標がなく、残件数の図に含めていない県支部: 県04、県05、県06、県07、県08 ほか40県支部",
        "※ 実績も目標もなく、図のない県支部: 県05、県07、県09、県11、県13 ほか17県支部",
    ]
    assert not any(str(text).startswith("※") for text in values(sheet(figures.report(6))).values())


@pytest.mark.parametrize("unions", [only(), only(BO), only(HEI._replace(counts=(0,) * 30))])
def test_with_nothing_to_draw_there_is_no_sheet(unions):
    assert sheets(report(unions=unions)) == ()


def test_the_report_of_one_branch():
    made = sheet(figures.report(6))
    data = figures.sample().model_unions
    own = data._replace(unions=tuple(u for u in data.unions if u.branch_code == "13"))
    one = type(report())(own, Calendar(6, figures.FEBRUARY), "埼玉")
    alone = sheet(one)
    assert [chart.title for chart in alone.charts] == [
        *("13 埼玉 累積件数の推移", "達成率の分布(単組数)")
    ]
    assert values(alone)["A1"] == f"{values(made)['A1']} 埼玉"
    assert alone.breaks == ()


def test_nothing_but_lines_without_a_target():
    made = sheet(REPORTS["no target"]())
    assert {chart.kind for chart in made.charts} == {"line"}
    assert str(values(made)["H5"]) == "－"


@pytest.mark.parametrize("name", REPORTS)
def test_no_chart_is_split_or_lies_outside_a_page(name):
    made = sheet(REPORTS[name]())
    page = made.page
    assert (page.paper, page.landscape, page.scale, page.repeat_rows) == ("A4", False, 100, (0, 1))
    assert list(made.heights) == list(range(len(made.heights)))
    repeated = sum(made.heights[row] for row in (0, 1))
    edges = [0, *made.breaks, len(made.heights)]
    for first, last in pairwise(edges):
        height = sum(made.heights[row] for row in range(first, last))
        assert height + repeated * (first > 0) <= PAGE_HEIGHT
    for chart in made.charts:
        assert any(first <= chart.row and chart.last_row < last for first, last in pairwise(edges))
        assert chart.last_column < len(made.widths)
    # Excel's columns are wider in the report's font: 8 pixels a digit, not 7.
    width = sum(int(each * 7 + 0.5) + 5 for each in made.widths) * 8 / 7 * 0.75
    assert width <= PAGE_WIDTH


@pytest.mark.parametrize("name", REPORTS)
def test_no_chart_covers_another_or_a_cell(name):
    made = sheet(REPORTS[name]())
    covered = [
        (row, column)
        for chart in made.charts
        for row in range(chart.row, chart.last_row + 1)
        for column in range(chart.column, chart.last_column + 1)
    ]
    assert len(covered) == len(set(covered))
    assert not set(covered) & {cell[:2] for cell in made.cells}


def test_small_charts_stand_eight_a_page():
    made = sheet(figures.report(6))
    small = made.charts[3:]
    edges = [*made.breaks[1:], len(made.heights)]
    counts = [sum(first <= chart.row < last for chart in small) for first, last in pairwise(edges)]
    assert counts == [8, 8, 8, 8, 8, 7]


@pytest.mark.parametrize("name", REPORTS)
def test_every_series_stands_in_a_cell_with_a_value(name):
    made, behind = sheets(REPORTS[name]())
    there = values(behind)
    for chart in made.charts:
        for series in chart.series:
            for reference in (series.name, series.categories, series.values):
                where, _, cells = reference.partition("!")
                assert where == "'図の数字'"
                for corner in cells.replace("$", "").split(":"):
                    assert there[corner] is not None, reference


def test_a_workbook_of_values_has_the_same_pictures():
    native, plain = sheet(), sheet(dialect=Dialect.VALUES)
    assert formulas(plain) == {}
    assert plain.charts == native.charts
    assert values(plain) == values(native)
    assert AUGUST.label in values(plain)["A2"]
