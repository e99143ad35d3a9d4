"""What a check of 「検算」 is: two numbers that must agree, and the cells that show them."""

from __future__ import annotations

from typing import NamedTuple


class SheetColumns(NamedTuple):
    """Columns of one model-union sheet, ``plus`` added and ``minus`` taken off.

    Keys are those of ``ModelUnionReport.keys``; ``total`` means the 合計 row alone, otherwise
    the rows of all counted unions.
    """

    start_month: int
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    total: bool = False


class AchievedRows(NamedTuple):
    """The rows of one model-union sheet whose target is reached; their number is what counts."""

    start_month: int


class UnionRows(NamedTuple):
    """The rows of one model-union sheet; their number is what counts."""

    start_month: int


class AchieverList(NamedTuple):
    """The list of one start month's achievers; its length is what counts."""

    start_month: int


class ProductLine(NamedTuple):
    """A cell of one product's national line: ``item`` is one of ``PRODUCT_ITEMS``."""

    number: int
    item: str


class Outside(NamedTuple):
    """A number that no cell of the workbook shows: where it comes from, in Japanese."""

    text: str


Cells = SheetColumns | AchievedRows | UnionRows | AchieverList | ProductLine | Outside


class Side(NamedTuple):
    """One of the two numbers, and the cells that show it."""

    value: int
    cells: Cells


class Check(NamedTuple):
    """One sum or identity.

    A row-wise check also holds the two sides' union rows against each other: ``differing``
    counts the rows that differ, ``cited`` has the positions of the first of them, from 0.
    """

    group: str
    label: str
    left: Side
    right: Side
    row_wise: bool = False
    differing: int = 0
    cited: tuple[int, ...] = ()

    @property
    def difference(self) -> int:
        """Left minus right."""
        return self.left.value - self.right.value

    @property
    def holds(self) -> bool:
        """Whether both numbers agree, in every row too."""
        return self.difference == 0 and self.differing == 0
