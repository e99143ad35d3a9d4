from kyosai_xl.domain.checks import Check, Outside, SheetColumns, Side


def check(left, right, **others):
    return Check("表", "同じ数", Side(left, Outside("左")), Side(right, Outside("右")), **others)


def test_cells_are_rows_and_checks_are_of_sums_unless_said():
    assert not SheetColumns(6, ("target",)).total
    assert not check(7, 7).row_wise


def test_equal_numbers_hold():
    assert check(7, 7).holds
    assert check(7, 7, row_wise=True).holds
    assert check(-7, -7).difference == 0


def test_the_difference_is_left_minus_right():
    assert check(7, 9).difference == -2
    assert check(9, 7).difference == 2
    assert not check(7, 9).holds
    assert not check(9, 7).holds


def test_rows_that_differ_do_not_hold_even_if_the_sums_agree():
    same_sum = check(7, 7, row_wise=True, differing=2, cited=(3, 8))
    assert same_sum.difference == 0
    assert not same_sum.holds
