"""The chart parts of a written workbook: what they refer to, what they keep, how they look."""

import io
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from kyosai_xl.layout.styles import FONT
from kyosai_xl.writers.xlsx import write_xlsx
from tests.writers import books

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PLACE = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
WITH_CHARTS = ("charts", "pictures")


def written(name):
    file = io.BytesIO()
    write_xlsx(books.BOOKS[name](), file)
    return file


def parts(name, folder):
    """The XML of a folder's parts, in the order of their numbers."""
    with zipfile.ZipFile(written(name)) as archive:
        names = [each for each in archive.namelist() if each.startswith(folder)]
        names = [each for each in names if each.endswith(".xml")]
        names.sort(key=lambda each: int("".join(filter(str.isdigit, each))))
        return [ET.fromstring(archive.read(each)) for each in names]


def charts(name):
    return parts(name, "xl/charts/")


def layouts(name):
    return [chart for sheet in books.BOOKS[name]().sheets for chart in sheet.charts]


def all_of(element, path):
    """The values of everything at a path of chart elements."""
    return [each.get("val") for each in element.findall("/".join(f"{CHART}{p}" for p in path))]


def series_of(chart):
    return list(chart.iter(f"{CHART}ser"))


@pytest.mark.parametrize("name", WITH_CHARTS)
def test_every_chart_has_its_part(name):
    found = charts(name)
    assert len(found) == len(layouts(name)) > 0
    for chart, layout in zip(found, layouts(name), strict=True):
        assert "".join(chart.find(f".//{CHART}title").itertext()) == layout.title
        assert len(series_of(chart)) == len(layout.series)


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.parametrize("name", WITH_CHARTS)
def test_what_a_series_keeps_is_what_its_cells_show(name):
    book = openpyxl.load_workbook(written(name), data_only=True)
    for chart, layout in zip(charts(name), layouts(name), strict=True):
        for found, series in zip(series_of(chart), layout.series, strict=True):
            for part, reference in (
                ("tx", series.name),
                ("cat", series.categories),
                ("val", series.values),
            ):
                held = found.find(f"{CHART}{part}")
                assert held.find(f".//{CHART}f").text == reference
                kept = [each.text for each in held.iter(f"{CHART}v")]
                assert kept == [shown(value) for value in cells(book, reference)], reference
                assert len(kept) == int(held.find(f".//{CHART}ptCount").get("val"))


def cells(book, reference):
    name, _, where = reference.rpartition("!")
    left, top, right, bottom = range_boundaries(where)
    sheet = book[name[1:-1].replace("''", "'")]
    for row in sheet.iter_rows(top, bottom, left, right, values_only=True):
        yield from row


def shown(value):
    return f"{value:.1f}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize("name", WITH_CHARTS)
def test_a_chart_covers_its_cells_exactly(name):
    places = [each for drawing in parts(name, "xl/drawings/") for each in drawing]
    for place, layout in zip(places, layouts(name), strict=True):
        corners = [
            int(place.find(f"{PLACE}{end}/{PLACE}{what}").text)
            for end in ("from", "to")
            for what in ("row", "rowOff", "col", "colOff")
        ]
        first, last = corners[:4], corners[4:]
        assert first == [layout.row, 0, layout.column, 0]
        assert last == [layout.last_row + 1, 0, layout.last_column + 1, 0]
        assert place.find(f".//{PLACE}cNvPr").get("descr") == layout.description


def test_lines_have_their_dash_marker_width_and_colour():
    line, *_ = charts("charts")
    looks = []
    for series in series_of(line):
        drawn = series.find(f"{CHART}spPr/{MAIN}ln")
        dash = drawn.find(f"{MAIN}prstDash")
        marker = series.find(f"{CHART}marker")
        fills = [each.get("val") for each in marker.iter(f"{MAIN}srgbClr")]
        looks.append(
            (
                int(drawn.get("w")) / 12_700,
                "solid" if dash is None else dash.get("val"),
                drawn.find(f".//{MAIN}srgbClr").get("val"),
                marker.find(f"{CHART}symbol").get("val"),
                fills,
            )
        )
    assert looks == [
        (1.25, "sysDot", "C55A11", "triangle", ["FFFFFF", "C55A11"]),
        (2.5, "solid", "1F3864", "circle", ["1F3864", "1F3864"]),
        (1.5, "lgDashDot", "C00000", "none", []),
    ]


