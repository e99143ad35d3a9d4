import pytest

from kyosai_xl.calc.engine.areas import Area, overlap, without

BLOCK = Area(1, 1, 4, 4)


@pytest.mark.parametrize(
    "hole", [Area(2, 2, 3, 3), Area(0, 0, 2, 2), Area(3, 0, 9, 9), Area(0, 2, 9, 2), BLOCK]
)
def test_what_is_left_is_every_cell_outside_the_hole_once(hole):
    left = [cell for area in without(BLOCK, hole) for cell in cells(area)]
    assert len(left) == len(set(left))
    assert set(left) == cells(BLOCK) - cells(hole)


def test_a_hole_elsewhere_changes_nothing():
    assert without(BLOCK, Area(5, 5, 6, 6)) == [BLOCK]
    assert not overlap(BLOCK, Area(5, 1, 6, 4))


def cells(area):
    return {
        (row, column)
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    }
