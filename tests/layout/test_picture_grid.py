import pytest

from kyosai_xl.domain.branches import BRANCHES, PREFECTURAL
from kyosai_xl.domain.model_unions import ModelUnions
from kyosai_xl.domain.months import Month
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.picture_grid import PictureGrid, fixed, months_of
from tests.layout.small import (
    AUGUST,
    BO,
    HEI,
    KOU,
    MONTHS,
    OTSU,
    TEI,
    UNIONS,
    counted,
    only,
    report,
)

NOTHING = counted()


def grid(unions=UNIONS, as_of=AUGUST, start=6):
    return PictureGrid(ModelUnionGrid(report(start, as_of, unions)))


def labels(branches):
    return [branch.label for branch in branches]


def test_where_the_numbers_stand():
    found = grid()
    assert (found.whole.row, found.whole.target_row, found.whole.end) == (4, 8, 10)
    assert (found.bands_row, found.ranking_row) == (10, 23)
    assert [(block.label, block.row) for block in found.branches] == [
        *(("01 北海道", 27), ("03 青森", 33))
    ]
    assert labels(found.ranking) == ["03 青森", "01 北海道"]
    assert not found.is_empty


def test_references_are_fixed_and_quoted():
    assert months_of(4) == "'図の数字'!$B$5:$M$5"
    assert months_of(7, 3) == "'図の数字'!$B$8:$D$8"
    assert fixed(4, 0, 4, 0) == "'図の数字'!$A$5"


def test_all_47_branches_are_the_nation_and_fewer_are_a_total():
    every = [
        KOU._replace(branch_code=code, branch=BRANCHES[code], counts=(3,) * MONTHS)
        for code in PREFECTURAL
    ]
    assert grid(only(*every)).whole.label == "全国"
    assert grid(only(*every[1:])).whole.label == "合計"
    assert grid(only(KOU, OTSU)).whole.label == "01 北海道"


def test_one_branch_is_drawn_once_and_not_ranked():
    found = grid(only(KOU, OTSU))
    assert (found.ranking, found.branches, found.has_bands) == ((), (), True)


def test_the_affiliate_is_no_branch_of_the_nation():
    assert "60" not in {block.label[:2] for block in grid().branches}
    assert grid(only(BO)).is_empty


def test_without_any_union_there_is_nothing():
    found = grid(only())
    assert found.is_empty
    assert not found.has_bands
    assert (found.ranking, found.branches) == ((), ())


def test_without_any_target_there_are_lines_only():
    found = grid(only(KOU._replace(target=0), HEI))
    assert not found.is_empty
    assert not found.whole.has_target
    assert (found.has_bands, found.ranking) == (False, ())
    assert labels(found.branches) == ["01 北海道", "03 青森"]
    assert found.branches[0].row == found.whole.end


def test_a_branch_without_a_target_is_not_ranked():
    found = grid(only(KOU, HEI, TEI._replace(branch_code="04", branch="岩手")))
    assert labels(found.ranking) == ["04 岩手", "01 北海道"]
    assert labels(found.not_ranked) == ["03 青森"]
    assert grid(only(KOU, HEI)).ranking == ()


def test_a_branch_with_nothing_has_no_picture():
    empty = HEI._replace(counts=NOTHING)
    found = grid(only(KOU, empty, TEI._replace(branch_code="04", branch="岩手")))
    assert labels(found.branches) == ["01 北海道", "04 岩手"]
    assert labels(found.not_drawn) == ["03 青森"]
    # A target alone is something to look at.
    assert labels(grid(only(KOU, empty._replace(target=1))).branches) == ["01 北海道", "03 青森"]


def test_a_past_year_that_nobody_counted_has_no_line():
    assert grid().whole.years == (0, 1, 2)
    unions = (KOU._replace(counts=(5,) * 12), TEI._replace(counts=(1,) * 12))
    found = grid(ModelUnions(Month(2024, 6), unions))
    assert found.whole.years == (2,)
    assert found.branches[0].years == (2,)
    assert found.whole.target_row == found.whole.row + 2


@pytest.mark.parametrize("start", range(1, 13))
def test_any_start_month(start):
    found = grid(start=start)
    assert found.whole.figures == found.report.total
    rows = [found.whole.row, found.bands_row, found.ranking_row]
    rows += [block.row for block in found.branches]
    assert rows == sorted(set(rows))
