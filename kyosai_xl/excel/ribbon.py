"""The tab 「共済推進」: customUI14.xml, from the one list of buttons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from kyosai_xl.commands import GROUPS, TAB, Command, Group

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
CALLBACK = "KyosaiRibbon.OnKyosaiButton"
"""Module and procedure of the VBA that every button calls; the button's id says which."""
_TAB_ID = "kyosaiTab"


def ribbon_xml(groups: Iterable[Group] = GROUPS) -> str:
    """Return the part; a button's id is its command's name, so names are never repeated."""
    lines = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f'<customUI xmlns="{NAMESPACE}">',
        "<ribbon><tabs>",
        f"<tab {_attributes(id=_TAB_ID, label=TAB, insertAfterMso='TabHome')}>",
        *(line for group in groups for line in _group(group)),
        "</tab>",
        "</tabs></ribbon>",
        "</customUI>",
        "",
    )
    return "\n".join(lines)


def _group(group: Group) -> Iterator[str]:
    # A group and a button may share a name, ids may not be shared.
    yield f"<group {_attributes(id=f'group_{group.name}', label=group.label)}>"
    yield from map(_button, group.commands)
    yield "</group>"


def _button(command: Command) -> str:
    attributes = _attributes(
        id=command.name,
        label=command.label,
        size="large" if command.large else "normal",
        imageMso=command.icon,
        onAction=CALLBACK,
        screentip=command.label,
        supertip=command.tip,
    )
    return f"<button {attributes}/>"


def _attributes(**values: str) -> str:
    return " ".join(f'{name}="{escape(value)}"' for name, value in values.items())
