"""Faults of the ribbon: its relationship, its ids, its callbacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from kyosai_xl.excel.faults import Fault, Parts, relationships, root
from kyosai_xl.excel.modules import Kind, Module
from kyosai_xl.excel.package import PACKAGE_RELATIONSHIPS, RIBBON_TYPE
from kyosai_xl.excel.ribbon import NAMESPACE

_CALLBACKS = ("on", "get", "load")
"""How the attributes begin that name a procedure."""


def ribbon_faults(parts: Parts, modules: Sequence[Module]) -> Iterator[Fault]:
    """Yield what keeps a button from being shown or from doing anything."""
    pointers = relationships(parts, PACKAGE_RELATIONSHIPS)
    targets = [pointer.target for pointer in pointers if pointer.kind == RIBBON_TYPE]
    if len(targets) != 1:
        message = f"リボンへの参照が{len(targets)}個あります。1個でなければなりません。"
        yield Fault(PACKAGE_RELATIONSHIPS, "ribbon-relationship", message)
    for target in targets:
        ribbon = root(parts, target)
        if ribbon.tag != f"{{{NAMESPACE}}}customUI":
            yield Fault(
                target, "ribbon-namespace", "リボンの名前空間がExcel 2010以降のものではありません。"
            )
        yield from _repeated_ids(target, ribbon)
        yield from _unbound(target, ribbon, modules)


def _repeated_ids(part: str, ribbon: ET.Element) -> Iterator[Fault]:
    ids = Counter(element.get("id") for element in ribbon.iter())
    for number, count in ids.items():
        if number is not None and count > 1:
            yield Fault(part, "ribbon-ids", f"id「{number}」が{count}回使われています。")


def _unbound(part: str, ribbon: ET.Element, modules: Sequence[Module]) -> Iterator[Fault]:
    known = {
        name
        for module in modules
        if module.kind is Kind.STANDARD
        for procedure in module.procedures()
        for name in (procedure.lower(), f"{module.name}.{procedure}".lower())
    }
    for element in ribbon.iter():
        for attribute, procedure in element.items():
            if attribute.startswith(_CALLBACKS) and procedure.lower() not in known:
                message = (
                    f"「{element.get('id')}」の{attribute}が呼ぶ{procedure}がVBAにありません。"
                )
                yield Fault(part, "ribbon-callback", message)
