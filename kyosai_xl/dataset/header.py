"""Finding a table's columns in its header row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kyosai_xl.dataset.findings import Note, error, info
from kyosai_xl.dataset.month_forms import read_month
from kyosai_xl.dataset.reading import is_blank, listed, plain, quoted
from kyosai_xl.dataset.tables import Table
from kyosai_xl.domain.months import Month

_NOT_A_MONTH = frozenset({"bad_month", "excel_error", "formula_without_value"})
_SEPARATORS = {"\t": "タブ", ";": "セミコロン"}


class Header(NamedTuple):
    """Where a table's columns stand: positions by the column's name in code.

    ``months`` are the positions of a wide table's months; ``faults`` come with the position
    of their cell, None for the whole row.
    """

    positions: dict[str, int]
    months: dict[int, Month]
    missing: tuple[str, ...]
    faults: tuple[tuple[Note, int | None], ...]


def resolve_header(table: Table, cells: Sequence[object]) -> Header:
    """Find the table's columns; headers are compared without blanks and full-width forms."""
    names = [_folded(cell) for cell in cells]
    keys = {_folded(column.header): column.key for column in table.columns}
    positions: dict[str, int] = {}
    doubled, extra = [], []
    for position, name in enumerate(names):
        key = keys.get(name)
        if key is None:
            extra.append(position)
        elif key in positions:
            doubled.append(position)
        else:
            positions[key] = position
    months: dict[int, Month] = {}
    faults = [(_doubled(cells[position]), position) for position in doubled]
    required = table.required
    if _is_wide(table, positions):
        wide = _Months(cells, extra)
        months, extra = wide.months, wide.rest
        if months or wide.faults:
            faults += wide.faults
            required = table.wide
    missing = tuple(column.header for column in required if column.key not in positions)
    rows = list(_row_faults(table, cells, missing, extra))
    return Header(positions, months, missing, (*faults, *((note, None) for note in rows)))


def _folded(cell: object) -> str:
    return "".join(unicodedata.normalize("NFKC", plain(cell)).split())


def _is_wide(table: Table, positions: dict[str, int]) -> bool:
    long_only = {column.key for column in table.columns} - {column.key for column in table.wide}
    return bool(table.wide) and not long_only & positions.keys()


class _Months:
    """The month columns among a wide table's other columns."""

    def __init__(self, cells: Sequence[object], candidates: Sequence[int]) -> None:
        self.months: dict[int, Month] = {}
        self.faults: list[tuple[Note, int]] = []
        self.rest: list[int] = []
        for position in candidates:
            self._read(position, cells[position])

    def _read(self, position: int, cell: object) -> None:
        reading = read_month(cell)
        month = reading.value
        if month is None and (is_blank(cell) or reading.notes[0].kind in _NOT_A_MONTH):
            self.rest.append(position)
            return
        self.faults += [(note, position) for note in reading.notes]
        if month in self.months.values():
            message = f"{quoted(cell)}と同じ月の列がもうあります。"
            action = "1か月を1列にまとめるか、年月を直してください。"
            self.faults.append((error("doubled_month_column", message, action), position))
        elif month is not None:
            self.months[position] = month


def _row_faults(
    table: Table, cells: Sequence[object], missing: tuple[str, ...], extra: Sequence[int]
) -> Iterator[Note]:
    if missing:
        yield _missing(table, cells, missing)
        return
    silent = {_folded(header) for header in ("", *table.silent)}
    names = [cells[position] for position in extra if _folded(cells[position]) not in silent]
    if names:
        message = f"使わない列{listed(names)}があります。読み飛ばしました。"
        yield info(
            "extra_columns", message, "必要な列の見出しの打ち間違いでないか確かめてください。"
        )


def _missing(table: Table, cells: Sequence[object], missing: tuple[str, ...]) -> Note:
    present = [cell for cell in cells if not is_blank(cell)]
    message = f"見出しに{listed(missing)}の列がありません。あるのは{listed(present)}です。"
    for separator, name in _SEPARATORS.items():
        if any(separator in str(cell) for cell in present):
            message += f"列が{name}で区切られているようです。"
            return error("missing_columns", message, "カンマ区切りのCSVで保存し直してください。")
    action = f"見出し{listed(missing)}の列を加えてください。"
    if table.wide:
        action += "月を横に並べるときは、見出しを「2024-06」の形にしてください。"
    return error("missing_columns", message, action)


def _doubled(cell: object) -> Note:
    action = "使わないほうの列を消してください。"
    return error("doubled_column", f"見出し{quoted(cell)}の列が2つあります。", action)
