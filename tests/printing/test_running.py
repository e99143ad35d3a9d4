import os
import signal
import subprocess
import sys
import time

import pytest

from kyosai_xl.printing.running import run

SPEAKS = "import sys; print('一つ', flush=True); print('二つ', file=sys.stderr); sys.exit(3)"
# A child that starts a child of its own, as LibreOffice does, and both stay.
STAYS = """
import pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(60)
"""


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A killed grandchild may wait for init to take note of it.
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:  # noqa: PTH123
        return file.read().rsplit(")", 1)[1].split()[0] != "Z"


def test_the_code_and_all_that_is_printed_come_back(tmp_path):
    said = tmp_path / "said.txt"
    assert run([sys.executable, "-X", "utf8", "-c", SPEAKS], said, 60) == 3
    assert said.read_text("utf-8").split() == ["一つ", "二つ"]


def test_what_cannot_be_started_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        run([str(tmp_path / "nothing")], tmp_path / "said.txt", 60)


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system by POSIX signals")
def test_a_time_out_ends_the_program_and_its_children(tmp_path):
    note = tmp_path / "child"
    begun = time.monotonic()
    with pytest.raises(subprocess.TimeoutExpired):
        run([sys.executable, "-c", STAYS, str(note)], tmp_path / "said.txt", 5)
    assert time.monotonic() - begun < 30
    child = int(note.read_text())
    deadline = time.monotonic() + 10
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(child)


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system by POSIX signals")
def test_an_interruption_ends_it_too(tmp_path):
    code = (
        "import pathlib, sys; from kyosai_xl.printing.running import run;"
        "run([sys.executable, '-c', *sys.argv[1:]], pathlib.Path(sys.argv[2] + '.said'), 60)"
    )
    note = tmp_path / "child"
    with subprocess.Popen(
        [sys.executable, "-c", code, STAYS, str(note)], stderr=subprocess.DEVNULL
    ) as outer:
        deadline = time.monotonic() + 30
        while not (note.exists() and note.read_text()) and time.monotonic() < deadline:
            time.sleep(0.05)
        outer.send_signal(signal.SIGINT)
        outer.wait(30)
    child = int(note.read_text())
    deadline = time.monotonic() + 10
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(child)
