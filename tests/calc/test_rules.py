import re
import zipfile

import pytest
import xlsxwriter
from openpyxl import load_workbook

pytestmark = pytest.mark.libreoffice


def test_validation_of_every_kind_is_saved_and_read(office, tmp_path):
    def rule(book, path):
        import datetime as dt

        sheet = book.sheets[0]
        sheet["H1:H3"].value = [["北"], ["中"], ["南"]]
        book.names.add("地域", "='Sheet1'!$H$1:$H$3")
        sheet["A1:A9"].data_validation.set_list(["はい", "いいえ"])
        sheet["B1:B9"].data_validation.set_list(sheet["H1:H3"])
        sheet["C1:C9"].data_validation.set_list(book.names["地域"], in_cell_dropdown=False)
        sheet["D1:D9"].data_validation.set_whole_number("between", 0, 9999)
        sheet["E2:E9"].data_validation.set_custom('=E2<>""')
        sheet["F1"].data_validation.set_date("greater_than_or_equal", dt.date(2025, 4, 1))
        sheet["G1"].data_validation.set_decimal("less_than", 0.5)
        sheet["G1"].data_validation.delete()
        seen = []
        for address in ("A1:A9", "B1", "C1", "D1", "E2", "F1", "G1", "D1:E1"):
            rule = sheet[address].data_validation
            parts = (rule.type, rule.operator, rule.formula1, rule.formula2)
            seen.append([*parts, rule.formula, rule.source, rule.in_cell_dropdown])
        book.save(path)
        first = sheet["A1"].data_validation
        return [seen, [first.ignore_blank, first.show_error, first.alert_style]]

    path = tmp_path / "rules.xlsx"
    seen, first = office.run(rule, None, str(path))
    assert seen == [
        ["list", None, None, None, None, "はい,いいえ", True],
        ["list", None, None, None, None, "=Sheet1!$H$1:$H$3", True],
        ["list", None, None, None, None, "=地域", False],
        ["whole_number", "between", "=0", "=9999", None, None, None],
        ["custom", None, None, None, '=E2<>""', None, None],
        ["date", "greater_than_or_equal", "=DATE(2025,4,1)", None, None, None, None],
        ["none", None, None, None, None, None, None],
        ["inconsistent", None, None, None, None, None, None],
    ]
    assert first == [True, True, "stop"]
    sheet = load_workbook(path).worksheets[0]
    saved = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert saved["A1:A9"].formula1 == '"はい,いいえ"'
    assert saved["B1:B9"].formula1.replace("Sheet1!", "") == "$H$1:$H$3"
    assert (saved["D1:D9"].type, saved["D1:D9"].formula1, saved["D1:D9"].formula2) == (
        "whole",
        "0",
        "9999",
    )
    assert saved["E2:E9"].formula1 == 'E2<>""'
    assert saved["A1:A9"].showErrorMessage


def test_a_changed_rule_keeps_its_messages(office, tmp_path):
    def change(book, path):
        rule = book.sheets[0]["A1:A3"].data_validation
        own = rule.api
        rule.set_whole_number("greater_than", 0)
        own = rule.api
        own.ErrorTitle, own.ErrorMessage = "件数", "0以上の整数で入れてください"
        own.InputTitle, own.InputMessage = "件数", "今月の件数"
        book.sheets[0]["A1:A3"].api.Validation = own
        rule.set_whole_number("greater_than", 10)
        book.save(path)
        return [rule.error_title, rule.error_message, rule.input_message, rule.formula1]

    seen = office.run(change, None, str(tmp_path / "kept.xlsx"))
    assert seen == ["件数", "0以上の整数で入れてください", "今月の件数", "=10"]


