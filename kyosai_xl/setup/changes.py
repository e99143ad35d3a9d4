"""Changing files step by step, each with the step that takes it back if a later one fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from kyosai_xl.errors import KyosaiError
from kyosai_xl.whole_file import whole_file


class Done(StrEnum):
    """What happened to a file, in the words that staff read."""

    NEW = "作成"
    RENEWED = "更新"
    SAME = "変更なし"
    REMOVED = "削除"
    RESTORED = "元に戻した"
    KEPT = "残した"


class Change(NamedTuple):
    """One file and what happened to it; ``note`` says why, if that is not plain."""

    done: Done
    path: Path
    note: str = ""

    @property
    def line(self) -> str:
        """The change on one line."""
        return f"{self.done}: {self.path}{f'({self.note})' if self.note else ''}"


class ChangeFailedError(KyosaiError):
    """A file could not be written or removed."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            f"「{error.filename2 or error.filename}」を変更できません({error.strerror})。"
            "Excelをすべて閉じてから、もう一度実行してください。"
        )


class OpenInExcelError(KyosaiError):
    """A template that is about to change is open."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"「{path}」がExcelで開かれています。閉じてから、もう一度実行してください。"
            "何も変更していません。"
        )


class Changes:
    """Writes and removals that all happen or, when one fails, none."""

    def __init__(self) -> None:
        """Start with none."""
        self._undo = ExitStack()
        self.folders: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if kind is None:
            self._undo.pop_all()
            return
        self._undo.close()
        if isinstance(error, OSError):
            raise ChangeFailedError(error) from error

    def write(self, path: Path, content: bytes) -> Done:
        """Let the file appear with that content, whole or not at all."""
        former = path.read_bytes() if path.exists() else None
        if former == content:
            return Done.SAME
        with whole_file(path) as file:
            file.write(content)
        self._undo.callback(_back(path, former))
        return Done.NEW if former is None else Done.RENEWED

    def remove(self, path: Path) -> None:
        """Remove the file if it is there."""
        if path.exists():
            former = path.read_bytes()
            path.unlink()
            self._undo.callback(_back(path, former))

    def make_folder(self, folder: Path) -> None:
        """Make the folder and those above it where they are missing, and note them."""
        missing = [part for part in (folder, *folder.parents) if not part.exists()]
        for part in reversed(missing):
            part.mkdir()
            self._undo.callback(part.rmdir)
            self.folders.append(str(part))


def refuse_open(paths: Iterable[Path]) -> None:
    """Raise ``OpenInExcelError`` for the first file that Excel keeps open."""
    for path in paths:
        if path.with_name(f"~${path.name}").exists():
            raise OpenInExcelError(path)


def _back(path: Path, former: bytes | None) -> Callable[[], None]:
    def back() -> None:
        if former is None:
            path.unlink()
        else:
            with whole_file(path) as file:
                file.write(former)

    return back
