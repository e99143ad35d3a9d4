"""Drives a LibreOffice over UNO; run by a Python that has it, apart from the tests' own.

    in_office.py install PIPE EXTENSION
    in_office.py cells PIPE WORKBOOK RANGES.json   (sheet, row, column, height, width from 0)
    in_office.py open PIPE WORKBOOK
    in_office.py press PIPE NAME                   (a button's command, in the open workbook)
    in_office.py place PIPE MENU|TOOL_BAR NAME...  (where a part of it is on the screen)
    in_office.py sheet PIPE [NAME]                 (the first cells of a sheet of that workbook)
    in_office.py box PIPE                          (the message box that waits, if any)
    in_office.py stop PIPE

PIPE is the name given to soffice's --accept. Answers in JSON on standard output.
"""

import contextlib
import json
import os
import sys
import time
from pathlib import Path

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.task import XInteractionHandler
from com.sun.star.ucb import XCommandEnvironment

PATIENCE = 40
SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"


class Consent(unohelper.Base, XInteractionHandler):
    def handle(self, request):
        approve = uno.getTypeByName("com.sun.star.task.XInteractionApprove")
        for answer in request.getContinuations():
            if answer.queryInterface(approve):
                answer.select()


class Environment(unohelper.Base, XCommandEnvironment):
    def getInteractionHandler(self):  # noqa: N802 - LibreOffice's names
        return Consent()

    def getProgressHandler(self):  # noqa: N802
        return None


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def service(context, name):
    return context.ServiceManager.createInstanceWithContext(name, context)


def desktop(context):
    return service(context, "com.sun.star.frame.Desktop")


def install(context, extension):
    manager = context.getValueByName("/singletons/com.sun.star.deployment.ExtensionManager")
    url = Path(extension).resolve().as_uri()
    package = manager.addExtension(url, (), "user", manager.createAbortChannel(), Environment())
    return {"name": package.getIdentifier().Value, "version": package.getVersion()}


def load(context, workbook, **settings):
    values = tuple(PropertyValue(Name=name, Value=value) for name, value in settings.items())
    url = Path(workbook).resolve().as_uri()
    return desktop(context).loadComponentFromURL(url, "_default", 0, values)


def cells(context, workbook, ranges):
    document = load(context, workbook, Hidden=True)
    answer = [
        grid(document.getSheets().getByName(sheet), *place)
        for sheet, *place in json.loads(Path(ranges).read_text(encoding="utf-8"))
    ]
    state = {"modified": document.isModified(), "undo": undo_titles(document)}
    document.close(True)
    return {"cells": answer, **state}


def grid(sheet, row, column, height, width):
    area = sheet.getCellRangeByPosition(column, row, column + width - 1, row + height - 1)
    rows = [list(each) for each in area.getDataArray()]
    for y, each in enumerate(rows):
        for x in range(width):
            error = area.getCellByPosition(x, y).getError()
            if error:
                each[x] = {"error": error}
    return rows


def undo_titles(document):
    return list(document.getUndoManager().getAllUndoActionTitles())


def open_spreadsheets(context):
    found = desktop(context).getComponents().createEnumeration()
    while found.hasMoreElements():
        document = found.nextElement()
        if document.supportsService(SPREADSHEET):
            yield document


def opened(context, workbook):
    load(context, workbook)
    return {}


def press(context, name):
    """Send the command that a button sends; returns once it is done."""
    document = next(open_spreadsheets(context))
    address = uno.createUnoStruct("com.sun.star.util.URL", Complete=f"jp.kyosai.xl:{name}")
    _, parsed = service(context, "com.sun.star.util.URLTransformer").parseStrict(address)
    frame = document.getCurrentController().getFrame()
    frame.queryDispatch(parsed, "_self", 0).dispatch(parsed, ())
    return undo_titles(document)


def role(name):
    return uno.getConstantByName(f"com.sun.star.accessibility.AccessibleRole.{name}")


def place(context, kind, name, *names):
    """Where the last named part is: each name is looked for inside the one before."""
    document = next(open_spreadsheets(context))
    window = document.getCurrentController().getFrame().getContainerWindow()
    until = time.monotonic() + PATIENCE
    part = None
    while part is None:
        part = inside(window.getAccessibleContext(), name, role(kind))
        for each in names:
            part = part and inside(part, each)
        if time.monotonic() > until:
            raise LookupError(name, *names)
    return middle(part)


def middle(part):
    point, size = part.getLocationOnScreen(), part.getSize()
    return {"x": point.X + size.Width // 2, "y": point.Y + size.Height // 2}


def inside(part, name, kind=None, depth=6):
    if depth == 0:
        return None
    for number in range(min(part.getAccessibleChildCount(), 200)):
        child = part.getAccessibleChild(number).getAccessibleContext()
        # LibreOffice adds a letter to press: ヘルプ(H).
        named = child.getAccessibleName().partition("(")[0] == name
        if named and kind in (None, child.getAccessibleRole()):
            return child
        found = inside(child, name, kind, depth - 1)
        if found:
            return found
    return None


def sheet_seen(context, *names):
    document = next(open_spreadsheets(context))
    sheets = document.getSheets()
    sheet = sheets.getByName(names[0]) if names else sheets.getByIndex(0)
    shown = {"cells": grid(sheet, 0, 0, 5, 5), "locked": sheet.isProtected()}
    return shown | {"undo": undo_titles(document)}


def box(context):
    """The message box that is open, if one is: its text, and where its button is."""
    toolkit = service(context, "com.sun.star.awt.Toolkit")
    for number in range(toolkit.getTopWindowCount()):
        part = toolkit.getTopWindow(number).getAccessibleContext()
        # A window that is just opening or closing has none.
        if part and part.getAccessibleRole() == role("ALERT"):
            return {"text": " ".join(texts(part)), "ok": middle(inside(part, "OK"))}
    return {}


def texts(part):
    yield part.getAccessibleName()
    for number in range(part.getAccessibleChildCount()):
        yield from texts(part.getAccessibleChild(number).getAccessibleContext())


def stop(context):
    for document in list(open_spreadsheets(context)):
        document.setModified(False)
    # It ends before it has answered.
    with contextlib.suppress(Exception):
        desktop(context).terminate()
    return {}


TASKS = {
    "install": install,
    "cells": cells,
    "open": opened,
    "press": press,
    "place": place,
    "sheet": sheet_seen,
    "box": box,
    "stop": stop,
}

if __name__ == "__main__":
    task, pipe, *arguments = sys.argv[1:]
    sys.stdout.write(json.dumps(TASKS[task](connect(pipe), *arguments)))
    sys.stdout.flush()
    # At its usual end Python now and then crashes on objects that LibreOffice has let go of.
    os._exit(0)
