"""The commands and the repair as LibreOffice calls them; loaded by LibreOffice's own Python."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import unohelper  # type: ignore[import-not-found]
from com.sun.star.frame import XDispatch, XDispatchProvider  # type: ignore[import-not-found]
from com.sun.star.lang import XInitialization, XServiceInfo  # type: ignore[import-not-found]
from com.sun.star.task import XJob  # type: ignore[import-not-found]

# LibreOffice puts this folder last, behind whatever the system's Python has under these names.
sys.path.insert(0, str(Path(__file__).parent / "pythonpath"))

from kyosai_xl.calc.extension import ids
from kyosai_xl.calc.extension.inside.guard import guarded
from kyosai_xl.calc.extension.inside.log import keep_log, log
from kyosai_xl.calc.extension.inside.macro_runner import run_macro
from kyosai_xl.calc.extension.inside.no_undo import no_undo
from kyosai_xl.calc.extension.inside.repair import repair
from kyosai_xl.calc.extension.inside.unprotected import unprotected
from kyosai_xl.commands import commands

_COMMANDS = {command.name: command for command in commands()}


class _Service(unohelper.Base, XServiceInfo):  # type: ignore[misc]
    """What LibreOffice asks of every service."""

    implementation = ""
    service = ""

    def __init__(self, context: Any, *_: Any) -> None:
        self.context = context
        keep_log(context)

    def getImplementationName(self) -> str:  # noqa: N802
        return self.implementation

    def supportsService(self, name: str) -> bool:  # noqa: N802
        return name == self.service

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802
        return (self.service,)


class CommandHandler(_Service, XDispatchProvider, XDispatch, XInitialization):  # type: ignore[misc]
    """Runs a command of the menu or the toolbar on the document of its window."""

    implementation = ids.HANDLER
    service = "com.sun.star.frame.ProtocolHandler"
    frame: Any = None

    def initialize(self, arguments: Any) -> None:
        """Take the window's frame, which LibreOffice gives once."""
        if arguments:
            self.frame = arguments[0]

    def queryDispatch(self, url: Any, _target: str, _flags: int) -> Any:  # noqa: N802
        """Return who runs this address: this object, for our own."""
        known = url.Protocol == ids.PROTOCOL and url.Path in _COMMANDS
        return self if known else None

    def queryDispatches(self, requests: Any) -> Any:  # noqa: N802
        """Do the same for several addresses."""
        return tuple(
            self.queryDispatch(each.FeatureURL, each.FrameName, each.SearchFlags)
            for each in requests
        )

    def dispatch(self, url: Any, _arguments: Any) -> None:
        """Run the command on the document, with its sheets unlocked; a failure is told."""
        command = _COMMANDS[url.Path]
        document = self.frame.getController().getModel()

        def run() -> None:
            with no_undo(document), unprotected(document):
                run_macro(self.context, command.name)

        guarded(command, run, self.frame.getContainerWindow())

    def addStatusListener(self, listener: Any, url: Any) -> None:  # noqa: N802
        """Do nothing: every command is there all the time."""

    def removeStatusListener(self, listener: Any, url: Any) -> None:  # noqa: N802
        """Do nothing, as above."""


class RepairJob(_Service, XJob):  # type: ignore[misc]
    """Makes the functions of a document just opened work."""

    implementation = ids.REPAIR_JOB
    service = "com.sun.star.task.Job"

    def execute(self, arguments: Any) -> None:
        """Repair the document named in the event's environment, if it is a spreadsheet."""
        environment = _value(arguments, "Environment") or ()
        document = _value(environment, "Model")
        if document is None or not document.supportsService(ids.SPREADSHEET):
            return
        try:
            from kyosai_xl.functions.catalogue import FUNCTIONS

            count = repair(document, [function.name for function in FUNCTIONS])
            if count:
                log().info("%s: %s formulas repaired", document.getURL(), count)
        # The document opens all the same.
        except Exception as error:  # noqa: BLE001
            log().error("%s", document.getURL(), exc_info=error)


def _value(pairs: Any, name: str) -> Any:
    return next((pair.Value for pair in pairs if pair.Name == name), None)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816
for _component in (CommandHandler, RepairJob):
    g_ImplementationHelper.addImplementation(
        _component, _component.implementation, (_component.service,)
    )
