"""A folder that runs fill with files: which files are ours, and which somebody changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Self

from kyosai_xl.dataset.findings import Finding
from kyosai_xl.output import Output, OutputError, deliver, failed, fault, not_writable
from kyosai_xl.version import VERSION
from kyosai_xl.whole_file import whole_file

RECEIPT = ".kyosai_xl.json"
"""Kept in the folder: the SHA-256 of every file as we put it there."""


class Fate(Enum):
    """What became of a file."""

    MADE = "新規"
    RENEWED = "更新"
    UNCHANGED = "変更なし"


class OutputFolder:
    """The files of a folder, each there whole or not at all.

    A file that would come out the same is not touched. One that is as we left it is renewed;
    one that somebody changed or put there only with ``overwrite``. What we left is told by a
    receipt, written on leaving the context, whatever ends it.
    """

    def __init__(self, path: str, sources: tuple[str, ...], *, overwrite: bool) -> None:
        """Take the folder, made when first needed, and what its files are made from.

        Raises ``OutputError`` when the receipt is damaged.
        """
        self.path = Path(path)
        self._receipt = Output(str(self.path / RECEIPT), sources, overwrite=True, ending=".json")
        self._overwrite = overwrite
        self._recorded = self._read()
        self._known = dict(self._recorded)

    def __enter__(self) -> Self:
        """Begin to keep files."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        """Write the receipt if it changed. Raises ``OutputError``."""
        if self._known != self._recorded:
            lines = {"kyosai_xl": VERSION, "sha256": dict(sorted(self._known.items()))}
            content = json.dumps(lines, ensure_ascii=False, indent=1).encode()
            try:
                with whole_file(self._receipt.path) as file:
                    file.write(content)
            except OSError as error:
                raise OutputError(failed(self._receipt, error)) from error

    def keep(self, name: str, content: bytes) -> Fate:
        """Put a file there, unless it is there already byte for byte. Raises ``OutputError``."""
        path = self.path / name
        output = self._receipt._replace(path=str(path), ending=path.suffix)
        try:
            there, digest = _digest(output, path), _sha256(content)
            if there != digest:
                if there and there != self._known.get(name) and not self._overwrite:
                    raise OutputError(_not_as_left(output, known=name in self._known))
                self.path.mkdir(exist_ok=True)
                self._put(output, path, content, digest)
        except OSError as error:
            raise OutputError(failed(output, error)) from error
        self._known[name] = digest
        if there == digest:
            return Fate.UNCHANGED
        return Fate.RENEWED if there else Fate.MADE

    def _put(self, output: Output, path: Path, content: bytes, digest: str) -> None:
        # Known as ours before it is there: an interruption right afterwards must not leave a file
        # that the next run takes for somebody else's.
        before = self._known.copy()
        try:
            self._known[path.name] = digest
            deliver(output, lambda file: file.write(content))
        except BaseException:
            if _digest(output, path) != digest:
                self._known = before
            raise

    def left_over(self, names: Iterable[str], ending: str) -> tuple[str, ...]:
        """Return the files of that ending which earlier runs left and this one does not make."""
        others = self._known.keys() - set(names)
        return tuple(
            sorted(name for name in others if name.endswith(ending) and (self.path / name).exists())
        )

    def _read(self) -> dict[str, str]:
        try:
            known = json.loads(Path(self._receipt.path).read_bytes())["sha256"]
            return {str(name): str(digest) for name, digest in known.items()}
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise OutputError(_damaged(self._receipt)) from error


def folder_findings(path: str) -> tuple[Finding, ...]:
    """Return what keeps a folder from being filled: all errors."""
    folder, output = Path(path), Output(path, (), overwrite=True)
    if (folder.exists() and not folder.is_dir()) or folder.suffix.lower() in {".xlsx", ".pdf"}:
        message = "保存先がフォルダーではありません。"
        return (fault(output, "output_not_folder", message, "-o にフォルダーを指定してください。"),)
    existing = folder if folder.exists() else folder.absolute().parent
    if not existing.is_dir():
        message = f"保存先のフォルダー「{existing}」がありません。"
        action = "フォルダーを作るか、保存先を確かめてください。"
        return (fault(output, "output_folder_missing", message, action),)
    return () if os.access(existing, os.W_OK) else (not_writable(output),)


def _digest(output: Output, path: Path) -> str | None:
    if path.is_dir():
        message = "同じ名前のフォルダーがあります。"
        action = "そのフォルダーを移すか、-o に別のフォルダーを指定してください。"
        raise OutputError(fault(output, "output_is_folder", message, action))
    return _sha256(path.read_bytes()) if path.exists() else None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _not_as_left(output: Output, *, known: bool) -> Finding:
    if known:
        message = "作成したあとに書き換えられているので、そのまま残しました。"
        action = "書き換えた内容が要らなければ、--overwrite を付けてください。"
        return fault(output, "output_edited", message, action)
    message = "同じ名前の別のファイルがあるので、そのまま残しました。"
    action = "-o に別のフォルダーを指定するか、置き換えてよければ --overwrite を付けてください。"
    return fault(output, "output_exists", message, action)


def _damaged(receipt: Output) -> Finding:
    message = "作成したファイルの記録が読めません。何も書いていません。"
    action = "このファイルを別の場所に移してから、もう一度実行してください。"
    return fault(receipt, "output_receipt_damaged", message, action)
