"""Many files in one run: all are tried, and each says what became of it."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from kyosai_xl import batch
from kyosai_xl.batch import Made, Task, run_batch
from kyosai_xl.errors import KyosaiError
from kyosai_xl.executors import local_executor
from kyosai_xl.output_folder import Fate
from kyosai_xl.regenerate import Watcher

MODULE = "kyosai_xl.batch"


class NeedsTwoError(KyosaiError):
    """Does not survive a journey between processes: it is made from more than its sentence."""

    def __init__(self, one, two):
        super().__init__(f"{one}と{two}が合いません。")


def make(content, remarks=()):
    return Made(content, remarks)


def refuse():
    raise NeedsTwoError(*"甲乙")


def break_down():
    raise ZeroDivisionError


STARTED = []


def linger():
    STARTED.append(1)
    time.sleep(0.05)
    return Made(b"")


def die():
    os._exit(3)


def task(number, work):
    return Task(f"{number}.xlsx", f"県{number}", work)


@pytest.fixture
def kept():
    return {}


@pytest.fixture
def keep(kept):
    def put(name, content):
        if content == b"refused":
            raise NeedsTwoError(name, "保存先")
        kept[name] = content
        return Fate.MADE

    return put


@pytest.fixture(params=["thread", "processes"])
def executor(request):
    if request.param == "thread":
        with local_executor(1, MODULE) as found:
            yield found
    else:
        with local_executor(2, MODULE) as found:
            yield found


def test_results_come_in_the_order_of_the_tasks(executor, keep, kept):
    tasks = [task(n, partial(make, b"%d" % n, (f"注{n}",))) for n in range(20)]
    results = run_batch(tasks, executor, keep)
    assert [(r.name, r.whose, r.fate, r.remarks) for r in results] == [
        (f"{n}.xlsx", f"県{n}", Fate.MADE, (f"注{n}",)) for n in range(20)
    ]
    assert kept == {f"{n}.xlsx": b"%d" % n for n in range(20)}


def test_a_failure_stops_no_other_and_has_one_sentence(executor, keep, kept):
    tasks = [
        task(1, refuse),
        task(2, partial(make, b"good")),
        task(3, break_down),
        task(4, partial(make, b"refused")),
    ]
    one, two, three, four = run_batch(tasks, executor, keep)
    assert kept == {"2.xlsx": b"good"}
    assert (two.fate, two.failure) == (Fate.MADE, None)
    assert one.failure.sentence == "エラー: 県1(1.xlsx): 甲と乙が合いません。"
    assert three.failure.sentence == ("エラー: 県3(3.xlsx): プログラムの内部で問題が起きました。")
    assert "ZeroDivisionError" in three.failure.trace
    assert four.failure.sentence == "4.xlsxと保存先が合いません。"
    assert one.failure.trace == four.failure.trace == ""


def test_a_process_that_dies_is_told_for_every_file_it_took_along(keep, kept):
    tasks = [task(1, die), *(task(n, partial(make, b"good")) for n in range(2, 30))]
    with local_executor(2, MODULE) as executor:
        first, *others = run_batch(tasks, executor, keep)
        # Nothing can be submitted any more either.
        (again,) = run_batch([task(1, partial(make, b"good"))], executor, keep)
    assert first.failure.sentence.startswith("エラー: 県1(1.xlsx): 計算を受け持つプロセスが")
    assert "BrokenProcessPool" in first.failure.trace
    assert again.failure
    assert {r.name for r in others if r.fate} == kept.keys()


def test_another_version_is_refused_where_the_work_is_done(keep, monkeypatch):
    with ThreadPoolExecutor(1) as executor:
        # Here both sides are one process: the version changes once it is on its way.
        send = executor.submit
        monkeypatch.setattr(executor, "submit", lambda made, work, _version: send(made, work, "9"))
        (result,) = run_batch([task(1, partial(make, b""))], executor, keep)
    assert "こちらの9と違います" in result.failure.sentence


def test_the_watcher_hears_of_every_file(keep):
    begun, advanced = [], []
    watcher = Watcher(begun.append, lambda name, count: advanced.append((name, count)))
    tasks = [task(1, refuse), task(2, partial(make, b""))]
    with ThreadPoolExecutor(1) as executor:
        run_batch(tasks, executor, keep, watcher)
    assert begun == [2]
    assert sorted(advanced) == [("1.xlsx", 1), ("2.xlsx", 1)]


def test_an_interruption_cancels_what_has_not_begun():
    def interrupt(_name, _content):
        raise KeyboardInterrupt

    STARTED.clear()
    with ThreadPoolExecutor(1) as executor, pytest.raises(KeyboardInterrupt):
        run_batch([task(n, linger) for n in range(50)], executor, interrupt)
    assert 1 <= len(STARTED) < 10


def test_a_bug_of_our_own_is_passed_on():
    def broken(_name, _content):
        raise ZeroDivisionError

    with ThreadPoolExecutor(1) as executor, pytest.raises(ZeroDivisionError):
        run_batch([task(1, partial(make, b""))], executor, broken)


def test_without_tasks_there_are_no_results(keep):
    with ThreadPoolExecutor(1) as executor:
        assert run_batch([], executor, keep) == ()
    assert batch.Result("a", "b").failure is None
