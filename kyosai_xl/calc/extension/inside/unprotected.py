"""Locked sheets, open to a command while it runs.

Excel's templates lock their sheets against typing but not against macros; LibreOffice knows no
such difference, and opens them locked against both.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

_NO_PASSWORD = ""


@contextmanager
def unprotected(document: Any) -> Iterator[None]:
    """Unlock the sheets that have no password, and lock them again whatever happens.

    A sheet that is gone afterwards is left out.
    """
    sheets = document.getSheets()
    opened = [name for name in sheets.getElementNames() if unlock(sheets.getByName(name))]
    try:
        yield
    finally:
        for name in opened:
            if sheets.hasByName(name) and not sheets.getByName(name).isProtected():
                sheets.getByName(name).protect(_NO_PASSWORD)


def unlock(sheet: Any) -> bool:
    """Unlock a sheet and return whether it was locked; one with a password stays locked."""
    if not sheet.isProtected():
        return False
    import uno  # type: ignore[import-not-found]

    wrong_password = uno.getClass("com.sun.star.lang.IllegalArgumentException")
    with suppress(wrong_password):
        sheet.unprotect(_NO_PASSWORD)
    return not sheet.isProtected()
