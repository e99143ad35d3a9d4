import pytest

from kyosai_xl.functions.blocks import WHOLE_COLUMN, cut, elementwise, flat, shape, used_rows
from kyosai_xl.functions.messages import RESULT_TOO_LARGE, SHAPES
from tests.functions.cells_of import column, one, row


def pair(left, right):
    return f"{left}{right}"


@pytest.mark.parametrize(
    ("left", "right", "result"),
    [
        (one("a"), one("b"), one("ab")),
        (column("a", "b"), column("c", "d"), column("ac", "bd")),
        (column("a", "b"), one("c"), column("ac", "bc")),
        (one("c"), row("a", "b"), row("ca", "cb")),
        (column("a", "b"), row("c", "d", "e"), (("ac", "ad", "ae"), ("bc", "bd", "be"))),
        ((("a", "b"), ("c", "d")), row("x", "y"), (("ax", "by"), ("cx", "dy"))),
        ((("a", "b"), ("c", "d")), column("x", "y"), (("ax", "bx"), ("cy", "dy"))),
    ],
)
def test_arguments_are_spread_as_excel_spreads_them(left, right, result):
    assert elementwise(pair, left, right) == result


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (column(1, 2), column(1, 2, 3)),
        (row(1, 2), row(1, 2, 3)),
        (((1, 2), (3, 4)), column(1, 2, 3)),
        (((1, 2), (3, 4)), row(1, 2, 3)),
    ],
)
def test_sizes_that_do_not_fit(left, right):
    assert elementwise(pair, left, right) == one(SHAPES)


def test_a_result_no_sheet_could_take():
    long = column(*range(100_000))
    assert elementwise(pair, long, row(*range(100_000))) == one(RESULT_TOO_LARGE)


def test_whole_columns_end_at_the_last_filled_row():
    blanks = ((None,),) * (WHOLE_COLUMN - 4)
    left = (*column("a", None, "b", ""), *blanks)
    right = (*column("c", "d", None, None), *blanks)
    assert used_rows(left) == 3
    assert [len(block) for block in cut(left, right, one(1))] == [3, 3, 1]
    assert elementwise(pair, left, right) == column("ac", "Noned", "bNone")


def test_an_empty_whole_column_gives_one_cell():
    assert shape(elementwise(pair, ((None,),) * WHOLE_COLUMN, one(1))) == (1, 1)


def test_a_shorter_range_keeps_its_blank_rows():
    assert elementwise(pair, column(1, None), column(2, None)) == column("12", "NoneNone")


def test_flat_goes_row_by_row():
    assert flat(((1, 2), (3, 4))) == (1, 2, 3, 4)


def test_two_whole_columns_are_cut_to_what_they_hold():
    full = (*column(*range(1000)), *((None,),) * (WHOLE_COLUMN - 1000))
    assert len(elementwise(pair, full, full)) == 1000
