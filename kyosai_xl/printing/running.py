"""Running a program for a limited time, and ending it with everything it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def run(command: Sequence[str], said: Path, seconds: float) -> int:
    """Run the command to its end and return its code; what it prints goes to the file ``said``.

    Raises ``subprocess.TimeoutExpired`` when it takes longer, ``OSError`` when it cannot start.
    However this ends, nothing that was started here still runs.
    """
    # A file, not a pipe: a grandchild that lingers would hold a pipe open.
    with said.open("wb") as printed:
        process = subprocess.Popen(  # noqa: S603 - no shell; the user names the program
            command,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
            **_APART,
        )
    try:
        return process.wait(seconds)
    except BaseException:
        _end(process)
        raise


if sys.platform == "win32":
    _APART: dict[str, Any] = {"creationflags": subprocess.CREATE_NO_WINDOW}

    def _end(process: subprocess.Popen[bytes]) -> None:
        taskkill = Path(os.environ["SYSTEMROOT"], "System32", "taskkill.exe")
        command = [str(taskkill), "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - of Windows itself
        process.kill()
        process.wait()

else:
    _APART: dict[str, Any] = {"start_new_session": True}

    def _end(process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:  # otherwise the number may belong to someone else by now
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
