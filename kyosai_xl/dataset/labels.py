"""Words of closed lists: products, categories, what control totals can be of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from kyosai_xl.dataset.findings import Note, error, warning
from kyosai_xl.dataset.normalise import read_name
from kyosai_xl.dataset.reading import Reading, plain, quoted, unread, unusable
from kyosai_xl.domain.control_totals import MODEL_UNION_ITEMS, PRODUCT_ITEMS
from kyosai_xl.domain.products import PRODUCTS
from kyosai_xl.domain.stories import MODEL_UNION_SUBJECT

_COUNTED = {"集計": True, "参考": False}
_START = re.compile(r"0?([1-9]|1[0-2])月開始").fullmatch
_SUBJECTS = (*PRODUCTS, MODEL_UNION_SUBJECT)
_ITEMS = dict.fromkeys((*MODEL_UNION_ITEMS, *PRODUCT_ITEMS))


def read_label(raw: object) -> Reading[str]:
    """A word, full or half width; blank is None."""
    return Reading(unicodedata.normalize("NFKC", plain(raw)).strip() or None)


def read_category(raw: object) -> Reading[bool]:
    """区分: whether the union is in the national total."""
    if fault := unusable(raw, "区分（「集計」か「参考」）"):
        return unread(fault)
    counted = _COUNTED.get(read_label(raw).value or "")
    if counted is None:
        message = f"{quoted(raw)}という区分はありません。"
        return unread(error("bad_category", message, "「集計」か「参考」に直してください。"))
    return Reading(counted)


def read_product(raw: object) -> Reading[str]:
    """One of the eleven products."""
    if fault := unusable(raw, "共済名"):
        return unread(fault)
    name = read_label(raw).value or ""
    return Reading(name) if name in PRODUCTS else unread(_unknown("product", "共済", raw, PRODUCTS))


def read_subject(raw: object) -> Reading[str]:
    """What a story is about: a product, the model unions, or a campaign of any name."""
    if fault := unusable(raw, "共済か運動の名前"):
        return unread(fault)
    name = read_label(raw).value or ""
    if name in _SUBJECTS:
        return Reading(name)
    meant = next((subject for subject in _SUBJECTS if name in subject), None)
    campaign = read_name(raw)
    if meant is None:
        return campaign
    message = f"{quoted(raw)}という運動の取り組みとしました。"
    action = f"「{meant}」のことでしたら、そう入力してください。"
    return Reading(campaign.value, (*campaign.notes, warning("shortened_subject", message, action)))


def read_report_table(raw: object) -> Reading[str]:
    """The table a control total is of: 「6月開始」 with any month, or a product."""
    if fault := unusable(raw, "表（「6月開始」か共済名）"):
        return unread(fault)
    name = read_label(raw).value or ""
    if start := _START(name):
        return Reading(f"{start[1]}月開始")
    if name in PRODUCTS:
        return Reading(name)
    return unread(_unknown("table", "表", raw, ("6月開始", "5月開始", *PRODUCTS)))


def read_item(raw: object) -> Reading[str]:
    """The item a control total is of; whether its table has that item is another question."""
    if fault := unusable(raw, "項目"):
        return unread(fault)
    name = read_label(raw).value or ""
    return Reading(name) if name in _ITEMS else unread(_unknown("item", "項目", raw, _ITEMS))


def _unknown(kind: str, what: str, raw: object, known: Collection[str]) -> Note:
    from difflib import get_close_matches

    nearest = get_close_matches(read_label(raw).value or "", known, 1)
    action = (
        f"「{nearest[0]}」の打ち間違いでないか確かめてください。"
        if nearest
        else f"{'、'.join(known)}のどれかに直してください。"
    )
    return error(f"unknown_{kind}", f"{quoted(raw)}という{what}はありません。", action)
