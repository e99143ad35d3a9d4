"""The regenerated sheets of an open workbook: which to write, and writing them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kyosai_xl.layout import palette_sheet
from kyosai_xl.layout.model import Sheet
from kyosai_xl.layout.template_book import CODE_NAMES, PATTERN_PREFIX
from kyosai_xl.open_book.care import all_or_nothing
from kyosai_xl.open_book.records import NotATemplateError, Records
from kyosai_xl.writers.live import Palette, write_sheet

if TYPE_CHECKING:
    import xlwings as xw

_TITLE = "共済推進"
_VERY_HIDDEN = 2


class CancelledError(Exception):
    """The person said no; nothing has changed and nothing need be told."""


def rewrite(book: xw.Book, sheets: Sequence[Sheet], requested: Collection[str]) -> None:
    """Write the requested sheets, and every other one whose layout is no longer the written one.

    Sheets refer to each other's rows, so one that moved takes the others along. Asks before it
    replaces one that someone has edited; raises CancelledError when the answer is no, and leaves
    the workbook as it was whatever goes wrong.
    """
    records = Records(book)
    palette = _palette(book)
    present = {sheet.name: sheet for sheet in book.sheets}
    if any(sheet.name not in present for sheet in sheets):
        # What referred to the lost sheet refers to nothing now.
        requested = [sheet.name for sheet in sheets]
    wanted = [sheet for sheet in sheets if sheet.name in requested or not records.fits(sheet)]
    lost = [sheet.name for sheet in wanted if sheet.name not in present]
    targets = [present[sheet.name] for sheet in wanted if sheet.name in present]
    _ask(book, [target.name for target in targets if records.is_edited(target)])
    pairs = [(target, _pattern(book, target.name)) for target in targets]
    with all_or_nothing(pairs), _revived(book, lost):
        for sheet in wanted:
            write_sheet(sheet, book.sheets[sheet.name], palette)
        for sheet in wanted:
            records.note(sheet, book.sheets[sheet.name])


@contextmanager
def _revived(book: xw.Book, names: Sequence[str]) -> Iterator[None]:
    """Bring sheets back before any other refers to them; away again if anything goes wrong."""
    revived: list[xw.Sheet] = []
    try:
        revived.extend(_revive(book, name) for name in names)
        yield
    except BaseException:
        for sheet in revived:
            sheet.delete()
        raise


def _palette(book: xw.Book) -> Palette:
    if palette_sheet.NAME not in {sheet.name for sheet in book.sheets}:
        raise NotATemplateError(book.name)
    return Palette(book.sheets[palette_sheet.NAME])


def _ask(book: xw.Book, edited: list[str]) -> None:
    if not edited:
        return
    names = "、".join(f"「{name}」" for name in edited)
    answer = book.app.alert(
        f"{names}は、作られた後で変更されています。作り直すと、その変更は失われます。"
        "作り直しますか?",
        title=_TITLE,
        buttons="yes_no",
    )
    if answer != "yes":
        raise CancelledError


def _revive(book: xw.Book, name: str) -> xw.Sheet:
    """Bring a deleted sheet back from its pattern, in its old place among the others."""
    pattern = _pattern(book, name)
    pattern.visible = True
    try:
        return pattern.copy(name=name, **_place(book, name))
    finally:
        pattern.visible = _VERY_HIDDEN  # type: ignore[assignment] # Excel's own number


def _pattern(book: xw.Book, name: str) -> xw.Sheet:
    """Return the very hidden sheet that is set up like the named one."""
    pattern_name = PATTERN_PREFIX + name
    if pattern_name not in {sheet.name for sheet in book.sheets}:
        raise NotATemplateError(book.name)
    return book.sheets[pattern_name]


def _place(book: xw.Book, name: str) -> dict[str, xw.Sheet]:
    """Return which sheet the revived one stands beside."""
    present = {sheet.name: sheet for sheet in book.sheets}
    order = list(CODE_NAMES)
    at = order.index(name)
    for other in reversed(order[:at]):
        if other in present:
            return {"after": present[other]}
    for other in order[at + 1 :]:
        if other in present:
            return {"before": present[other]}
    return {"before": present[PATTERN_PREFIX + name]}
