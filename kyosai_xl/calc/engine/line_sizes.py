"""The sizes of whole columns and rows, taken along when they are copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from kyosai_xl.calc.engine.place import Place
from kyosai_xl.calc.engine.uno_tools import Uno

_COLUMNS, _ROWS = "Columns", "Rows"
_FITTING = "OptimalHeight"
_LENGTH = {_COLUMNS: "Width", _ROWS: "Height"}


class _Size(NamedTuple):
    """How wide a column or how high a row is; a fitting row is as high as what it holds."""

    length: int
    fitting: bool
    visible: bool


def take_sizes(source: Place, target: Place) -> None:
    """Give whole columns the widths of the source and whole rows its heights.

    A target of several times the source repeats them. Beyond all that is in use, columns and rows
    are taken to be alike.
    """
    if not (source.whole_columns or source.whole_rows):
        return
    used = [place.sheet.used_range for place in (source, target)]
    if source.whole_columns:
        last = max(each.column + each.shape[1] for each in used)
        _take(source, target, _COLUMNS, last - source.column)
    if source.whole_rows:
        last = max(each.row + each.shape[0] for each in used)
        _take(source, target, _ROWS, last - source.row)


def _take(source: Place, target: Place, lines: str, used: int) -> None:
    given, count = getattr(source.api, lines), getattr(target.api, lines).Count
    looked_at = given.Count if given.Count < count else max(0, min(given.Count, used))
    sizes = [_size(given.getByIndex(place), lines) for place in range(looked_at)]
    for size, first, last in _runs(sizes * (count // given.Count)):
        _set(_part(target, lines, first, last), size, lines)
    if looked_at < given.Count:
        rest = _part(target, lines, looked_at, count - 1)
        size = _size(given.getByIndex(looked_at), lines)
        if _size(rest.getByIndex(0), lines) != size:
            _set(rest, size, lines)


def _size(line: Uno, lines: str) -> _Size:
    fitting = lines == _ROWS and line.getPropertyValue(_FITTING)
    return _Size(line.getPropertyValue(_LENGTH[lines]), fitting, line.IsVisible)


def _set(lines_set: Uno, size: _Size, lines: str) -> None:
    if size.fitting:
        lines_set.setPropertyValue(_FITTING, True)  # noqa: FBT003 - UNO takes no names
    else:
        lines_set.setPropertyValue(_LENGTH[lines], size.length)
    lines_set.setPropertyValue("IsVisible", size.visible)


def _part(target: Place, lines: str, first: int, last: int) -> Uno:
    count = last - first + 1
    if lines == _COLUMNS:
        return target.sheet.range_at(1, target.column + first, 1, count).api.Columns
    return target.sheet.range_at(target.row + first, 1, count, 1).api.Rows


def _runs(sizes: Sequence[_Size]) -> Iterator[tuple[_Size, int, int]]:
    """Yield each size with the first and last of the neighbours that have it, from 0."""
    first = 0
    for size, run in groupby(sizes):
        last = first + sum(1 for _ in run) - 1
        yield size, first, last
        first = last + 1
