"""A private LibreOffice, and macros run in it by its own Python.

    with Office(soffice, folder) as office:
        value = office.run(macro, path)          # macro(book) runs inside LibreOffice's Python

``macro`` is a function whose whole source is self-contained (it is sent as text), or the name
``package.module:function`` of one that imports in LibreOffice's Python.
"""

from __future__ import annotations

import contextlib
import importlib.util
import inspect
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

REPOSITORY = Path(__file__).parents[2]
WORKER = Path(__file__).with_name("worker.py")
PATIENCE = 60
RESTART = 81
"""How LibreOffice ends when it wants to be started anew, once, with a fresh profile."""


class OfficeError(Exception):
    """A macro failed inside LibreOffice; holds its traceback."""


class Office:
    """A LibreOffice of its own profile and pipe, ended by its own process when done.

    ``paths`` are where LibreOffice's Python looks for what macros import.
    """

    def __init__(self, soffice: Path, folder: Path, paths: Sequence[Path] = (REPOSITORY,)) -> None:
        self._paths = paths
        self._program = _binary(soffice)
        self._python = office_python(soffice)
        self._folder = folder
        self._pipe = f"kyosai-{os.getpid()}-{id(self)}"
        self._office: subprocess.Popen[bytes] | None = None
        self._worker: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        self.version = ""
        self.alerts: list[dict[str, Any]] = []
        """What the last macro asked."""
        self.status: list[str | bool] = []
        """What the last macro put into the status bar."""

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def run(
        self,
        macro: Callable[..., Any] | str,
        path: Path | None = None,
        *arguments: object,
        answers: Sequence[str] = (),
        timeout: float = PATIENCE,
        **options: object,
    ) -> Any:
        """Call ``macro(book, *arguments, **options)`` and return its value by way of JSON.

        The book is opened from ``path``, or new, and closed afterwards unsaved. ``answers``
        are pressed in turn on whatever the macro asks; a question too many is an error.
        """
        request = {
            "path": str(path) if path else None,
            "arguments": arguments,
            "options": options,
            "answers": answers,
        }
        if isinstance(macro, str):
            request["name"] = macro
        else:
            request |= {"source": inspect.getsource(macro), "name": macro.__name__}
        return self._ask(request, timeout)

    def stop(self) -> None:
        """End the worker and LibreOffice, these two processes and no others."""
        with self._lock:
            office, self._office = self._office, None
        for process in (self._worker, office):
            if process is None or process.poll() is not None:
                continue
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._worker is not None:
            for stream in (self._worker.stdin, self._worker.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
        self._worker = None

    def _start(self) -> None:
        self._office = self._launched()
        threading.Thread(target=self._launch_again, daemon=True).start()
        self._start_worker()

    def _launched(self) -> subprocess.Popen[bytes]:
        command = [
            str(self._program),
            f"-env:UserInstallation={(self._folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nofirststartwizard",
            f"--accept=pipe,name={self._pipe};urp;",
        ]
        environment = os.environ | {"SAL_USE_VCLPLUGIN": "svp"}
        with (self._folder / "soffice.log").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, env=environment)

    def _launch_again(self) -> None:
        """Start LibreOffice once more if it asks for that, as it does with a fresh profile."""
        office = self._office
        if office is not None and office.wait() == RESTART:
            with self._lock:
                if self._office is office:
                    self._office = self._launched()

    def _start_worker(self) -> None:
        spec = importlib.util.find_spec("xlwings")
        assert spec is not None
        assert spec.origin is not None
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
        }
        with (self._folder / "worker.log").open("a", encoding="utf-8") as log:
            self._worker = subprocess.Popen(
                [str(self._python), str(WORKER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
                cwd=self._folder,
                env=environment
                | {
                    "PYTHONPATH": os.pathsep.join(map(str, self._paths)),
                    "PYTHONIOENCODING": "utf-8",
                    "PYTHONDONTWRITEBYTECODE": "1",
                },
            )
        self.version = self._ask(
            {"pipe": self._pipe, "xlwings": str(Path(spec.origin).parent)}, PATIENCE + 10
        )

    def _ask(self, request: dict[str, Any], timeout: float) -> Any:
        worker = self._worker
        assert worker is not None, "LibreOffice is not running"
        assert worker.stdin is not None
        assert worker.stdout is not None
        watchdog = threading.Timer(timeout, worker.kill)
        watchdog.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                worker.stdin.write(json.dumps(request) + "\n")
                worker.stdin.flush()
            line = worker.stdout.readline()
        finally:
            watchdog.cancel()
        if not line:
            log = (self._folder / "worker.log").read_text(encoding="utf-8")
            message = f"no answer from LibreOffice's Python within {timeout} s\n{log[-2000:]}"
            raise OfficeError(message)
        answer = json.loads(line)
        self.alerts, self.status = answer["alerts"], answer["status"]
        if "error" in answer:
            raise OfficeError(answer["error"])
        return answer["value"]


def run_in_office(
    macro: Callable[..., Any] | str, path: Path | None, soffice: Path, folder: Path, **options: Any
) -> Any:
    """Run one macro in a LibreOffice started for it alone."""
    with Office(soffice, folder) as office:
        return office.run(macro, path, **options)


@cache
def office_python(soffice: Path) -> Path:
    """Return a Python that can import uno: LibreOffice's own, else the system's."""
    for candidate in _pythons(soffice):
        try:
            subprocess.run([candidate, "-c", "import uno"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return candidate
    message = f"no Python that can import uno, neither beside {soffice} nor in the system"
    raise FileNotFoundError(message)


def _pythons(soffice: Path) -> Iterator[Path]:
    folder = soffice.resolve().parent
    yield from (folder / "python.exe", folder / "python")
    yield folder.parent / "Resources" / "python"  # macOS
    yield Path("/usr/bin/python3")
    for name in ("python3", "python"):
        if found := shutil.which(name):
            yield Path(found)
    yield Path(sys.executable)


def _binary(soffice: Path) -> Path:
    """Return the program itself: the script beside it would leave it behind when ended."""
    binary = soffice.resolve().with_name("soffice.bin")
    return binary if binary.exists() else soffice
