"""The unions' monthly counts, a row a month (long) or a column a month (wide).

Hundreds of thousands of rows are usual and nearly all are clean, so that a clean row costs
three dictionary look-ups; anything else is read again with care.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from operator import itemgetter
from typing import TypeVar

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.findings import Findings, Note, error, warning
from kyosai_xl.dataset.grid import Grid, RowReader
from kyosai_xl.dataset.model_unions import Master, UnionKey, union_label
from kyosai_xl.dataset.month_series import (
    MonthColumn,
    Series,
    contiguous,
    late_month,
    outside_months,
)
from kyosai_xl.dataset.reading import is_blank
from kyosai_xl.domain.months import Month

K = TypeVar("K")
V = TypeVar("V")
_ONE_OF_TWO = "1つにまとめるか、要らない行を消してください。"


def read_counts(grid: Grid, master: Master | None, findings: Findings) -> Series | None:
    """Read the counts; their positions are those of the master's unions.

    None if there is nothing to make a series of. Without a master any union is accepted, so
    that the rows' own faults still come to light.
    """
    before = findings.errors
    counts = _Counts(grid, master, findings)
    if grid.header.months:
        counts.read_wide()
    elif grid.has(*tables.UNION_COUNTS.columns):
        counts.read_long()
    else:
        return None
    columns = {month: column for month, column in counts.columns.items() if column.rows}
    if outside := outside_months(columns):
        columns = {month: columns[month] for month in columns.keys() - outside}
        counts.note_months(outside, _outside_note(contiguous(columns, 0)))
    if not any(any(column.counts) for column in columns.values()):
        if not grid.empty and findings.errors == before:
            action = "件数の列に数を入力してください。"
            grid.note(
                findings, error("no_counts", "0より大きい件数がありません。", action), grid.line
            )
        return None
    if late := late_month(columns):
        counts.note_months({late[1]}, _late_note(*late), once=True)
    return contiguous(columns, len(counts.positions))


class _Clean(dict[K, V]):
    """What a raw value means, for values with nothing to say about; KeyError for others."""

    def __init__(self, find: Callable[[K], V | None]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, raw: K) -> V:
        found = self._find(raw)
        if found is None:
            raise KeyError(raw)
        self[raw] = found
        return found


class _Counts:
    """The counts read so far."""

    def __init__(self, grid: Grid, master: Master | None, findings: Findings) -> None:
        self.columns: dict[Month, MonthColumn] = {}
        self.positions: dict[UnionKey, int] = {}
        for key in master.keys if master else ():
            self.positions[key] = len(self.positions)
        self._accepts_any = master is None
        self._grid = grid
        self._findings = findings
        self._reader = RowReader(grid, findings)
        self._unions = _Clean(self._clean_union)
        self._months = _Clean(self._clean_month)
        self._numbers = _Clean(self._clean_number)

    def read_long(self) -> None:
        """Read a row a union and month."""
        at = self._grid.header.positions
        pick = itemgetter(*(at[column.key] for column in tables.UNION_COUNTS.columns))
        unions, months, numbers = self._unions, self._months, self._numbers
        for line, cells in self._grid.rows(self._findings):
            branch, union, month, count = pick(cells)
            try:
                position = unions[branch, union]
                column = months[month]
                number = numbers[count]
            except KeyError:
                self._read_with_care(line, cells)
                continue
            if column.seen[position]:
                self._read_with_care(line, cells)
            else:
                column.seen[position] = 1
                column.counts[position] = number

    def _read_with_care(self, line: int, cells: Sequence[object]) -> None:
        reader = self._reader
        reader.at(line, cells)
        key = self._read_union()
        month = reader.read(tables.MONTH)
        number = reader.read(tables.COUNT)
        if key is None or month is None:
            return
        column, position = self._column(month), self.positions[key]
        if column.seen[position]:
            message = f"{union_label(key)}の{month.label}の件数が前の行にもあります。"
            reader.note(error("doubled_count", message, _ONE_OF_TWO), tables.MONTH)
        elif number is not None:
            column.seen[position] = 1
            column.counts[position] = number

    def read_wide(self) -> None:
        """Read a row a union with a column a month; a blank cell is no contracts."""
        header, reader = self._grid.header, self._reader
        columns = [(at, self._column(month)) for at, month in header.months.items()]
        lines: dict[UnionKey, int] = {}
        for line, cells in self._grid.rows(self._findings):
            reader.at(line, cells)
            key = self._read_union()
            position = None if key is None else self.positions[key]
            if key is not None and lines.setdefault(key, line) != line:
                message = f"{union_label(key)}の行は{lines[key]}行目にもあります。"
                reader.note(error("doubled_count", message, _ONE_OF_TWO), tables.UNION_CODE)
                position = None
            for at, column in columns:
                number = self._read_number(cells[at], at)
                if number is not None and position is not None:
                    column.seen[position] = 1
                    column.counts[position] = number

    def _read_number(self, raw: object, at: int) -> int | None:
        try:
            return self._numbers[raw]
        except KeyError:
            return None if is_blank(raw) else self._reader.read_at(tables.COUNT, at)

    def _read_union(self) -> UnionKey | None:
        reader = self._reader
        branch, union = reader.read(tables.BRANCH_CODE), reader.read(tables.UNION_CODE)
        if branch is None or union is None:
            return None
        key = (branch, union)
        if key not in self.positions:
            if not self._accepts_any:
                message = f"{union_label(key)}は単組の表にありません。"
                action = "コードを直すか、単組の表にこの単組を加えてください。"
                reader.note(error("unknown_union", message, action), tables.UNION_CODE)
                return None
            self.positions[key] = len(self.positions)
            for column in self.columns.values():
                column.grow()
        return key

    def _column(self, month: Month) -> MonthColumn:
        if month not in self.columns:
            self.columns[month] = MonthColumn(len(self.positions))
        return self.columns[month]

    def _clean_union(self, raw: tuple[object, object]) -> int | None:
        branch = self._reader.look(tables.BRANCH_CODE, raw[0])
        union = self._reader.look(tables.UNION_CODE, raw[1])
        if branch.notes or union.notes:
            return None
        return self.positions.get((branch.value or "", union.value or ""))

    def _clean_month(self, raw: object) -> MonthColumn | None:
        reading = self._reader.look(tables.MONTH, raw)
        if reading.notes or reading.value is None:
            return None
        return self._column(reading.value)

    def _clean_number(self, raw: object) -> int | None:
        reading = self._reader.look(tables.COUNT, raw)
        return None if reading.notes else reading.value

    def note_months(
        self, months: Collection[Month], note: Callable[[Month], Note], *, once: bool = False
    ) -> None:
        """Go through the input once more and add the note where these months stand."""
        for line, position, month in self._month_places():
            if month is not None and month in months:
                self._grid.note(self._findings, note(month), line, position)
                if once:
                    return

    def _month_places(self) -> Iterator[tuple[int, int, Month | None]]:
        header = self._grid.header
        if header.months:
            for position, month in header.months.items():
                yield self._grid.line, position, month
            return
        position = header.positions[tables.MONTH.key]
        for line, cells in self._grid.rows(Findings()):
            yield line, position, self._reader.look(tables.MONTH, cells[position]).value


def _outside_note(series: Series) -> Callable[[Month], Note]:
    def note(month: Month) -> Note:
        message = (
            f"{month.label}は、ほかの年月（{series.first.label}から{series.last.label}）から"
            "3年以上離れています。"
        )
        return error("outside_series", message, "年の打ち間違いを直してください。")

    return note


def _late_note(before: Month, last: Month) -> Callable[[Month], Note]:
    def note(_: Month) -> Note:
        months = last.ordinal - before.ordinal
        message = (
            f"最後の{last.label}は、その前に件数のある{before.label}から"
            f"{months}か月離れています。集計月の打ち間違いではありませんか。"
        )
        return warning("late_month", message, "正しければ、このままで構いません。")

    return note
