"""Every button, pressed for real in a spreadsheet program."""

import subprocess
import warnings

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from kyosai_xl.commands import commands
from kyosai_xl.excel.formula_faults import BUILT_IN, called_functions
from kyosai_xl.layout.template_book import BRANCH, CODE_NAMES
from kyosai_xl.macros import MACROS
from tests import office
from tests.buttons.compare import differences
from tests.buttons.conftest import TEMPLATES

pytestmark = pytest.mark.libreoffice

JANUARY, DECEMBER = (2025, 1), (2024, 12)
SHEETS = list(CODE_NAMES)
JUNE, MAY = "モデル単組(6月開始)", "モデル単組(5月開始)"


def as_saved(do, path):
    """The command line's workbook, opened and saved by the same program."""
    target = path.with_suffix(".wanted.xlsx")
    do(path, ["calculate"], ["save", str(target)])
    return target


def test_there_is_a_macro_for_every_button():
    assert list(MACROS) == [command.name for command in commands()]


@pytest.mark.parametrize(
    ("steps", "as_of"),
    [
        ([["press", "advance_month"]], JANUARY),
        ([["as of", 2025, 2], ["press", "recalculate"]], DECEMBER),
        ([["as of", 2025, 2], ["press", "model_unions_may"]], DECEMBER),
    ],
    ids=["advance_month", "recalculate", "model_unions_may"],
)
def test_a_button_makes_the_sheets_that_the_command_line_writes(do, filled, tmp_path, steps, as_of):
    """From an earlier month: no sheet is the same, so a button writes all of them."""
    (tmp_path / "wanted").mkdir()
    wanted = as_saved(do, filled(tmp_path / "wanted"))
    pressed = tmp_path / "pressed.xlsx"
    told = do(filled(tmp_path, as_of=as_of), *steps, ["calculate"], ["save", str(pressed)])
    assert not any(told)
    assert differences(pressed, wanted, SHEETS) == {}


def test_functions_in_cells_give_what_the_file_says(do, national, tmp_path):
    """Worked out anew by the program, every figure is the one that Python put there."""
    saved = tmp_path / "saved.xlsx"
    do(office.without_values(national, tmp_path), ["calculate"], ["save", str(saved)])
    cached, worked_out = office.values(national), office.values(saved)
    for name in [*SHEETS, "設定"]:
        places = cached[name].keys() | worked_out[name].keys()
        wrong = {
            at: (cached[name].get(at), worked_out[name].get(at))
            for at in places
            if rounded(cached[name].get(at, "")) != rounded(worked_out[name].get(at, ""))
        }
        assert wrong == {}, name
    assert sum(map(len, cached.values())) > 10_000


def rounded(value):
    return round(value, 9) if isinstance(value, float) else value


@pytest.mark.parametrize(
    ("button", "sheets"),
    [
        ("model_unions_june", [JUNE]),
        ("model_unions_may", [MAY]),
        ("model_unions", [JUNE, MAY]),
        ("achievers", ["目標達成単組"]),
        ("products", ["主要共済の実績"]),
        ("recalculate", SHEETS),
    ],
)
def test_a_button_rewrites_its_sheets_and_leaves_the_others(do, branch, tmp_path, button, sheets):
    """What someone wrote over comes back as it was, where it is asked for."""
    wanted, pressed = as_saved(do, branch), tmp_path / "pressed.xlsx"
    spoil = [["type", name, "A1", "だれかの書き込み"] for name in SHEETS]
    read = [["read", name, "A1"] for name in SHEETS]
    *_, told = do(branch, *spoil, ["press", button], ["save", str(pressed)], answers=["yes"])[:-1]
    assert told == ""
    assert differences(pressed, wanted, sheets) == {}
    values = do(pressed, *read)
    spoiled = [name for name, value in zip(SHEETS, values, strict=True) if "だれか" in value]
    assert spoiled == [name for name in SHEETS if name not in sheets]


def test_staff_type_into_an_empty_template_and_press_the_button(do, filled, tmp_path):
    """Everything typed as values, no formatting, rows in any order."""
    wanted = as_saved(do, filled(tmp_path, BRANCH, branch="11"))
    source = CalamineWorkbook.from_path(str(filled(tmp_path, BRANCH, branch="11")))
    typed = [["type", "設定", "B7", "11 栃木"]]
    for name in ("単組", "月次件数", "主要共済"):
        rows = source.get_sheet_by_name(name).to_python(skip_empty_area=False)[4:]
        rows = [[value or None for value in map(plain, row)] for row in rows if any(row)]
        typed.append(["type", name, "A5", rows])
    pressed = tmp_path / "pressed.xlsx"
    template = TEMPLATES / f"{BRANCH.name}.xlsm"
    told = do(template, *typed, ["press", "recalculate"], ["calculate"], ["save", str(pressed)])
    assert not any(told)
    assert differences(pressed, wanted, SHEETS) == {}


def opened(path):
    with warnings.catch_warnings():
        # It cannot show Excel 2010's data bars and says so.
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path)


