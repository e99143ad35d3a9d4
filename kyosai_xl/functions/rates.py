"""ACHIEVEMENT, REMAINING, ENROLMENT, ACHIEVED: one value a cell."""

from __future__ import annotations

from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from kyosai_xl.domain import rates
from kyosai_xl.domain.rates import (
    CUT_OFF,
    HALF_UP,
    MODEL_UNION_DIGITS,
    NO_RATE,
    PRODUCT_DIGITS,
    Method,
)
from kyosai_xl.functions import messages
from kyosai_xl.functions.blocks import BLANK, elementwise
from kyosai_xl.functions.cells import (
    NUMBER_ERROR,
    Number,
    is_blank,
    number,
    passed_on,
    tidy,
    whole_number,
)
from kyosai_xl.functions.model import Block, Scalar

MOST_DIGITS = 6
METHODS: dict[str, Method] = {
    HALF_UP: HALF_UP,
    CUT_OFF: CUT_OFF,
    "half_up": HALF_UP,
    "cut_off": CUT_OFF,
}


class Rounding(NamedTuple):
    """Decimals of the per cent, and how they come about."""

    digits: int
    method: Method


PRINTED: dict[str, Rounding] = {
    HALF_UP: Rounding(MODEL_UNION_DIGITS, HALF_UP),
    CUT_OFF: Rounding(PRODUCT_DIGITS, CUT_OFF),
}
"""The decimals that go with each method in the report."""


def achievement(
    actual: Block, target: Block, digits: Block | None = None, method: Block | None = None
) -> Block:
    """達成率 as a fraction; 「－」 without a target. Digits left out are those of the report."""
    if digits is None:
        return elementwise(_printed_achievement, actual, target, method or BLANK)
    return elementwise(_achievement, actual, target, digits, method or BLANK)


def enrolment(policies: Block, members: Block) -> Block:
    """加入率 as a fraction: per cent with one decimal, half up."""
    return elementwise(_enrolment, policies, members)


def remaining(target: Block, actual: Block) -> Block:
    """残件数, negative once the target is passed."""
    return elementwise(_remaining, target, actual)


def achieved(actual: Block, target: Block) -> Block:
    """目標達成: TRUE or FALSE."""
    return elementwise(_achieved, actual, target)


def rate(part: Number, whole: Number, rounding: Rounding) -> float | str:
    """Return part ÷ whole as a fraction, exact before it is rounded; 「－」 if whole is 0."""
    if isinstance(part, int) and isinstance(whole, int):
        exact = rates.rate(part, whole, *rounding)
    else:
        top, bottom = part.as_integer_ratio(), whole.as_integer_ratio()
        exact = rates.rate(top[0] * bottom[1], bottom[0] * top[1], *rounding)
    if exact is None:
        return NO_RATE
    value = float(exact)
    return value if isfinite(value) else NUMBER_ERROR


def has_achieved(actual: Number, target: Number) -> bool:
    """目標達成: the target is reached; without a target nothing is achieved."""
    return 0 < target <= actual


@lru_cache(maxsize=256)
def rounding_method(value: Scalar) -> Method | str:
    """Return the method that a cell names, or the text to show instead of a result."""
    # LibreOffice hands an empty cell over as 0.
    if is_blank(value) or value == 0:
        return HALF_UP
    if isinstance(value, str):
        return METHODS.get(value.strip(), value if passed_on(value) else messages.METHOD)
    return messages.METHOD


@lru_cache(maxsize=256)
def _rounding(digits: Scalar, method: Scalar) -> Rounding | str:
    places = whole_number(digits, 0, MOST_DIGITS, messages.DIGITS)
    if isinstance(places, str):
        return places
    way = rounding_method(method)
    return Rounding(places, METHODS[way]) if way in METHODS else way


_ENROLMENT = PRINTED[HALF_UP]


def _achievement(actual: Scalar, target: Scalar, digits: Scalar, method: Scalar) -> Scalar:
    part = number(actual, messages.ACTUAL_NO_NUMBER)
    if isinstance(part, str):
        return part
    whole = number(target, messages.TARGET_NO_NUMBER)
    if isinstance(whole, str):
        return whole
    rounding = _rounding(digits, method)
    return rounding if isinstance(rounding, str) else rate(part, whole, rounding)


def _printed_achievement(actual: Scalar, target: Scalar, method: Scalar) -> Scalar:
    way = rounding_method(method)
    digits = PRINTED[way].digits if way in PRINTED else 0
    return _achievement(actual, target, digits, method)


def _enrolment(policies: Scalar, members: Scalar) -> Scalar:
    part = number(policies, messages.POLICIES_NO_NUMBER)
    if isinstance(part, str):
        return part
    whole = number(members, messages.MEMBERS_NO_NUMBER)
    return whole if isinstance(whole, str) else rate(part, whole, _ENROLMENT)


def _remaining(target: Scalar, actual: Scalar) -> Scalar:
    wanted = number(target, messages.TARGET_NO_NUMBER)
    if isinstance(wanted, str):
        return wanted
    reached = number(actual, messages.ACTUAL_NO_NUMBER)
    return reached if isinstance(reached, str) else tidy(wanted - reached)


def _achieved(actual: Scalar, target: Scalar) -> Scalar:
    reached = number(actual, messages.ACTUAL_NO_NUMBER)
    if isinstance(reached, str):
        return reached
    wanted = number(target, messages.TARGET_NO_NUMBER)
    return wanted if isinstance(wanted, str) else has_achieved(reached, wanted)
