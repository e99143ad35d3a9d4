"""「書式」: every look of the regenerated sheets, very hidden, for buttons to copy from.

The program that has a workbook open can copy a cell's whole look, but sets only a part of it
from outside: a button copies a pattern cell or row from here. Each row starts with its key, which
follows from the looks alone, so that a template of another version is noticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from kyosai_xl.layout.model import Cell, Page, Sheet
from kyosai_xl.layout.styles import NOTE, Style

NAME = "書式"
CODE_NAME = "ShPalette"
FIRST_COLUMN = 1
"""Where the looks start; the key stands before them."""

Looks = tuple[Style | None, ...]
"""Side by side; None is a fresh cell."""
FRESH: Looks = (None,)


def look_key(looks: Looks) -> str:
    """Return the key of a row of looks: the same wherever and whenever it is worked out."""
    text = "|".join("" if look is None else _text(look) for look in looks)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _text(style: Style) -> str:
    fields = style._asdict() | {"size": float(style.size)}
    return ",".join(f"{name}={value}" for name, value in fields.items())


def looks_of(sheet: Sheet) -> Iterator[Looks]:
    """Yield the looks that a sheet needs: of single cells one, of a table's rows all at once."""
    for cell in sheet.cells:
        yield (cell.style,)
    for table in sheet.tables:
        yield from table.styles.values()


def palette_sheet(sheets: Iterable[Sheet]) -> Sheet:
    """Return the sheet with every look of these sheets once, in a fixed order."""
    found = {look_key(looks): looks for sheet in sheets for looks in looks_of(sheet)}
    found[look_key(FRESH)] = FRESH
    rows = sorted(found.items())
    width = max((len(looks) for looks in found.values()), default=0)
    return Sheet(
        name=NAME,
        page=Page("A4"),
        widths=(20.0, *(6.0,) * width),
        cells=tuple(
            cell
            for row, (key, looks) in enumerate(rows)
            for cell in (Cell(row, 0, key, NOTE), *_pattern(row, looks))
        ),
        visibility="very_hidden",
        code_name=CODE_NAME,
    )


def _pattern(row: int, looks: Looks) -> Iterator[Cell]:
    for column, look in enumerate(looks, FIRST_COLUMN):
        if look is not None:
            yield Cell(row, column, None, look)
