"""The font that stands in for the report's own where that is not installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Collection

from kyosai_xl.errors import KyosaiError
from kyosai_xl.layout.styles import FONT

OWN = (FONT, "Yu Gothic")
"""The report's font by both of its names."""
_STAND_INS = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Source Han Sans JP",
    "BIZ UDPGothic",
    "IPAexGothic",
    "IPAPGothic",
    "TakaoPGothic",
    "VL PGothic",
)


class NoJapaneseFontError(KyosaiError):
    """No installed font has Japanese characters."""

    def __init__(self) -> None:
        super().__init__(
            "このコンピューターに日本語のフォントがないので、PDFの文字が表示されません。"
            f"「{_STAND_INS[0]}」などの日本語フォントをインストールして、もう一度実行してください。"
        )


def stand_in() -> str | None:
    """Return the font to print in instead of 游ゴシック; None where LibreOffice needs none.

    Windows and macOS have fonts of their own for it. Elsewhere LibreOffice would print Japanese
    in one font and digits, which set the widths of columns, in another, much wider one.
    Raises ``NoJapaneseFontError``.
    """
    families = _japanese_families()
    return None if families is None else choose(families)


def choose(families: Collection[str]) -> str | None:
    """Return the best stand-in among the installed Japanese fonts.

    >>> choose({"IPAexGothic", "Noto Sans CJK JP"})
    'Noto Sans CJK JP'
    >>> choose({"IPAexGothic", "Yu Gothic"}) is None
    True
    """
    if not families:
        raise NoJapaneseFontError
    if any(name in families for name in OWN):
        return None
    return next((name for name in _STAND_INS if name in families), None)


def _japanese_families() -> frozenset[str] | None:
    """Return the families that fontconfig knows under all their names; None without it."""
    program = None if sys.platform in {"win32", "darwin"} else shutil.which("fc-list")
    if program is None:
        return None
    command = [program, "--format", "%{family}\n", ":lang=ja"]
    done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - no shell
    if done.returncode:
        return None
    lines = done.stdout.decode("utf-8", errors="replace").splitlines()
    return frozenset(name.strip() for line in lines for name in line.split(","))
