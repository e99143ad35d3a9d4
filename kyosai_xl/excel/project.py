"""All modules of a template: its documents, the hand-written sources, what is generated."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kyosai_xl.errors import KyosaiError
from kyosai_xl.excel.modules import WORKBOOK_NAME, Kind, Module, read_module
from kyosai_xl.excel.wrappers import wrapper_module
from kyosai_xl.excel.xlwings_module import xlwings_module
from kyosai_xl.functions.model import Function

REGENERATED_MARK = "kyosai_regenerated"
"""The name, defined on a sheet alone, by which the VBA knows a sheet that it has to lock."""
_ENDINGS = {".bas", ".cls"}


class NoWorkbookSourceError(KyosaiError):
    """The folder is not one of VBA sources."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        super().__init__(
            f"「{folder}」に{WORKBOOK_NAME}.clsがありません。VBAのソースのフォルダーを指定してください。"
        )


def project_modules(
    sheets: Sequence[str], sources: Path, functions: Sequence[Function]
) -> tuple[Module, ...]:
    """Return the modules in the project's order.

    ``sheets`` are the code names of all sheets in the workbook's order; ``sources`` is a folder of
    .bas and .cls files. Raises NoWorkbookSourceError, XlwingsModuleError and what the wrappers
    raise.
    """
    written = [read_module(path) for path in sorted(_files(sources))]
    workbook = [module for module in written if module.kind is Kind.WORKBOOK]
    if not workbook:
        raise NoWorkbookSourceError(sources)
    return (
        *workbook,
        *(Module(name, Kind.SHEET) for name in sheets),
        *(module for module in written if module.kind is not Kind.WORKBOOK),
        xlwings_module(),
        wrapper_module(functions),
    )


def _files(folder: Path) -> list[Path]:
    found = folder.iterdir() if folder.is_dir() else ()
    return [path for path in found if path.suffix in _ENDINGS]
