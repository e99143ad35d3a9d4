"""Where the files of a batch are made: in processes of this computer, or on a Dask cluster."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context, parent_process
from threading import Thread, current_thread, main_thread
from typing import ParamSpec, TypeVar

from kyosai_xl.errors import KyosaiError

P = ParamSpec("P")
T = TypeVar("T")

_MOST_PROCESSES = 61
"""Windows waits for no more at once."""
_PATIENCE = 10
"""Seconds for a scheduler to answer and for a worker to be there."""


class DaskMissingError(KyosaiError):
    """Dask's library is not installed."""

    def __init__(self) -> None:
        """Say how to install it."""
        super().__init__(
            "エラー: --dask には追加のライブラリが要ります。"
            'pip install "kyosai-xl[dask]" を実行するか、--dask を外してください。'
        )


class DaskUnreachableError(KyosaiError):
    """There is no Dask scheduler at the address."""

    def __init__(self, address: str) -> None:
        """Name the address."""
        super().__init__(
            f"エラー: Daskのスケジューラー「{address}」につながりません。"
            "アドレスと、スケジューラーが動いていることを確かめてください。"
        )


class DaskWithoutWorkersError(KyosaiError):
    """The Dask scheduler has nobody to work."""

    def __init__(self, address: str) -> None:
        """Name the address."""
        super().__init__(
            f"エラー: Daskのスケジューラー「{address}」にワーカーがいません。"
            "dask worker でワーカーを起動してから、もう一度実行してください。"
        )


@contextmanager
def local_executor(jobs: int | None, module: str) -> Iterator[Executor]:
    """Give an executor of that many processes, without a number one a core.

    Each begins as a fresh Python, the same on every system, and imports the module that its work
    needs while this process still reads. For one job there is a thread and no process.
    """
    jobs = min(jobs or _cores(), _MOST_PROCESSES)
    if jobs == 1:
        with ThreadPoolExecutor(1) as thread:
            yield thread
        return
    with _Processes(jobs, get_context("spawn"), _start_worker, (module,)) as processes:
        for _ in range(jobs):
            processes.submit(int)
        yield processes


class _Processes(ProcessPoolExecutor):
    """Processes that ignore Ctrl+C: a terminal sends it to all, and the first one decides."""

    def submit(self, work: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Submit, and not be interrupted while a process is half started."""
        with _uninterrupted():
            return super().submit(work, *arguments, **named)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ignore Ctrl+C, and let processes started meanwhile ignore it from the beginning."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _start_worker(module: str) -> None:
    # On Windows this is not inherited.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    import_module(module)
    # What is imported stays, so no collection need look at it.
    gc.freeze()


def _end_with_parent() -> None:
    """End this process when the first one was killed; otherwise it would wait for work forever."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


@contextmanager
def dask_executor(address: str) -> Iterator[Executor]:
    """Give the executor of the Dask cluster at an address such as ``tcp://10.0.0.1:8786``.

    Its workers need the same version of kyosai_xl, but no access to files of this computer.
    Raises DaskMissingError, DaskUnreachableError and DaskWithoutWorkersError.
    """
    import asyncio

    try:
        from distributed import Client
    except ImportError as error:
        raise DaskMissingError from error
    try:
        asyncio.run(_reach(address))
    except (OSError, TypeError, ValueError) as error:
        raise DaskUnreachableError(address) from error
    with Client(address, timeout=_PATIENCE, set_as_default=False) as client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise DaskWithoutWorkersError(address) from error
        yield client.get_executor()


async def _reach(address: str) -> None:
    """Connect once: a client that cannot would keep the program waiting at its end."""
    from distributed.comm.addressing import normalize_address
    from distributed.comm.core import connect
    from distributed.security import Security

    arguments = Security().get_connection_args("client")
    comm = await connect(normalize_address(address), timeout=_PATIENCE, **arguments)
    await comm.close()
