from hypothesis import given, settings
from hypothesis import strategies as st

from kyosai_xl.domain.months import Month
from kyosai_xl.domain.stories import Story, story_groups
from kyosai_xl.layout.flow import PAGE_HEIGHT
from kyosai_xl.layout.model import Block
from kyosai_xl.layout.stories_section import CONTINUED, REASON, STORY, parts, stories_section
from kyosai_xl.layout.text_fit import plain_width
from tests.layout.golden import compare

SHORT = Story(
    "火災共済", "13", "埼玉", "", "", "到達率が高い。", "説明会を開いた。", Month(2024, 8)
)
TEXTS = st.text(alphabet="共済の加入、。「」ab 12\n", min_size=1, max_size=4000).map(str.strip)
STORIES = st.builds(
    Story,
    st.sampled_from(["団体生命共済", "火災共済", "新採用者への呼びかけ"]),
    st.sampled_from(["01", "13", "49"]),
    st.sampled_from(["北海道", "埼玉", "沖縄"]),
    st.just(""),
    st.just(""),
    TEXTS,
    TEXTS,
    st.sampled_from([None, Month(2024, 8)]),
)


def laid_out(*stories):
    return stories_section(story_groups(stories), plain_width)


def test_the_golden(update_goldens):
    other = SHORT._replace(branch_code="14", branch="東京", reason="", confirmed=None)
    compare("stories_section", lambda _dialect: laid_out(SHORT, other), update_goldens)


def column(sheet, number):
    found = [cell for cell in sheet.cells if cell.column == number and cell.value is not None]
    return sorted(found, key=lambda cell: cell.row)


def pages(sheet):
    """The height of every page, in points."""
    used, heights = 0.0, []
    for row in sorted(sheet.heights):
        if row in sheet.breaks:
            heights.append(used)
            used = 0.0
        used += sheet.heights[row]
    return [*heights, used]


def test_upper_and_lower_part_stand_beside_the_branch():
    sheet = laid_out(SHORT)
    assert [cell.value for cell in column(sheet, 1)[1:]] == [REASON, STORY]
    assert [cell.value for cell in column(sheet, 2)] == [
        "到達率が高い。",
        "説明会を開いた。【8月確認】",
    ]
    branch = column(sheet, 0)[-1]
    assert isinstance(branch, Block)
    assert (branch.value, branch.last_row - branch.row) == ("埼玉", 1)


def test_the_month_of_confirmation_stands_once_at_the_end():
    assert parts(SHORT._replace(story="開いた。【8月確認】"))[1] == (STORY, "開いた。【8月確認】")
    assert parts(SHORT._replace(story="")) == ((REASON, "到達率が高い。【8月確認】"),)
    assert parts(SHORT._replace(confirmed=None))[1] == (STORY, "説明会を開いた。")


def test_a_group_a_subject_in_printed_order():
    sheet = laid_out(SHORT, SHORT._replace(subject="団体生命共済"), SHORT._replace(subject="運動"))
    heads = [
        cell.value
        for cell in column(sheet, 0)
        if cell.value in {"団体生命共済", "火災共済", "運動"}
    ]
    assert heads == ["団体生命共済", "火災共済", "運動"]


def test_without_stories_it_says_so():
    assert "取り組みの入力はありません。" in [cell.value for cell in laid_out().cells]


def test_a_long_story_goes_on_overleaf_with_its_branch():
    long = SHORT._replace(story="\n".join(f"{n}行目の文です。" for n in range(70)))
    sheet = laid_out(long)
    assert len(sheet.breaks) == 1
    names = [cell.value for cell in column(sheet, 0) if "埼玉" in cell.value]
    assert names == ["埼玉", f"埼玉\n{CONTINUED}"]
    assert f"{STORY}\n{CONTINUED}" in [cell.value for cell in column(sheet, 1)]
    # The heading of the table begins the page.
    first = next(cell for cell in column(sheet, 0) if cell.row == sheet.breaks[0])
    assert first.value == "県支部"


def test_a_story_that_fits_a_page_is_not_torn():
    tall = SHORT._replace(story="\n".join("一行" for _ in range(25)))
    sheet = laid_out(tall, tall._replace(branch_code="14", branch="東京"))
    names = [cell.value for cell in column(sheet, 0)]
    assert "埼玉" in names
    assert "東京" in names
    assert not [name for name in names if CONTINUED in name]
    assert len(sheet.breaks) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(STORIES, max_size=6))
def test_any_stories_are_paginated_without_loss(stories):
    sheet = laid_out(*stories)
    shown = "".join(cell.value for cell in column(sheet, 2)).replace("\n", "")
    told = "".join(
        text
        for group in story_groups(stories)
        for story in group.stories
        for _, text in parts(story)
    ).replace("\n", "")
    assert shown == told
    assert max(pages(sheet)) <= PAGE_HEIGHT + 0.001
    assert max(sheet.heights.values()) <= 409
    taken = [cell for cell in sheet.cells if isinstance(cell, Block)]
    assert all(cell.last_row in sheet.heights for cell in taken)
    for at in sheet.breaks:
        assert not any(cell.row < at <= cell.last_row for cell in taken)
