"""Values between Python and cells: what goes in, and what xlwings hands back."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from numbers import Real
from typing import Any

Free = Any
"""Whatever xlwings or a macro hands over."""

EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zone
_DAY = 86400
_MILLISECONDS = 3


class Serial(float):
    """A number that shows as something else; ``code`` is the format that does it."""

    __slots__ = ()
    code = "General"


class Date(Serial):
    """A day as its serial number."""

    __slots__ = ()
    code = "yyyy/m/d"


class Moment(Serial):
    """A day and a time as a serial number."""

    __slots__ = ()
    code = "yyyy/m/d h:mm"


class Logical(Serial):
    """TRUE or FALSE."""

    __slots__ = ()
    code = "BOOLEAN"


class CellError(str):
    """An error as Excel names it, such as ``#DIV/0!``."""

    __slots__ = ()

    @classmethod
    def shown(cls, text: str) -> CellError:
        """Return the error that a cell shows; LibreOffice's own are saved as #VALUE! for Excel."""
        return cls("#VALUE!" if text.startswith("Err:") else text)


Element = float | str
"""What UNO takes for one cell; an empty text empties it."""


def element(value: Free, _options: object = None) -> Element:  # noqa: PLR0911 - one way a kind
    """Return a Python value as a cell takes it; NaN, NaT and None are empty cells."""
    if isinstance(value, (str, Serial)):
        return value
    if isinstance(value, bool) or type(value).__name__ in {"bool_", "bool"}:
        return Logical(bool(value))
    if value is None or _is_missing(value):
        return ""
    if isinstance(value, (Real, Decimal)):
        return float(value)
    if isinstance(value, dt.datetime):
        days = (value.replace(tzinfo=None) - EPOCH) / dt.timedelta(days=1)
        return Date(days) if days.is_integer() else Moment(days)
    if isinstance(value, dt.date):
        return Date((value - EPOCH.date()).days)
    if hasattr(value, "astype"):  # numpy's datetime64
        return element(value.astype("datetime64[us]").item())
    return str(value)


def moment(serial: float) -> dt.datetime:
    """Return the day and time of a serial number, to the millisecond."""
    return EPOCH + dt.timedelta(seconds=round(serial * _DAY, _MILLISECONDS))


def cleaned(
    rows: Sequence[Sequence[Free]],
    date_builder: Callable[..., Free],
    empty: Free,
    number_builder: Callable[[float], Free] | None,
    error_as_text: bool,  # noqa: FBT001 - xlwings passes it by position
) -> list[list[Free]]:
    """Return what was read as the options of xlwings' ``options()`` ask for."""

    def one(value: Free) -> Free:
        if value is None or value == "":
            return empty
        if isinstance(value, dt.datetime):
            return date_builder(
                year=value.year,
                month=value.month,
                day=value.day,
                hour=value.hour,
                minute=value.minute,
                second=value.second,
                microsecond=value.microsecond,
                tzinfo=None,
            )
        if isinstance(value, CellError):
            return str(value) if error_as_text else None
        if type(value) is float and number_builder:
            return number_builder(value)
        return value

    return [[one(value) for value in row] for row in rows]


def _is_missing(value: Free) -> bool:
    """Whether it is NaN, NaT or pandas' NA, none of which equals itself."""
    if isinstance(value, float):
        return math.isnan(value)
    try:
        return bool(value != value)  # noqa: PLR0124
    except (TypeError, ValueError):  # pandas' NA has no truth
        return True
