"""The engine as xlwings sees it."""

from __future__ import annotations

from collections.abc import Iterator

import xlwings
from xlwings import base_classes

from kyosai_xl.calc.engine import values
from kyosai_xl.calc.engine.app import App
from kyosai_xl.calc.engine.uno_tools import Uno
from kyosai_xl.calc.engine.values import Free

NAME = "libreoffice"


class Apps(base_classes.Apps):
    """Every LibreOffice attached to, the last one first."""

    def __init__(self) -> None:
        self._apps: list[App] = []

    def keys(self) -> list[int]:
        """The number of each."""
        return [app.pid for app in self._apps]

    def add(self, *_given: object, **_more: object) -> App:
        """Not to be had: LibreOffice starts us, not the other way round."""
        message = "attach to a running LibreOffice instead"
        raise NotImplementedError(message)

    def attach(self, engine: Engine, context: Uno) -> App:
        """Return the app of a component context, put first."""
        known = [app for app in self._apps if app.context == context]
        app = known[0] if known else App(engine, context)
        self._apps = [app, *(other for other in self._apps if other is not app)]
        return app

    @staticmethod
    def cleanup() -> None:
        """Leave processes alone: none is ours."""

    def __iter__(self) -> Iterator[App]:
        return iter(self._apps)

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        for app in self._apps:
            if app.pid == pid:
                return app
        raise KeyError(pid)


class Engine:
    """What xlwings asks of an engine."""

    name = NAME
    type = "desktop"

    prepare_xl_data_element = staticmethod(values.element)
    clean_value_data = staticmethod(values.cleaned)

    def __init__(self) -> None:
        self.apps = Apps()


_ENGINE = Engine()


def attach(context: Uno) -> Free:
    """Make a running LibreOffice xlwings' active engine and return it as an ``xlwings.App``.

    ``context`` is its component context, in its own process or at the end of a pipe.
    """
    if NAME not in {engine.name for engine in xlwings.engines}:
        xlwings.engines.add(xlwings.Engine(impl=_ENGINE))
    xlwings.engines[NAME].activate()
    return xlwings.App(impl=_ENGINE.apps.attach(_ENGINE, context))
