"""Random calls of every function, as hypothesis draws them and as a formula takes them."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from kyosai_xl.domain.months import MONTHS_IN_YEAR, Month
from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.functions.model import Block, Function
from kyosai_xl.functions.rates import METHODS, MOST_DIGITS
from tests.functions.cells_of import column, heading, one, row


class Argument(NamedTuple):
    """The values; ``typed`` says that the formula holds the one value instead of pointing to it."""

    block: Block
    typed: bool = False


class Case(NamedTuple):
    """One call; None for an argument left out."""

    function: Function
    arguments: tuple[Argument | None, ...]

    def expected(self) -> Block:
        """What Python gives."""
        return self.function.call(*(each and each.block for each in self.arguments))


MOST = 10**6
"""Up to here and with six decimals, whole numbers in binary floating point stay exact."""
NUMBERS = st.integers(0, 30) | st.integers(0, MOST)
COUNTS = st.none() | NUMBERS
FIRST = st.builds(Month, st.integers(1990, 2030), st.integers(1, MONTHS_IN_YEAR))
START_MONTHS = st.integers(1, MONTHS_IN_YEAR)
DAYS = st.integers(0, 27)
ODD_HEADINGS = st.sampled_from((None, "2月累計", "2024-06", 7))
ODD_COUNTS = st.sampled_from((None, "－", "十"))


def value(values):
    """One value, typed into the formula or in a cell; an empty one can only be a cell."""
    return st.builds(
        lambda cell, typed: Argument(one(cell), typed and cell is not None), values, st.booleans()
    )


PLACES = st.none() | value(st.none() | st.integers(0, MOST_DIGITS))
METHOD = st.none() | value(st.none() | st.sampled_from(sorted(METHODS)))


def block(cells, rows, columns):
    return st.tuples(*[st.tuples(*[cells] * columns)] * rows).map(Argument)


@st.composite
def pairs(draw):
    """Two values, two ranges of one shape, or a range and a value."""
    if draw(st.booleans()):
        return draw(value(COUNTS)), draw(value(COUNTS))
    shape = draw(st.sampled_from([(3, 1), (1, 3), (2, 2)]))
    both = draw(block(COUNTS, *shape)), draw(block(COUNTS, *shape) | value(COUNTS))
    return both if draw(st.booleans()) else both[::-1]


def dates(starts, months):
    days = st.builds(lambda month, day: heading(month) + day, months, DAYS)
    return st.tuples(value(starts), value(days))


@st.composite
def achievement(draw):
    return (*draw(pairs()), draw(PLACES), draw(METHOD))


@st.composite
def series(draw):
    """Months with other headings between, and as many counts, both in a row or a column."""
    first, width = draw(FIRST), draw(st.sampled_from((30, 40, 48, 13, 2, 1)))
    days = draw(lists(DAYS, width))
    headings = [heading(first.plus(place)) + day for place, day in enumerate(days)]
    cells = [*zip(headings, draw(lists(NUMBERS | COUNTS | ODD_COUNTS, width)), strict=True)]
    for odd in draw(st.lists(ODD_HEADINGS, max_size=2)):
        cells.insert(draw(st.integers(0, len(cells))), (odd, draw(NUMBERS)))
    as_of = first.plus(width - draw(st.integers(-1, width // 2 + 1)))
    line = draw(st.sampled_from((row, column)))
    months, counts = (Argument(line(*each)) for each in zip(*cells, strict=True))
    return months, counts, *draw(dates(START_MONTHS, st.just(as_of)))


def lists(values, length):
    return st.lists(values, min_size=length, max_size=length)


@st.composite
def columns(draw, most=1):
    rows, wide = draw(st.integers(1, 8)), draw(st.integers(1, most))
    cells = st.integers(0, 4) | COUNTS | ODD_COUNTS
    return draw(block(cells, rows, wide)), draw(block(cells, rows, wide))


@st.composite
def achievers(draw):
    targets, actuals = draw(columns())
    names = Argument(column(*(f"支部{place}" for place in range(len(targets.block)))))
    return names, targets, actuals, draw(METHOD)


@st.composite
def required_pace(draw):
    return (*draw(pairs()), *draw(dates(START_MONTHS, FIRST)))


ARGUMENTS = {
    "ACHIEVEMENT": achievement(),
    "REMAINING": pairs(),
    "ENROLMENT": pairs(),
    "CUMULATIVE": series(),
    "YEAR_ON_YEAR": series(),
    "ACHIEVED": pairs(),
    "ACHIEVER_COUNT": columns(most=3),
    "ACHIEVERS": achievers(),
    "FISCAL_MONTHS": st.tuples(value(st.integers(1950, 2099)), value(START_MONTHS)),
    "REQUIRED_PACE": required_pace(),
    "LANDING": series(),
}


def cases(name):
    """Calls of one function."""
    function = next(each for each in FUNCTIONS if each.name == name)
    return ARGUMENTS[name].map(lambda arguments: Case(function, arguments))
