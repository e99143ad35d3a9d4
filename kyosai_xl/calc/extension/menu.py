"""The menu and the toolbar 「共済推進」."""

from __future__ import annotations

from collections.abc import Iterator

from kyosai_xl.calc.extension import ids, xcu
from kyosai_xl.commands import GROUPS, TAB, Command

_SPREADSHEET = xcu.text("Context", ids.SPREADSHEET)
_OWN_ROW = "0,4"
"""Column and row among the toolbars, closed up: below LibreOffice's own two."""
_SEPARATOR = xcu.text("URL", "private:separator")


def menu_and_toolbar() -> str:
    """Addons.xcu: every command in its order, the groups kept apart."""
    menu = xcu.added(
        ids.MENU, [xcu.text("Title", TAB), _SPREADSHEET, xcu.group("Submenu", _items())]
    )
    toolbar = xcu.added(ids.TOOLBAR, [xcu.text("Title", TAB), *_items(_SPREADSHEET)])
    interface = xcu.group(
        "AddonUI", [xcu.group("OfficeMenuBar", [menu]), xcu.group("OfficeToolBar", [toolbar])]
    )
    return xcu.component("Addons", "org.openoffice.Office", interface)


def docked_toolbar() -> str:
    """CalcWindowState.xcu: the toolbar has its name and stands below the others."""
    resource = f"private:resource/toolbar/addon_{ids.TOOLBAR}"
    state = [
        xcu.text("UIName", {"en-US": TAB, "ja": TAB}),
        xcu.switch("ContextSensitive", on=False),
        xcu.switch("Visible", on=True),
        xcu.switch("Docked", on=True),
        xcu.text("DockPos", _OWN_ROW),
    ]
    states = xcu.group("States", [xcu.added(resource, state)])
    return xcu.component(
        "CalcWindowState", "org.openoffice.Office.UI", xcu.group("UIElements", [states])
    )


def _items(*more: str) -> Iterator[str]:
    # LibreOffice sorts them by the length of the name, then by the name.
    for number, command in enumerate(_entries(), start=1):
        content = [_SEPARATOR] if command is None else _item(command)
        yield xcu.added(f"M{number:03d}", [*content, *more])


def _entries() -> Iterator[Command | None]:
    for group in GROUPS:
        if group is not GROUPS[0]:
            yield None
        yield from group.commands


def _item(command: Command) -> list[str]:
    return [
        xcu.text("URL", ids.PROTOCOL + command.name),
        xcu.text("Title", command.label),
        xcu.text("Target", "_self"),
    ]
