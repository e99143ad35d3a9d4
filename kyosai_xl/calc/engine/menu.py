"""Menu items, for what LibreOffice offers in no other way."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from kyosai_xl.calc.engine.uno_tools import Uno, interface, struct


def choose(context: Uno, frame: Uno, command: str) -> None:
    """Do what a menu item does."""
    helper = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.DispatchHelper", context
    )
    helper.executeDispatch(frame, command, "", 0, ())


def is_ticked(context: Uno, frame: Uno, command: str) -> bool:
    """Whether a menu item that switches something shows a tick."""
    transformer = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.util.URLTransformer", context
    )
    _, url = transformer.parseStrict(struct("util.URL", Complete=command))
    dispatch = frame.queryDispatch(url, "", 0)
    listener = _listener_class()()
    dispatch.addStatusListener(listener, url)
    dispatch.removeStatusListener(listener, url)
    return bool(listener.state)


@cache
def _listener_class() -> Uno:
    """Return the class, made late: its bases come from LibreOffice."""
    base: Uno = import_module("unohelper").Base
    status_listener: Uno = interface("frame.XStatusListener")

    class Listener(base, status_listener):  # type: ignore[misc]
        state: object = None

        def statusChanged(self, event: Uno) -> None:  # noqa: N802 - LibreOffice's names
            self.state = event.State

        def disposing(self, _event: Uno) -> None:
            """Nothing to let go of."""

    return Listener
