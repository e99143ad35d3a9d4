"""Excel itself, on a Windows machine that has it: `pytest tests/buttons --engine excel`."""

import importlib

import xlwings as xw


class Excel:
    """One Excel, hidden; its dialogs are answered by the tests."""

    def __init__(self):
        self.alerts, self.status, self._answers = [], [], []

    def __enter__(self):
        self._app = xw.App(visible=False, add_book=False)
        self._alert = xw.App.alert
        xw.App.alert = self._answered
        return self

    def __exit__(self, *_):
        xw.App.alert = self._alert
        self._app.quit()

    def run(self, macro, path, *arguments, answers=(), timeout=60):
        """Call ``module:function`` on the book, which is closed afterwards unsaved."""
        del timeout
        self.alerts, self.status, self._answers = [], [], list(answers)
        module, _, name = macro.partition(":")
        book = self._app.books.open(str(path))
        try:
            return getattr(importlib.import_module(module), name)(book, *arguments)
        finally:
            book.close()

    def _answered(self, _app, prompt, title=None, buttons="ok", mode=None, callback=None):
        del callback
        self.alerts.append({"prompt": prompt, "title": title, "buttons": buttons, "mode": mode})
        return self._answers.pop(0)
