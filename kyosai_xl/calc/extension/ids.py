"""The names under which LibreOffice knows the extension and its parts."""

from __future__ import annotations

EXTENSION = "jp.kyosai.xl"
FUNCTIONS = "jp.kyosai.xl.Functions"
HANDLER = "jp.kyosai.xl.CommandHandler"
REPAIR_JOB = "jp.kyosai.xl.RepairJob"
PROTOCOL = "jp.kyosai.xl:"
"""Each command's address is this and the command's name."""
MENU = "jp.kyosai.xl.menu"
TOOLBAR = "jp.kyosai.xl.toolbar"
SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"


def uno_name(name: str) -> str:
    """Return the name of a function or an argument in the interface, which has no underscores.

    >>> uno_name("YEAR_ON_YEAR")
    'yearOnYear'
    """
    first, *others = name.lower().split("_")
    return first + "".join(map(str.capitalize, others))
