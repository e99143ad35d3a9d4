"""Many files in one run, made wherever an executor makes them."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, as_completed
from typing import NamedTuple

from kyosai_xl.errors import KyosaiError
from kyosai_xl.output_folder import Fate
from kyosai_xl.regenerate import SILENT, Watcher
from kyosai_xl.version import VERSION


class Made(NamedTuple):
    """A file's content, and what there is to say about it, a Japanese sentence each."""

    content: bytes
    remarks: tuple[str, ...] = ()


class Task(NamedTuple):
    """One file to make: its name, whose it is (「埼玉」), and how.

    ``make`` is pickled, so that another process or computer can call it; all that it needs goes
    with it.
    """

    name: str
    whose: str
    make: Callable[[], Made]


class Failure(NamedTuple):
    """Why there is no file, in one Japanese sentence; ``trace`` is for whoever mends it."""

    sentence: str
    trace: str = ""


class Result(NamedTuple):
    """What became of one task: a fate, or a failure."""

    name: str
    whose: str
    fate: Fate | None = None
    remarks: tuple[str, ...] = ()
    failure: Failure | None = None


Keep = Callable[[str, bytes], Fate]
"""Puts a file where it belongs. Raises ``KyosaiError``."""


def run_batch(
    tasks: Sequence[Task], executor: Executor, keep: Keep, watcher: Watcher = SILENT
) -> tuple[Result, ...]:
    """Make every file, keep each as soon as it is made, and return the results in task order.

    Files are made by the executor and kept here. A failure is one task's result and stops no
    other task; an interruption cancels what has not begun.
    """
    watcher.begin(len(tasks))
    futures: dict[Future[Made | Failure], Task] = {}
    results: dict[str, Result] = {}
    try:
        for task in tasks:
            futures[_submit(executor, task)] = task
        for future in as_completed(futures):
            task = futures[future]
            results[task.name] = _result(task, _outcome(future), keep)
            watcher.advance(task.name, 1)
    finally:
        for future in futures:
            future.cancel()
    return tuple(results[task.name] for task in tasks)


def _submit(executor: Executor, task: Task) -> Future[Made | Failure]:
    # Pickled here, because Dask looks into arguments and takes some tuples apart.
    work = pickle.dumps(task.make)
    try:
        return executor.submit(_made, work, VERSION)
    except RuntimeError as error:
        lost: Future[Made | Failure] = Future()
        lost.set_exception(error)
        return lost


def _made(work: bytes, version: str) -> Made | Failure:
    """Make a file, wherever this runs; an exception might not survive the way back."""
    if version != VERSION:
        return Failure(
            f"計算する側のkyosai_xlの版{VERSION}が、こちらの{version}と違います。"
            "同じ版にしてください。"
        )
    try:
        make: Callable[[], Made] = pickle.loads(work)  # noqa: S301 - packed by ourselves
        return make()
    except KyosaiError as error:
        return Failure(str(error))
    except Exception:  # noqa: BLE001 - the other files go on, and the traceback goes to the log
        return Failure("プログラムの内部で問題が起きました。", traceback.format_exc())


def _outcome(future: Future[Made | Failure]) -> Made | Failure:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - whatever an executor's own failure is called
        return Failure(
            "計算を受け持つプロセスが途中で止まりました。"
            "メモリの空きを確かめるか、--jobs 1 を付けて、もう一度実行してください。",
            "".join(traceback.format_exception(error)),
        )


def _result(task: Task, outcome: Made | Failure, keep: Keep) -> Result:
    if isinstance(outcome, Failure):
        sentence = f"エラー: {task.whose}({task.name}): {outcome.sentence}"
        return Result(task.name, task.whose, failure=outcome._replace(sentence=sentence))
    try:
        fate = keep(task.name, outcome.content)
    except KyosaiError as error:
        return Result(task.name, task.whose, failure=Failure(str(error)))
    return Result(task.name, task.whose, fate, outcome.remarks)
