import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment

pytestmark = pytest.mark.libreoffice


def test_fonts_are_set_for_every_script(office, tmp_path):
    def write(book, path):
        cells = book.sheets[0]["A1:B2"]
        cells.value = "共済"
        cells.font.set(bold=True, italic=True, size=14, color="#C00000", name="游ゴシック")
        book.sheets[0]["B2"].font.bold = False
        book.save(path)
        font = cells.font
        one = book.sheets[0]["A1"].font
        return [font.bold, font.size, font.color, font.name, one.bold, one.italic]

    path = tmp_path / "fonts.xlsx"
    seen = office.run(write, None, str(path))
    assert seen == [None, 14, [192, 0, 0], "游ゴシック", True, True]
    font = load_workbook(path).worksheets[0]["A1"].font
    assert (font.b, font.i, font.sz, font.name, font.color.rgb) == (
        True,
        True,
        14,
        "游ゴシック",
        "FFC00000",
    )


def test_fills_formats_and_alignment_are_saved_and_read(office, tmp_path):
    def write(book, path):
        cells = book.sheets[0]["A1:C2"]
        cells.value = 0.12345
        cells.number_format = "0.0%"
        cells.color = (217, 225, 242)
        cells.horizontal_alignment = "right"
        cells.vertical_alignment = "center"
        cells.wrap_text = True
        cells.adjust_indent(1)
        sheet = book.sheets[0]
        sheet["A2"].horizontal_alignment = "distributed"
        sheet["B2"].color = None
        sheet["C2"].number_format = 'yyyy"年"m"月"'
        sheet["A3:B3"].set_colors([["#FFE699", ...]])
        book.save(path)
        return [
            cells.number_format,
            sheet["A1"].number_format,
            sheet["C2"].number_format,
            cells.color,
            sheet["A1"].color,
            sheet["B2"].color,
            sheet["A3"].color,
            cells.horizontal_alignment,
            sheet["A2"].horizontal_alignment,
            cells.vertical_alignment,
            cells.wrap_text,
            sheet["E9"].number_format,
            sheet["E9"].horizontal_alignment,
            sheet["E9"].vertical_alignment,
        ]

    path = tmp_path / "looks.xlsx"
    seen = office.run(write, None, str(path))
    assert seen[0] is None
    assert seen[1] == "0.0%"
    assert seen[2].upper() == 'YYYY"年"M"月"'
    assert seen[3:7] == [None, [217, 225, 242], None, [255, 230, 153]]
    assert seen[7:] == [None, "distributed", "center", True, "General", "general", "bottom"]
    sheet = load_workbook(path).worksheets[0]
    cell = sheet["A1"]
    assert cell.number_format == "0.0%"
    assert cell.fill.fgColor.rgb == "FFD9E1F2"
    assert cell.alignment.horizontal == "right"
    assert cell.alignment.vertical == "center"
    assert cell.alignment.wrap_text
    assert cell.alignment.indent == 1
    assert sheet["B2"].fill.fill_type is None


def test_an_indent_read_from_a_file_goes_on_in_the_same_steps(office, tmp_path):
    def indent(book, path):
        book.sheets[0]["A1"].adjust_indent(1)
        book.save(path)

    source = tmp_path / "source.xlsx"
    book = Workbook()
    book.active["A1"] = "x"
    book.active["A1"].alignment = Alignment(horizontal="left", indent=2)
    book.save(source)
    office.run(indent, source, str(tmp_path / "result.xlsx"))
    result = load_workbook(tmp_path / "result.xlsx").worksheets[0]
    assert result["A1"].alignment.indent == 3


@pytest.mark.parametrize(
    ("style", "weight", "saved"),
    [
        ("continuous", "thin", "thin"),
        ("continuous", "hairline", "hair"),
        ("continuous", "medium", "medium"),
        ("continuous", "thick", "thick"),
        ("double", "thick", "double"),
        ("dot", "thin", "dotted"),
        ("dash", "thin", "dashed"),
        ("dash_dot", "thin", "dashDot"),
        ("dash", "medium", "mediumDashed"),
    ],
)
def test_lines_are_saved_as_excel_knows_them(office, tmp_path, style, weight, saved):
    def draw(book, style, weight, path):
        cells = book.sheets[0]["B2:C3"]
        cells.borders.set("all", line_style=style, weight=weight, color="#808080")
        book.save(path)
        edge = cells.borders["edge_top"]
        return [edge.line_style, edge.weight, edge.color, cells.borders.line_style]

    path = tmp_path / "lines.xlsx"
    seen = office.run(draw, None, style, weight, str(path))
    assert seen == [style, weight, [128, 128, 128], style]
    border = load_workbook(path).worksheets[0]["C3"].border
    sides = (border.left, border.right, border.top, border.bottom)
    assert [side.style for side in sides] == [saved] * 4
    assert border.top.color.rgb == "FF808080"


