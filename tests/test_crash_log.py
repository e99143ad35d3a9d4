import tempfile
from pathlib import Path

import pytest

from kyosai_xl.crash_log import write_crash_log


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Where this computer keeps temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def logged(error):
    """The log of an error, as raised two calls down."""

    def raise_it():
        raise error

    try:
        raise_it()
    except type(error):
        return Path(write_crash_log())


def test_the_log_holds_the_whole_traceback(folder):
    path = logged(ZeroDivisionError("割り算"))
    text = path.read_text(encoding="utf-8")
    assert text.startswith("Traceback")
    assert "in raise_it" in text
    assert text.endswith("ZeroDivisionError: 割り算\n")
    assert path.parent == folder
    assert path.name.startswith("kyosai-xl-")
    assert path.suffix == ".log"


def test_what_caused_it_is_in_the_log_too():
    error = RuntimeError("結果")
    error.__cause__ = KeyError("原因")
    text = logged(error).read_text(encoding="utf-8")
    assert "KeyError: '原因'" in text
    assert "direct cause" in text


def test_every_crash_has_a_log_of_its_own(folder):
    first, second = (logged(ValueError(text)) for text in ("一", "二"))
    assert first != second
    assert set(folder.iterdir()) == {first, second}


def test_a_text_that_no_file_takes_does_not_hide_the_crash():
    text = logged(ValueError("\ud842")).read_text(encoding="utf-8")
    assert text.endswith("ValueError: \\ud842\n")