def plain(value):
    return {"date": value.isoformat()} if hasattr(value, "isoformat") else value


def test_typing_moves_rates_and_remaining_counts_before_any_button(do, branch):
    # 栃木県職員労働組合, 38 of 55 contracts: row 5, a column for February 2025
    row = ["AW5", "AX5", "AZ5", "BA5"]
    read = [["read", JUNE, cell] for cell in row]
    before = do(branch, *read)
    assert before == [38, 55, 0.691, 17]
    after = do(branch, ["type", "月次件数", "AL5", 18], ["calculate"], *read)[2:]
    assert after == [56, 55, 1.018, -1]


def test_pressing_twice_changes_nothing_more(do, branch, tmp_path):
    once, twice = tmp_path / "once.xlsx", tmp_path / "twice.xlsx"
    press = ["press", "recalculate"]
    assert not any(do(branch, press, ["save", str(once)], press, ["save", str(twice)]))
    assert differences(twice, once, SHEETS) == {}


def test_own_sheets_selection_and_inputs_are_left_alone(do, branch):
    keep = [
        ["add", "メモ"],
        ["type", "メモ", "B2", "自分の書き込み"],
        ["type", "月次件数", "AL6", 7],
        ["select", "単組", "$D$6:$E$7"],
    ]
    presses = [["press", name] for name in ("recalculate", "achievers", "advance_month")]
    look = [["selected"], ["read", "メモ", "B2"], ["read", "月次件数", "AL6"], ["sheets"]]
    *_, selected, memo, count, sheets = do(branch, *keep, *presses, *look)
    assert selected == ["単組", "$D$6:$E$7"]
    assert (memo, count) == ("自分の書き込み", 7)
    names = [name for name, visible in sheets if visible]
    assert names == [
        "はじめに",
        "メモ",
        *("設定", "単組", "月次件数", "主要共済", "取り組み"),
        *SHEETS,
    ]


def test_it_asks_before_it_replaces_what_someone_wrote(do, program, branch):
    steps = [["type", "集計", "A1", "手で直した"], ["press", "recalculate"], ["read", "集計", "A1"]]
    *_, kept = do(branch, *steps, answers=["no"])
    assert kept == "手で直した"
    assert "「集計」は、作られた後で変更されています" in program.alerts[0]["prompt"]
    *_, replaced = do(branch, *steps, answers=["yes"])
    assert replaced == "新契約件数と加入拡大モデル単組の取り組み状況"
    do(branch, ["press", "recalculate"])
    assert program.alerts == []


def test_a_deleted_sheet_comes_back_whole_in_its_place(do, branch, tmp_path):
    wanted, pressed = as_saved(do, branch), tmp_path / "pressed.xlsx"
    steps = [["delete", JUNE], ["press", "model_unions_june"], ["calculate"]]
    told = do(branch, *steps, ["sheets"], ["save", str(pressed)], answers=["yes"])
    assert told[1] == ""
    names = [name for name, visible in told[3] if visible]
    assert names[-len(SHEETS) :] == SHEETS
    assert differences(pressed, wanted, SHEETS) == {}


def test_the_status_bar_says_what_is_done_and_is_given_back(do, program, branch):
    do(branch, ["press", "recalculate"])
    assert program.status == ["共済推進: 再集計…", False]


@pytest.mark.parametrize("button", ["recalculate", "advance_month", "products", "save_pdf"])
def test_a_wrong_input_is_one_sentence_and_nothing_changes(do, branch, tmp_path, button):
    before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
    told = do(
        branch,
        ["type", "月次件数", "AL5", "三件"],
        ["calculate"],
        ["save", str(before)],
        ["press", button],
        ["calculate"],
        ["save", str(after)],
    )[3]
    assert told.startswith("シート「月次件数」 AL5: 「三件」")
    assert "「点検」を押すと一覧になります" in told
    assert "\n" not in told
    assert differences(after, before, [*SHEETS, "設定", "月次件数"]) == {}


@pytest.mark.parametrize("calls", [1, 3, 7])
def test_a_failure_on_the_way_leaves_the_workbook_as_it_was(do, branch, tmp_path, calls):
    before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
    _, sheets, _, told, _, sheets_then, _ = do(
        branch,
        ["calculate"],
        ["sheets"],
        ["save", str(before)],
        ["press failing", "advance_month", "write_sheet", calls],
        ["calculate"],
        ["sheets"],
        ["save", str(after)],
    )
    assert told == "the program broke off"
    assert sheets_then == sheets
    assert differences(after, before, [*SHEETS, "設定", "月次件数"]) == {}


def test_a_template_without_a_look_that_is_wanted_is_told_before_anything_changes(do, branch):
    # The key of a look, as another version would have it.
    steps = [["type", "書式", "A5", "0123456789abcdef"], ["type", "集計", "A1", "手で直した"]]
    told = do(branch, *steps, ["press", "recalculate"], ["read", "集計", "A1"], answers=["yes"])
    assert told[2].startswith("このブックのひな形は、今のkyosai_xlと版が違います。")
    assert told[3] == "手で直した"


