"""Ranges: their shape, whole columns, and one value a cell as Excel spreads arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, repeat

from kyosai_xl.functions.cells import is_blank
from kyosai_xl.functions.messages import RESULT_TOO_LARGE, SHAPES
from kyosai_xl.functions.model import Block, Scalar

WHOLE_COLUMN = 1_048_576
MOST_CELLS = 2 * WHOLE_COLUMN
BLANK: Block = ((None,),)


def single(value: Scalar) -> Block:
    """Return a value as the one cell of a block."""
    return ((value,),)


def shape(block: Block) -> tuple[int, int]:
    """Return how many rows and columns."""
    return len(block), len(block[0])


def flat(block: Block) -> tuple[Scalar, ...]:
    """Return all cells, row by row."""
    return tuple(chain.from_iterable(block))


def used_rows(block: Block) -> int:
    """Return the number of rows down to the last filled one, at least 1."""
    for row in range(len(block) - 1, 0, -1):
        if not all(map(is_blank, block[row])):
            return row + 1
    return 1


def cut(*blocks: Block) -> tuple[Block, ...]:
    """Cut whole columns (A:A) off below the last row that any of them fills."""
    rows = max((used_rows(block) for block in blocks if len(block) >= WHOLE_COLUMN), default=0)
    return tuple(block[:rows] if len(block) >= WHOLE_COLUMN else block for block in blocks)


def elementwise(rule: Callable[..., Scalar], *arguments: Block) -> Block:
    """Call the rule once a cell; single cells, rows and columns are repeated to fit the others."""
    blocks = cut(*arguments)
    rows, columns = (max(sizes) for sizes in zip(*map(shape, blocks), strict=True))
    if any(len(block) not in (1, rows) or len(block[0]) not in (1, columns) for block in blocks):
        return single(SHAPES)
    if rows * columns > MOST_CELLS:
        return single(RESULT_TOO_LARGE)
    cells = map(rule, *(_spread(block, rows, columns) for block in blocks))
    return tuple(zip(*[cells] * columns, strict=True))


def _spread(block: Block, rows: int, columns: int) -> Iterator[Scalar]:
    if shape(block) == (1, 1):
        return repeat(block[0][0], rows * columns)
    tall = block if len(block) == rows else repeat(block[0], rows)
    wide = tall if len(block[0]) == columns else (row * columns for row in tall)
    return chain.from_iterable(wide)
