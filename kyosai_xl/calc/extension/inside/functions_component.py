"""The functions as LibreOffice calls them; loaded by LibreOffice's own Python."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import unohelper  # type: ignore[import-not-found]
from com.sun.star.lang import XServiceInfo  # type: ignore[import-not-found]

# LibreOffice puts this folder last, behind whatever the system's Python has under these names.
sys.path.insert(0, str(Path(__file__).parent / "pythonpath"))

from jp.kyosai.xl import XFunctions  # type: ignore[import-not-found]

from kyosai_xl.calc.extension import ids
from kyosai_xl.calc.extension.inside.log import keep_log
from kyosai_xl.calc.extension.inside.values import to_office
from kyosai_xl.functions.calling import evaluate
from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.functions.model import Function


class _Service(unohelper.Base, XServiceInfo):  # type: ignore[misc]
    """What LibreOffice asks of every service."""

    def __init__(self, context: Any, *_: Any) -> None:
        self.context = context
        keep_log(context)

    def getImplementationName(self) -> str:  # noqa: N802
        return ids.FUNCTIONS

    def supportsService(self, name: str) -> bool:  # noqa: N802
        return name == ids.FUNCTIONS

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802
        return (ids.FUNCTIONS,)


def _method(function: Function) -> Callable[..., Any]:
    def call(_self: Any, *arguments: Any) -> Any:
        return to_office(evaluate(function, arguments))

    return call


# One method for each function of the interface, which was generated from the same catalogue.
_METHODS = {ids.uno_name(function.name): _method(function) for function in FUNCTIONS}
Functions = type("Functions", (_Service, XFunctions), _METHODS)

g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816
g_ImplementationHelper.addImplementation(Functions, ids.FUNCTIONS, (ids.FUNCTIONS,))
