"""Tables from named sheets, whichever program or library reads their rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from kyosai_xl.dataset.findings import Findings, error
from kyosai_xl.dataset.grid import Grid, Row, Source, find_grid
from kyosai_xl.dataset.reading import listed
from kyosai_xl.dataset.tables import TABLES, Table

HEADER_WITHIN = 10
"""The header stands in one of the first rows, below a title perhaps."""

_REPORT = "検算"
"""A sheet that a report workbook has."""

OpenRows = Callable[[Findings, int], Iterator[Row]]
"""As in ``grid.Source``."""


def open_sheets(
    names: Sequence[str], rows_of: Callable[[str], OpenRows], file: str, findings: Findings
) -> dict[Table, Grid]:
    """The tables whose sheet and header could be found; everything else becomes a finding."""
    matching = {
        table: [name for name in names if _folded(name) in map(_folded, table.sheets)]
        for table in TABLES
    }
    if not any(matching.values()):
        _note_no_tables(names, file, findings)
        return {}
    grids = {}
    for table, found in matching.items():
        if len(found) == 1:
            grid = _find_grid(Source(table, file, found[0], rows_of(found[0])), findings)
            if grid:
                grids[table] = grid
        elif found or not table.optional:
            _note_sheets(table, found, file, findings)
    return grids


def filled_rows(rows: Iterable[Sequence[object]], header_line: int) -> Iterator[Row]:
    """The rows below the header that hold anything, each with its line number."""
    for line, cells in enumerate(rows, 1):
        if line > header_line and any(cell != "" for cell in cells):
            # To a dictionary of values already read, True is 1.
            yield line, [str(cell).upper() if isinstance(cell, bool) else cell for cell in cells]


def _find_grid(source: Source, findings: Findings) -> Grid | None:
    candidates = list(islice(source.open_rows(findings, 0), HEADER_WITHIN))
    if candidates:
        return find_grid(source, candidates, findings)
    message = f"シート「{source.sheet}」に何も入っていません。"
    findings.add(error("empty_table", message, "見出しとデータを入れてください。"), source.file)
    return None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _note_no_tables(names: Sequence[str], file: str, findings: Findings) -> None:
    wanted = "、".join(f"「{table.sheet}」" for table in TABLES if not table.optional)
    message = f"実績報告の表が1つもありません。あるシートは{listed(names)}です。"
    action = f"シートの名前を{wanted}にしてください。"
    if _REPORT in map(_folded, names):
        message += "作成済みの実績報告のブックのようですが、元の件数は入っていません。"
        action = "報告の元になったCSVのフォルダーか、入力シートのあるひな形を指定してください。"
    findings.add(error("no_tables", message, action), file)


def _note_sheets(table: Table, found: list[str], file: str, findings: Findings) -> None:
    if found:
        message = f"{table.sheet}の表のシートが{listed(found)}と重なっています。"
        note = error("doubled_sheet", message, "使わないほうのシートの名前を変えてください。")
    else:
        message = f"シート「{table.sheet}」がありません。"
        action = f"{table.sheet}の表のシート名を「{table.sheet}」にしてください。"
        note = error("missing_table", message, action)
    findings.add(note, file)
