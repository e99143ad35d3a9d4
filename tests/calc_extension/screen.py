"""A screen that nobody sees, its mouse, and pictures of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

_SIZE = "1280x900x24"
_MOMENT = 0.15
"""Without a window manager a press that is too short is not seen."""


class Screen(NamedTuple):
    """An X display."""

    display: str

    @property
    def environment(self) -> Mapping[str, str]:
        """What LibreOffice needs to show itself there."""
        return {"DISPLAY": self.display, "SAL_USE_VCLPLUGIN": "gen"}

    def focus(self, place: Mapping[str, int]) -> None:
        """Give the keyboard to the window there: no window manager does, once a box is closed."""
        self._move(place)
        found = self._xdotool("getmouselocation", "--shell")
        self._xdotool("windowfocus", "--sync", found.split("WINDOW=")[1].strip())

    def click(self, place: Mapping[str, int]) -> None:
        self._move(place)
        for action in ("mousedown", "mouseup"):
            self._xdotool(action, "1")
            time.sleep(_MOMENT)

    def picture(self, target: Path) -> None:
        subprocess.run(["import", "-display", self.display, "-window", "root", target], check=True)

    def _move(self, place: Mapping[str, int]) -> None:
        self._xdotool("mousemove", str(place["x"]), str(place["y"]))
        time.sleep(_MOMENT)

    def _xdotool(self, *words: str) -> str:
        return subprocess.run(
            ["xdotool", *words],
            env=os.environ | self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout


@contextmanager
def screen() -> Iterator[Screen]:
    """Start an X server on a display number that is free, and stop it at the end."""
    for program in ("Xvfb", "xdotool", "import"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed")
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as numbers:
            number = numbers.readline().strip()
        assert number, "Xvfb did not start"
        yield Screen(f":{number}")
    finally:
        server.terminate()
        server.wait(10)


def wait_for(look: Callable[[], Any], seconds: float = 20) -> Any:
    """Look again until there is something to see."""
    until = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < until, "nothing happened"
        time.sleep(0.1)
    return seen
