"""Random calls of every function, as formulas and as the catalogue takes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.functions.dates import serial
from kyosai_xl.functions.model import Block, Function, Scalar

ERRORS = ("#N/A", "#DIV/0!")
METHODS = ("四捨五入", "切り捨て", "cut_off", "half_up", "端数")


class Argument(NamedTuple):
    """The values, and whether the formula holds them itself instead of pointing to cells."""

    block: Block
    literal: bool = False


class Case(NamedTuple):
    """One call; None for an argument left out."""

    function: Function
    arguments: tuple[Argument | None, ...]

    def expected(self) -> Block:
        """What Python gives for the cells as LibreOffice has them: TRUE is the number 1."""
        return self.function.call(*(each and _office(each.block) for each in self.arguments))

    def has_error(self) -> bool:
        blocks = [each.block for each in self.arguments if each]
        return any(cell in ERRORS for block in blocks for row in block for cell in row)


def _office(block: Block) -> Block:
    return tuple(
        tuple(float(cell) if isinstance(cell, bool) else cell for cell in row) for row in block
    )


def cases(each: int) -> Iterator[Case]:
    """Give so many calls of each function, always the same ones."""
    random = Random(20250201)  # noqa: S311
    for function in FUNCTIONS:
        for _ in range(each):
            yield Case(function, _ARGUMENTS[function.name](random))


def _count(random: Random) -> Scalar:
    kind = random.random()
    if kind < 0.7:
        return random.randint(0, 300)
    odd: tuple[Scalar, ...] = (None, "", 0, -3, 2.5, 1e15, "八", "12", "－", True, False)
    return random.choice(odd) if kind < 0.985 else random.choice(ERRORS)


def _block(random: Random, rows: int, columns: int) -> Argument:
    return Argument(tuple(tuple(_count(random) for _ in range(columns)) for _ in range(rows)))


def _turned(*arguments: Argument, turn: bool) -> tuple[Argument, ...]:
    """Return rows as columns and columns as rows."""
    if not turn:
        return arguments
    return tuple(Argument(tuple(zip(*each.block, strict=True))) for each in arguments)


def _one(value: Scalar, random: Random) -> Argument:
    plain = value not in (None, "", *ERRORS) and not isinstance(value, bool)
    return Argument(((value,),), literal=plain and random.random() < 0.5)


def _pair(random: Random) -> tuple[Argument, ...]:
    if random.random() < 0.4:
        return _one(_count(random), random), _one(_count(random), random)
    rows, columns = random.randint(1, 4), random.randint(1, 3)
    second = (1, 1) if random.random() < 0.2 else (rows, columns)
    return _block(random, rows, columns), _block(random, *second)


def _achievement(random: Random) -> tuple[Argument | None, ...]:
    digits = random.choice((None, _one(random.choice((0, 1, 2, 6, 7, None, "二")), random)))
    method = random.choice((None, _one(random.choice((*METHODS, None)), random)))
    return (*_pair(random), digits, method)


def _dates(random: Random) -> tuple[Argument, ...]:
    start = random.choice((*range(1, 13), 6, 5, 0, 13, None, "六月"))
    day = serial(dt.date(random.randint(2022, 2026), random.randint(1, 12), random.randint(1, 28)))
    as_of = random.choice((day, day, day, day, "2月", None))
    return _one(start, random), _one(as_of, random)


def _series(random: Random) -> tuple[Argument, ...]:
    first, width = random.randint(2020, 2023), random.randint(12, 60)
    days = [serial(dt.date(first + n // 12, n % 12 + 1, 1)) for n in range(width)]
    headings: list[Scalar] = [*days]
    for _ in range(random.randint(0, 2)):
        headings[random.randrange(width)] = random.choice(("2月累計", None, 7))
    lines = random.randint(1, 3)
    counts = [[random.randint(0, 40) for _ in range(width)] for _ in range(lines)]
    cells: Block = tuple(tuple(line) for line in counts)
    if random.random() < 0.4:
        cells = tuple(tuple(_count(random) for _ in range(width)) for _ in range(lines))
    turn = random.random() < 0.3
    return (*_turned(Argument((tuple(headings),)), Argument(cells), turn=turn), *_dates(random))


def _columns(random: Random) -> tuple[Argument, ...]:
    rows = random.randint(2, 8)
    other = rows + (random.random() < 0.1)
    columns = _block(random, rows, 1), _block(random, other, 1)
    return _turned(*columns, turn=random.random() < 0.3)


def _achievers(random: Random) -> tuple[Argument | None, ...]:
    rows = random.randint(2, 8)
    other = rows + (random.random() < 0.1)
    names = Argument(tuple((random.choice((f"支部{n}", None, n)),) for n in range(rows)))
    columns = names, _block(random, rows, 1), _block(random, other, 1)
    method = random.choice((None, _one(random.choice((*METHODS, None)), random)))
    return (*_turned(*columns, turn=random.random() < 0.3), method)


def _fiscal_months(random: Random) -> tuple[Argument, ...]:
    year = random.choice((2023, 2024, 2025, 24, None, "2024年度"))
    return _one(year, random), _dates(random)[0]


_ARGUMENTS: dict[str, Callable[[Random], tuple[Argument | None, ...]]] = {
    "ACHIEVEMENT": _achievement,
    "REMAINING": _pair,
    "ENROLMENT": _pair,
    "CUMULATIVE": _series,
    "YEAR_ON_YEAR": _series,
    "ACHIEVED": _pair,
    "ACHIEVER_COUNT": _columns,
    "ACHIEVERS": _achievers,
    "FISCAL_MONTHS": _fiscal_months,
    "REQUIRED_PACE": lambda random: (*_pair(random), *_dates(random)),
    "LANDING": _series,
}
