"""The widths of the report's letters, from the font that will print them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from kyosai_xl.layout.styles import FONT
from kyosai_xl.layout.text_fit import Measure, plain_width

_WINDOWS = ("YuGothR.ttc", "YuGothM.ttc", "msgothic.ttc", "meiryo.ttc")
_MACOS = (
    "/System/Library/Fonts/ヒラギノ角ゴシック W3.ttc",
    "/Library/Fonts/Microsoft/Yu Gothic Regular.otf",
)
_FEWEST = 500
"""Widths in a font that has Japanese; another one is no help."""


def report_measure() -> Measure:
    """Return how wide texts print; a careful guess where no Japanese font is found."""
    widths = next((found for found in map(_widths, _candidates()) if found), None)
    return plain_width if widths is None else _measured(widths)


def _measured(widths: dict[int, float]) -> Measure:
    @lru_cache(maxsize=50_000)
    def width(letter: str) -> float:
        return widths.get(ord(letter)) or plain_width(letter)

    return lambda text: sum(map(width, text))


def _candidates() -> Iterator[Path]:
    """Yield font files: the report's own font on Windows and macOS, else its stand-in."""
    windows = os.environ.get("SYSTEMROOT")
    if windows:
        yield from (Path(windows) / "Fonts" / name for name in _WINDOWS)
    yield from map(Path, _MACOS)
    matcher = shutil.which("fc-match")
    if matcher:
        asked = [matcher, "-f", "%{file}", f"{FONT}:lang=ja"]
        answer = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed call
        if answer.returncode == 0 and answer.stdout:
            yield Path(answer.stdout)


@lru_cache(maxsize=4)
def _widths(path: Path) -> dict[int, float] | None:
    """Return code point → ems of a font file; None unless it has Japanese letters."""
    if not path.is_file():
        return None
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with path.open("rb") as file, TTFont(file, fontNumber=0, lazy=True) as font:
            units = font["head"].unitsPerEm
            advances = font["hmtx"].metrics
            letters = font.getBestCmap()
            widths = {
                code: advances[name][0] / units
                for code, name in letters.items()
                if name in advances
            }
    except (TTLibError, OSError, KeyError):
        return None
    return widths if len(widths) > _FEWEST and ord("共") in widths else None
