"""Achievement, remaining and enrolment, in exact arithmetic.

The report prints per cent in two ways: products (section 1) with two decimals cut off, model
unions (sections 3 and 4) with one decimal rounded half up.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Method = Literal["四捨五入", "切り捨て"]
HALF_UP: Method = "四捨五入"
CUT_OFF: Method = "切り捨て"
NO_RATE = "－"

PRODUCT_DIGITS = 2
MODEL_UNION_DIGITS = 1


def rate(part: int, whole: int, digits: int, method: Method) -> Decimal | None:
    """Return part ÷ whole as a fraction whose per cent has that many decimals; None if whole is 0.

    >>> rate(5931, 12824, 2, CUT_OFF), rate(47, 30, 1, HALF_UP)
    (Decimal('0.4624'), Decimal('1.567'))
    """
    if whole == 0:
        return None
    scaled, divisor = abs(part) * 10 ** (digits + 2), abs(whole)
    if method == HALF_UP:
        scaled, divisor = 2 * scaled + divisor, 2 * divisor
    units = scaled // divisor
    sign = -1 if (part < 0) != (whole < 0) else 1
    return Decimal(sign * units).scaleb(-digits - 2)


def product_achievement(actual: int, target: int) -> Decimal | None:
    """到達率 of section 1 as a fraction: per cent with two decimals, cut off."""
    return rate(actual, target, PRODUCT_DIGITS, CUT_OFF)


def achievement(actual: int, target: int) -> Decimal | None:
    """達成率 of sections 3 and 4 as a fraction: per cent with one decimal, half up."""
    return rate(actual, target, MODEL_UNION_DIGITS, HALF_UP)


def enrolment(policies: int, members: int) -> Decimal | None:
    """加入率 as a fraction: per cent with one decimal, half up; can pass 1."""
    return rate(policies, members, MODEL_UNION_DIGITS, HALF_UP)


def remaining(target: int, actual: int) -> int:
    """残件数, contracts still missing; negative once the target is passed."""
    return target - actual


def achieved(actual: int, target: int) -> bool:
    """目標達成: the target is reached; without a target nothing is achieved."""
    return 0 < target <= actual


def percent_label(value: Decimal | None, digits: int) -> str:
    """Return a rate as printed: 「56.4%」, 「－」 without one."""
    return NO_RATE if value is None else f"{value * 100:.{digits}f}%"
