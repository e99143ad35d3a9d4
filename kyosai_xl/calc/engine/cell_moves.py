"""Cells inserted, deleted, copied, moved and merged."""

from __future__ import annotations

from kyosai_xl.calc.engine.cell_contents import CONTENTS
from kyosai_xl.calc.engine.cell_looks import CellLooks
from kyosai_xl.calc.engine.line_sizes import take_sizes
from kyosai_xl.calc.engine.place import Place
from kyosai_xl.calc.engine.tiles import copy_tiled, filled_place
from kyosai_xl.calc.engine.uno_tools import Uno, enum
from kyosai_xl.calc.engine.values import Free

_EVERYTHING = CONTENTS | 8 | 32 | 64 | 128 | 256


class CellMoves(CellLooks):
    """What changes which cells there are."""

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Make room here: the cells move right or down."""
        del copy_origin  # LibreOffice takes the looks from above or from the left
        way = "RIGHT" if shift == "right" else "DOWN"
        self.sheet.api.insertCells(self._area, enum("sheet.CellInsertMode", self._way(way)))
        self.book.app.note_move()

    def delete(self, shift: str | None = None) -> None:
        """Take the cells out: others move left or up."""
        rows, columns = self.shape
        left = shift == "left" if shift else rows > columns
        way = self._way("LEFT" if left else "UP")
        self.sheet.api.removeRange(self._area, enum("sheet.CellDeleteMode", way))
        self.book.app.note_move()

    def clear(self) -> None:
        """Empty the cells and give them the looks of fresh ones."""
        self.clear_formats()
        self.api.clearContents(_EVERYTHING)

    def copy(self, destination: Free = None) -> None:
        """Copy contents and looks to a place of the same book, over and over if that is larger.

        Whole columns take their widths along, whole rows their heights.
        """
        target = None if destination is None else _engine_range(destination)
        if target is None or target.book.api != self.book.api:
            message = "this engine copies from place to place of one book"
            raise NotImplementedError(message)
        filled = filled_place(self, target)
        take_sizes(self, filled)
        copy_tiled(self, filled)

    def copy_from(
        self,
        source_range: Free,
        copy_type: str = "all",
        skip_blanks: bool = False,  # noqa: FBT001, FBT002 - xlwings' own order
        transpose: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Copy everything, or only formats or values, from another place."""
        if skip_blanks or transpose or copy_type not in {"all", "formats", "values"}:
            message = "this engine copies all, formats or values, nothing else"
            raise NotImplementedError(message)
        source = _engine_range(source_range)
        target = self.sheet.range_at(self.row, self.column, *source.shape)
        if copy_type == "values":
            target.api.setDataArray(source.api.getDataArray())
            return
        kept = target.api.getFormulaArray()
        source.copy(target)
        if copy_type == "formats":
            target.api.setFormulaArray(kept)

    def move(self, destination: Free) -> None:
        """Move contents and looks; formulas that refer to them follow."""
        target = _engine_range(destination)
        target.sheet.api.moveRange(target.first_cell.CellAddress, self._area)

    @property
    def merge_area(self) -> Free:
        """The merged cells that the first cell belongs to, or that cell."""
        cursor = self.sheet.api.createCursorByRange(self.first_cell)
        cursor.collapseToMergedArea()
        return self.book.range_of(cursor)

    @property
    def merge_cells(self) -> bool:
        """Whether any of the cells is merged."""
        return bool(self.api.getIsMerged()) or len(self.merge_area) > 1

    def merge(self, across: bool = False) -> None:  # noqa: FBT001, FBT002 - xlwings' own order
        """Make one cell of all, or of each row; only the first value stays."""
        rows, columns = self.shape
        parts = (
            [self.sheet.range_at(self.row + y, self.column, 1, columns) for y in range(rows)]
            if across
            else [self]
        )
        for part in parts:
            _keep_first(part.api)
            part.api.merge(True)  # noqa: FBT003 - UNO takes no names

    def unmerge(self) -> None:
        """Make single cells of merged ones."""
        self.api.merge(False)  # noqa: FBT003

    @property
    def _area(self) -> Uno:
        return self.api.RangeAddress

    def _way(self, way: str) -> str:
        if self.whole_rows:
            return "ROWS"
        return "COLUMNS" if self.whole_columns else way


def _keep_first(cells: Uno) -> None:
    """Empty all but one cell, as Excel does; LibreOffice would keep them underneath."""
    contents = cells.getFormulaArray()
    filled = [(y, x) for y, row in enumerate(contents) for x, text in enumerate(row) if text]
    if not filled or filled == [(0, 0)]:
        return
    sheet, first = cells.Spreadsheet, cells.getCellByPosition(0, 0)
    if (0, 0) not in filled:
        kept = cells.getCellByPosition(filled[0][1], filled[0][0])
        sheet.moveRange(first.CellAddress, kept.RangeAddress)
    for y, x in filled:
        if (y, x) != (0, 0):
            cells.getCellByPosition(x, y).clearContents(CONTENTS)


def _engine_range(value: Free) -> Free:
    """Return the engine's own range of one that xlwings wraps."""
    return value if isinstance(value, Place) else value.impl
