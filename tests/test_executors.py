"""Where work is done, and what is said when it cannot be done there."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kyosai_xl import executors
from kyosai_xl.executors import (
    DaskMissingError,
    DaskUnreachableError,
    DaskWithoutWorkersError,
    dask_executor,
    local_executor,
)
from tests import cluster

MODULE = "kyosai_xl.batch"
ALIVE = """
import os, sys, time
from kyosai_xl.executors import local_executor

if __name__ == "__main__":
    with local_executor(2, "kyosai_xl.batch") as executor:
        print(*{executor.submit(os.getpid).result() for _ in range(50)}, flush=True)
        time.sleep(60)
"""


def workers(executor):
    return {future.result() for future in [executor.submit(os.getpid) for _ in range(50)]}


def test_one_job_is_done_in_this_process():
    with local_executor(1, MODULE) as executor:
        assert workers(executor) == {os.getpid()}


@pytest.mark.parametrize("jobs", [2, None])
def test_several_jobs_are_done_in_processes(jobs, monkeypatch):
    monkeypatch.setattr(executors, "_cores", lambda: 2)
    with local_executor(jobs, MODULE) as executor:
        found = workers(executor)
    assert 1 <= len(found) <= 2
    assert os.getpid() not in found


def test_ctrl_c_still_ends_this_process_afterwards():
    before = signal.getsignal(signal.SIGINT)
    with local_executor(2, MODULE) as executor:
        workers(executor)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(sys.platform == "win32", reason="no process is killed like that there")
def test_processes_end_with_the_one_that_started_them(tmp_path):
    script = tmp_path / "alive.py"
    script.write_text(ALIVE, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, env=environment
    ) as process:
        numbers = [int(text) for text in process.stdout.readline().split()]
        assert numbers
        process.kill()
    assert ended(numbers)


def ended(numbers):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if not any(running(number) for number in numbers):
            return True
        time.sleep(0.1)
    return False


def running(number):
    try:
        state = Path(f"/proc/{number}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


# Dask


def test_without_its_library_one_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DaskMissingError, match=r"kyosai-xl\[dask\]"), dask_executor("tcp://a:1"):
        pass


@pytest.mark.dask
@pytest.mark.parametrize("address", ["", "host", "foo://x", "tls://127.0.0.1:1", "inproc://a"])
def test_an_address_that_is_none(address):
    with (
        pytest.raises(DaskUnreachableError, match=f"「{address}」につながりません"),
        dask_executor(address),
    ):
        pass


@pytest.mark.dask
def test_nobody_answers_at_the_address(monkeypatch):
    monkeypatch.setattr(executors, "_PATIENCE", 1)
    with pytest.raises(DaskUnreachableError), dask_executor("tcp://127.0.0.1:1"):
        pass


@pytest.mark.dask
def test_a_scheduler_alone_and_one_with_a_worker(tmp_path, monkeypatch):
    with cluster.scheduler(tmp_path) as address:
        monkeypatch.setattr(executors, "_PATIENCE", 1)
        with pytest.raises(DaskWithoutWorkersError, match=address), dask_executor(address):
            pass
        monkeypatch.setattr(executors, "_PATIENCE", cluster.PATIENCE)
        with cluster.worker(address, tmp_path), dask_executor(address) as executor:
            (found,) = workers(executor)
    assert found != os.getpid()
