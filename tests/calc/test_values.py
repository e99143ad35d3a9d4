import datetime as dt

import pytest
import xlsxwriter
from openpyxl import load_workbook

pytestmark = pytest.mark.libreoffice

ERRORS = ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!"]


def test_every_kind_of_value_comes_back(office, tmp_path):
    def write(book, path):
        import datetime as dt

        deadline = dt.datetime(2025, 3, 31, 17, 15)  # noqa: DTZ001 - cells know no time zone
        sheet = book.sheets[0]
        sheet["A1"].value = [
            ["文字", 1, -2.5, True],
            [None, "", "00123", "'=text"],
            [dt.date(2025, 4, 1), deadline, float("nan"), "=1/0"],
        ]
        book.save(path)
        values = sheet["A1:D3"].value
        return [values, sheet["D3"].options(err_to_str=True).value, sheet["A9"].value]

    values, error, empty = office.run(write, None, str(tmp_path / "values.xlsx"))
    assert values == [
        ["文字", 1.0, -2.5, True],
        [None, None, "00123", "=text"],
        ["2025-04-01 00:00:00", "2025-03-31 17:15:00", None, None],
    ]
    assert error == "#DIV/0!"
    assert empty is None
    sheet = load_workbook(tmp_path / "values.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["文字", 1, -2.5, True]
    assert [cell.value for cell in sheet[2]] == [None, None, "00123", "=text"]
    assert sheet["D2"].data_type == "s"
    assert sheet["A3"].value == dt.datetime(2025, 4, 1)  # noqa: DTZ001
    assert sheet["B3"].value == dt.datetime(2025, 3, 31, 17, 15)  # noqa: DTZ001


def test_every_kind_of_cell_of_a_file_is_read(office, tmp_path):
    def read(book):
        import datetime as dt

        sheet = book.sheets[0]
        cells = sheet.range((1, 1), sheet.used_range.last_cell)
        as_text = cells.options(ndim=2, err_to_str=True, empty="", dates=dt.datetime).value
        return [as_text, cells.options(ndim=2).value]

    path = tmp_path / "kinds.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": 'yyyy"年"m"月"'})
        sheet.write_row(0, 0, ["文字", 12, True, False])
        for column, value in enumerate(ERRORS):
            formula = {"#N/A": "NA()", "#DIV/0!": "1/0", "#VALUE!": "SQRT(-1)"}.get(value, value)
            sheet.write_formula(1, column, f"={formula}", value=value)
        sheet.write_datetime(2, 1, dt.datetime(2025, 2, 1), day)  # noqa: DTZ001
        sheet.write_formula(2, 2, '=""', value="")
        sheet.write_formula(2, 3, "=1=1", value=True)
    as_text, plain = office.run(read, path)
    assert as_text == [
        ["文字", 12, True, False, "", ""],
        ERRORS,
        ["", "2025-02-01 00:00:00", "", True, "", ""],
    ]
    assert plain[1] == [None] * 6
    assert plain[2] == [None, "2025-02-01 00:00:00", None, True, None, None]


def test_a_large_block_goes_in_and_out_in_one_call(office):
    def write(book):
        cells = book.sheets[0].range((1, 1), (100, 50))
        block = [[row * 100 + column for column in range(50)] for row in range(100)]
        cells.value = block
        back = cells.value
        return [back == block, cells.options(numbers=int).value[99][49]]

    same, last = office.run(write)
    assert same
    assert last == 9949


def test_a_block_of_texts_values_and_formulas_goes_in_at_once(office):
    def write(book):
        sheet = book.sheets[0]
        rows = [
            [f"単組{n}", n, n * 2, f'=IF(C{n}=0,"－",ROUNDDOWN(B{n}/C{n},3))', f"=$B{n}*C$1"]
            for n in range(1, 301)
        ]
        sheet["A1"].value = rows
        formulas = sheet["A1:E300"].formula
        return [sheet["A300:E300"].value, formulas[299]]

    values, formulas = office.run(write)
    assert values == ["単組300", 300, 600, 0.5, 600]
    assert formulas[3:] == ['=IF(C300=0,"－",ROUNDDOWN(B300/C300,3))', "=$B300*C$1"]


def test_a_single_value_fills_a_range(office):
    def write(book):
        sheet = book.sheets[0]
        sheet["A1:B2"].value = 7
        sheet["C1:C3"].value = "=A1*2"
        return [sheet["A1:B2"].value, sheet["C1:C3"].value, sheet["C3"].formula]

    assert office.run(write) == [[[7, 7], [7, 7]], [14, 14, 0], "=A3*2"]


def test_ranges_expand_and_end_where_cells_are_filled(office):
    def walk(book):
        sheet = book.sheets[0]
        sheet["B2"].value = [["a", "b", "c"], [1, 2, 3], [4, None, 6]]
        return [
            sheet["B2"].expand().address,
            sheet["B2"].expand("down").address,
            sheet["B2"].end("right").address,
            sheet["B4"].end("up").address,
            sheet["A1"].end("down").address,
            sheet["B4"].end("right").address,
            sheet["C3"].current_region.address,
            sheet.used_range.address,
            sheet["A:B"].address,
            sheet["2:3"].address,
            sheet["B2:C3"].offset(1, 1).resize(1, 2).address,
            sheet["B2"].get_address(row_absolute=False, include_sheetname=True),
            sheet["B2:D4"].last_cell.address,
            sheet["B2:C3"][1, 0].address,
            [cell.address for cell in sheet["B2:C2"]],
        ]

    assert office.run(walk) == [
        "$B$2:$D$4",
        "$B$2:$B$4",
        "$D$2",
        "$B$2",
        "$A$1048576",
        "$D$4",
        "$B$2:$D$4",
        "$B$2:$D$4",
        "$A:$B",
        "$2:$3",
        "$C$3:$D$3",
        "'Sheet1'!$B2",
        "$D$4",
        "$B$3",
        ["$B$2", "$C$2"],
    ]


def test_clearing_contents_leaves_looks_and_clearing_leaves_nothing(office):
    def clear(book):
        sheet = book.sheets[0]
        sheet["A1:B1"].value = [1, "x"]
        sheet["A1:B1"].color = "#FFE699"
        sheet["A1"].clear_contents()
        sheet["B1"].clear()
        return [sheet["A1:B1"].value, sheet["A1"].color, sheet["B1"].color]

    assert office.run(clear) == [[None, None], [255, 230, 153], None]


def test_a_cell_links_to_another(office, tmp_path):
    def link(book, path):
        sheet = book.sheets[0]
        book.sheets.add("明細 (1)", after=sheet)
        sheet["A1"].add_hyperlink("#'明細 (1)'!B2", "B2へ")
        sheet["A2"].add_hyperlink("https://example.com/", "外へ")
        book.save(path)
        return [sheet["A1"].value, sheet["A1"].hyperlink, sheet["A2"].hyperlink]

    path = tmp_path / "links.xlsx"
    shown, inside, outside = office.run(link, None, str(path))
    assert (shown, inside, outside) == ("B2へ", "#'明細 (1)'!B2", "https://example.com/")
    sheet = load_workbook(path).worksheets[0]
    assert sheet["A1"].hyperlink.location == "'明細 (1)'!B2"
    assert sheet["A2"].hyperlink.target == "https://example.com/"
