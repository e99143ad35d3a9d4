from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.dataset.findings import Finding, Level
from kyosai_xl.dataset.loading import load
from kyosai_xl.dataset.places import Places
from kyosai_xl.domain.checks import Check, Outside, Side
from kyosai_xl.domain.months import Month
from kyosai_xl.layout.findings_sheet import FindingLine
from kyosai_xl.layout.origin import InputCells, Origin
from kyosai_xl.layout.template_book import CODE_NAMES
from kyosai_xl.template_report import checked_sheet, figures_of, finding_lines, report_sheets
from tests.layout.small import formulas, values

SAMPLE = load("sample")
WITHOUT_STORIES = SAMPLE._replace(stories=())
FEBRUARY = SAMPLE.last_month
FIGURES = figures_of(SAMPLE, FEBRUARY)
NOWHERE = InputCells("単組", {}, {})

IN_A_WORKBOOK = Finding(
    Level.WARNING, "month_form", "2024/6を2024年6月と読みました。", "",
    "シート「主要共済」 B5", "直してください。", "主要共済", "B5",
)  # fmt: skip
IN_A_FOLDER = Finding(
    Level.ERROR,
    "negative",
    "-1は負の数です。",
    "model_unions.csv",
    "2行目 組合員数",
    "直してください。",
)
ON_ALL = Finding(
    Level.INFO, "counts_after_as_of", "3件は使いません。", "sample", "", "このままで。"
)


def check(left, right, **others):
    here = Outside("入力")
    return Check("6月開始", "合計 = 各単組の和", Side(left, here), Side(right, here), **others)


def test_a_finding_in_a_workbook_leads_to_its_cell():
    assert finding_lines([IN_A_WORKBOOK]) == [
        FindingLine(
            "注意",
            "シート「主要共済」 B5",
            "2024/6を2024年6月と読みました。",
            "直してください。",
            "主要共済",
            "B5",
        )
    ]


def test_a_finding_elsewhere_has_no_cell_to_go_to():
    lines = finding_lines([IN_A_FOLDER, ON_ALL])
    assert [(line.place, line.sheet, line.cell) for line in lines] == [
        ("2行目 組合員数", "", ""),
        ("", "", ""),
    ]


def test_a_check_that_fails_is_a_line_of_its_own():
    holds, fails = check(5, 5), check(1_945, 1_946)
    (line,) = finding_lines([], [holds, fails])
    assert line[:3] == (
        "エラー",
        "検算",
        "6月開始: 合計 = 各単組の和 が一致しません(1,945 と 1,946)。",
    )
    assert line.action.endswith("直してください。")


def test_a_check_that_differs_row_by_row_fails_too():
    assert len(finding_lines([], [check(5, 5, row_wise=True, differing=2)])) == 1


@given(st.permutations([IN_A_WORKBOOK, ON_ALL, IN_A_FOLDER, ON_ALL]))
def test_failed_checks_come_first_then_the_worst(findings):
    lines = finding_lines(findings, [check(1, 2)])
    assert lines[0].place == "検算"
    levels = [line.level for line in lines]
    assert levels == ["エラー", "エラー", "注意", "お知らせ", "お知らせ"]


@given(st.permutations(range(6)))
def test_findings_of_one_level_stay_in_the_order_found(numbers):
    findings = [IN_A_FOLDER._replace(message=str(number)) for number in numbers]
    assert [line.message for line in finding_lines(findings)] == list(map(str, numbers))


# 「点検」


def test_nothing_to_say_of_the_printed_report():
    assert values(checked_sheet(WITHOUT_STORIES, FIGURES))["A2"] == "○ 指摘はありません。"


def test_once_there_are_stories_achievers_without_one_are_named():
    cells = values(checked_sheet(SAMPLE, FIGURES))
    assert cells["A2"] == "× 注意 16件"
    assert "青森の目標達成単組「大間町職員労働組合」の取り組み内容がありません。" in cells["D5"]


def test_a_figure_in_a_story_that_is_not_the_data_s_leads_to_its_cell():
    story = SAMPLE.stories[0]._replace(story="実績145件")
    places = Places("取り組み", {story: 8}, {"reason": 4, "story": 5})
    data = SAMPLE._replace(stories=(story,), story_places=places)
    wrong = values(checked_sheet(data, FIGURES))
    row = next(cell[1:] for cell, value in wrong.items() if value == "取り組み F9")
    assert "「実績145件」とありますが、データでは実績144件です。" in wrong[f"D{row}"]


def test_what_was_noticed_on_reading_and_what_the_month_leaves_out():
    data = WITHOUT_STORIES._replace(findings=(IN_A_WORKBOOK,))
    cells = values(checked_sheet(data, figures_of(data, Month(2025, 1))))
    assert cells["A2"] == "× 注意 1件、お知らせ 1件"
    assert cells["C5"] == "主要共済 B5"
    assert "使いません" in cells["D6"]


def test_a_total_that_does_not_agree_is_the_first_line():
    first, *others = SAMPLE.control_totals
    data = WITHOUT_STORIES._replace(control_totals=(first._replace(value=first.value + 1), *others))
    cells = values(checked_sheet(data, figures_of(data, FEBRUARY)))
    assert cells["A2"] == "× エラー 1件"
    assert cells["C5"] == "検算"
    assert f"{first.value + 1:,}" in cells["D5"]


# The report


def test_the_report_of_a_template_starts_with_june_and_has_every_sheet():
    assert [report.calendar.start_month for report in FIGURES.reports] == [6, 5]
    book = report_sheets(FIGURES, Origin(NOWHERE, NOWHERE, NOWHERE))
    assert [sheet.name for sheet in book.sheets] == [name for name in CODE_NAMES if name != "点検"]


def test_the_report_of_a_template_is_in_own_functions_and_follows_its_input():
    unions = InputCells("単組", {("01", "039"): 4}, {"target": 7})
    book = report_sheets(FIGURES, Origin(unions, NOWHERE, NOWHERE))
    texts = set(formulas(book.sheets[2]).values())
    assert "'単組'!H5" in texts
    assert any("CUMULATIVE(" in text for text in texts)
