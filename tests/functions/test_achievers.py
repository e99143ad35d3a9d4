from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.functions.achievers import achiever_count, achievers
from kyosai_xl.functions.blocks import WHOLE_COLUMN
from kyosai_xl.functions.messages import METHOD, SHAPES, TOO_MANY_DIGITS
from kyosai_xl.functions.rates import achievement
from tests.functions.cells_of import column, one, row

CELLS = st.none() | st.integers(0, 20) | st.floats(0, 20) | st.booleans() | st.text(max_size=2)
ROWS = st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=9)
NOBODY = row("なし", "", "", "")


def is_count(value):
    return type(value) in (int, float)


@given(ROWS)
def test_only_pairs_of_numbers_are_counted_and_listed(rows):
    actuals, targets = (column(*each) for each in zip(*rows, strict=True))
    reached = [
        (place, target, actual, achievement(one(actual), one(target))[0][0])
        for place, (actual, target) in enumerate(rows)
        if is_count(actual) and is_count(target) and target > 0 and actual >= target
    ]
    assert achiever_count(actuals, targets) == one(len(reached))
    names = column(*range(len(rows)))
    assert achievers(names, targets, actuals) == (tuple(reached) or NOBODY)


def test_the_method_brings_the_decimals_of_the_report():
    cells = one("北海道"), one(12_824.0), one(15_931.0)
    assert achievers(*cells) == row("北海道", 12_824, 15_931, 1.242)
    assert achievers(*cells, one("四捨五入")) == row("北海道", 12_824, 15_931, 1.242)
    assert achievers(*cells, one("切り捨て")) == row("北海道", 12_824, 15_931, 1.2422)
    assert achievers(*cells, one("切上げ")) == one(METHOD)


def test_a_row_of_cells_is_listed_downwards():
    assert achievers(row("あ", "い"), row(2, 2), row(1, 2)) == row("い", 2, 2, 1.0)


def test_errors_are_passed_on():
    assert achiever_count(column(1, "#N/A"), column(1, 1)) == one("#N/A")
    assert achievers(column("a", "b"), column(1, "#REF!"), column(1, 1)) == one("#REF!")


def test_sizes_must_agree():
    assert achiever_count(column(1, 2), row(1, 2)) == one(SHAPES)
    assert achievers(column("a"), column(1, 2), column(1, 2)) == one(SHAPES)
    square = ((1, 2), (3, 4))
    assert achievers(square, square, square) == one(SHAPES)
    assert achiever_count(square, square) == one(4)


def test_numbers_too_long():
    assert achievers(one("a"), one(1), one(1e15)) == row("a", 1, TOO_MANY_DIGITS, TOO_MANY_DIGITS)


def test_whole_columns_with_their_headings():
    blanks = ((None,),) * (WHOLE_COLUMN - 3)
    names = (*column("県支部", "北海道", "青森"), *blanks)
    targets = (*column("目標", 10, 20), *blanks)
    actuals = (*column("実績", 10, 5), *blanks)
    assert achiever_count(actuals, targets) == one(1)
    assert achievers(names, targets, actuals) == row("北海道", 10, 10, 1.0)
