"""Tables from a folder of CSV files, streamed; nothing in the folder is changed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TextIO

from kyosai_xl.dataset.findings import Findings, Note, error
from kyosai_xl.dataset.grid import Grid, Row, Source, find_grid
from kyosai_xl.dataset.os_faults import os_fault
from kyosai_xl.dataset.tables import TABLES, Table
from kyosai_xl.dataset.text_encoding import UTF16, detect_encoding

WORKBOOKS = (".xlsx", ".xlsm")


def open_folder(folder: Path, given: str, findings: Findings) -> dict[Table, Grid]:
    """The tables whose header could be found; everything else becomes a finding.

    ``given`` is the folder as the user wrote it.
    """
    try:
        names = {path.name.casefold(): path for path in sorted(folder.iterdir())}
    except OSError as cause:
        findings.add(os_fault(cause), given)
        return {}
    present = {table: names[table.file] for table in TABLES if table.file in names}
    if not present:
        _note_no_tables(names.values(), given, findings)
        return {}
    grids = {}
    for table in TABLES:
        if table in present:
            grid = _open_file(table, present[table], findings)
            if grid:
                grids[table] = grid
        elif not table.optional:
            message = f"フォルダー「{given}」に{table.sheet}の表がありません。"
            action = f"「{table.file}」という名前のCSVを入れてください。"
            findings.add(error("missing_table", message, action), table.file)
    return grids


def _note_no_tables(paths: Iterable[Path], given: str, findings: Findings) -> None:
    message = "フォルダーに実績報告の表が1つもありません。"
    names = "、".join(f"「{table.file}」" for table in TABLES if not table.optional)
    action = f"{names}の入ったフォルダーを指定してください。"
    workbook = next((path.name for path in paths if path.suffix.lower() in WORKBOOKS), None)
    if workbook:
        action += f"ブックから読むときは「{workbook}」のようにブックを指定してください。"
    findings.add(error("no_tables", message, action), given)


class _CsvFile(NamedTuple):
    path: Path
    encoding: str
    delimiter: str
    width: int = 0


def _open_file(table: Table, path: Path, findings: Findings) -> Grid | None:
    try:
        encoding = detect_encoding(path)
        if encoding.note:
            findings.add(encoding.note, path.name, encoding.place)
        if encoding.name is None:
            return None
        return _open_text(table, _CsvFile(path, encoding.name, ","), findings)
    except OSError as cause:
        findings.add(os_fault(cause), path.name)
        return None


def _open_text(table: Table, file: _CsvFile, findings: Findings) -> Grid | None:
    line, cells = _first_row(file)
    if file.encoding == UTF16 and len(cells) == 1:
        # What Excel calls Unicode text is separated by tabs.
        file = file._replace(delimiter="\t")
        line, cells = _first_row(file)
    if not cells:
        action = "見出しとデータを入れてください。"
        findings.add(error("empty_table", "中身がありません。", action), file.path.name)
        return None
    rows = partial(_rows, file._replace(width=len(cells)))
    return find_grid(Source(table, file.path.name, None, rows), [(line, cells)], findings)


def _first_row(file: _CsvFile) -> tuple[int, list[str]]:
    with _open(file) as text:
        reader = csv.reader(text, delimiter=file.delimiter)
        line = 1
        try:
            for cells in reader:
                while cells and not cells[-1].strip():
                    cells.pop()
                if cells:
                    return line, cells
                line = reader.line_num + 1
        except csv.Error:
            return line, [""]
    return line, []


def _rows(file: _CsvFile, findings: Findings, header_line: int) -> Iterator[Row]:
    width = file.width
    try:
        with _open(file) as text:
            reader = csv.reader(text, delimiter=file.delimiter)
            following = 1
            for row in reader:
                line, following = following, reader.line_num + 1
                if line <= header_line or not any(row):
                    continue
                if len(row) == width:
                    yield line, row
                elif fitted := _fitted(row, width):
                    yield line, fitted
                elif any(map(str.strip, row)):
                    findings.add(_wrong_width(row, width), file.path.name, f"{line}行目")
    except csv.Error:
        message = f"{following}行目から先をCSVとして読めません。"
        action = '引用符（"）の閉じ忘れがないか確かめてください。'
        findings.add(error("broken_csv", message, action), file.path.name, f"{following}行目")
    except OSError as cause:
        findings.add(os_fault(cause), file.path.name)


def _fitted(row: list[str], width: int) -> list[str]:
    return [] if len(row) < width or any(map(str.strip, row[width:])) else row[:width]


def _wrong_width(row: Sequence[str], width: int) -> Note:
    message = f"列の数が{len(row)}で、見出しの{width}と合いません。"
    action = 'カンマや引用符（"）の過不足を直してください。'
    return error("cell_count", message, action)


def _open(file: _CsvFile) -> TextIO:
    return file.path.open(encoding=file.encoding, errors="replace", newline="")
