"""The pictures of 「図」: native charts of the numbers on 「図の数字」.

Whatever is drawn stays apart in black and white: lines by dash, marker and width, bars by fill.
"""

from __future__ import annotations

from typing import Literal

from kyosai_xl.domain.months import MONTHS_IN_YEAR
from kyosai_xl.domain.progress import RATE_BANDS, cumulatives, unions_by_rate
from kyosai_xl.layout.model import Axis, Chart, Series
from kyosai_xl.layout.picture_figures_sheet import RANKING
from kyosai_xl.layout.picture_grid import SCALE_ROW, LineBlock, PictureGrid, fixed, months_of
from kyosai_xl.layout.styles import COUNT

Corners = tuple[int, int, int, int]
"""First row and column, last row and column of a chart, inclusive."""

_LINES = (
    Series("", "", "", "#C55A11", 1.25, "round_dot", "triangle", "#FFFFFF"),
    Series("", "", "", "#548235", 1.25, "dash", "square", "#FFFFFF"),
    Series("", "", "", "#1F3864", 2.5, "solid", "circle"),
)
"""Of the two past years and the current one."""
_CURRENT = len(_LINES) - 1
_TARGET = Series("", "", "", "#C00000", 1.5, "long_dash_dot")
_BARS = Series("", "", "", "#1F3864", 0.75, fill="#2F5597", labels="all", label_place="outside_end")
# A branch has one of the two bars; the other one's 0 is not labelled.
_MISSING = _BARS._replace(label_number="#,##0;;")
_BEYOND = _BARS._replace(fill="#FFFFFF", label_number=";-#,##0;")
_FEW = 4
"""Up to so many contracts a program would mark halves on an axis."""
_LARGE = 9.0, 12.0
"""Sizes of text and title of a chart as wide as the page."""
_WIDE, _HALF = 450.0, 220.5
"""Points of a chart as wide as the page, and of one of two."""
_DIGIT, _TICK = 0.58, 10.0
"""A digit's width as a share of its size, and points around the numbers of an axis."""
_AXIS_ROOM = 0.1
"""As a share of the highest point."""
_FIRST = 2
"""Months in which the current line's figure is still on the left."""
_RANKING_TOP, _RANKING_LEGEND = 30.0, 20.0
RANKING_FRAME = _RANKING_TOP + _RANKING_LEGEND + 6.0
"""Points above and below the bars."""


def whole_chart(pictures: PictureGrid, corners: Corners) -> Chart:
    """Return the cumulatives of all unions, with the figure that each line has reached."""
    block = pictures.whole
    chart = _lines(pictures, block, corners, block.row)
    low = _low(pictures)
    years = (
        line._replace(labels="last", label_place="below" if at in low else "above")
        for line, at in zip(chart.series, block.years, strict=False)
    )
    # Cumulatives begin low, so that the target has room on the left after the first months.
    place: Literal["first", "last"] = "first" if pictures.calendar.elapsed > _FIRST else "last"
    target = (line._replace(labels=place) for line in chart.series[len(block.years) :])
    size, title_size = _LARGE
    left = _beside_axis(_highest(block), size, _WIDE)
    return chart._replace(
        title=f"{block.label} 累積件数の推移",
        series=(*years, *target),
        plot=(left, 0.12, 0.97 - left, 0.71),
        legend=(0.1, 0.91, 0.8, 0.07),
        size=size,
        title_size=title_size,
    )


def branch_chart(pictures: PictureGrid, block: LineBlock, corners: Corners) -> Chart:
    """Return a branch's cumulatives, half a page wide."""
    chart = _lines(pictures, block, corners, SCALE_ROW)
    left = _beside_axis(_highest(block), chart.size, _HALF)
    return chart._replace(plot=(left, 0.18, 0.97 - left, 0.49), legend=(0.05, 0.8, 0.9, 0.18))


