import pytest

from kyosai_xl.domain.months import Month
from kyosai_xl.layout.model import Axis
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.picture_charts import (
    bands_chart,
    branch_chart,
    ranking_chart,
    whole_chart,
)
from kyosai_xl.layout.picture_grid import PictureGrid
from tests.domain import figures
from tests.layout.small import AUGUST, HEI, KOU, OTSU, UNIONS, only, report

CORNERS = (6, 0, 25, 12)
ON = "'図の数字'!"


def grid(unions=UNIONS, as_of=AUGUST):
    return PictureGrid(ModelUnionGrid(report(6, as_of, unions)))


def test_the_lines_of_all_unions():
    chart = whole_chart(grid(), CORNERS)
    assert (chart.kind, chart.title) == ("line", "合計 累積件数の推移")
    assert (chart.row, chart.column, chart.last_row, chart.last_column) == CORNERS
    assert [series.name for series in chart.series] == [f"{ON}$A${row}" for row in range(6, 10)]
    assert {series.categories for series in chart.series} == {f"{ON}$B$5:$M$5"}
    # The current year stops in August.
    assert [series.values for series in chart.series] == [
        *(f"{ON}$B$6:$M$6", f"{ON}$B$7:$M$7", f"{ON}$B$8:$D$8", f"{ON}$B$9:$M$9")
    ]
    assert chart.description == "合計の累積件数の推移。2024年8月までの実績59件、目標66件。"
    assert chart.legend


def test_the_lines_of_a_branch():
    found = grid()
    chart = branch_chart(found, found.branches[1], (54, 7, 63, 12))
    assert chart.title == "03 青森"
    assert [series.values for series in chart.series] == [
        *(f"{ON}$B$35:$M$35", f"{ON}$B$36:$M$36", f"{ON}$B$37:$D$37", f"{ON}$B$38:$M$38")
    ]
    # Its axis has no room for 「月」, its lines none for figures.
    assert {series.categories for series in chart.series} == {f"{ON}$B$3:$M$3"}
    assert {series.labels for series in chart.series} == {""}
    assert chart.legend


def test_lines_stay_apart_without_colour():
    looks = [
        (series.dash, series.marker, series.width) for series in whole_chart(grid(), CORNERS).series
    ]
    assert len({dash for dash, _, _ in looks}) == len({marker for _, marker, _ in looks}) == 4
    widths = [width for _, _, width in looks]
    assert widths.index(max(widths)) == 2


def test_bars_stay_apart_without_colour():
    missing, beyond = ranking_chart(grid(), CORNERS, 300).series
    assert (missing.fill, beyond.fill) == ("#2F5597", "#FFFFFF")
    assert beyond.colour == missing.colour == "#1F3864"


def test_no_text_is_smaller_than_8_points():
    found = grid()
    charts = [whole_chart(found, CORNERS), bands_chart(found, CORNERS)]
    charts += [branch_chart(found, found.branches[0], CORNERS), ranking_chart(found, CORNERS, 300)]
    assert min(min(chart.size, chart.title_size) for chart in charts) >= 8
    assert all(chart.values.number == "#,##0" for chart in charts)
    labels = {series.label_number for chart in charts for series in chart.series}
    assert all("#,##0" in label for label in labels)


def test_without_a_target_there_is_no_line_of_it():
    chart = whole_chart(grid(only(HEI, KOU._replace(target=0))), CORNERS)
    assert len(chart.series) == 3
    assert chart.description.endswith("目標0件。")


def test_the_bars_of_rates():
    chart = bands_chart(grid(), CORNERS)
    (bars,) = chart.series
    assert (bars.categories, bars.values) == (f"{ON}$A$12:$A$22", f"{ON}$B$12:$B$22")
    assert bars.name == f"{ON}$B$11"
    assert chart.legend is None


def test_the_bars_of_branches():
    chart = ranking_chart(grid(), CORNERS, 300)
    assert {bars.categories for bars in chart.series} == {f"{ON}$A$25:$A$26"}
    assert [bars.values for bars in chart.series] == [f"{ON}$F$25:$F$26", f"{ON}$G$25:$G$26"]
    assert chart.categories == Axis(backwards=True)
    assert "先頭は03 青森の5件" in chart.description
    # Each branch has one of the two labels.
    assert [bars.label_number for bars in chart.series] == ["#,##0;;", ";-#,##0;"]


@pytest.mark.parametrize("height", [90, 300, 660])
def test_the_bars_stand_between_title_and_legend(height):
    chart = ranking_chart(grid(), CORNERS, height)
    _, top, _, tall = chart.plot
    assert top * height == pytest.approx(30)
    assert chart.legend[1] > top + tall
    assert chart.legend[1] + chart.legend[3] <= 1


def test_an_axis_of_few_contracts_has_whole_steps():
    assert whole_chart(grid(), CORNERS).values.step is None
    few = KOU._replace(target=3, counts=OTSU._replace(counts=(0,) * 30).counts)
    assert whole_chart(grid(only(few, HEI)), CORNERS).values.step == 1
    assert bands_chart(grid(), CORNERS).values.step == 1
    assert bands_chart(PictureGrid(ModelUnionGrid(figures.report(6))), CORNERS).values.step is None


def test_long_numbers_have_room_beside_the_axis():
    def left(target):
        return whole_chart(grid(only(KOU._replace(target=target))), CORNERS).plot[0]

    assert left(2_000) < left(20_000) < left(2_000_000) < 0.2


def test_figures_keep_clear_of_each_other():
    def places(chart):
        return [(series.labels, series.label_place) for series in chart.series]

    nation = whole_chart(PictureGrid(ModelUnionGrid(figures.report(6))), CORNERS)
    # 2,274 below 2,534; the target where the lines are still low.
    assert places(nation) == [
        *(("last", "below"), ("last", "above"), ("last", "above"), ("first", "above"))
    ]
    # 16 of 1,028 is too close to the axis.
    assert places(whole_chart(grid(), CORNERS))[0] == ("last", "above")
    # In June the current year's figure stands on the left.
    june = whole_chart(grid(as_of=Month(2024, 6)), CORNERS)
    assert places(june)[-1] == ("last", "above")
