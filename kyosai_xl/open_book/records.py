"""What the workbook remembers of its regenerated sheets: how they were written, very hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kyosai_xl.errors import KyosaiError
from kyosai_xl.layout.contents import contents_of, digest, layout_digest
from kyosai_xl.layout.model import Sheet
from kyosai_xl.layout.template_book import BRANCH, FIRST_RECORD, KINDS, RECORDS, Kind

if TYPE_CHECKING:
    import xlwings as xw

_NAME, _LAYOUT, _CONTENTS = 1, 2, 3


class NotATemplateError(KyosaiError):
    """The workbook in front was not made from a template."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"「{name}」は「支部実績」「全国集計」のひな形から作ったブックではありません。"
            "ひな形から作ったブックを開いて、もう一度押してください。"
        )


class Records:
    """Sheet name → the digests of its layout and of its contents when it was written."""

    def __init__(self, book: xw.Book) -> None:
        """Read them from the workbook. Raises NotATemplateError."""
        names = {sheet.name for sheet in book.sheets}
        if RECORDS not in names:
            raise NotATemplateError(book.name)
        self._sheet = book.sheets[RECORDS]
        last = self._sheet.used_range.last_cell.row
        rows = self._sheet.range((1, _NAME), (last, _CONTENTS)).options(ndim=2).value
        self._kind = rows[1][1]
        self._lines = {row[0]: n for n, row in enumerate(rows, 1) if n > FIRST_RECORD}
        self._known = {row[0]: (str(row[1]), str(row[2])) for row in rows[FIRST_RECORD:]}

    @property
    def kind(self) -> Kind:
        """Which of the templates the workbook was made from."""
        return next((kind for kind in KINDS if kind.code == self._kind), BRANCH)

    def fits(self, sheet: Sheet) -> bool:
        """Whether the sheet was last written by this very layout."""
        return self._known.get(sheet.name, ("", ""))[0] == layout_digest(sheet)

    def is_edited(self, sheet: xw.Sheet) -> bool:
        """Whether someone has changed the sheet since it was written."""
        known = self._known.get(sheet.name)
        return known is not None and known[1] != digest(live_contents(sheet))

    def note(self, sheet: Sheet, target: xw.Sheet) -> None:
        """Remember how the sheet stands now, just written."""
        line = self._lines.setdefault(sheet.name, max(self._lines.values(), default=0) + 1)
        digests = layout_digest(sheet), digest(live_contents(target))
        self._known[sheet.name] = digests
        self._sheet.range((line, _NAME), (line, _CONTENTS)).value = (sheet.name, *digests)


def live_contents(sheet: xw.Sheet) -> dict[tuple[int, int], str]:
    """Return what stands in the cells of an open sheet, in the common form."""
    cells = sheet.range((1, 1), sheet.used_range.last_cell)
    values = cells.options(ndim=2, err_to_str=True).value
    formulas: Sequence[Sequence[object]] = cells.formula
    if cells.count == 1:
        formulas = ((formulas,),)
    return contents_of(values, formulas)
