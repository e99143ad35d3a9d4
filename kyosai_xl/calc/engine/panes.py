"""Panes that stay while the rest scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

if TYPE_CHECKING:
    from kyosai_xl.calc.engine.sheet import Sheet


class FreezePanes(base_classes.FreezePanes):
    """The frozen panes of a sheet; only a book that has a window has any."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def freeze_at(self, frozen_range: str) -> None:
        """Freeze the range and all before it: ``A:A`` columns only, ``1:1`` rows only."""
        cells = self._sheet.range(frozen_range)
        rows = 0 if cells.whole_columns else cells.row + cells.shape[0] - 1
        columns = 0 if cells.whole_rows else cells.column + cells.shape[1] - 1
        self.freeze(rows, columns)

    def unfreeze(self) -> None:
        """Let everything scroll."""
        self.freeze(0, 0)

    def freeze(self, rows: int, columns: int) -> None:
        """Freeze so many rows and columns; the sheet in front stays the same."""
        with self._sheet.in_front() as controller:
            if controller is not None:
                controller.freezeAtPosition(columns, rows)

    @property
    def frozen(self) -> tuple[int, int]:
        """How many rows and columns are frozen."""
        with self._sheet.in_front() as controller:
            if controller is None or not controller.hasFrozenPanes():
                return 0, 0
            # Worked out from pixels, the split may be one too far: what its pane shows is exact.
            first = controller.getByIndex(0).getVisibleRange()
            rows = first.EndRow + 1 if controller.getSplitRow() else 0
            return rows, first.EndColumn + 1 if controller.getSplitColumn() else 0
