import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.libreoffice


def test_merged_cells_keep_the_first_value_only(office, tmp_path):
    def merge(book, path):
        sheet = book.sheets[0]
        sheet["A1:B2"].value = [["見出し", "x"], ["y", "z"]]
        sheet["A1:B2"].merge()
        sheet["D1:E1"].value = [None, "後"]
        sheet["D1:E1"].merge()
        sheet["A4:C5"].merge(across=True)
        sheet["A7:B8"].merge()
        sheet["A7:B8"].unmerge()
        book.save(path)
        return [
            sheet["A1:B2"].value,
            sheet["D1"].value,
            sheet["B2"].merge_area.address,
            sheet["B2"].merge_cells,
            sheet["A5"].merge_area.address,
            sheet["A7"].merge_cells,
            sheet["C9"].merge_area.address,
        ]

    path = tmp_path / "merged.xlsx"
    assert office.run(merge, None, str(path)) == [
        [["見出し", None], [None, None]],
        "後",
        "$A$1:$B$2",
        True,
        "$A$5:$C$5",
        False,
        "$C$9",
    ]
    merged = {str(area) for area in load_workbook(path).worksheets[0].merged_cells.ranges}
    assert merged == {"A1:B2", "D1:E1", "A4:C4", "A5:C5"}


def test_cells_are_inserted_and_deleted_and_ranges_held_go_on(office):
    def move(book):
        sheet = book.sheets[0]
        sheet["A1"].value = [[n, n * 10] for n in range(1, 6)]
        held = sheet["A1:B5"]
        sheet["2:2"].insert("down")
        inserted = held.value
        sheet["2:2"].delete()
        sheet["A1:A2"].delete("up")
        sheet["A1"].insert("right")
        sheet["C:C"].delete()
        return [inserted[:3], held.value, sheet.used_range.address, sheet["XFD1048576"].value]

    inserted, held, used, last = office.run(move)
    assert inserted == [[1, 10], [None, None], [2, 20]]
    assert held == [[None, 3], [4, 20], [5, 30], [None, 40], [None, 50]]
    assert used == "$A$1:$B$5"
    assert last is None


def test_cells_are_copied_whole_or_in_part(office):
    def copy(book):
        sheet = book.sheets[0]
        other = book.sheets.add("写し")
        sheet["A1:B1"].value = [5, "=A1*2"]
        sheet["A1:B1"].color = "#FFE699"
        sheet["A1:B1"].copy(other["C3"])
        other["A5:B5"].value = ["残る", 1]
        other["A5"].copy_from(sheet["A1:B1"], copy_type="formats")
        other["A7"].copy_from(sheet["A1:B1"], copy_type="values")
        sheet["A1:B1"].move(sheet["A9"])
        return [
            other["C3:D3"].value,
            other["D3"].formula,
            other["D3"].color,
            other["A5:B5"].value,
            other["A5"].color,
            other["A7:B7"].formula,
            sheet["A1"].value,
            sheet["B9"].formula,
        ]

    assert office.run(copy) == [
        [5, 10],
        "=C3*2",
        [255, 230, 153],
        ["残る", 1],
        [255, 230, 153],
        [["5", "10"]],
        None,
        "=A9*2",
    ]
