"""A LibreOffice of one's own, with a profile of its own, answering over UNO."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

_SCRIPT = Path(__file__).with_name("in_office.py")
_SECONDS = 60

Ask = Callable[..., Any]
"""``ask(task, *arguments)``: see in_office.py."""


@contextmanager
def running(
    soffice: Path, profile: Path, *, environment: Mapping[str, str] | None = None
) -> Iterator[Ask]:
    """Start it, without a screen unless the environment has one, and stop it at the end."""
    pipe = f"kyosai-{uuid.uuid4().hex}"
    arguments = [
        soffice,
        f"-env:UserInstallation={profile.as_uri()}",
        f"--accept=pipe,name={pipe};urp;",
        *("--norestore", "--nologo", "--nodefault", "--nofirststartwizard"),
        *([] if environment else ["--headless"]),
    ]
    ask = partial(_ask, uno_python(), pipe)
    process = subprocess.Popen(
        arguments, env=_surroundings() | (environment or {}), start_new_session=True
    )
    try:
        yield ask
    finally:
        _stop(process, ask)


def _ask(python: str, pipe: str, task: str, *arguments: object) -> Any:
    words = [python, _SCRIPT, task, pipe, *map(str, arguments)]
    answer = subprocess.run(
        words, env=_surroundings(), capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    assert answer.returncode == 0, (answer.returncode, answer.stderr)
    return json.loads(answer.stdout)


def _stop(process: subprocess.Popen[bytes], ask: Ask) -> None:
    try:
        if process.poll() is None:
            ask("stop")
            process.wait(15)
    except (AssertionError, subprocess.TimeoutExpired):
        # The program runs in processes below the one started, all of them in its group.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(15)


def _surroundings() -> dict[str, str]:
    """Return the environment, without what leads LibreOffice's own Python to another's libraries.

    It looks beside the first python3 on PATH. In a virtual environment it finds no uno there, and
    installing an extension that holds Python ends in "C++ code threw St9bad_alloc".
    """
    others = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    folder = Path(uno_python()).parent
    return others | {"PATH": os.pathsep.join([str(folder), os.environ.get("PATH", "")])}


@cache
def uno_python() -> str:
    """Return a Python that can talk to LibreOffice; a test without one is skipped."""
    usual = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    for python in (usual, shutil.which("python3"), shutil.which("python")):
        if python and _has_uno(python):
            return python
    pytest.skip("no Python with uno (python3-uno) is installed")


def _has_uno(python: str) -> bool:
    try:
        return not subprocess.run(
            [python, "-c", "import uno"], capture_output=True, timeout=_SECONDS, check=False
        ).returncode
    except OSError:
        return False
