"""What is measured: contests between our run and a peer's, each run in its own process."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from benchmarks import peer
from benchmarks.synthetic import LARGEST_FOLDER, write_folder

PROJECT = Path(__file__).resolve().parent.parent
MEMORY_LIMIT = 32
HELP_LIMIT = 3
WRITING_LIMITS = {"zlib": 0.2, "isal": 0.08}
WRITING_LIMITED_FROM = 2_700
"""Below that the skeleton's fixed cost is most of the work; there the whole command counts."""
COMMAND_LIMITS = {110: 0.9, 2_700: 0.35}
BRANCH_LIMITS = {"time": 0.7, "CPU": 1.3}
"""Of two processes to one: the least possible is one half of the time, and the same CPU time."""

_COMMAND = "import sys; from kyosai_xl.cli import main; sys.exit(main())"
_CHILD = "import runpy; runpy.run_module('benchmarks.child', run_name='__main__', alter_sys=True)"
_WITHOUT_ISAL = "import sys; sys.modules['isal'] = None; "
_PREFIXES = {"zlib": _WITHOUT_ISAL, "isal": ""}


class Run(NamedTuple):
    """A Python to start; its figure is what it prints, or its seconds from start to end.

    Those are of CPU time, its own processes' included, or by the ``clock``.
    """

    arguments: tuple[str, ...]
    prints: bool = False
    clock: bool = False


class Contest(NamedTuple):
    """Our ways of doing one thing, each with its limit, and the peer's; None: no ratio."""

    name: str
    size: int | None
    ours: dict[str, Run]
    limits: dict[str, float]
    peer: Run | None
    rounds: int


class Result(NamedTuple):
    """One line of the table; a ratio to the peer, or MiB."""

    measure: str
    way: str
    size: int | None
    figure: float
    limit: float
    unit: str

    @property
    def over(self) -> bool:
        """Whether the limit is passed."""
        return self.figure > self.limit


def contests(sizes: Sequence[int], folder: Path, rounds: int) -> Iterator[Contest]:
    """Yield everything to measure; the CSV folders are written into ``folder``."""
    yield _help(rounds * 6)
    for size in sizes:
        if size in COMMAND_LIMITS:
            yield _command(size, folder, rounds * (1 if size > 1_000 else 3))
            yield from _branches(size, folder, rounds * 2)
    for size in sizes:
        yield _writing(size, min(rounds, 3) if size > LARGEST_FOLDER else rounds)
    for size in sizes:
        yield _memory(size)


def _help(rounds: int) -> Contest:
    ours = {"": Run(("-c", _COMMAND, "--help"))}
    return Contest(
        "--help ÷ python -c pass", None, ours, {"": HELP_LIMIT}, Run(("-c", "pass")), rounds
    )


def _command(size: int, folder: Path, rounds: int) -> Contest:
    source, out = folder / f"{size}", folder / f"{size}.xlsx"
    write_folder(source, size)
    options = ("regenerate", str(source), "-o", str(out), "--overwrite")
    ours = {way: Run(("-c", prefix + _COMMAND, *options)) for way, prefix in _PREFIXES.items()}
    limits = dict.fromkeys(ours, COMMAND_LIMITS[size])
    plain = Run((peer.__file__, str(source), str(folder / f"{size}-peer.xlsx")))
    return Contest("whole command", size, ours, limits, plain, rounds)


def _branches(size: int, folder: Path, rounds: int) -> Iterator[Contest]:
    """Yield 48 branch files by two processes against one after another, written anew each time."""
    out = folder / f"{size}-branches"
    anew = f"import shutil; shutil.rmtree({str(out)!r}, ignore_errors=True); "
    options = ("regenerate", str(folder / f"{size}"), "-o", str(out), "--by", "branch", "--jobs")
    for way, limit in BRANCH_LIMITS.items():
        two, one = (
            Run(("-c", anew + _COMMAND, *options, jobs), clock=way == "time") for jobs in ("2", "1")
        )
        yield Contest("branches, 2 jobs ÷ 1", size, {way: two}, {way: limit}, one, rounds)


def _writing(size: int, rounds: int) -> Contest:
    ours = {
        way: Run(("-c", prefix + _CHILD, "write_ours", str(size)), prints=True)
        for way, prefix in _PREFIXES.items()
    }
    plain = Run(("-c", _CHILD, "write_peer", str(size)), prints=True)
    limited = size >= WRITING_LIMITED_FROM
    limits = WRITING_LIMITS if limited else dict.fromkeys(ours, math.inf)
    return Contest("writing both sheets", size, ours, limits, plain, rounds)


def _memory(size: int) -> Contest:
    ours = {
        way: Run(("-c", prefix + _CHILD, "memory", str(size)), prints=True)
        for way, prefix in _PREFIXES.items()
    }
    return Contest("peak above the figures", size, ours, dict.fromkeys(ours, MEMORY_LIMIT), None, 1)


def measure(contest: Contest, cache: Path) -> Iterator[Result]:
    """Run ours and the peer's in turn; yield the median of the rounds' ratios."""
    figures: dict[str, list[float]] = {way: [] for way in contest.ours}
    for _ in range(contest.rounds):
        seconds = {way: run(each, cache) for way, each in contest.ours.items()}
        base = run(contest.peer, cache) if contest.peer else 1
        for way, figure in seconds.items():
            figures[way].append(figure / base)
    unit = "ratio" if contest.peer else "MiB"
    for way, each in figures.items():
        yield Result(contest.name, way, contest.size, median(each), contest.limits[way], unit)


def run(what: Run, cache: Path) -> float:
    """Start one Python and return its figure; compiled modules are kept in ``cache``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment = kept | {"PYTHONPATH": str(PROJECT), "PYTHONPYCACHEPREFIX": str(cache)}
    begin = perf_counter()
    with subprocess.Popen(
        (sys.executable, *what.arguments), env=environment, stdout=subprocess.PIPE
    ) as process:
        printed = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, what.arguments)
    if what.clock:
        return perf_counter() - begin
    return float(printed) if what.prints else usage.ru_utime + usage.ru_stime
