"""The VBA module of the installed xlwings: starts Python from Excel. BSD, its notice kept."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from kyosai_xl.errors import KyosaiError
from kyosai_xl.excel.modules import Kind, Module

MODULE_NAME = "xlwings"
_NAME = "xlwings"
_LIBRARY = re.compile(r'"xlwings(?:32|64)-([^"]+)\.dll"')
_NOTICE = "Redistribution and use in source and binary forms"


class XlwingsModuleError(KyosaiError):
    """The VBA and the library of xlwings would not find each other."""

    def __init__(self, found: str) -> None:
        """Say what was found, a clause of Japanese."""
        super().__init__(
            f"xlwingsのVBAモジュールを使えません（{found}）。xlwingsを入れ直してください。"
        )


def xlwings_module() -> Module:
    """Return the module of the installed xlwings. Raises XlwingsModuleError."""
    try:
        installed = distribution(_NAME)
        path = Path(str(installed.locate_file("xlwings/xlwings.bas")))
        source = path.read_text(encoding="utf-8")
    except (PackageNotFoundError, OSError) as error:
        found = "xlwingsが入っていないか、xlwings.basがありません"
        raise XlwingsModuleError(found) from error
    return checked_module(source, installed.version)


def checked_module(source: str, version: str) -> Module:
    """Return the module if all libraries it loads carry the version, which Windows asks for."""
    named = library_versions(source)
    if named != {version}:
        found = f"本体は{version}、VBAが使うDLLは{'・'.join(sorted(named)) or '不明'}です"
        raise XlwingsModuleError(found)
    if _NOTICE not in source:
        found = "著作権表示がありません"
        raise XlwingsModuleError(found)
    return Module(MODULE_NAME, Kind.STANDARD, source)


def library_versions(source: str) -> set[str]:
    """Return the versions in the names of the libraries that the source loads."""
    return set(_LIBRARY.findall(source))
