import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.libreoffice


def test_a_row_is_copied_down_with_all_it_has(office, tmp_path):
    def copy(book, path):
        target = book.sheets[0]
        pattern = book.sheets.add("見本", after=target)
        pattern["B2:F2"].value = ["計", 0.5, "=C2*2", None, "2月"]
        pattern["B2:F2"].color = "#FFE699"
        pattern["C2:D2"].number_format = "0.0%"
        pattern["B2"].font.set(bold=True, color="#C00000")
        pattern["F2"].borders.set("all", line_style="continuous", weight="medium")
        pattern["D2:E2"].merge()
        pattern["C2"].data_validation.set_decimal("between", 0, 1)
        pattern["B2:F2"].conditional_formats.add_custom("=$C2>1", fill_color="#E2EFDA")
        pattern.visible = 2
        target["B3"].value = "前の"
        pattern["B2:F2"].copy(target["B3:F9"])
        book.save(path)
        last = target["B9:F9"]
        rules = [rule.formula for rule in last.conditional_formats]
        return [last.value, last.formula[0], target["D9"].merge_area.address, rules]

    path = tmp_path / "copies.xlsx"
    values, formulas, merged, rules = office.run(copy, None, str(path))
    assert values == ["計", 0.5, 1, None, "2月"]
    assert formulas == ["計", "0.5", "=C9*2", "", "2月"]
    assert merged == "$D$9:$E$9"
    assert rules == ["=$C3>1"]
    sheet = load_workbook(path)["Sheet1"]
    for row in range(3, 10):
        first, rate, doubled = sheet[f"B{row}"], sheet[f"C{row}"], sheet[f"D{row}"]
        assert (first.value, first.font.b, first.font.color.rgb) == ("計", True, "FFC00000")
        assert first.fill.fgColor.rgb == "FFFFE699"
        assert (rate.number_format, doubled.number_format) == ("0.0%", "0.0%")
        assert sheet[f"F{row}"].border.bottom.style == "medium"
    merges = {str(area) for area in sheet.merged_cells.ranges}
    assert merges == {f"D{row}:E{row}" for row in range(3, 10)}
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["B3:F9"]
    (rule,) = sheet.data_validations.dataValidation
    assert str(rule.sqref) == "C3:C9"
    assert sheet["B10"].fill.fill_type is None


@pytest.mark.parametrize(
    ("source", "target", "filled"),
    [
        ("A1", "D1:F3", "D1:F3"),
        ("A1:B2", "D1:G4", "D1:G4"),
        ("A1:B2", "D1", "D1:E2"),
        ("A1:B1", "D1:D3", "D1:E3"),
        ("A1:B2", "D1:F3", "D1:E2"),
        ("A1:B1", "A1:B5", "A1:B5"),
        ("A2:B2", "A1:B4", "A1:B4"),
    ],
)
def test_a_larger_place_is_filled_where_the_source_fits_into_it(office, source, target, filled):
    def copy(book, source, target):
        sheet = book.sheets[0]
        sheet["A1"].value = [[1, 2], [3, 4]]
        copied = sheet[source].options(ndim=2).value
        sheet[source].copy(sheet[target])
        return [copied, sheet["A1:H6"].value, sheet.used_range.address]

    copied, cells, _ = office.run(copy, None, source, target)
    first, last = filled.split(":")
    columns = range("ABCDEFGH".index(first[0]), "ABCDEFGH".index(last[0]) + 1)
    for row in range(int(first[1:]), int(last[1:]) + 1):
        for column in columns:
            y, x = row - int(first[1:]), column - columns[0]
            assert cells[row - 1][column] == copied[y % len(copied)][x % len(copied[0])]
    outside = cells[0][columns[-1] + 1 :] + [row[-1] for row in cells]
    assert set(outside) == {None}


def test_a_long_row_is_copied_to_a_hundred_rows(office):
    def copy(book):
        target = book.sheets[0]
        pattern = book.sheets.add("見本", after=target)
        pattern.range((1, 1), (1, 54)).value = [n if n % 3 else f"=A1*{n}" for n in range(54)]
        pattern.range((1, 1), (1, 9)).color = "#FFE699"
        pattern.range((1, 10), (1, 54)).number_format = "#,##0"
        pattern.range((1, 1), (1, 54)).copy(target.range((5, 1), (114, 54)))
        return [target.range((114, 52)).formula, target["A114"].color]

    formula, color = office.run(copy)
    assert formula == "=A114*51"
    assert color == [255, 230, 153]


def test_whole_columns_and_rows_take_their_sizes_along(office):
    def copy(book):
        sheet = book.sheets[0]
        other = book.sheets.add("写し", after=sheet)
        sheet["A1"].value = [["a", "b"], ["c", "d"]]
        sheet["A1"].column_width = 20
        sheet["B1"].column_width = 5
        sheet["2:2"].row_height = 39.75
        sheet["A:B"].copy(other["D:G"])
        sheet["2:2"].copy(other["11:13"])
        widths = [other[f"{letter}1"].column_width for letter in "CDEFGH"]
        heights = [other[f"A{row}"].row_height for row in (2, 11, 13, 14)]
        return [widths, heights, other["D2:G2"].value, other["A13:B13"].value]

    widths, heights, twice, last = office.run(copy)
    wide, narrow = pytest.approx(20, abs=0.05), pytest.approx(5, abs=0.05)
    assert widths[1:5] == [wide, narrow, wide, narrow]
    assert widths[0] == widths[5] != widths[1]
    assert heights[1:3] == [39.75, 39.75]
    assert heights[0] == heights[3] != 39.75
    assert twice == ["c", "d", "c", "d"]
    assert last == ["c", "d"]


