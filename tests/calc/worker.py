"""Runs in LibreOffice's own Python: macros on a running LibreOffice, one a line of JSON.

Not a test: the harness starts it. The first line in tells where LibreOffice and xlwings are.
"""

import importlib
import importlib.util
import json
import os
import sys
import textwrap
import time
import traceback
from pathlib import Path

PATIENCE = 60


def serve(requests, answers):
    """Answer every request until there are no more."""
    setup = json.loads(requests.readline())
    load_xlwings(setup["xlwings"])
    app = watched(attached(setup["pipe"]))
    reply(answers, {"value": app.version, "alerts": [], "status": []})
    for line in requests:
        request = json.loads(line)
        app.impl.replies = list(request["answers"])
        app.impl.alerts, app.impl.statuses = [], []
        try:
            value = run(app, request)
        except Exception:  # noqa: BLE001 - the test shall see whatever went wrong
            result = {"error": traceback.format_exc()}
        else:
            result = {"value": value}
        seen = {"alerts": app.impl.alerts, "status": app.impl.statuses}
        reply(answers, result | seen)


def load_xlwings(folder):
    """Import xlwings and nothing else that lies beside it: that was built for another Python."""
    spec = importlib.util.spec_from_file_location(
        "xlwings", Path(folder) / "__init__.py", submodule_search_locations=[folder]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["xlwings"] = module
    spec.loader.exec_module(module)


def attached(pipe):
    """Connect to LibreOffice, waiting until it has started."""
    import uno

    from kyosai_xl.calc.engine import attach

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            context = resolver.resolve(address)
            break
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
    return attach(context)


def watched(app):
    """Give the app a class that answers alerts itself and keeps what the status bar says."""
    kind = type(app.impl)

    class Watched(kind):
        replies, alerts, statuses = [], [], []

        def alert(self, prompt, title, buttons, mode, _callback):
            asked = {"prompt": prompt, "title": title, "buttons": buttons, "mode": mode}
            self.alerts.append(asked)
            if not self.replies:
                message = f"nobody answers: {prompt}"
                raise AssertionError(message)
            return self.replies.pop(0)

        @property
        def status_bar(self):
            return kind.status_bar.fget(self)

        @status_bar.setter
        def status_bar(self, value):
            self.statuses.append(value)
            kind.status_bar.fset(self, value)

    app.impl.__class__ = Watched
    return app


def run(app, request):
    """Call a macro on a book that is opened for it and closed again."""
    function = macro(request)
    path = request["path"]
    book = app.books.open(path) if path else app.books.add()
    try:
        return function(book, *request["arguments"], **request["options"])
    finally:
        app.screen_updating = True
        while len(app.books):
            app.books[0].close()


def macro(request):
    """Return the function: named ``module:function``, or one of a source text."""
    if "source" not in request:
        module, _, name = request["name"].partition(":")
        return getattr(importlib.import_module(module), name)
    space = {"__name__": "macro"}
    exec(compile(textwrap.dedent(request["source"]), "<macro>", "exec"), space)  # noqa: S102
    return space[request["name"]]


def reply(answers, result):
    """Write one line; dates and the like become text."""
    answers.write(json.dumps(result, default=str) + "\n")
    answers.flush()


if __name__ == "__main__":
    own_output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a macro prints must not look like an answer
    serve(sys.stdin, own_output)
