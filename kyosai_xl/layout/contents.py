"""What stands in a sheet's cells, in one form for a layout and for an open workbook.

Programs write a formula back in their own way (quotes, capitals, a leading @), so that two sheets
are compared by this form and its digest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kyosai_xl.layout.model import ROW, Formula, Sheet, Table, Value, address

Contents = Mapping[tuple[int, int], str]
"""Row and column (from 0) → what stands there; blank cells are left out."""

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_NOISE = re.compile(r"'|\s|@|_xlfn\.|_xlws\.|_xludf\.")
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zone
_DAY = dt.timedelta(days=1)


def contents(sheet: Sheet) -> dict[tuple[int, int], str]:
    """Return what the layout puts into the cells."""
    found = {}
    for row, column, value in _cells(sheet):
        text = _written(value)
        if text:
            found[row, column] = text
    return found


def contents_of(
    values: Sequence[Sequence[object]], formulas: Sequence[Sequence[object]]
) -> dict[tuple[int, int], str]:
    """Return what stands in a block of cells that starts at A1, values and formulas by rows."""
    found = {}
    for row, cells in enumerate(zip(values, formulas, strict=True)):
        for column, (value, formula) in enumerate(zip(*cells, strict=True)):
            text = plain(value, formula)
            if text:
                found[row, column] = text
    return found


def plain(value: object, formula: object) -> str:
    """Return a cell of an open workbook in the common form; empty for a blank one."""
    if isinstance(formula, str) and len(formula) > 1 and formula.startswith("="):
        return _formula(formula)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime):
        return _number((value.replace(tzinfo=None) - _EPOCH) / _DAY)
    return _number(value) if isinstance(value, (int, float, Decimal)) else f"“{value}"


def digest(found: Contents) -> str:
    """Return a short text that changes with any cell."""
    lines = (f"{address(*place)}={text}" for place, text in sorted(found.items()))
    return _hash("\0".join(lines))


def layout_digest(sheet: Sheet) -> str:
    """Return a short text that changes with anything that the layout says of the sheet."""
    # A sheet without charts keeps the digest that templates given out before know it by.
    plain_parts = repr(sheet._replace(tables=(), cells=())).replace(", charts=()", "")
    tables = (
        (
            table.row,
            table.styles,
            table.height,
            list(table.spans()),
            [key for key, _ in table.rows()],
        )
        for table in sheet.tables
    )
    cells = [cell._replace(value=None) for cell in sheet.cells]
    return _hash(f"{digest(contents(sheet))}{plain_parts}{cells}{list(tables)}")


def _hash(text: str) -> str:
    # Half a pair of surrogates can stand in a cell, and not in UTF-8.
    encoded = text.encode(errors="surrogatepass")
    return hashlib.blake2b(encoded, digest_size=12).hexdigest()


def _cells(sheet: Sheet) -> Iterator[tuple[int, int, Value | Formula]]:
    for cell in sheet.cells:
        yield cell.row, cell.column, cell.value
    for table in sheet.tables:
        yield from table_cells(table)


def table_cells(table: Table) -> Iterator[tuple[int, int, Value | Formula]]:
    """Yield row, column and content of a table's cells, formulas written out."""
    for row, (_, values) in enumerate(table.rows(), table.row):
        for number, (column, value) in enumerate(zip(table.columns, values, strict=True)):
            if column.formula and value is not None and not isinstance(value, Formula):
                yield row, number, Formula(column.formula.replace(ROW, str(row + 1)), value)
            else:
                yield row, number, value


def _written(value: Value | Formula) -> str:
    if isinstance(value, Formula):
        return _formula(value.text)
    return plain(value, value)


def _formula(text: str) -> str:
    """Return a formula without what programs change, texts in it kept as they are."""
    bare = text.removeprefix("=")
    pieces: list[str] = []
    at = 0
    for quoted in _TEXT.finditer(bare):
        pieces += (_NOISE.sub("", bare[at : quoted.start()]).upper(), quoted[0])
        at = quoted.end()
    pieces.append(_NOISE.sub("", bare[at:]).upper())
    return "=" + "".join(pieces)


def _number(value: float | Decimal) -> str:
    return f"{float(value):.12g}"
