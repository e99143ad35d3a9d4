"""ACHIEVER_COUNT and ACHIEVERS: who reached the target, over whole columns."""

from __future__ import annotations

from itertools import chain

from kyosai_xl.functions.blocks import BLANK, cut, flat, shape, single
from kyosai_xl.functions.cells import Number, is_error, is_number, tidy
from kyosai_xl.functions.messages import SHAPES, TOO_MANY_DIGITS
from kyosai_xl.functions.model import Block, Scalar
from kyosai_xl.functions.rates import PRINTED, Rounding, has_achieved, rate, rounding_method

NOBODY = "なし"
Reached = dict[int, tuple[Number, Number]]
"""Place in the range → actual and target."""


def achiever_count(actuals: Block, targets: Block) -> Block:
    """How many reached their target; texts and blanks count for nothing."""
    actuals, targets = cut(actuals, targets)
    if shape(actuals) != shape(targets):
        return single(SHAPES)
    reached = _reached(flat(actuals), flat(targets))
    return single(reached if isinstance(reached, str) else len(reached))


def achievers(names: Block, targets: Block, actuals: Block, method: Block | None = None) -> Block:
    """Return a row name, target, actual, rate for each that reached its target, or 「なし」."""
    names, targets, actuals = cut(names, targets, actuals)
    if not shape(names) == shape(targets) == shape(actuals) or 1 not in shape(names):
        return single(SHAPES)
    way = rounding_method((method or BLANK)[0][0])
    if way not in PRINTED:
        return single(way)
    reached = _reached(flat(actuals), flat(targets))
    if isinstance(reached, str):
        return single(reached)
    labels = flat(names)
    rows = tuple(
        _row(labels[place], target, actual, PRINTED[way])
        for place, (actual, target) in reached.items()
    )
    return rows or ((NOBODY, "", "", ""),)


def _row(name: Scalar, target: Number, actual: Number, rounding: Rounding) -> tuple[Scalar, ...]:
    wanted, reached = tidy(target), tidy(actual)
    if isinstance(wanted, str) or isinstance(reached, str):
        return name, wanted, reached, TOO_MANY_DIGITS
    return name, wanted, reached, rate(reached, wanted, rounding)


def _reached(actuals: tuple[Scalar, ...], targets: tuple[Scalar, ...]) -> Reached | str:
    for fault in filter(is_error, chain(actuals, targets)):
        return str(fault)
    found: Reached = {}
    for place, (actual, target) in enumerate(zip(actuals, targets, strict=True)):
        if is_number(actual) and is_number(target) and has_achieved(actual, target):
            found[place] = actual, target
    return found
