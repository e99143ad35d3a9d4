"""A month in any of the ways people write it → Month, and a note unless it is 「2024-06」."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from kyosai_xl.dataset.findings import Note, error, warning
from kyosai_xl.dataset.reading import Reading, is_blank, narrow, plain, quoted, unread, unusable
from kyosai_xl.domain.months import MONTHS_IN_YEAR, Month

EARLIEST_YEAR = 1950
LATEST_YEAR = 2100
_WANTED = "年月（例: 2024-06）"
_ACTION = "「2024-06」の形に直してください。"
_SERIALS = range(40_000, 60_001)
_SERIAL_DAY_0 = dt.date(1899, 12, 30)
_ERA_YEAR_0 = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
_ENGLISH = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"
# Japanese keyboards give several dashes; NFKC folds only the full-width one.
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))

_DAY_AND_TIME = r"(?:{0} ?[0-9]{{1,2}} ?日?(?:[T ] ?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9.]+)?)?)?"
_AFTER_YEAR = (
    r" ?(?:(?P<mark>[-/.]) ?(?P<a>[0-9]{1,2})"
    + _DAY_AND_TIME.format("(?P=mark)")
    + r"|年 ?(?P<b>[0-9]{1,2}) ?(?:月"
    + _DAY_AND_TIME.format("")
    + r")?)"
)
_CANONICAL = re.compile(r"([0-9]{4})-([0-9]{2})").fullmatch
_WESTERN = re.compile(r"(?P<year>[0-9]{4})" + _AFTER_YEAR).fullmatch
_ERA = re.compile(r"(?P<era>令和|平成|R|H) ?(?P<year>[1-9][0-9]?|元)" + _AFTER_YEAR).fullmatch
_DAMAGED = re.compile(
    rf"(?P<month>{_ENGLISH.replace(' ', '|')})-(?P<century>20)?(?P<year>[0-9]{{2}})"
).fullmatch
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?").fullmatch
_WITHOUT_YEAR = re.compile(r"([0-9]{1,2}) ?月").fullmatch
_ONE_DECIMAL = re.compile(r"[0-9]{4}\.1").fullmatch


def read_month(raw: object) -> Reading[Month]:
    """The month a cell means; the day of a date plays no part."""
    if isinstance(raw, dt.date):
        month = Month(raw.year, raw.month)
        return _checked(raw, month, natural=raw.day == 1)
    if isinstance(raw, str):
        if match := _CANONICAL(raw.strip()):
            return _checked(raw, Month(int(match[1]), int(match[2])), natural=True)
        return unread(fault) if (fault := unusable(raw, _WANTED)) else _read_written(raw)
    if isinstance(raw, int | float):
        # Excel turns 2024.10 into the number 2024.1.
        if _ONE_DECIMAL(plain(raw)):
            message = f"{quoted(raw)}は1月か10月か分かりません。"
            return unread(error("ambiguous_month", message, _ACTION))
        return _read_written(plain(raw))
    return unread(_unreadable(raw))


def read_month_of_any_year(raw: object) -> Reading[Month | int]:
    """The same where the year may be left out: 「8月」 is 8; a blank cell is no month."""
    if is_blank(raw):
        return Reading(None)
    if isinstance(raw, str) and (match := _WITHOUT_YEAR(narrow(raw))):
        number = int(match[1])
        return Reading(number) if 1 <= number <= MONTHS_IN_YEAR else unread(_no_such_month(raw))
    return Reading(*read_month(raw))


def _read_written(raw: str) -> Reading[Month]:
    text = " ".join(unicodedata.normalize("NFKC", raw).upper().translate(_DASHES).split())
    if match := _WESTERN(text) or _ERA(text):
        parts = match.groupdict()
        year = int(parts["year"].replace("元", "1")) + _ERA_YEAR_0.get(parts.get("era", ""), 0)
        return _checked(raw, Month(year, int(parts["a"] or parts["b"])), natural=False)
    if match := _DAMAGED(text):
        month = Month(2000 + int(match["year"]), _ENGLISH.index(match["month"]) // 4 + 1)
        return _checked(raw, month, natural=False)
    if _SERIAL(text) and int(float(text)) in _SERIALS:
        day = _SERIAL_DAY_0 + dt.timedelta(days=int(float(text)))
        return _checked(raw, Month(day.year, day.month), natural=False)
    if _WITHOUT_YEAR(text):
        return unread(error("month_without_year", f"{quoted(raw)}には年がありません。", _ACTION))
    return unread(_unreadable(raw))


def _checked(raw: object, month: Month, *, natural: bool) -> Reading[Month]:
    if not 1 <= month.month <= MONTHS_IN_YEAR:
        return unread(_no_such_month(raw))
    if not EARLIEST_YEAR <= month.year <= LATEST_YEAR:
        message = f"{quoted(raw)}の年は{EARLIEST_YEAR}年から{LATEST_YEAR}年の間にありません。"
        return unread(error("year_number", message, "年の打ち間違いを直してください。"))
    if natural:
        return Reading(month)
    message = f"{quoted(raw)}を{month.label}と読みました。"
    action = f"「{month}」の形で入力してください。"
    if _ONE_DECIMAL(plain(raw)):
        action = f"Excelが「10」の0を落とした10月でないか確かめ、{action}"
    note = warning("month_form", message, action)
    return Reading(month, (note,))


def _no_such_month(raw: object) -> Note:
    return error("month_number", f"{quoted(raw)}の月は1から12の間にありません。", _ACTION)


def _unreadable(raw: object) -> Note:
    return error("bad_month", f"{quoted(raw)}は年月として読めません。", _ACTION)
