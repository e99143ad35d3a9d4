"""One table as it stands in the input: where its columns are, its raw rows, its places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from kyosai_xl.dataset.findings import Findings, Note, Spot, error, warning
from kyosai_xl.dataset.header import Header, resolve_header
from kyosai_xl.dataset.reading import Reading, T, plain
from kyosai_xl.dataset.tables import Column, Table

Row = tuple[int, Sequence[object]]
_ALPHABET = 26


class Source(NamedTuple):
    """The file or sheet that holds a table; ``sheet`` is None in a CSV file.

    ``open_rows`` reads the rows below a line once more from the start, each with its line
    number (from 1), and adds what is wrong with whole rows to the findings given.
    """

    table: Table
    file: str
    sheet: str | None
    open_rows: Callable[[Findings, int], Iterator[Row]]


class Grid(NamedTuple):
    """A table whose header was found, in ``line``; ``empty`` if there are no rows below it."""

    source: Source
    line: int
    cells: Sequence[object]
    header: Header
    empty: bool = False

    def rows(self, findings: Findings) -> Iterator[Row]:
        """The rows below the header, from the first one."""
        return self.source.open_rows(findings, self.line)

    def has(self, *columns: Column[Any]) -> bool:
        """Whether all these columns are there."""
        return all(column.key in self.header.positions for column in columns)

    def note(self, findings: Findings, note: Note, line: int, position: int | None = None) -> None:
        """Add what was found in a row or in one of its cells."""
        findings.add(note, self.source.file, self.place(line, position))

    def place(self, line: int, position: int | None = None) -> Spot:
        """「12行目 年月」 or 「シート「単組」 C5」; a row's cell is its first."""
        sheet = self.source.sheet
        if sheet is None:
            name = "" if position is None else plain(self.cells[position])
            return Spot(" ".join((f"{line}行目", *name.split())))
        cell = f"{column_letters(position or 0)}{line}"
        shown = f"{line}行目" if position is None else cell
        return Spot(f"シート「{sheet}」 {shown}", sheet, cell)


def find_grid(source: Source, candidates: Sequence[Row], findings: Findings) -> Grid | None:
    """Take the candidate row that looks most like the table's header, and note its faults.

    None if no row holds any of the table's headers.
    """
    resolved = [
        Grid(source, line, cells, resolve_header(source.table, cells)) for line, cells in candidates
    ]
    grid = min(resolved, key=lambda grid: (bool(grid.header.missing), -len(grid.header.positions)))
    for note, position in grid.header.faults:
        grid.note(findings, note, grid.line, position)
    if not grid.header.positions:
        return None
    table = source.table
    if not table.optional and _is_empty(grid):
        action = "見出しの下にデータを入れてください。"
        kind = warning if table.may_be_empty else error
        grid.note(findings, kind("no_rows", "見出しだけでデータがありません。", action), grid.line)
        return grid._replace(empty=True)
    return grid


def _is_empty(grid: Grid) -> bool:
    faults = Findings()
    return next(grid.rows(faults), None) is None and not faults.all


class RowReader:
    """Reads a grid's cells column by column and notes what is wrong with them.

    Values repeat from row to row, so that each is worked out once.
    """

    def __init__(self, grid: Grid, findings: Findings) -> None:
        """Start before the first row."""
        self._grid = grid
        self._findings = findings
        self._line = 0
        self._cells: Sequence[object] = ()
        self._known: dict[str, dict[object, Reading[Any]]] = {}

    def rows(self) -> Iterator[int]:
        """Walk the rows; each row's line number, its cells ready for ``read``."""
        for line, cells in self._grid.rows(self._findings):
            self.at(line, cells)
            yield line

    def has(self, *columns: Column[Any]) -> bool:
        """Whether the grid has all these columns."""
        return self._grid.has(*columns)

    def at(self, line: int, cells: Sequence[object]) -> None:
        """Stand on a row reached another way."""
        self._line, self._cells = line, cells

    def look(self, column: Column[T], raw: object) -> Reading[T]:
        """What the cell would be read as, without noting anything."""
        known = self._known.setdefault(column.key, {})
        reading: Reading[T] | None = known.get(raw)
        if reading is None:
            reading = known[raw] = column.read(raw)
        return reading

    def read(self, column: Column[T]) -> T | None:
        """The row's value; None if it is missing or cannot be used."""
        position = self._grid.header.positions.get(column.key)
        return None if position is None else self.read_at(column, position)

    def read_at(self, column: Column[T], position: int) -> T | None:
        """The same for a cell in any position."""
        reading = self.look(column, self._cells[position])
        for note in reading.notes:
            self._grid.note(self._findings, note, self._line, position)
        return reading.value

    def note(self, note: Note, column: Column[Any] | None = None) -> None:
        """Add what was found in the row or in one of its cells."""
        position = self._grid.header.positions.get(column.key) if column else None
        self._grid.note(self._findings, note, self._line, position)


def column_letters(position: int) -> str:
    """A column's letters in a sheet: 0 is A, 26 is AA.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters
