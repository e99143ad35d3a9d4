"""A command without undo, as Excel's macros have none.

LibreOffice would undo a part and spoil the rest: in a workbook with VBA it does not record that
sheets come and go, so that all it recorded about their neighbours is about others then, and 7.4
takes nothing out of cells that a block was written into.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def no_undo(document: Any) -> Iterator[None]:
    """Record nothing; what could be undone before goes too, once the document has changed."""
    manager = document.getUndoManager()
    modified = document.isModified()
    document.setModified(False)
    manager.lock()
    try:
        yield
    finally:
        manager.unlock()
        if document.isModified():
            manager.clear()
        else:
            document.setModified(modified)