def test_lines_go_where_they_are_drawn_and_go_away(office, tmp_path):
    def draw(book, path):
        sheet = book.sheets[0]
        sheet["B2:D4"].borders.set("all", line_style="continuous", weight="thin")
        sheet["B2:D4"].borders.set("outside", weight="medium", color="#C00000")
        sheet["B2:D4"].borders.clear("inside")
        sheet["F2"].borders.set("diagonal_down", line_style="continuous", weight="thin")
        book.save(path)
        lines = sheet["B2:D4"].borders
        return [lines["inside_vertical"].line_style, lines["edge_left"].weight, lines.weight]

    path = tmp_path / "some.xlsx"
    assert office.run(draw, None, str(path)) == ["none", "medium", None]
    sheet = load_workbook(path).worksheets[0]
    assert sheet["B2"].border.left.style == "medium"
    assert sheet["B2"].border.left.color.rgb == "FFC00000"
    assert sheet["C3"].border.left.style is None
    assert sheet["F2"].border.diagonal.style == "thin"
    assert sheet["F2"].border.diagonalDown


def test_widths_and_heights_are_those_of_excel(office, tmp_path):
    def size(book, path):
        sheet = book.sheets[0]
        sheet["A:A"].column_width = 20
        sheet["B:C"].column_width = 8.5
        sheet["1:1"].row_height = 30
        sheet["D1"].columns.hidden = True
        book.save(path)
        return [
            sheet["A1"].column_width,
            sheet["B1:C1"].column_width,
            sheet["A1:B1"].column_width,
            sheet["A1"].row_height,
            sheet["A1:A2"].row_height,
            sheet["D1"].columns.hidden,
        ]

    source, path = tmp_path / "source.xlsx", tmp_path / "sizes.xlsx"
    Workbook().save(source)
    seen = office.run(size, source, str(path))
    assert seen == [
        pytest.approx(20, abs=0.05),
        pytest.approx(8.57, abs=0.05),
        None,
        30,
        None,
        True,
    ]
    sheet = load_workbook(path).worksheets[0]
    assert sheet.column_dimensions["A"].width == pytest.approx(20.71, abs=0.05)
    assert sheet.column_dimensions["B"].width == pytest.approx(9.29, abs=0.05)
    assert sheet.row_dimensions[1].height == pytest.approx(30, abs=0.1)


WIDTHS = (0.5, 1, 2.3, 4.5, 8.43, 10, 13.7, 20, 33.3, 80)
HEIGHTS = (6, 12.75, 15, 15.75, 22.5, 30, 45.6, 300)


def test_sizes_and_panes_are_saved_like_those_of_a_written_file(office, tmp_path):
    def resave(book, path):
        book.save(path)

    def set_all(book, widths, heights, path):
        sheet = book.sheets[0]
        for column, width in enumerate(widths, 1):
            sheet.range((1, column)).column_width = width
        for row, height in enumerate(heights, 1):
            sheet.range((row, 1)).row_height = height
        sheet.freeze_panes.freeze_at("A1:B3")
        book.save(path)

    def write(path, *, sized):
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            sheet.write("T20", 1)
            if sized:
                for column, width in enumerate(WIDTHS):
                    sheet.set_column(column, column, width)
                for row, height in enumerate(HEIGHTS):
                    sheet.set_row(row, height)
                sheet.freeze_panes(3, 2)

    files = [tmp_path / name for name in ("sized.xlsx", "bare.xlsx", "imported.xlsx", "set.xlsx")]
    sized, bare, imported, made = files
    write(sized, sized=True)
    write(bare, sized=False)
    office.run(resave, sized, str(imported))
    office.run(set_all, bare, WIDTHS, HEIGHTS, str(made))
    one, other = (load_workbook(path).worksheets[0] for path in (imported, made))
    assert sizes(other) == sizes(one)
    assert other.freeze_panes == one.freeze_panes == "C4"


def sizes(sheet):
    usual = sheet.sheet_format.defaultRowHeight
    heights = {key: line.height or usual for key, line in sheet.row_dimensions.items()}
    return (
        {key: line.width for key, line in sheet.column_dimensions.items()},
        {key: height for key, height in heights.items() if height != usual},
    )


def test_autofit_makes_room(office):
    def fit(book):
        sheet = book.sheets[0]
        sheet["A1"].value = "とても長い見出しがここに立っている"
        before = sheet["A1"].column_width
        sheet["A1"].columns.autofit()
        return [before, sheet["A1"].column_width]

    before, after = office.run(fit)
    assert after > before * 2