def test_a_sheet_is_put_back_from_its_copy(office, tmp_path):
    def fill_and_spoil(book, path):
        sheet = book.sheets[0]
        sheet.name = "主要共済"
        other = book.sheets.add("入力", after=sheet)
        other["A1"].value = [[7, 8]]
        other["C1"].formula = "=SUM('主要共済'!A2:B9)"

        sheet["A1:C1"].value = ["見出し", None, None]
        sheet["A1:C1"].merge()
        sheet["A2:B5"].value = [[n, n * 2] for n in range(4)]
        sheet["C2:C5"].formula = "=A2*'入力'!$A$1+B2"
        sheet["A2:C5"].number_format = "#,##0"
        sheet["A2:A5"].color = "#E2EFDA"
        sheet["A1:B1"].column_width = 14
        sheet["C1"].column_width = 6
        sheet["1:1"].row_height = 33
        sheet["D1"].columns.hidden = True
        sheet["B2:B5"].conditional_formats.add_cell_value("greater_than", 3, font_bold=True)
        book.save(path + "/before.xlsx")

        kept = sheet.copy(name="控え 1")
        sheet["A1:F30"].value = "まちがい"
        sheet["A1:F30"].unmerge()
        sheet["A1:F30"].color = "#FF0000"
        sheet["B8:D9"].merge()
        sheet["A1:D1"].column_width = 3
        sheet["2:3"].row_height = 50
        sheet["20:25"].row_height = 50
        sheet["D1:E1"].columns.hidden = False
        sheet["A1:F30"].conditional_formats.clear()
        sheet["A1:F30"].conditional_formats.add_custom("=TRUE", font_italic=True)
        kept.cells.copy(sheet.cells)
        kept.delete()
        book.save(path + "/after.xlsx")
        return [sheet["A2:C5"].value, sheet["C5"].formula, other["C1"].value, other["C1"].formula]

    values, formula, total, sum_formula = office.run(fill_and_spoil, None, str(tmp_path))
    assert values == [[n, n * 2, n * 9] for n in range(4)]
    assert formula == "=A5*入力!$A$1+B5"
    assert (total, sum_formula) == (18, "=SUM(主要共済!A2:B9)")
    before, after = (load_workbook(tmp_path / f"{name}.xlsx") for name in ("before", "after"))
    assert after.sheetnames == before.sheetnames
    assert shown(after["主要共済"]) == shown(before["主要共済"])


def shown(sheet):
    return {
        "cells": {
            cell.coordinate: (cell.value, cell.number_format, cell.fill.fgColor.rgb, cell.font.b)
            for row in sheet.iter_rows(max_row=50)
            for cell in row
        },
        "merges": {str(area) for area in sheet.merged_cells.ranges},
        "widths": {
            letter: (round(line.width, 2), line.hidden)
            for letter, line in sheet.column_dimensions.items()
        },
        "heights": {n: line.height for n, line in sheet.row_dimensions.items()},
        "rules": {
            str(area.sqref): [rule.formula for rule in area.rules]
            for area in sheet.conditional_formatting
        },
    }


def test_a_hidden_sheet_is_copied_hidden_with_its_own_names(office, tmp_path):
    def copy(book, path):
        front = book.sheets[0]
        hidden = book.sheets.add("型", after=front)
        hidden["A1"].value = [[1, 2]]
        hidden["C1"].formula = "=SUM('型'!A1:B1)"
        hidden.names.add("kyosai_regenerated", "=TRUE")
        hidden.page_setup.print_area = "A1:C1"
        hidden.freeze_panes.freeze_at("A1:A1")
        front.activate()
        seen = []
        for state in (2, False, True):
            hidden.visible = state
            seen.append(hidden.visible)
        hidden.visible = 2
        copied = hidden.copy(before=front, name="主要共済")
        seen += [copied.visible, book.sheets.active.name, [sheet.name for sheet in book.sheets]]
        copied.visible = True
        seen.append([(name.name, name.refers_to) for name in copied.names])
        seen += [copied["C1"].value, copied.page_setup.print_area]
        book.save(path)
        return seen

    path = tmp_path / "hidden.xlsx"
    assert office.run(copy, None, str(path)) == [
        False,
        False,
        True,
        False,
        "Sheet1",
        ["主要共済", "Sheet1", "型"],
        [["'主要共済'!kyosai_regenerated", "=TRUE"]],
        3,
        "$A$1:$C$1",
    ]
    book = load_workbook(path)
    assert [sheet.sheet_state for sheet in book] == ["visible", "visible", "hidden"]
    assert list(book["主要共済"].defined_names) == ["kyosai_regenerated"]
    assert book["主要共済"].freeze_panes == "B2"


def test_a_deleted_sheet_leaves_errors_where_it_was_meant(office, tmp_path):
    def delete(book, path):
        sheet = book.sheets[0]
        gone = book.sheets.add("消す", after=sheet)
        gone["A1"].value = 5
        cells = sheet["B1:C1"].options(err_to_str=True)
        cells.formula = [["='消す'!A1+1", "=1+1"]]
        before = cells.value
        gone.delete()
        seen = [before, cells.value, cells.formula, len(book.sheets)]
        book.save(path)
        return seen

    path = tmp_path / "deleted.xlsx"
    before, after, formulas, count = office.run(delete, None, str(path))
    assert (before, count) == ([6, 2], 1)
    assert after == ["#REF!", 2]
    assert formulas == [["=#REF!+1", "=1+1"]]
    assert load_workbook(path).worksheets[0]["B1"].value == "=#REF!+1"


def test_cells_of_another_book_are_not_copied_here(office):
    def copy(book):
        other = book.app.books.add()
        try:
            book.sheets[0]["A1"].copy(other.sheets[0]["A1"])
        except NotImplementedError as error:
            return str(error)
        return None

    assert "one book" in office.run(copy)
