"""What the tests do in an open workbook, a step at a time; runs where the workbook is open.

    [["type", "月次件数", "AM5", 3], ["press", "recalculate"], ["save", "out.xlsx"]]

Each step leaves one result: what was read, or the sentence that a button told.
"""

import datetime as dt

from kyosai_xl import macros
from kyosai_xl.errors import KyosaiError


def run(book, steps):
    return [_STEPS[name](book, *words) for name, *words in steps]


def _press(book, name):
    try:
        macros.press(name, book)
    except KyosaiError as error:
        return str(error)
    return ""


def _press_failing(book, name, function, calls):
    """Press while one of our functions fails at its nth call."""
    from kyosai_xl.open_book import sheets

    whole, seen = getattr(sheets, function), []

    def failing(*words):
        seen.append(words)
        if len(seen) == calls:
            message = "the program broke off"
            raise RuntimeError(message)
        return whole(*words)

    setattr(sheets, function, failing)
    try:
        macros.press(name, book)
    except RuntimeError as error:
        return str(error)
    finally:
        setattr(sheets, function, whole)
    return ""


def _type(book, sheet, address, value):
    rows = value if isinstance(value, list) else [[value]]
    book.sheets[sheet][address].value = [list(map(_dated, row)) for row in rows]


def _dated(value):
    """A date travels as {"date": "2025-01-01"}."""
    return dt.datetime.fromisoformat(value["date"]) if isinstance(value, dict) else value


def _as_of(book, year, month):
    book.sheets["設定"]["B6"].value = dt.datetime(year, month, 1)  # noqa: DTZ001


def _read(book, sheet, address):
    return book.sheets[sheet][address].options(err_to_str=True).value


def _formula(book, sheet, address):
    return book.sheets[sheet][address].formula


def _select(book, sheet, address):
    book.sheets[sheet].activate()
    book.sheets[sheet][address].select()


def _selected(book):
    selected = book.app.selection
    return [selected.sheet.name, selected.address]


def _add(book, name):
    book.sheets.add(name, after=book.sheets[0])


def _delete(book, name):
    alerts = book.app.display_alerts
    book.app.display_alerts = False
    book.sheets[name].delete()
    book.app.display_alerts = alerts


def _sheets(book):
    # Excel answers -1 for a sheet that is seen, and 2 for a very hidden one.
    return [[sheet.name, sheet.visible in {True, -1}] for sheet in book.sheets]


def _front(book):
    return book.sheets.active.name


def _calculate(book):
    book.app.calculate()


def _save(book, path):
    book.save(path)


_STEPS = {
    "press": _press,
    "press failing": _press_failing,
    "type": _type,
    "as of": _as_of,
    "read": _read,
    "formula": _formula,
    "select": _select,
    "selected": _selected,
    "add": _add,
    "delete": _delete,
    "sheets": _sheets,
    "front": _front,
    "calculate": _calculate,
    "save": _save,
}
