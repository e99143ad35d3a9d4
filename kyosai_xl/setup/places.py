"""Where things stand for one person on Windows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

from kyosai_xl.errors import KyosaiError
from kyosai_xl.setup.ports import Computer

TEMPLATES = Path("Microsoft", "Templates")
r"""Below %APPDATA%; Excel trusts this folder from the start, but not the folders in it."""


class NotWindowsError(KyosaiError):
    """The add-in was asked for where there is no Excel."""

    def __init__(self) -> None:
        super().__init__(
            "アドインの導入はWindowsのExcelのためのものです。Windowsのパソコンで実行してください。"
        )


class PlaceUnknownError(KyosaiError):
    """Windows does not say where the person's folders are."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Windowsの環境変数 {name} がないため、導入先が分かりません。"
            "いつものアカウントでサインインし直してから、もう一度実行してください。"
        )


class Places(NamedTuple):
    """The files and folders of one person."""

    configuration: Path
    templates: Path
    receipt: Path

    @property
    def former(self) -> Path:
        """The copy of the configuration as it was before."""
        return self.configuration.with_name("xlwings.conf.before-kyosai_xl")


def places(computer: Computer) -> Places:
    """Return the person's places; raises off Windows and when Windows does not tell."""
    if not computer.windows:
        raise NotWindowsError
    environment = computer.environment
    return Places(
        configuration=_folder(environment, "USERPROFILE") / ".xlwings" / "xlwings.conf",
        templates=_folder(environment, "APPDATA") / TEMPLATES,
        receipt=_folder(environment, "LOCALAPPDATA") / "kyosai_xl" / "addin.json",
    )


def _folder(environment: Mapping[str, str], name: str) -> Path:
    folder = environment.get(name)
    if not folder:
        raise PlaceUnknownError(name)
    return Path(folder)


def interpreter(computer: Computer) -> str:
    """Return the Python without a console window that stands beside the running one."""
    return str(PureWindowsPath(computer.python.executable).with_name("pythonw.exe"))


def is_store_python(computer: Computer) -> bool:
    """Whether this Python is the Microsoft Store's, which writes AppData to a place of its own."""
    return any(
        "\\windowsapps\\" in path.lower()
        for path in (computer.python.executable, computer.python.base + "\\")
    )


def shipped_templates() -> Path:
    """Return the folder of the built templates: in the package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "workbook_templates"
    return inside if inside.is_dir() else package.parent / "workbook_templates"
