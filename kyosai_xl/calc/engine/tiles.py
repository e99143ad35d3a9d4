"""Copies that fill a larger place by repeating the source, as Excel's do."""

from __future__ import annotations

from collections.abc import Iterator

from kyosai_xl.calc.engine.areas import Area, area_of, overlap, without
from kyosai_xl.calc.engine.cell_contents import CONTENTS
from kyosai_xl.calc.engine.place import Place


def filled_place(source: Place, target: Place) -> Place:
    """Return what a copy fills: a target as high or wide as several sources, else one source."""
    rows, columns = (
        whole if whole % unit == 0 else unit
        for unit, whole in zip(source.shape, target.shape, strict=True)
    )
    return target.sheet.range_at(target.row, target.column, rows, columns)


def copy_tiled(source: Place, filled: Place) -> None:
    """Copy everything, over and over until the place is filled."""
    rows, columns = filled.shape
    height, width = source.shape
    first = _part(filled, height, width)
    if source.sheet.name != filled.sheet.name or not overlap(_area(source), _area(first)):
        _empty(first, [_area(first)])
    if source.coords != first.coords:
        _copy(source, filled, 0, 0)
    _empty(filled, without(_area(filled), _area(first)))
    # Each step copies all that is there already, so a few are enough.
    for done, more in _doublings(height, rows):
        _copy(_part(filled, more, width), filled, done, 0)
    for done, more in _doublings(width, columns):
        _copy(_part(filled, rows, more), filled, 0, done)


def _doublings(unit: int, whole: int) -> Iterator[tuple[int, int]]:
    """Yield how much is filled, and how much of it to add, until the whole is filled.

    >>> list(_doublings(2, 12))
    [(2, 2), (4, 4), (8, 4)]
    """
    done = unit
    while done < whole:
        more = min(done, whole - done)
        yield done, more
        done += more


def _area(place: Place) -> Area:
    return area_of(place.api.RangeAddress)


def _empty(place: Place, areas: list[Area]) -> None:
    """Make single, empty cells of what is filled next.

    LibreOffice copies nothing onto merged cells, and 7.4 breaks down at copies over formulas.
    """
    for area in areas:
        cells = place.sheet.api.getCellRangeByPosition(*area)
        cells.merge(False)  # noqa: FBT003 - UNO takes no names
        cells.clearContents(CONTENTS)


def _part(filled: Place, rows: int, columns: int) -> Place:
    return filled.sheet.range_at(filled.row, filled.column, rows, columns)


def _copy(source: Place, filled: Place, down: int, right: int) -> None:
    first = filled.sheet.range_at(filled.row + down, filled.column + right)
    filled.sheet.api.copyRange(first.first_cell.CellAddress, source.api.RangeAddress)
