import datetime as dt

import pytest

from kyosai_xl.dataset.findings import Level
from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.model_unions import ModelUnionReport
from kyosai_xl.domain.months import Calendar, Month
from kyosai_xl.domain.stories import MODEL_UNION_SUBJECT, Story
from tests.dataset.inputs import (
    SAMPLE,
    STORIES,
    findings_of,
    kinds,
    only,
    rows_of,
    spoilt,
    text_of,
    write_folder,
    write_workbook,
)

CAMPAIGN, UNION, PRODUCT = 2, 3, 4


def with_cell(folder, line, column, cell):
    return write_folder(folder, stories=text_of(spoilt("stories", line, column, cell)))


def test_a_row_becomes_a_story_in_the_order_of_the_report(tmp_path):
    assert load(write_folder(tmp_path / "x")).stories == (
        Story("団体生命共済", "03", "青森", "", "", "到達率が85.71%のため",
              "職場を回り、\n目標14件に対し12件", Month(2024, 8)),
        Story("春の運動", "01", "北海道", "", "", "件数の伸び", "", None),
        Story(MODEL_UNION_SUBJECT, "01", "北海道", "039", "苫小牧市立病院職員組合",
              "", "実績15件", Month(2024, 7)),
    )  # fmt: skip


def test_the_table_need_not_be_there_nor_hold_anything(tmp_path):
    for folder, stories in (("x", None), ("y", STORIES.splitlines()[0])):
        data = load(write_folder(tmp_path / folder, stories=stories))
        assert (data.stories, data.findings) == ((), ())


@pytest.mark.parametrize(
    ("line", "column", "cell", "kind"),
    [
        (CAMPAIGN, "共済・運動", "", "blank"),
        (CAMPAIGN, "県コード", "02", "unknown_branch"),
        (CAMPAIGN, "県コード", "", "blank"),
        (CAMPAIGN, "県名", "青森", "branch_mismatch"),
        (CAMPAIGN, "ヒアリング理由", "#N/A", "excel_error"),
        (PRODUCT, "取り組み内容", "#REF!", "excel_error"),
        (UNION, "確認月", "2024-13", "month_number"),
        (UNION, "確認月", "先月", "bad_month"),
        (UNION, "単組コード", "034", "unknown_union"),
        (UNION, "単組コード", "3-9", "bad_code"),
        (UNION, "単組コード", "", "union_code_missing"),
    ],
)
def test_a_cell_that_stops_the_report(tmp_path, line, column, cell, kind):
    found = findings_of(with_cell(tmp_path / "x", line, column, cell))
    finding = only([finding for finding in found if finding.kind != "empty_story"])
    assert (finding.level, finding.kind) == (Level.ERROR, kind)
    assert (finding.file, finding.place) == ("stories.csv", f"{line}行目 {column}")


@pytest.mark.parametrize(
    ("line", "column", "cell", "kind"),
    [
        (PRODUCT, "単組コード", "034", "union_code_not_used"),
        (PRODUCT, "共済・運動", "団体生命", "shortened_subject"),
        (PRODUCT, "県コード", "3", "leading_zero"),
        (UNION, "単組コード", "39", "leading_zero"),
        (UNION, "確認月", "2024/7", "month_form"),
        (UNION, "取り組み内容", "実績15件\x07", "control_characters"),
    ],
)
def test_a_cell_that_is_read_with_a_warning(tmp_path, line, column, cell, kind):
    data = load(with_cell(tmp_path / "x", line, column, cell))
    finding = only(data.findings)
    assert (finding.level, finding.kind) == (Level.WARNING, kind)
    assert finding.place == f"{line}行目 {column}"
    if column != "共済・運動":
        assert data.stories == load(write_folder(tmp_path / "clean")).stories


def test_an_error_in_a_workbook_names_its_cell(tmp_path):
    rows = spoilt("stories", UNION, "単組コード", "999")
    finding = only(findings_of(write_workbook(tmp_path / "x.xlsx", top=3, stories=rows)))
    assert (finding.kind, finding.sheet, finding.cell) == ("unknown_union", "取り組み", "D6")


