"""What XlsxWriter writes of a chart: series that follow cells, axes, legend and place."""

from __future__ import annotations

import re
from typing import cast

from xlsxwriter.chart import Chart as Drawn
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kyosai_xl.layout.model import Axis, Box, Chart, Series, Sheet
from kyosai_xl.layout.styles import FONT

_INK = "#000000"
_GRID = "#BFBFBF"
_MARKER_SHARE = 2.6
"""A marker's size in widths of its line, and what it has at least."""
_LEAST_MARKER = 5
_DIGIT, _PADDING = 7, 5
"""Pixels of a column a character, and beside them; XlsxWriter counts so."""
_POINT = 4 / 3
_TITLE_PLACE = 10, 7
"""Pixels from the corner on the left, where it stands in whatever font it is measured."""
_LATIN = re.compile(r'<a:latin typeface="([^"]*)"[^>]*/>')


def add_charts(workbook: Workbook, worksheet: Worksheet, sheet: Sheet) -> None:
    """Put the charts of a sheet over their cells.

    Raises ValueError for a sheet that has tables too: XlsxWriter does not know their rows.
    """
    if sheet.charts and sheet.tables:
        message = f"{sheet.name}: a sheet has charts or tables"
        raise ValueError(message)
    for chart in sheet.charts:
        made = _made(workbook, chart)
        width, height = _size(chart, sheet)
        made.set_size({"width": width, "height": height})
        title = {"name": chart.title, "name_font": _font(chart.title_size, bold=True)}
        left, top = _TITLE_PLACE
        made.set_title(title | {"layout": {"x": left / width, "y": top / height}})
        worksheet.insert_chart(
            chart.row, chart.column, made, {"description": chart.description, "object_position": 1}
        )


def with_japanese_font(xml: str) -> str:
    """Name the font of a chart for Japanese text too: XlsxWriter names it for Latin text only."""
    return _LATIN.sub(r'\g<0><a:ea typeface="\1"/>', xml)


def _made(workbook: Workbook, chart: Chart) -> Drawn:
    made = cast("Drawn", workbook.add_chart({"type": chart.kind}))
    for series in chart.series:
        made.add_series(_series(series, chart))
    axes = (_axis(chart.categories, chart.size), _axis(chart.values, chart.size))
    # XlsxWriter calls the upright axis y, where bars have their categories.
    across, up = reversed(axes) if chart.kind == "bar" else axes
    made.set_x_axis(across)
    made.set_y_axis(up)
    if chart.plot:
        made.set_plotarea({"layout": _layout(chart.plot)})
    made.set_legend(_legend(chart))
    made.set_chartarea({"border": {"color": _GRID, "width": 0.75}})
    made.show_hidden_data()
    return made


def _series(series: Series, chart: Chart) -> dict[str, object]:
    line = {"color": series.colour, "width": series.width, "dash_type": series.dash}
    fill = {"color": series.fill or series.colour}
    made: dict[str, object] = {
        "name": f"={series.name}",
        "categories": f"={series.categories}",
        "values": f"={series.values}",
    }
    if chart.kind == "line":
        made |= {"line": line, "marker": {"type": series.marker or "none"}}
        if series.marker:
            size = max(_LEAST_MARKER, round(series.width * _MARKER_SHARE))
            border = {"color": series.colour}
            made["marker"] = {"type": series.marker, "size": size, "border": border, "fill": fill}
    else:
        made |= {"fill": fill, "border": line, "gap": chart.gap, "overlap": 100}
    if series.labels:
        made["data_labels"] = _labels(series, chart.size)
    return made


def _labels(series: Series, size: float) -> dict[str, object]:
    labels: dict[str, object] = {
        "value": True,
        "position": series.label_place,
        "num_format": series.label_number,
        "font": _font(size, bold=series.labels != "all"),
    }
    others = [{"delete": True} for _ in range(_points(series.values) - 1)]
    if series.labels == "first":
        labels["custom"] = [None, *others]
    elif series.labels == "last":
        labels["custom"] = others
    return labels


def _points(cells: str) -> int:
    """Return how many cells a row or a column of them has."""
    corners = cells.rpartition("!")[2].split(":")
    first, last = (xl_cell_to_rowcol(corner) for corner in (corners[0], corners[-1]))
    return 1 + sum(last) - sum(first)


def _axis(axis: Axis, size: float) -> dict[str, object]:
    given: dict[str, object] = {
        "name": axis.title,
        "min": axis.least,
        "major_unit": axis.step,
    }
    return {
        "name_font": _font(size),
        "num_font": _font(size),
        "num_format": axis.number,
        # Beside the chart, not beside the axis that negative bars cross.
        "label_position": "low",
        "line": {"color": _INK, "width": 0.75},
        "visible": axis.visible,
        "reverse": axis.backwards,
        "major_gridlines": {"visible": axis.grid, "line": {"color": _GRID, "width": 0.5}},
        **{name: value for name, value in given.items() if value not in {None, ""}},
    }


def _legend(chart: Chart) -> dict[str, object]:
    if chart.legend is None:
        return {"none": True}
    font = _font(chart.size)
    return {"position": "bottom", "font": font, "layout": _layout(chart.legend)}


def _layout(box: Box) -> dict[str, float]:
    return dict(zip(("x", "y", "width", "height"), box, strict=True))


def _font(size: float, *, bold: bool = False) -> dict[str, object]:
    return {"name": FONT, "size": size, "bold": bold, "color": _INK}


def _size(chart: Chart, sheet: Sheet) -> tuple[int, int]:
    """Return the width and the height of the cells that the chart covers, in pixels."""
    columns = sheet.widths[chart.column : chart.last_column + 1]
    rows = (sheet.heights[row] for row in range(chart.row, chart.last_row + 1))
    width = sum(int(width * _DIGIT + 0.5) + _PADDING for width in columns)
    return width, sum(int(height * _POINT + 0.5) for height in rows)