def test_a_workbook_saved_and_opened_again_is_not_taken_for_edited(do, program, branch, tmp_path):
    saved = tmp_path / "saved.xlsm"
    do(branch, ["press", "recalculate"], ["save", str(saved)])
    assert do(saved, ["press", "recalculate"], ["press", "advance_month"]) == ["", ""]
    assert program.alerts == []


def test_the_check_lists_what_is_wrong_with_links_to_the_cells(do, branch):
    sheet = "点検"
    told = do(
        branch,
        ["type", "月次件数", "AL5", "三件"],
        ["type", "単組", "H6", -4],
        ["press", "check"],
        ["front"],
        ["read", sheet, "A2"],
        ["read", sheet, "B5:E6"],
        ["formula", sheet, "C5"],
    )
    assert told[2:5] == ["", sheet, "× エラー 2件"]
    places = {row[1]: row[2] for row in told[5]}
    assert "負の数" in places["単組 H6"]
    assert "三件" in places["月次件数 AL5"]
    assert "HYPERLINK(\"#'" in told[6]


def test_achievers_without_a_story_are_listed_once_there_are_stories(do, national):
    no_stories = ["type", "取り組み", "A5", [[None] * 7] * 12]
    check = [["press", "check"], ["read", "点検", "A2"]]
    _, some, _, _, none = do(national, *check, no_stories, *check)
    assert (some, none) == ("× 注意 16件", "○ 指摘はありません。")


def test_the_copy_for_others_needs_no_python(do, program, national):
    assert do(national, ["press", "save_for_distribution"], answers=["ok"]) == [""]
    path = national.with_name(f"{national.stem}_配布用_2025-02.xlsx")
    assert str(path) in program.alerts[0]["prompt"]
    book = opened(path)
    texts = {cell.value for sheet in book for row in sheet.rows for cell in row}
    called = {
        name
        for text in texts
        if isinstance(text, str) and text.startswith("=")
        for name in called_functions(text)
    }
    assert called <= BUILT_IN
    values = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("集計").to_python()
    assert ["6月開始(2024年度)", 110, 3447, 1945, 0.564, 13, 1502] in values


def test_a_copy_that_is_there_is_replaced_only_when_wanted(do, program, branch):
    path = branch.with_name(f"{branch.stem}_配布用_2025-02.xlsx")
    path.write_text("mine", encoding="utf-8")
    do(branch, ["press", "save_for_distribution"], answers=["no"])
    assert path.read_text(encoding="utf-8") == "mine"
    assert "すでにあります" in program.alerts[0]["prompt"]
    do(branch, ["press", "save_for_distribution"], answers=["yes", "ok"])
    assert path.read_bytes().startswith(b"PK")


def test_the_pdf_holds_the_regenerated_sheets(do, branch):
    assert do(branch, ["press", "save_pdf"], answers=["ok"]) == [""]
    path = branch.with_name(f"{branch.stem}_2025-02.pdf")
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    printed = text.stdout.decode()
    for words in ("新契約件数と加入拡大モデル単組", "過去2年実績(6月開始)", "目標達成単組と残件数"):
        assert words in printed
    assert "黄色のセル" not in printed
    assert [each.name for each in branch.parent.glob("*.pdf")] == [path.name]


def test_help_tells_the_five_steps(do, program, branch):
    assert do(branch, ["press", "show_help"], answers=["ok"]) == [""]
    assert "5. 「再集計」を押して" in program.alerts[0]["prompt"]


def test_the_month_goes_on_into_the_next_fiscal_year(do, filled, tmp_path):
    path = filled(tmp_path, BRANCH, as_of=(2025, 5), branch="11")
    steps = [["press", "advance_month"], ["read", "設定", "B5"], ["read", JUNE, "A1"]]
    assert do(path, *steps) == ["", 2025, "2025年度加入拡大モデル単組 過去2年実績(6月開始)"]


def test_a_month_without_a_column_is_refused(do, branch):
    heading = ["read", "月次件数", "AM4"]
    clear = ["type", "月次件数", "AM4", None]
    found, _, told, as_of = do(
        branch, heading, clear, ["press", "advance_month"], ["read", JUNE, "BA2"]
    )
    assert found == "2025-03"
    assert "「月次件数」に2025年3月の列がないため、集計月を進められません" in told
    assert as_of.startswith("2025-02")


def test_any_other_workbook_is_refused_in_one_sentence(do, tmp_path):
    path = tmp_path / "own.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "自分のブック"
    book.save(path)
    for told in do(path, *(["press", name] for name in MACROS)):
        assert told.startswith("「own.xlsx」は「支部実績」「全国集計」のひな形から")


def test_a_button_of_another_version_is_refused(do, branch):
    told = do(branch, ["press", "no_such_button"])[0]
    assert "ボタン「no_such_button」は、今のkyosai_xlにありません" in told
