"""Care for a workbook that a macro changes: nothing half done, nothing else touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw


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
def all_or_nothing(pairs: Sequence[tuple[xw.Sheet, xw.Sheet]]) -> Iterator[None]:
    """Put sheets back as they were if anything goes wrong inside; each comes with a store.

    The stores are sheets that are there already: a new one would change the VBA project, and so
    break its signature.
    """
    for sheet, store in pairs:
        store.cells.unmerge()
        sheet.cells.copy(store.cells)
    try:
        yield
    except BaseException:
        for sheet, store in pairs:
            sheet.cells.unmerge()
            store.cells.copy(sheet.cells)
        raise
    finally:
        for _, store in pairs:
            store.cells.unmerge()
            store.cells.clear()
