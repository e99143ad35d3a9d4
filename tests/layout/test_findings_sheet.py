from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.layout.findings_sheet import MOST, FindingLine, findings_sheet
from kyosai_xl.layout.model import Book, Cell, Page, Sheet
from kyosai_xl.layout.styles import NOTE
from kyosai_xl.writers.xlsx import write_xlsx
from tests import office
from tests.layout.small import shown, values

ERROR = FindingLine(
    "エラー", "シート「単組」 C5", "3桁の数字でありません。", "直してください。", "単組", "C5"
)
WARNING = FindingLine("注意", "folder", "集計月より後の件数があります。", "確かめてください。")
INFO = FindingLine("お知らせ", "シート「主要共済」 A9", "読み飛ばしました。", "", "主要共済", "A9")
QUOTED = ERROR._replace(sheet='It\'s "甲"', cell="B2")
HIGHEST = 409
"""Points; Excel takes no row for higher."""


def heights_of(*lines):
    sheet = findings_sheet(lines)
    return [sheet.heights[4 + number] for number in range(len(lines))]


def test_a_line_says_how_bad_where_what_and_what_to_do():
    cells = values(findings_sheet([ERROR, WARNING, INFO]))
    assert [cells[f"{column}4"] for column in "ABCDE"] == ["番号", "種類", "場所", "内容", "直し方"]
    assert [[cells[f"{column}{row}"] for column in "ABCDE"] for row in (5, 6, 7)] == [
        [1, "エラー", "単組 C5", "3桁の数字でありません。", "直してください。"],
        [2, "注意", "folder", "集計月より後の件数があります。", "確かめてください。"],
        [3, "お知らせ", "主要共済 A9", "読み飛ばしました。", ""],
    ]


def test_the_place_leads_to_the_cell_where_there_is_one():
    cells = shown(findings_sheet([ERROR, WARNING]))
    assert cells["C5"].formula == """HYPERLINK("#'単組'!C5","単組 C5")"""
    assert cells["C5"].style.colour == "#0563C1"
    assert (cells["C6"].formula, cells["C6"].style.colour) == ("", "")


def test_quotation_marks_in_a_sheets_name_are_doubled():
    cell = shown(findings_sheet([QUOTED]))["C5"]
    assert cell.formula == """HYPERLINK("#'It''s ""甲""'!B2","It's ""甲"" B2")"""
    assert cell.value == 'It\'s "甲" B2'


@pytest.mark.libreoffice
def test_libreoffice_shows_every_link_as_its_text(soffice, tmp_path):
    path = tmp_path / "点検.xlsx"
    lines = [ERROR, QUOTED, WARNING]
    names = (ERROR.sheet, QUOTED.sheet)
    others = [Sheet(name, Page("A4"), (9.0,), (Cell(0, 0, "甲", NOTE),)) for name in names]
    book = Book("点検", date(2025, 2, 1), (findings_sheet(lines), *others))
    with path.open("wb") as file:
        write_xlsx(book, file)
    again = office.recalculated(soffice, path, tmp_path / "again")
    cells = office.values(again)["点検"]
    assert [cells[row, 2] for row in (4, 5, 6)] == ["単組 C5", 'It\'s "甲" B2', "folder"]
    sheet = openpyxl.load_workbook(again)["点検"]
    assert "HYPERLINK(" in sheet["C6"].value


# The verdict


def test_the_number_of_each_level_stands_above():
    lines = [ERROR] * 1_200 + [WARNING] * 2 + [INFO]
    verdict = values(findings_sheet(lines))["A2"]
    assert verdict == "× エラー 1,200件、注意 2件、お知らせ 1件(はじめの500件を表示)"
    assert values(findings_sheet([WARNING]))["A2"] == "× 注意 1件"


@pytest.mark.parametrize("number", [1, MOST - 1, MOST, MOST + 1, 3 * MOST])
def test_of_many_the_first_are_listed_and_all_are_counted(number):
    lines = [ERROR._replace(message=f"{n}番目です。") for n in range(1, number + 1)]
    cells = values(findings_sheet(lines))
    listed = min(number, MOST)
    last = 4 + listed
    assert (cells[f"A{last}"], cells[f"D{last}"]) == (listed, f"{listed}番目です。")
    assert f"A{last + 1}" not in cells
    assert f"エラー {number:,}件" in cells["A2"]
    assert ("を表示" in cells["A2"]) == (number > MOST)


def test_nothing_found():
    cells = values(findings_sheet(()))
    assert (cells["A2"], cells["A5"]) == ("○ 指摘はありません。", "なし")
    assert [cells[f"{column}5"] for column in "BCDE"] == [None] * 4


def test_not_checked_yet_is_not_nothing_found():
    cells = values(findings_sheet(None))
    assert cells["A2"] == "まだ点検していません。「点検」を押してください。"
    assert [cells[f"{column}5"] for column in "ABCDE"] == [None] * 5


# The looks


def test_errors_and_warnings_stand_out():
    cells = shown(findings_sheet([ERROR, WARNING, INFO]))
    fills = [{cells[f"{column}{row}"].style.fill for column in "ABCDE"} for row in (5, 6, 7)]
    assert fills == [{"#F8CBAD"}, {"#FFF2CC"}, {""}]


def test_a_row_is_as_high_as_its_longest_text():
    line = "あ" * 34  # just fits into 内容, and not into 直し方
    one, message, longer, action, narrow, three = heights_of(
        ERROR,
        ERROR._replace(message=line),
        ERROR._replace(message=f"{line}あ"),
        ERROR._replace(action=line),
        ERROR._replace(action="a" * 58),
        ERROR._replace(message="一\n二\n三"),
    )
    assert one == message == narrow < longer == action < three


@given(st.text("aあ\n", max_size=200), st.text("aあ\n", max_size=20))
def test_more_text_never_makes_a_row_lower(text, more):
    for field in ("place", "message", "action"):
        less, longer = heights_of(
            ERROR._replace(**{field: text}), ERROR._replace(**{field: text + more})
        )
        assert heights_of(ERROR) <= [less] <= [longer]


def test_no_row_is_higher_than_excel_takes():
    assert heights_of(ERROR._replace(message="あ" * 5_000)) == [HIGHEST]