@pytest.mark.filterwarnings("ignore:.*xtension is not supported")
def test_conditional_looks_are_saved_and_read(office, tmp_path):
    def rule(book, path):
        sheet = book.sheets[0]
        sheet["B2:D6"].value = [[n, n * 2, "済" if n > 2 else "未"] for n in range(5)]
        rules = sheet["B2:B6"].conditional_formats
        rules.add_cell_value("between", 1, 3, fill_color="#FFE699", font_bold=True)
        rules.add_cell_value("less_than", 1, font_color="#C00000", font_italic=True)
        custom = sheet["B2:D6"].conditional_formats.add_custom('=$D2="済"', fill_color="#E2EFDA")
        bars = sheet["C2:C6"].conditional_formats
        bar = bars.add_data_bar("#638EC6", minimum=0, maximum=1, gradient=False)
        seen = [
            [
                item.type,
                item.operator,
                item.formula1,
                item.formula2,
                item.fill_color,
                item.font_color,
                item.font_bold,
                item.font_italic,
            ]
            for item in rules
        ]
        book.save(path)
        return [
            seen,
            [custom.formula, custom.fill_color],
            [bar.bar_color, bar.gradient, bar.show_value, bar.threshold_types, bar.thresholds],
            len(bars),
        ]

    path = tmp_path / "looks.xlsx"
    seen, custom, bar, count = office.run(rule, None, str(path))
    assert seen[0] == ["cell_value", "between", "=1", "=3", [255, 230, 153], None, True, None]
    assert seen[1] == ["cell_value", "less_than", "=1", None, None, [192, 0, 0], None, True]
    assert custom == ['=$D2="済"', [226, 239, 218]]
    assert bar == [[99, 142, 198], False, True, ["number", "number"], [0, 1]]
    assert count == 2
    sheet = load_workbook(path).worksheets[0]
    saved = {str(each.sqref): [] for each in sheet.conditional_formatting}
    for each in sheet.conditional_formatting:
        saved[str(each.sqref)] += each.rules
    between, less = saved["B2:B6"]
    assert (between.operator, between.formula) == ("between", ["1", "3"])
    assert between.dxf.fill.bgColor.rgb == "FFFFE699"
    assert between.dxf.font.b
    assert (less.operator, less.dxf.font.color.rgb) == ("lessThan", "FFC00000")
    (custom_rule,) = saved["B2:D6"]
    assert custom_rule.formula == ['$D2="済"']
    (bar_rule,) = saved["C2:C6"]
    assert [end.type for end in bar_rule.dataBar.cfvo] == ["num", "num"]
    assert bar_rule.dataBar.color.rgb == "FF638EC6"


def test_a_data_bar_is_the_one_that_a_written_file_brings(office, tmp_path):
    def resave(book, path):
        book.save(path)

    def add(book, path):
        cells = book.sheets[0]["A1:A3"]
        cells.value = [[0.1], [0.5], [-1.2]]
        cells.conditional_formats.add_data_bar("#9DC3E6", minimum=0, maximum=1, gradient=False)
        book.save(path)

    source = tmp_path / "source.xlsx"
    with xlsxwriter.Workbook(source) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, [0.1, 0.5, -1.2])
        bar = {"type": "data_bar", "bar_color": "#9DC3E6", "bar_solid": True}
        ends = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
        sheet.conditional_format("A1:A3", bar | ends)
    imported, made = tmp_path / "imported.xlsx", tmp_path / "made.xlsx"
    office.run(resave, source, str(imported))
    office.run(add, None, str(made))
    assert bar_parts(made) == bar_parts(imported)


def bar_parts(path):
    with zipfile.ZipFile(path) as parts:
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
    found = re.findall(
        r"<conditionalFormatting.*?</conditionalFormatting>|<extLst>.*</extLst>", xml
    )
    assert len(found) == 2
    # Each rule has a number of its own.
    return [re.sub(r"\{[-0-9A-F]{36}\}", "{}", part) for part in found]


def test_conditional_looks_change_and_go_away(office):
    def change(book):
        sheet = book.sheets[0]
        rules = sheet["A1:A9"].conditional_formats
        first = rules.add_cell_value("greater_than", 5, fill_color="#FFFFFF")
        rules.add_custom("=A1=0", font_bold=True)
        first.set(operator="not_equal_to", formula1="=B1+1", fill_color="#000000")
        changed = [first.operator, first.formula1, first.fill_color]
        first.delete()
        left = [item.type for item in rules]
        sheet["A1:A3"].conditional_formats.clear()
        rest = [len(sheet["A1:A3"].conditional_formats), len(sheet["A4:A9"].conditional_formats)]
        rules.clear()
        return [changed, left, rest, len(rules)]

    changed, left, rest, none = office.run(change)
    assert changed == ["not_equal_to", "=B1+1", [0, 0, 0]]
    assert left == ["custom"]
    assert rest == [0, 1]
    assert none == 0


@pytest.mark.parametrize("what", ["color scale", "icon set"])
def test_what_libreoffice_cannot_make_is_refused(office, what):
    def refuse(book, what):
        rules = book.sheets[0]["A1:A9"].conditional_formats
        try:
            if what == "icon set":
                rules.add_icon_set("3_arrows")
            else:
                rules.add_color_scale(["#FFFFFF", "#000000"])
        except NotImplementedError as error:
            return str(error)
        return None

    assert what.replace("color", "colour") in office.run(refuse, None, what)
