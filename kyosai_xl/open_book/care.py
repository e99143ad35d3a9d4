"""Care for a workbook that a macro changes: nothing half done, nothing else touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw

_COPY = "控え "


@contextmanager
def at_work(book: xw.Book, told: str) -> Iterator[None]:
    """Say in the status bar what is done, and leave sheet and selection in front as they were."""
    app = book.app
    front = book.sheets.active
    selected = app.selection
    address = selected.address if selected is not None else None
    with app.properties(
        status_bar=f"共済推進: {told}…",
        screen_updating=False,
        display_alerts=False,
        calculation="manual",
    ):
        try:
            yield
        finally:
            # A sheet that was deleted on the way cannot come to the front again.
            with suppress(Exception):
                if book.sheets.active != front:
                    front.activate()
                if address is not None:
                    front.range(address).select()


@contextmanager
def all_or_nothing(book: xw.Book, sheets: Sequence[xw.Sheet]) -> Iterator[None]:
    """Put the sheets back as they were if anything goes wrong inside."""
    copies = [_copied(book, sheet) for sheet in sheets]
    try:
        yield
    except BaseException:
        for sheet, copy in zip(sheets, copies, strict=True):
            sheet.cells.unmerge()
            copy.cells.copy(sheet.cells)
        raise
    finally:
        for copy in copies:
            copy.delete()


def _copied(book: xw.Book, sheet: xw.Sheet) -> xw.Sheet:
    taken = {each.name for each in book.sheets}
    number = next(n for n in range(1, len(taken) + 2) if f"{_COPY}{n}" not in taken)
    return sheet.copy(after=book.sheets[-1], name=f"{_COPY}{number}")
