"""Numbers, codes, names and texts: a raw cell → its value, and a note on what had to be changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kyosai_xl.dataset.findings import Note, error, warning
from kyosai_xl.dataset.reading import (
    LostFormula,
    Reading,
    is_blank,
    narrow,
    plain,
    quoted,
    unread,
    unusable,
)
from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.domain.months import MONTHS_IN_YEAR

LARGEST = 999_999_999
LONGEST_TEXT = 32_767
"""Characters that a cell of a workbook can hold."""
BRANCH_DIGITS = 2
UNION_DIGITS = 3
_NUMBER = "整数"
_NOT_NEGATIVE = "0以上の整数"
_NAME = "名前"
_TEXT = "文"
_WRITTEN_NUMBER = re.compile(
    r"([-+−△▲(]?) *([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?(\)?) *(?:件|人|名)?"
).fullmatch
_WRITTEN_CODE = re.compile(r"([0-9]+)(?:\.0+)?").fullmatch
_WRITTEN_MONTH = re.compile(r"0?([0-9]|1[0-2]) *月").fullmatch
_DROPPED = frozenset({"Cc", "Cf", "Zl", "Zp"})
_LIKE_FORMULA = ("=", "+", "-", "@")


def read_count(raw: object) -> Reading[int]:
    """A count of contracts or people: a whole number of 0 or more."""
    reading = read_integer(raw)
    if reading.value is not None and reading.value < 0:
        return unread(
            error("negative", f"{quoted(raw)}は負の数です。", f"{_NOT_NEGATIVE}に直してください。")
        )
    return reading


def read_target(raw: object) -> Reading[int]:
    """目標件数 of a model union: blank counts as 0, and 0 is worth a look."""
    reading = read_branch_target(raw)
    if reading.value == 0 and not is_blank(raw):
        message = "目標件数が0です。達成率は計算せず、目標達成にもなりません。"
        note = warning("target_zero", message, "目標件数を確かめてください。")
        return Reading(0, (*reading.notes, note))
    return reading


def read_branch_target(raw: object) -> Reading[int]:
    """目標件数 of a branch: blank counts as 0."""
    if is_blank(raw):
        message = "目標件数が空白です。0として扱います。"
        return Reading(0, (warning("target_blank", message, "目標件数を入力してください。"),))
    return read_count(raw)


def read_effective_month(raw: object) -> Reading[int]:
    """発効月, 1 to 12; 「10月」 is accepted, blank is no month."""
    if is_blank(raw):
        message = "発効月が空白です。空欄のまま表示します。"
        return Reading(
            None, (warning("effective_month_blank", message, "発効月を確かめてください。"),)
        )
    match = _WRITTEN_MONTH(narrow(raw)) if isinstance(raw, str) else None
    reading = read_count(raw)
    if match:
        month = int(match[1])
        reading = Reading(month, (_number_form(raw, month),))
    if reading.value is not None and not 1 <= reading.value <= MONTHS_IN_YEAR:
        action = "1から12の数に直してください。"
        return unread(error("effective_month", f"{quoted(raw)}という月はありません。", action))
    return reading


def read_integer(raw: object) -> Reading[int]:
    """A whole number, which may be negative."""
    if isinstance(raw, str):
        if raw.isascii() and raw.isdigit() and len(raw) < len(str(LARGEST)):
            return Reading(int(raw))
        return _read_written_integer(raw)
    if not isinstance(raw, int | float):
        return unread(_not_a_number(raw))
    if raw != raw // 1:
        return unread(_fractional(raw))
    return _within_limits(raw, Reading(int(raw)))


def _read_written_integer(raw: str) -> Reading[int]:
    if fault := unusable(raw, f"{_NUMBER}（なければ0）"):
        return unread(fault)
    match = _WRITTEN_NUMBER(narrow(raw))
    if not match or (match[1] == "(") != (match[4] == ")"):
        return unread(_not_a_number(raw))
    sign, digits, decimals, _ = match.groups()
    if decimals and decimals.strip(".0"):
        return unread(_fractional(raw))
    digits = digits.replace(",", "").lstrip("0") or "0"
    if len(digits) > len(str(LARGEST)):
        return unread(_too_large(raw))
    value = int(digits) if sign in {"", "+"} else -int(digits)
    if raw.strip() in {digits, f"-{digits}"}:
        return _within_limits(raw, Reading(value))
    return _within_limits(raw, Reading(value, (_number_form(raw, value),)))


def _within_limits(raw: object, reading: Reading[int]) -> Reading[int]:
    value = reading.value
    return unread(_too_large(raw)) if value is None or abs(value) > LARGEST else reading


def _not_a_number(raw: object) -> Note:
    return error(
        "not_a_number", f"{quoted(raw)}は数として読めません。", f"{_NUMBER}に直してください。"
    )


def _fractional(raw: object) -> Note:
    return error("fractional", f"{quoted(raw)}には小数があります。", f"{_NUMBER}に直してください。")


def _too_large(raw: object) -> Note:
    return error(
        "number_too_large", f"{quoted(raw)}は大きすぎます。", "桁の打ち間違いを直してください。"
    )


def _number_form(raw: object, value: int) -> Note:
    return warning(
        "number_form",
        f"{quoted(raw)}を{value}と読みました。",
        f"半角の数字だけで「{value}」と入力してください。",
    )


def read_branch_code(raw: object) -> Reading[str]:
    """県コード: two digits, one of the union's own codes."""
    reading = _read_code(raw, "県コード", BRANCH_DIGITS)
    if reading.value is not None and reading.value not in BRANCHES:
        return unread(
            error(
                "unknown_branch",
                f"{quoted(raw)}という県コードはありません。",
                "県支部の2桁のコード（01から49、社保労連は60。02と31は欠番）に直してください。",
            )
        )
    return reading