def test_a_story_of_nothing_is_left_out(tmp_path):
    data = load(with_cell(tmp_path / "x", CAMPAIGN, "ヒアリング理由", "　"))
    finding = only(data.findings)
    assert (finding.level, finding.kind) == (Level.WARNING, "empty_story")
    assert finding.place == f"{CAMPAIGN}行目"
    assert [story.subject for story in data.stories] == ["団体生命共済", MODEL_UNION_SUBJECT]


def test_a_table_without_codes_of_unions_has_no_stories_of_unions(tmp_path):
    rows = [row[:3] + row[4:] for row in rows_of(STORIES)]
    finding = only(findings_of(write_folder(tmp_path / "x", stories=text_of(rows))))
    assert (finding.kind, finding.place) == ("union_code_missing", f"{UNION}行目")
    del rows[UNION - 1]
    data = load(write_folder(tmp_path / "y", stories=text_of(rows)))
    assert ([story.union_code for story in data.stories], data.findings) == (["", ""], ())


def test_one_branch_may_tell_several_stories_even_twice_the_same(tmp_path):
    again = "春の運動,01,北海道,,件数の伸び,,\n春の運動,01,北海道,,別の話,,\n"
    data = load(write_folder(tmp_path / "x", stories=STORIES + again))
    assert data.findings == ()
    assert [story.reason for story in data.stories[1:4]] == ["件数の伸び", "件数の伸び", "別の話"]


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("8月", Month(2024, 8)),
        ("７月", Month(2024, 7)),
        ("9月", Month(2023, 9)),
        ("12月", Month(2023, 12)),
        ("2023-08", Month(2023, 8)),
        (dt.datetime.fromisoformat("2024-06-01"), Month(2024, 6)),
    ],
)
def test_a_month_without_a_year_is_the_last_one_up_to_the_as_of_month(tmp_path, written, month):
    rows = spoilt("stories", UNION, "確認月", written)
    data = load(write_workbook(tmp_path / "x.xlsx", stories=rows))
    assert (data.as_of, data.findings) == (Month(2024, 8), ())
    assert data.stories[-1].confirmed == month


def test_faults_of_stories_are_told_together_with_all_others(tmp_path):
    stories = text_of(spoilt("stories", UNION, "単組コード", "999"))
    for table in ("unions", "counts"):
        folder = write_folder(tmp_path / table, stories=stories, **{table: None})
        assert "missing_table" in kinds(findings_of(folder))
        assert ("unknown_union" in kinds(findings_of(folder))) == (table == "counts")


def test_where_a_story_stands_is_known(tmp_path):
    book = load(write_workbook(tmp_path / "x.xlsx", top=2, left=1, stories=rows_of(STORIES)))
    folder = load(write_folder(tmp_path / "x"))
    product, campaign, union = book.stories
    assert book.story_places.sheet == "取り組み"
    assert book.story_places.rows == {campaign: 3, union: 4, product: 5}
    assert (book.story_places.columns["reason"], book.story_places.columns["story"]) == (5, 6)
    assert folder.story_places.sheet == ""
    assert folder.story_places.rows == {campaign: 1, union: 2, product: 3}


def test_the_sample_shows_every_form_and_says_that_it_is_an_example():
    data = load("sample")
    subjects = [story.subject for story in data.stories]
    assert [subjects.count(name) for name in dict.fromkeys(subjects)] == [2, 2, 1, 4]
    lengths = [len(story.story.splitlines()) for story in data.stories]
    assert (max(lengths), lengths.count(3)) == (20, 1)
    assert {story.confirmed is None for story in data.stories} == {True, False}
    assert "8月" in (SAMPLE / "stories.csv").read_text(encoding="utf-8")
    for story in data.stories:
        for text in filter(None, (story.reason, story.story)):
            assert text.startswith("(例)") or text.endswith("(例)") or "例:" in text
    report = ModelUnionReport(data.model_unions, Calendar(5, data.as_of))
    told = {story[1:4:2] for story in data.stories if story.union_code}
    assert len(told & {union[0:3:2] for union in report.achieved}) == 4
