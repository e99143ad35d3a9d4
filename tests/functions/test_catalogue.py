import doctest
import inspect
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.functions import catalogue
from kyosai_xl.functions.catalogue import BY_NAME, FUNCTIONS, function
from kyosai_xl.functions.cells import ERRORS
from kyosai_xl.functions.messages import MESSAGES

NAMES = "ACHIEVEMENT REMAINING ENROLMENT CUMULATIVE YEAR_ON_YEAR ACHIEVED ACHIEVER_COUNT ACHIEVERS"
NAMES += " FISCAL_MONTHS REQUIRED_PACE LANDING"
TEXTS = st.sampled_from([*ERRORS.values(), "", "－", "Err:504", "x", "切り捨て", MESSAGES[0]])
NUMBERS = st.floats() | st.integers() | st.integers(0, 12) | st.integers(45_000, 46_000)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS
SHAPES = st.tuples(st.integers(1, 3), st.integers(1, 3))


@st.composite
def blocks(draw):
    rows, columns = draw(SHAPES)
    line = st.tuples(*[SCALARS] * columns)
    return draw(st.tuples(*[line] * rows))


def test_the_example_runs():
    assert doctest.testmod(catalogue).attempted > 0
    assert doctest.testmod(catalogue).failed == 0


def test_the_eleven_functions():
    assert [each.name for each in FUNCTIONS] == NAMES.split()
    assert all(function(name) is BY_NAME[name] for name in BY_NAME)


@pytest.mark.parametrize("each", FUNCTIONS, ids=lambda each: each.name)
def test_help_fits_the_wizards(each):
    for text in (each.help, *(part.help for part in each.parameters)):
        assert 0 < len(text) <= 255
        assert text.encode("cp932").decode("cp932") == text
        assert text.endswith("。")
    assert all(part.name.isascii() and part.name.islower() for part in each.parameters)
    assert all(part.label.encode("cp932") for part in each.parameters)


@pytest.mark.parametrize("each", FUNCTIONS, ids=lambda each: each.name)
def test_python_and_native_take_the_parameters_by_their_names(each):
    for side in (each.python, each.native):
        taken = inspect.signature(side).parameters.values()
        assert [part.name for part in taken] == [part.name for part in each.parameters]
        optional = [part.default is None for part in taken]
        assert optional == [part.optional for part in each.parameters]
    assert [part.optional for part in each.parameters] == sorted(
        part.optional for part in each.parameters
    )


@given(st.sampled_from(FUNCTIONS), st.lists(st.none() | blocks(), min_size=4, max_size=4))
def test_whatever_goes_in_a_block_of_plain_values_comes_out(each, arguments):
    shown = each.call(*arguments[: len(each.parameters)])
    assert len({len(row) for row in shown}) == 1
    for value in (value for row in shown for value in row):
        assert value is None or isinstance(value, (int, float, str))
        assert value == value  # noqa: PLR0124 (not a number is no cell's value)


def test_the_catalogue_needs_the_standard_library_only():
    code = (
        "import sys; before = set(sys.modules); import kyosai_xl.functions.catalogue;"
        "import kyosai_xl.functions.calling;"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before};"
        "print(*sorted(new - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["kyosai_xl"]