def test_bars_have_their_fill_edge_and_gap():
    _, column, bar = charts("charts")
    assert all_of(column, ["chart", "plotArea", "barChart", "barDir"]) == ["col"]
    assert all_of(bar, ["chart", "plotArea", "barChart", "barDir"]) == ["bar"]
    assert all_of(column, ["chart", "plotArea", "barChart", "gapWidth"]) == ["30"]
    (series,) = series_of(column)
    look = series.find(f"{CHART}spPr")
    assert [each.get("val") for each in look.iter(f"{MAIN}srgbClr")] == ["EEEEEE", "111111"]


def test_one_point_or_all_have_a_label():
    line, column, _ = charts("charts")
    first, none, last = (series.find(f"{CHART}dLbls") for series in series_of(line))
    assert none is None
    removed = [
        [each.find(f"{CHART}idx").get("val") for each in labels.iter(f"{CHART}dLbl")]
        for labels in (first, last)
    ]
    # The first line labels its last point, the target its first.
    assert removed == [["0", "1"], ["1", "2"]]
    assert all_of(first, ["dLblPos"]) == ["b"]
    assert all_of(last, ["dLblPos"]) == ["t"]
    (bars,) = series_of(column)
    labels = bars.find(f"{CHART}dLbls")
    assert labels.find(f"{CHART}dLbl") is None
    assert labels.find(f"{CHART}numFmt").get("formatCode") == "#,##0"


def test_axes_legend_and_plot():
    line, column, bar = charts("charts")
    axis = line.find(f".//{CHART}valAx")
    assert all_of(axis, ["scaling", "min"]) == ["0"]
    assert all_of(axis, ["majorUnit"]) == ["10"]
    assert axis.find(f"{CHART}numFmt").get("formatCode") == "#,##0"
    assert "".join(axis.find(f"{CHART}title").itertext()) == "件数"
    assert axis.find(f"{CHART}majorGridlines") is not None
    assert [each.find(f".//{CHART}legend") is not None for each in (line, column, bar)] == [
        *(True, False, False)
    ]
    plot = line.find(f"{CHART}chart/{CHART}plotArea/{CHART}layout/{CHART}manualLayout")
    assert [float(each.get("val")) for each in plot if each.tag[len(CHART) :] in "xywh"] == [
        *(0.1, 0.2, 0.8, 0.5)
    ]
    categories, numbers = bar.find(f".//{CHART}catAx"), bar.find(f".//{CHART}valAx")
    assert all_of(categories, ["scaling", "orientation"]) == ["maxMin"]
    # Names of branches stand beside the chart, whatever side their bars are on.
    assert all_of(categories, ["tickLblPos"]) == ["low"]
    assert all_of(numbers, ["delete"]) == ["1"]


@pytest.mark.parametrize("name", WITH_CHARTS)
def test_texts_name_one_font_for_latin_and_japanese(name):
    for chart in charts(name):
        for tag in ("rPr", "defRPr"):
            texts = list(chart.iter(f"{MAIN}{tag}"))
            for text in texts:
                assert int(text.get("sz")) >= 800
                fonts = [each for each in text if each.tag in {f"{MAIN}latin", f"{MAIN}ea"}]
                assert [each.get("typeface") for each in fonts] == [FONT, FONT]
        assert int(chart.find(f".//{CHART}title//{MAIN}rPr").get("sz")) >= 1000


def test_a_sheet_has_charts_or_tables():
    charted = books.charts().sheets[0]
    both = charted._replace(tables=(books.table(9, [("一", 1, None)]),))
    with pytest.raises(ValueError, match="charts or tables"):
        write_xlsx(books.book(both), io.BytesIO())


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.parametrize("name", WITH_CHARTS)
def test_another_reader_finds_the_charts(name):
    book = openpyxl.load_workbook(written(name))
    found = {sheet.title: [type(each).__name__ for each in sheet._charts] for sheet in book}
    kinds = {"line": "LineChart", "column": "BarChart", "bar": "BarChart"}
    assert found == {
        sheet.name: [kinds[chart.kind] for chart in sheet.charts]
        for sheet in books.BOOKS[name]().sheets
    }
