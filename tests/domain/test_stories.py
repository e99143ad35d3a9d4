import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import PRODUCTS
from kyosai_xl.domain.stories import (
    MODEL_UNION_SUBJECT,
    Story,
    in_printed_order,
    story_groups,
    union_stories,
)


def told(subject, branch, union="", story=""):
    return Story(subject, branch, f"県{branch}", union, "", "", story, None)


FIRE, LIFE = "火災共済", "団体生命共済"
MIXED = (
    told("秋の運動", "49"),
    told(FIRE, "03", story="後"),
    told(MODEL_UNION_SUBJECT, "15", "002"),
    told("春の運動", "01"),
    told(FIRE, "01"),
    told(MODEL_UNION_SUBJECT, "03", "046"),
    told(LIFE, "20"),
    told("秋の運動", "06"),
    told(MODEL_UNION_SUBJECT, "03", "034"),
    told(FIRE, "03", story="先"),
)


@pytest.mark.parametrize(
    ("month", "label"),
    [(Month(2024, 8), "【8月確認】"), (Month(2024, 12), "【12月確認】"), (None, "")],
)
def test_the_month_of_confirmation_is_printed_at_the_end(month, label):
    assert told(LIFE, "01")._replace(confirmed=month).confirmed_label == label


def test_products_come_as_printed_then_campaigns_as_they_appear():
    groups = story_groups(MIXED)
    assert [group.subject for group in groups] == [LIFE, FIRE, "秋の運動", "春の運動"]
    assert [story.branch_code for story in groups[2].stories] == ["06", "49"]


def test_two_stories_of_one_branch_stay_in_the_order_told():
    _, fire, *_ = story_groups(MIXED)
    assert [(story.branch_code, story.story) for story in fire.stories] == [
        *(("01", ""), ("03", "後"), ("03", "先"))
    ]


def test_model_unions_stand_apart_in_code_order():
    assert [story[1:4:2] for story in union_stories(MIXED)] == [
        *(("03", "034"), ("03", "046"), ("15", "002"))
    ]


def test_without_stories_there_is_nothing_to_print():
    assert (story_groups(()), union_stories(()), in_printed_order(())) == ((), (), ())


@given(
    st.lists(
        st.builds(
            told,
            st.sampled_from((*PRODUCTS, "春の運動", "秋の運動", MODEL_UNION_SUBJECT)),
            st.sampled_from(("01", "03", "49")),
            st.sampled_from(("001", "002")),
            st.text("ab", max_size=1),
        )
    )
)
def test_none_is_lost_and_what_is_in_order_stays(stories):
    ordered = in_printed_order(stories)
    assert sorted(map(str, ordered)) == sorted(map(str, stories))
    assert in_printed_order(ordered) == ordered