def read_union_code(raw: object) -> Reading[str]:
    """単組コード: three digits, unique inside its branch only."""
    return _read_code(raw, "単組コード", UNION_DIGITS)


def read_optional_union_code(raw: object) -> Reading[str]:
    """The same where there may be none: a blank cell is an empty code."""
    return Reading("") if is_blank(raw) else read_union_code(raw)


def _read_code(raw: object, what: str, digits: int) -> Reading[str]:
    wanted = f"{digits}桁の{what}"
    if fault := unusable(raw, wanted):
        return unread(fault)
    text = narrow(plain(raw))
    match = _WRITTEN_CODE(text) if isinstance(raw, str | int | float) else None
    if not match:
        message = f"{quoted(raw)}は{what}として読めません。"
        return unread(error("bad_code", message, f"{wanted}に直してください。"))
    code = match[1].zfill(digits)
    if len(code) > digits:
        message = f"{quoted(raw)}は{digits}桁より長い{what}です。"
        return unread(error("code_length", message, f"{wanted}に直してください。"))
    # In a workbook a code is naturally a number; only a text has lost something.
    if not isinstance(raw, str) or raw.strip() == code:
        return Reading(code)
    kind = "code_form" if len(match[1]) == digits else "leading_zero"
    message = f"{quoted(raw)}を「{code}」と読みました。"
    return Reading(code, (warning(kind, message, f"半角で「{code}」と入力してください。"),))


def read_name(raw: object) -> Reading[str]:
    """A union's name as written; only invisible control characters are taken out."""
    written = plain(raw).strip()
    name = written if written.isprintable() else "".join(filter(_is_kept, written)).strip()
    if fault := _unusable_text(raw, _NAME) or _unusable_text(name, _NAME):
        return unread(fault)
    return Reading(name, tuple(_name_notes(written, name)))


def _unusable_text(raw: object, wanted: str) -> Note | None:
    """As ``unusable``, but what people write may start like a formula."""
    fault = unusable(raw, wanted)
    is_text = not isinstance(raw, LostFormula)
    return None if fault and fault.kind == "formula_without_value" and is_text else fault


def _name_notes(written: str, name: str) -> Iterator[Note]:
    if len(name) < len(written):
        message = f"制御文字（改行やタブなど）を取り除き、{quoted(name)}としました。"
        yield warning("control_characters", message, "元のデータからも取り除いてください。")
    if name.startswith(_LIKE_FORMULA):
        message = f"{quoted(name)}は数式のように始まる名前です。文字のまま扱います。"
        yield warning("formula_like_name", message, "打ち間違いでないか確かめてください。")
    if "\ufffd" in name:
        yield _garbled("garbled_name", name)


def read_text(raw: object) -> Reading[str]:
    """Free text with its line breaks; blank is none, and blanks at the ends of lines are cut."""
    lines = plain(raw).replace("\t", " ").splitlines()
    kept = ["".join(filter(_is_kept, line)) for line in lines]
    text = "\n".join(line.rstrip() for line in kept).strip("\n")
    if not text:
        return Reading(None)
    if fault := _unusable_text(raw, _TEXT):
        return unread(fault)
    if len(text) > LONGEST_TEXT:
        message = f"{len(text):,}文字あり、セルに入る{LONGEST_TEXT:,}文字を超えています。"
        return unread(error("text_too_long", message, "短くしてください。"))
    return Reading(text, tuple(_text_notes(text, removed=kept != lines)))


def _text_notes(text: str, *, removed: bool) -> Iterator[Note]:
    if removed:
        message = f"{quoted(text)}から、目に見えない制御文字を取り除きました。"
        yield warning("control_characters", message, "元のデータからも取り除いてください。")
    if "\ufffd" in text:
        yield _garbled("garbled_text", text)


def _garbled(kind: str, text: str) -> Note:
    return warning(kind, f"{quoted(text)}に文字化けがあります。", "正しい文字に直してください。")


def _is_kept(letter: str) -> bool:
    # U+FFFE and U+FFFF cannot stand in a workbook.
    return unicodedata.category(letter) not in _DROPPED and letter not in "\ufffe\uffff"
