"""The templates that an installation hands out."""

from __future__ import annotations

from pathlib import Path

from kyosai_xl.errors import KyosaiError
from kyosai_xl.setup.mark_of_the_web import from_internet
from kyosai_xl.setup.ports import Files


class NoTemplatesError(KyosaiError):
    """The folder holds no template."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"フォルダー「{folder}」にひな形(.xlsm)がありません。何も変更していません。"
            "--templates でひな形のフォルダーを指定してください。"
        )


class MarkedTemplateError(KyosaiError):
    """A template comes from the internet: a person has to vouch for it, not this program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"「{path}」にはインターネットから入手した印が付いています。何も変更していません。"
            "配布元が確かなら、ファイルを右クリックして「プロパティ」を開き、"
            "「許可する」を付けてから、もう一度実行してください。"
        )


def templates_in(folder: Path, files: Files) -> dict[str, bytes]:
    """Return the templates of the folder by name; raises for none and for marked ones."""
    paths = template_paths(folder)
    if not paths:
        raise NoTemplatesError(folder)
    for path in paths:
        if from_internet(files, str(path)):
            raise MarkedTemplateError(path)
    return {path.name: path.read_bytes() for path in paths}


def template_paths(folder: Path) -> list[Path]:
    """Return the templates of the folder, without the files that Excel keeps beside open ones."""
    return sorted(path for path in folder.glob("*.xlsm") if not path.name.startswith("~$"))
