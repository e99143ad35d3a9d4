import datetime as dt
import doctest
from decimal import Decimal

import pytest

from kyosai_xl.functions import calling
from kyosai_xl.functions.blocks import WHOLE_COLUMN
from kyosai_xl.functions.calling import block, evaluate, scalar
from kyosai_xl.functions.catalogue import function
from kyosai_xl.functions.messages import UNEXPECTED
from tests.functions.cells_of import column, one, row


def test_the_example_runs():
    assert doctest.testmod(calling).attempted > 0
    assert doctest.testmod(calling).failed == 0


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (1.5, 1.5),
        (3, 3),
        (None, None),
        (True, True),
        ("目標", "目標"),
        (Decimal("0.5"), 0.5),
        (float("nan"), "#NUM!"),
        (float("inf"), "#NUM!"),
        (dt.date(2025, 2, 1), 45_689),
        (dt.datetime(2025, 2, 1, 12, tzinfo=dt.UTC), 45_689.5),
        (-2_146_826_246, "#N/A"),
        (-2_146_826_281, "#DIV/0!"),
        (-2_146_826_243, "#SPILL!"),
        (-2_146_826_200, "#VALUE!"),
    ],
)
def test_one_value(value, read):
    assert scalar(value) == read


def test_ranges():
    assert block(None) is None
    assert block(5) == one(5)
    assert block([1, 2]) == row(1, 2)
    assert block([[1], [2]]) == column(1, 2)
    assert block(((1, None), (2,))) == ((1, None), (2, None))
    assert block([]) == one(None)
    assert block([[]]) == one(None)


def test_a_whole_column_keeps_its_height():
    cells = [[7.0], *([None] for _ in range(WHOLE_COLUMN - 1))]
    assert len(block(cells)) == WHOLE_COLUMN
    assert block(cells)[0] == (7.0,)


def test_a_call():
    assert evaluate(function("REMAINING"), [[[30.0], [20.0]], 5]) == column(25, 15)


def test_a_fault_is_a_sentence_in_the_cell_and_a_traceback_in_the_log(caplog):
    broken = function("REMAINING")._replace(python=lambda *_: 1 / 0)
    assert evaluate(broken, [1, 2]) == one(UNEXPECTED)
    assert "REMAINING failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text
