"""Where each figure of an input stands in its workbook, for cells that follow it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, NamedTuple

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.findings import Findings
from kyosai_xl.dataset.grid import Grid, RowReader
from kyosai_xl.dataset.tables import Column, Table


class Places(NamedTuple):
    """One sheet: rows by what they are about, columns by name in code, both from 0.

    Months are columns named as in data files.
    """

    sheet: str
    rows: Mapping[Hashable, int]
    columns: Mapping[str, int]


NOWHERE = Places("", {}, {})
_UNION = (tables.BRANCH_CODE, tables.UNION_CODE)
_RESULT = (tables.PRODUCT, tables.AS_OF, tables.BRANCH_CODE)


def union_places(grids: Mapping[Table, Grid]) -> Places:
    """Return where the master of unions stands."""
    return _places(grids[tables.UNIONS], _UNION)


def count_places(grids: Mapping[Table, Grid]) -> Places:
    """Return where the counts stand; nowhere unless there is a column a month."""
    grid = grids[tables.UNION_COUNTS]
    if not grid.header.months:
        return Places(grid.source.sheet or "", {}, {})
    months = {str(month): position for position, month in grid.header.months.items()}
    return _places(grid, _UNION)._replace(columns=months)


def result_places(grids: Mapping[Table, Grid]) -> Places:
    """Return where the branches' results for the products stand."""
    grid = grids.get(tables.PRODUCT_RESULTS)
    return _places(grid, _RESULT) if grid else NOWHERE


def _places(grid: Grid, key: tuple[Column[Any], ...]) -> Places:
    rows: dict[Hashable, int] = {values: line - 1 for line, values in _keys(grid, key)}
    return Places(grid.source.sheet or "", rows, grid.header.positions)


def _keys(grid: Grid, key: tuple[Column[Any], ...]) -> Iterator[tuple[int, tuple[object, ...]]]:
    reader = RowReader(grid, Findings())
    for line in reader.rows():
        yield line, tuple(map(reader.read, key))
