import pytest

from kyosai_xl.domain.months import Month
from kyosai_xl.functions.catalogue import BY_NAME
from kyosai_xl.functions.examples import EXAMPLES
from kyosai_xl.functions.messages import MESSAGES
from tests.functions.cells_of import headings, one

RESULTS = {
    "ACHIEVEMENT": one(0.4624),
    "REMAINING": one(-17),
    "ENROLMENT": one(1.24),
    "CUMULATIVE": one(24),
    "YEAR_ON_YEAR": one(4),
    "ACHIEVED": one(True),
    "ACHIEVER_COUNT": one(2),
    "ACHIEVERS": (("北海道", 30, 47, 1.567), ("岩手", 10, 10, 1.0)),
    "FISCAL_MONTHS": (headings(Month(2024, 6), 12),),
    "REQUIRED_PACE": one(9),
    "LANDING": one(96),
}


@pytest.mark.parametrize("name", BY_NAME)
def test_the_examples_of_the_documentation(name):
    example = EXAMPLES[name]
    assert len(example.arguments) == len(example.values)
    assert BY_NAME[name].call(*example.values) == RESULTS[name]
    assert not any(value in MESSAGES for row in RESULTS[name] for value in row)


def test_nothing_is_left_out():
    assert set(EXAMPLES) == set(BY_NAME) == set(RESULTS)
