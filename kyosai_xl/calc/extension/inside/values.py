"""What the functions give, as LibreOffice takes it into cells.

What it hands over needs no change: a range is a tuple of rows with ``''`` for an empty cell, and
a single empty cell is 0.0.
"""

from __future__ import annotations

import struct
from typing import Any

_ERRORS = {
    "#NULL!": 521,
    "#DIV/0!": 532,
    "#VALUE!": 519,
    "#REF!": 524,
    "#NAME?": 525,
    "#NUM!": 503,
    "#N/A": 32767,
}
"""LibreOffice's numbers for Excel's error values."""
_QUIET_NAN = 0x7FF8 << 48


def to_office(block: Any) -> tuple[tuple[Any, ...], ...]:
    """Return a ``Block`` as the matrix that fills the cells."""
    return tuple(tuple(map(_cell, row)) for row in block)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):
        return _error(_ERRORS[value]) if value in _ERRORS else value
    # Truth values go as 1 and 0: LibreOffice turns those in a matrix round.
    return float(value)


def _error(number: int) -> float:
    """Return the not-a-number that LibreOffice shows as this error."""
    packed: float = struct.unpack("<d", struct.pack("<Q", _QUIET_NAN | number))[0]
    return packed
