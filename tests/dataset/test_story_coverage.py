import pytest

from kyosai_xl.dataset.findings import Level
from kyosai_xl.dataset.loading import load
from kyosai_xl.dataset.places import NOWHERE
from kyosai_xl.dataset.story_coverage import story_findings
from kyosai_xl.domain.months import Calendar, Month
from tests.dataset.inputs import (
    assert_complete,
    kinds,
    only,
    spoilt,
    text_of,
    write_folder,
    write_workbook,
)

AUGUST = Month(2024, 8)
MAY, JUNE = Calendar(5, AUGUST), Calendar(6, AUGUST)
CAMPAIGN, UNION, PRODUCT = 2, 3, 4


def found(data, *calendars, kind=None):
    findings = story_findings(data, calendars or (JUNE, MAY))
    for finding in findings:
        assert_complete(finding)
        assert finding.level is Level.WARNING
    return [finding for finding in findings if kind in {None, finding.kind}]


def changed(folder, line, column, cell):
    return load(write_folder(folder, stories=text_of(spoilt("stories", line, column, cell))))


def achieving(data):
    """The same with 01 039, that has a story, and 03 034, that has none, past their targets."""
    first, second, other = data.model_unions.unions
    unions = first._replace(target=10), second._replace(target=5), other
    return data._replace(model_unions=data.model_unions._replace(unions=unions))


@pytest.fixture
def clean(tmp_path):
    return load(write_folder(tmp_path / "clean"))


def test_figures_that_agree_need_no_comment(clean):
    assert found(clean) == []


def test_an_achiever_without_a_story_is_named(clean):
    finding = only(found(achieving(clean)))
    assert finding.kind == "achiever_without_story"
    assert "青森の目標達成単組「横浜町職員組合」の取り組み内容がありません。" in finding.message
    assert "単組コードを034" in finding.action
    assert finding.file == clean.source


def test_a_reason_alone_is_no_story(tmp_path):
    data = changed(tmp_path / "x", UNION, "取り組み内容", "")
    assert kinds(data.findings) == ["empty_story"]
    story = load(write_folder(tmp_path / "y")).stories[-1]
    reason = story._replace(reason="伸びたため", story="")
    for stories in ((), (reason,)):
        findings = found(achieving(data._replace(stories=stories)), kind="achiever_without_story")
        assert len(findings) == 2


def test_only_the_may_year_s_achievers_need_a_story(clean):
    assert found(achieving(clean), JUNE) == []
    # 03 034 reaches its target in July.
    assert len(found(achieving(clean), Calendar(5, Month(2024, 7)))) == 1
    assert found(achieving(clean), Calendar(5, Month(2024, 6))) == []
    assert story_findings(achieving(clean), ()) == ()


@pytest.mark.parametrize(
    ("line", "column", "text", "both"),
    [
        (PRODUCT, "ヒアリング理由", "到達率が85.72％", ("到達率85.72%", "到達率85.71%")),
        (PRODUCT, "取り組み内容", "目標は\n１５件", ("目標15件", "目標14件")),
        (UNION, "取り組み内容", "実績12件", ("実績12件", "実績15件")),
        (UNION, "ヒアリング理由", "達成率74.9%", ("達成率74.9%", "達成率75.0%")),
    ],
)
def test_a_figure_that_disagrees_is_told_with_both_and_its_place(
    tmp_path, line, column, text, both
):
    data = changed(tmp_path / "x", line, column, text)
    finding = only(found(data))
    assert finding.kind == "story_figure"
    assert f"{column}に「{both[0]}」とありますが、データでは{both[1]}です。" in finding.message
    assert (finding.file, finding.place) == ("stories.csv", f"{line}行目 {column}")
    assert (finding.sheet, finding.cell) == ("", "")


def test_in_a_workbook_it_leads_to_the_cell(tmp_path):
    rows = spoilt("stories", PRODUCT, "取り組み内容", "実績13件")
    data = load(write_workbook(tmp_path / "x.xlsx", top=2, left=1, stories=rows))
    finding = only(found(data))
    assert finding.place == "シート「取り組み」 G6"
    assert (finding.sheet, finding.cell) == ("取り組み", "G6")


def test_where_no_place_is_known_the_finding_still_comes(tmp_path):
    data = changed(tmp_path / "x", UNION, "取り組み内容", "実績1件")
    finding = only(found(data._replace(story_places=NOWHERE)))
    assert (finding.file, finding.place) == (data.source, "")


def test_a_union_is_compared_in_the_may_year_only(tmp_path):
    data = changed(tmp_path / "x", UNION, "取り組み内容", "実績12件")
    assert found(data, JUNE) == []
    assert len(found(data, MAY)) == 1


def test_a_product_is_taken_at_its_latest_month_known(tmp_path):
    data = changed(tmp_path / "x", PRODUCT, "共済・運動", "火災共済")
    assert "データでは到達率50.00%です。" in only(found(data)).message
    assert found(data, Calendar(6, Month(2024, 5))) == []


def test_nothing_is_known_of_a_campaign_or_of_another_branch(tmp_path):
    assert found(changed(tmp_path / "x", CAMPAIGN, "取り組み内容", "実績1件")) == []
    data = changed(tmp_path / "y", PRODUCT, "共済・運動", "自然災害共済")
    assert found(data) == []


def test_the_sample_s_typed_figures_are_those_of_the_sample():
    data = load("sample")
    findings = story_findings(data, [Calendar(6, data.as_of), Calendar(5, data.as_of)])
    assert set(kinds(findings)) == {"achiever_without_story"}
    assert len(findings) == 16
