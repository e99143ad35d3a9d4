"""Rectangles of cells, and what is left of one when another is cut out."""

from __future__ import annotations

from typing import NamedTuple

from kyosai_xl.calc.engine.uno_tools import Uno


class Area(NamedTuple):
    """Rows and columns from 0, the corners inclusive, in UNO's order."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int


def area_of(address: Uno) -> Area:
    """Return UNO's range address without its sheet."""
    return Area(address.StartColumn, address.StartRow, address.EndColumn, address.EndRow)


def overlap(one: Area, other: Area) -> bool:
    """Whether two areas of one sheet share a cell."""
    return (
        one.first_column <= other.last_column
        and other.first_column <= one.last_column
        and one.first_row <= other.last_row
        and other.first_row <= one.last_row
    )


def without(area: Area, hole: Area) -> list[Area]:
    """Return what is left of an area: above, below, left and right of the hole."""
    if not overlap(area, hole):
        return [area]
    top, bottom = max(area.first_row, hole.first_row), min(area.last_row, hole.last_row)
    parts = (
        area._replace(last_row=top - 1),
        area._replace(first_row=bottom + 1),
        Area(area.first_column, top, hole.first_column - 1, bottom),
        Area(hole.last_column + 1, top, area.last_column, bottom),
    )
    return [
        part
        for part in parts
        if part.first_row <= part.last_row and part.first_column <= part.last_column
    ]
