"""What the doctor asks about a template, read from the file alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from kyosai_xl.dataset.lost_values import UNUSUAL
from kyosai_xl.errors import KyosaiError
from kyosai_xl.excel.vba_source import DamagedProjectError, module_source
from kyosai_xl.excel.xlwings_module import MODULE_NAME, library_versions
from kyosai_xl.setup.ports import TemplateFacts

_PROJECT = "xl/vbaProject.bin"
_SHEET = "xlwings.conf"
_INTERPRETER = "INTERPRETER_WIN"


class TemplateUnreadableError(KyosaiError):
    """The file is no macro-enabled workbook, or a damaged one."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            f"ひな形「{path}」を読めません。マクロ有効ブック(.xlsm)か確かめ、"
            "壊れていれば入れ直してください。"
        )


def read_facts(path: Path) -> TemplateFacts | None:
    """Return what the template asks for; None without xlwings' module.

    Raises TemplateUnreadableError.
    """
    try:
        source = _xlwings_source(path)
        versions = library_versions(source.decode("latin-1")) if source else set()
        return TemplateFacts(max(versions), _interpreter(path)) if versions else None
    except (*UNUSUAL, OSError, CalamineError, DamagedProjectError) as error:
        raise TemplateUnreadableError(path) from error


def _xlwings_source(path: Path) -> bytes | None:
    with zipfile.ZipFile(path) as archive:
        if _PROJECT not in archive.namelist():
            return None
        return module_source(archive.read(_PROJECT), MODULE_NAME)


def _interpreter(path: Path) -> str | None:
    """Return the Python that the sheet names; xlwings reads it down to the first empty row."""
    with CalamineWorkbook.from_path(path) as book:
        name = next((name for name in book.sheet_names if name.lower() == _SHEET), None)
        if name is None:
            return None
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    for key, *values in rows:
        if str(key).upper() == _INTERPRETER and values:
            return str(values[0]) or None
        if key == "":
            break
    return None
