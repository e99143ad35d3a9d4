"""Rows that run down pages: what belongs together stays together, long texts go on overleaf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kyosai_xl.layout.model import Block, Cell
from kyosai_xl.layout.text_fit import Line, row_height

PAGE_HEIGHT = 715.0
"""Points that an upright A4 page holds between its margins, at a scale of 100 %."""
TALLEST = 390.0
"""Points of a row; no program takes more than 409."""


class Flow:
    """A sheet under way: its cells, the heights of its rows, the rows that begin a page."""

    def __init__(self, page_height: float = PAGE_HEIGHT) -> None:
        """Start at the top of the first page."""
        self.page_height = page_height
        self.row = 0
        self.used = 0.0
        self.cells: list[Cell | Block] = []
        self.heights: dict[int, float] = {}
        self.breaks: list[int] = []
        self.page = 1
        self.head: tuple[float, tuple[Cell | Block, ...]] | None = None
        """A row that begins every further page: its height and its cells, whose rows are 0."""

    @property
    def left(self) -> float:
        """Points left on the page."""
        return self.page_height - self.used

    @property
    def _head_height(self) -> float:
        return self.head[0] if self.head else 0.0

    def keep(self, height: float) -> None:
        """Begin a page unless so many points are left, or the page is empty anyway."""
        if height > self.left and self.used:
            self.breaks.append(self.row)
            self.used = 0.0
            self.page += 1
            if self.head:
                self.add(self.head[0], *self.head[1])

    def add(self, height: float, *cells: Cell | Block) -> int:
        """Add a row with these cells, whose own rows are 0, and return its number."""
        row = self.row
        self.cells += (_moved(cell, row) for cell in cells)
        self.heights[row] = height
        self.used += height
        self.row += 1
        return row

    def pieces(self, lines: Sequence[Line], size: float) -> Iterator[Sequence[Line]]:
        """Yield the lines in pieces that fit: into the page, and into the tallest row.

        A row is to be added for each piece before the next is asked for.
        """
        at = 0
        while at < len(lines):
            count = len(lines) - at
            while count > 1 and row_height(count, size) > min(self.left, TALLEST):
                count -= 1
            if row_height(count, size) > self.left and self.used > self._head_height:
                self.keep(self.page_height)
                continue
            yield lines[at : at + count]
            at += count


def _moved(cell: Cell | Block, row: int) -> Cell | Block:
    if isinstance(cell, Block):
        return cell._replace(row=row + cell.row, last_row=row + cell.last_row)
    return cell._replace(row=row + cell.row)