def bands_chart(pictures: PictureGrid, corners: Corners) -> Chart:
    """Return how many unions there are in each band of achievement."""
    first = pictures.bands_row + 1
    last = first + RATE_BANDS - 1
    label, count = (fixed(first, column, last, column) for column in (0, 1))
    name = fixed(first - 1, 1, first - 1, 1)
    size, title_size = _LARGE
    most = max(unions_by_rate(pictures.report))
    left = _beside_axis(most, size, _WIDE)
    return Chart(
        "column",
        "達成率の分布(単組数)",
        *corners,
        (_BARS._replace(name=name, categories=label, values=count),),
        "達成率の10%ごとの単組数。",
        values=_counts(most),
        plot=(left, 0.15, 0.98 - left, 0.71),
        size=size,
        title_size=title_size,
    )


def ranking_chart(pictures: PictureGrid, corners: Corners, height: float) -> Chart:
    """Return the branches by 残件数, the most missing on top; ``height`` in points."""
    head = pictures.ranking_row
    first, last = head + 1, head + len(pictures.ranking)
    bars = []
    for label, look in (("残件数", _MISSING), ("目標超過", _BEYOND)):
        column = RANKING.index(label)
        name = fixed(head, column, head, column)
        values = fixed(first, column, last, column)
        bars.append(look._replace(name=name, categories=fixed(first, 0, last, 0), values=values))
    _, title_size = _LARGE
    most = pictures.ranking[0]
    return Chart(
        "bar",
        "県支部別の残件数(多い順)",
        *corners,
        tuple(bars),
        f"県支部を残件数の多い順に並べた棒。先頭は{most.label}の{most.figures.remaining:,}件。",
        Axis(backwards=True),
        Axis(number=COUNT, visible=False),
        plot=(0.12, _RANKING_TOP / height, 0.84, 1 - RANKING_FRAME / height),
        legend=(0.3, 1 - _RANKING_LEGEND / height, 0.4, _RANKING_LEGEND / height * 0.8),
        title_size=title_size,
        gap=40,
    )


def _lines(pictures: PictureGrid, block: LineBlock, corners: Corners, month_row: int) -> Chart:
    """Return the cumulatives by month, the current year's line to the as-of month only."""
    looks = [_LINES[at] for at in block.years] + [_TARGET] * block.has_target
    lengths = [
        pictures.calendar.elapsed if look == _LINES[-1] else MONTHS_IN_YEAR for look in looks
    ]
    months, figures = months_of(month_row), block.figures
    series = (
        look._replace(name=fixed(row, 0, row, 0), categories=months, values=months_of(row, length))
        for row, (look, length) in enumerate(zip(looks, lengths, strict=True), block.row + 1)
    )
    return Chart(
        "line",
        block.label,
        *corners,
        tuple(series),
        f"{block.label}の累積件数の推移。{pictures.calendar.as_of.label}までの実績"
        f"{figures.actual:,}件、目標{figures.union.target:,}件。",
        values=_counts(_highest(block)),
    )


def _highest(block: LineBlock) -> int:
    """Return the highest point of the lines."""
    figures = block.figures
    return max(figures.union.target, *figures.full_years, figures.actual)


def _low(pictures: PictureGrid) -> set[int]:
    """Return the years whose figure stands below the line, to keep clear of the others.

    Close to the axis there is no room for it.
    """
    counts = cumulatives(pictures.report.total, pictures.calendar.elapsed)
    *past, current = (counts[at] for at in pictures.whole.years)
    low = set()
    if len(past) > 1:
        low.add(int(past[1][-1] < past[0][-1]))
    if past and current[-1] < min(year[len(current) - 1] for year in past):
        low.add(_CURRENT)
    floor = _highest(pictures.whole) * _AXIS_ROOM
    return {at for at in low if counts[at][-1] > floor}


def _beside_axis(most: int, size: float, width: float) -> float:
    """Return the share of a chart that the numbers of its axis take, up to twice the most."""
    return round((len(f"{2 * most:,}") * size * _DIGIT + _TICK) / width, 3)


def _counts(most: int) -> Axis:
    return Axis(number=COUNT, least=0, step=1 if most <= _FEW else None, grid=True)
