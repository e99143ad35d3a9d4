"""What came of reading one raw cell, and the faults that any kind of cell can have."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from kyosai_xl.dataset.findings import Note, error

T = TypeVar("T")
_LONGEST = 40
_MOST = 20
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# A column of # is what a CSV holds when Excel had no room to show the number.
_EXCEL_ERROR = re.compile(
    r"#(?:N/A|NAME\?|GETTING_DATA|(?:REF|VALUE|DIV/0|NUM|NULL|SPILL|CALC)!)|#+"
).fullmatch


class LostFormula(str):
    """A workbook's formula whose result was never saved."""

    __slots__ = ()


class Reading(NamedTuple, Generic[T]):
    """A cell's value, None if it has none, and what there is to say about it."""

    value: T | None
    notes: tuple[Note, ...] = ()


def unread(note: Note) -> Reading[T]:
    """The reading of a cell that cannot be used."""
    return Reading(None, (note,))


def is_blank(raw: object) -> bool:
    """Whether the cell holds nothing but spaces."""
    return isinstance(raw, str) and not raw.strip()


def narrow(text: str) -> str:
    """The text with full-width letters, digits and spaces made half-width, trimmed.

    Not NFKC: that would turn 「12²」 into 122.
    """
    return text.translate(_NARROW).strip()


def plain(raw: object) -> str:
    """The cell as people see it: Excel's whole numbers without 「.0」."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        raw = raw.date()
    return str(raw)


def quoted(raw: object) -> str:
    """The cell for a message: in 「」, on one line, cut when long."""
    text = "".join(letter if letter.isprintable() else " " for letter in plain(raw))
    return f"「{text[:_LONGEST]}…」" if len(text) > _LONGEST else f"「{text}」"


def listed(values: Iterable[object]) -> str:
    """The cells for a message, side by side; of many the first."""
    shown = [quoted(value) for value in islice(values, _MOST + 1)]
    return "".join(shown[:_MOST]) + ("など" if len(shown) > _MOST else "")


def unusable(raw: object, wanted: str) -> Note | None:
    """The fault of a cell that holds nothing, an Excel error or a bare formula; else None.

    ``wanted`` is what belongs there, e.g. 「年月」.
    """
    if not isinstance(raw, str):
        return None
    text = narrow(raw)
    if not text:
        return error("blank", "空白です。", f"{wanted}を入力してください。")
    if _EXCEL_ERROR(text.upper()):
        return error(
            "excel_error",
            f"{quoted(raw)}はExcelのエラー表示です。",
            f"元の表を直し、{wanted}を入力してください。",
        )
    if text.startswith("="):
        return error(
            "formula_without_value",
            f"{quoted(raw)}は数式で、計算結果が保存されていません。",
            f"Excelで開いて保存し直すか、{wanted}を入力してください。",
        )
    return None
