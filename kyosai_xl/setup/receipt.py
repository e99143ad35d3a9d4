"""The receipt of an installation: what was put where, so that exactly that can be taken back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kyosai_xl.errors import KyosaiError


class ReceiptDamagedError(KyosaiError):
    """The receipt is there but cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"導入の記録「{path}」が読めません。何も変更していません。"
            "このファイルを別の場所に移してから、addin install をもう一度実行してください。"
        )


class Receipt(NamedTuple):
    """What was installed.

    ``settings`` are ours in the configuration; ``templates`` give for each file the SHA-256 of
    every version that was put there; ``folders`` were made on the way, outermost first.
    """

    version: str
    xlwings: str
    settings: Mapping[str, str]
    had_configuration: bool
    templates: Mapping[str, tuple[str, ...]]
    folders: tuple[str, ...]

    @property
    def content(self) -> bytes:
        """The receipt as it stands on disk."""
        return json.dumps(self._asdict(), ensure_ascii=False, indent=1).encode()


def read_receipt(path: Path) -> Receipt | None:
    """Return the receipt, None when nothing is installed; raises ``ReceiptDamagedError``."""
    try:
        raw = json.loads(path.read_bytes())
        hashes = {file: tuple(known) for file, known in raw["templates"].items()}
        return Receipt(**raw | {"templates": hashes, "folders": tuple(raw["folders"])})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReceiptDamagedError(path) from error


def sha256(content: bytes) -> str:
    """Return the hash by which a file that a person has edited is told from ours."""
    return hashlib.sha256(content).hexdigest()


def unedited(path: Path, known: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the file is there just as an installation put it."""
    return path.exists() and sha256(path.read_bytes()) in known.get(str(path), ())
