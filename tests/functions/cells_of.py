"""Blocks, and months as the headings of a sheet hold them."""

from kyosai_xl.domain.months import Month
from kyosai_xl.functions.dates import first_day


def one(value):
    return ((value,),)


def row(*values):
    return (values,)


def column(*values):
    return tuple((value,) for value in values)


def heading(month: Month) -> int:
    return first_day(month.year, month.month, 0)


def headings(first: Month, months: int) -> tuple[int, ...]:
    return tuple(heading(first.plus(offset)) for offset in range(months))
