"""The input sheets of an open workbook, read and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from kyosai_xl.dataset.assembly import SourceError, assemble
from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Finding, Findings, Level
from kyosai_xl.dataset.grid import Row
from kyosai_xl.dataset.places import count_places, result_places, union_places
from kyosai_xl.dataset.sheets import OpenRows, filled_rows, open_sheets
from kyosai_xl.errors import KyosaiError
from kyosai_xl.layout.origin import InputCells, Origin

if TYPE_CHECKING:
    import xlwings as xw


class InputFaultError(KyosaiError):
    """The input holds errors; nothing can be worked out from it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Tell the first error; 「点検」 lists all."""
        errors = [finding for finding in findings if finding.level is Level.ERROR]
        first = errors[0]
        where = f"{first.place}: " if first.place else ""
        more = f"ほかに{len(errors) - 1:,}件あります。" if len(errors) > 1 else ""
        super().__init__(
            f"{where}{first.message}{first.action}{more}"
            "「点検」を押すと一覧になります。ブックは変更していません。"
        )
        self.findings = findings


class Inputs(NamedTuple):
    """What is typed into a workbook, and where each figure stands."""

    data: DataSet
    origin: Origin


def read_inputs(book: xw.Book) -> Inputs:
    """Read the input sheets of the open workbook. Raises InputFaultError."""
    findings = Findings()
    sheets = {sheet.name: sheet for sheet in book.sheets}
    names = list(sheets)

    def rows_of(name: str) -> OpenRows:
        return partial(_rows, _values(sheets[name]))

    grids = open_sheets(names, rows_of, "", findings)
    try:
        data = assemble(grids, book.name, findings)
    except SourceError as error:
        raise InputFaultError(error.findings) from error
    places = (union_places(grids), count_places(grids), result_places(grids))
    return Inputs(data, Origin(*(InputCells(*each) for each in places)))


def _values(sheet: xw.Sheet) -> list[list[object]]:
    """Return every cell from A1 on, blank ones as empty texts, errors as their texts."""
    cells = sheet.range((1, 1), sheet.used_range.last_cell)
    found: list[list[object]] = cells.options(
        ndim=2, err_to_str=True, empty="", dates=dt.datetime
    ).value
    return found


def _rows(values: list[list[object]], _: Findings, header_line: int) -> Iterator[Row]:
    return filled_rows(values, header_line)
