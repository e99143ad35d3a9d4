from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.domain.model_unions import ModelUnionReport, ModelUnions
from kyosai_xl.domain.months import Calendar, Month
from kyosai_xl.domain.products import BranchResult
from kyosai_xl.domain.story_figures import (
    branch_figures,
    disagreements,
    typed_figures,
    union_figures,
)
from tests.domain.figures import union

MAY = Month(2024, 5)
WIDE = str.maketrans("0123456789,.%()", "０１２３４５６７８９，．％（）")


def found(text):
    return [figure.label for figure in typed_figures(text)]


def of_branch(target, actual):
    return branch_figures(BranchResult("火災共済", MAY, "01", "北海道", target, actual))


def of_union(target, actual):
    report = ModelUnionReport(ModelUnions(MAY, ()), Calendar(5, MAY))
    return union_figures(report.figures(union([actual], target=target)))


def wrong(text, known):
    return [(each.typed.label, each.known.label) for each in disagreements(text, known)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("目標30件", ["目標30件"]),
        ("実績は1,945件", ["実績1,945件"]),
        ("到達率156.7%", ["到達率156.7%"]),
        ("達成率 66.81%", ["達成率66.81%"]),
        ("目標件数は3,447 件、実績件数が1945件でした", ["目標3,447件", "実績1,945件"]),
        ("実績:47件（到達率：156.7％）", ["実績47件", "到達率156.7%"]),
        ("目標(30件)を超える累積47件", ["目標30件", "累積47件"]),
        ("目標を30件とし、目標達成率は100%", ["目標30件", "達成率100%"]),
        ("実績として\n47件", ["実績47件"]),
        ("目標30件、もう一度、目標30件、目標40件", ["目標30件", "目標40件"]),
        ("支部の実績47件\n8月に学習会", ["実績47件"]),
        ("実績０件", ["実績0件"]),
    ],
)
def test_figures_are_found_in_what_people_write(text, figures):
    assert found(text) == figures
    assert found(text.translate(WIDE)) == figures


@pytest.mark.parametrize(
    "text",
    [
        "",
        "目標を達成した",
        "目標120%の達成",
        "実績47人",
        "目標5,000円",
        "1月に3回、30件の相談",
        "前年度実績30件",
        "昨年度の同じ時期の実績は30件",
        "2023年度の到達率は98.3%",
        "8月末の実績20件",
        "実績20件(8月末)",
        "全国の目標3,447件",
        "1人当たり目標3件",
        "実績は約2,000件",
        "実績2,000件超",
        "実績40件以上",
        "到達率100%を達成",
        "到達率100%を大きく上回り",
        "達成率100%に迫る",
        "実績1234567890123件",
    ],
)
def test_what_is_of_another_time_or_no_exact_figure_is_passed_over(text):
    assert found(text) == []


def test_the_target_itself_may_be_passed():
    assert found("目標30件を超え、目標20件以上") == ["目標30件", "目標20件"]


@pytest.mark.parametrize(
    "text", ["目標12,824件、実績5,931件", "到達率46.24%", "到達率46.2%", "46%"]
)
def test_a_product_s_rate_is_cut_off(text):
    assert wrong(text, of_branch(12_824, 5_931)) == []


def test_decimals_left_out_of_a_product_s_rate_are_cut_off_too():
    known = of_branch(140, 144)
    assert wrong("到達率102.85%、到達率102.8%、到達率102%", known) == []
    assert wrong("到達率102.9%", known) == [("到達率102.9%", "到達率102.85%")]


def test_a_product_s_figures_that_disagree():
    known = of_branch(12_824, 5_931)
    assert wrong("目標12,842件、実績5,913件、到達率46.25%", known) == [
        ("目標12,842件", "目標12,824件"),
        ("実績5,913件", "実績5,931件"),
        ("到達率46.25%", "到達率46.24%"),
    ]
    assert wrong("達成率46.3%、達成率47%", known) == [
        ("達成率46.3%", "達成率46.24%"),
        ("達成率47%", "達成率46.24%"),
    ]


@pytest.mark.parametrize("text", ["達成率156.7%", "達成率157%", "達成率156.70%", "累積47件"])
def test_a_model_union_s_rate_is_rounded_half_up(text):
    assert wrong(text, of_union(30, 47)) == []


def test_a_model_union_s_figures_that_disagree():
    assert wrong("累積46件、達成率156.6%、156%、達成率156%", of_union(30, 47)) == [
        ("累積46件", "累積47件"),
        ("達成率156.6%", "達成率156.7%"),
        ("達成率156%", "達成率156.7%"),
    ]


def test_without_a_target_there_is_no_rate_to_compare():
    for known in (of_branch(0, 3), of_union(0, 3)):
        assert wrong("到達率100%", known) == []
        assert wrong("目標1件", known) == [("目標1件", "目標0件")]


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_what_is_printed_agrees(target, actual):
    for known in (of_branch(target, actual), of_union(target, actual)):
        text = f"目標{target:,}件、実績は{actual}件、到達率{known.rate}%"
        assert [figure.value for figure in typed_figures(text)] == [target, actual, known.rate]
        assert wrong(text, known) == []
        assert len(wrong(text, known._replace(rate=known.rate + Decimal("0.1")))) == 1


@given(st.text("目標実績到達率累積は約前年度月全国0１2,.，．件%％超をに（)\n "))
def test_no_text_breaks_it(text):
    for figure in typed_figures(text):
        assert figure.label
    assert len(disagreements(text, of_union(30, 47))) <= len(typed_figures(text))
