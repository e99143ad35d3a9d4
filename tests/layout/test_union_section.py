from decimal import Decimal

from kyosai_xl.domain.months import Month
from kyosai_xl.domain.stories import MODEL_UNION_SUBJECT, Story
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.stories_section import CONTINUED
from kyosai_xl.layout.text_fit import plain_width
from kyosai_xl.layout.union_section import union_section
from tests.layout.golden import compare
from tests.layout.small import report, shown

# As of August 2024 甲 and 乙 achieve in the May year: see small.py.
OF_KOU = Story(
    MODEL_UNION_SUBJECT,
    "01",
    "北海道",
    "001",
    "甲市職員組合",
    "",
    "説明会を開いた。",
    Month(2024, 8),
)


def section(*stories, dialect=Dialect.NATIVE):
    grids = [ModelUnionGrid(report(6)), ModelUnionGrid(report(5))]
    return union_section(grids, stories, dialect, plain_width)


def test_the_golden(update_goldens):
    compare("union_section", lambda dialect: section(OF_KOU, dialect=dialect), update_goldens)


def rows(sheet):
    """Values by row, left to right."""
    found = {}
    for at, cell in shown(sheet).items():
        row = int("".join(letter for letter in at if letter.isdigit()))
        if cell.value is not None:
            found.setdefault(row, []).append(cell.value)
    return list(found.values())


def test_both_headlines_the_leading_one_first():
    found = rows(section())
    assert ["6月開始(2024年度、集計月 2024年8月)"] in found
    # 4 unions, target 66, actual 59 and 78, 89.4 % and 118.2 %, achievers 甲; 甲 and 乙.
    assert [4, 66, 59, Decimal("0.894"), 1, 7] in found
    assert ["参考:5月開始の集計値(2024年度、集計月 2024年8月)"] in found
    assert [4, 66, 78, Decimal("1.182"), 2, -12] in found


def test_the_achievers_of_the_may_year_in_code_order_with_their_story():
    found = rows(section(OF_KOU))
    at = found.index(["県支部", "単組", "目標", "実績", "到達率", "取り組み内容"])
    told = "説明会を開いた。【8月確認】"
    assert found[at + 1] == ["北海道", "甲市職員組合", 30, 47, Decimal("1.567"), told]
    assert found[at + 2] == ["北海道", "乙町職員組合", 20, 20, Decimal("1.000")]


def test_figures_follow_the_may_sheet():
    cells = shown(section(OF_KOU))
    formulas = {cell.formula for cell in cells.values()}
    assert "'モデル単組(5月開始)'!AX5" in formulas
    assert "'モデル単組(5月開始)'!AW5" in formulas
    assert not {cell.formula for cell in shown(section(dialect=Dialect.VALUES)).values()} - {""}


def test_nobody_achieved():
    grids = [ModelUnionGrid(report(start, Month(2024, 5))) for start in (6, 5)]
    found = rows(union_section(grids, (), Dialect.NATIVE, plain_width))
    assert ["なし"] in found


def test_a_long_story_goes_on_with_branch_and_union_again():
    long = OF_KOU._replace(story="\n".join(f"{n}行目" for n in range(90)))
    found = rows(section(long))
    names = [row[:2] for row in found if row[0] == "北海道"]
    assert names[0] == ["北海道", "甲市職員組合"]
    assert ["北海道", f"甲市職員組合\n{CONTINUED}"] in names
    text = "".join(row[-1] for row in found if row[0] == "北海道" and "行目" in str(row[-1]))
    assert [f"{n}行目" in text for n in range(90)] == [True] * 90


def test_several_stories_of_a_union_stand_together():
    other = OF_KOU._replace(reason="目標を早く達成した。", story="", confirmed=None)
    found = rows(section(OF_KOU, other))
    assert ["説明会を開いた。【8月確認】\n目標を早く達成した。"] in [row[5:] for row in found]
