"""A real Dask scheduler with one worker, on a free port of the loopback address."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60
_QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """Start a scheduler, give its address and end it."""
    place = folder / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", place)
    with _dask("scheduler", *options) as process:
        yield _address(place, process)


@contextmanager
def worker(address: str, folder: Path) -> Iterator[None]:
    """Let one process work for the scheduler, one task at a time, and end it."""
    options = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")
    with _dask("worker", address, *options, "--local-directory", folder):
        yield


@contextmanager
def _dask(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "dask", *map(str, arguments)]
    with subprocess.Popen(command, **_QUIET) as process:
        try:
            yield process
        finally:
            process.kill()


def _address(place: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            return json.loads(place.read_text(encoding="utf-8"))["address"]
        except (FileNotFoundError, ValueError):
            time.sleep(0.1)
    message = "the Dask scheduler did not start"
    raise AssertionError(message)
