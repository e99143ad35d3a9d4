"""xlwings.conf: only our lines change, and taking them back gives the very same bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.setup.configuration import setting, with_settings, without_settings

OURS = {"INTERPRETER_WIN": r"C:\kyosai\venv\Scripts\pythonw.exe", "USE UDF SERVER": "True"}
FIELD = st.sampled_from(
    ["INTERPRETER_WIN", "interpreter_win", "USE UDF SERVER", "LICENSE_KEY", "x"]
)
LINE = st.builds(
    lambda key, value, quote: f"{quote}{key}{quote},{quote}{value}{quote}".encode("cp932"),
    FIELD,
    st.sampled_from(["", "True", "False", r"C:\表\python.exe", "高橋"]),
    st.sampled_from(['"', ""]),
)
ENDING = st.sampled_from([b"\r\n", b"\n", b""])
FILES = st.lists(st.tuples(LINE | st.binary(max_size=12), ENDING)).map(
    lambda parts: b"".join(line + ending for line, ending in parts)
)


@given(FILES)
def test_taking_back_gives_the_same_bytes(before):
    now = with_settings(before, OURS, "cp932")
    assert without_settings(now, OURS, before, "cp932") == before


@given(FILES)
def test_our_values_count_and_twice_is_once(before):
    now = with_settings(before, OURS, "cp932")
    assert {key: setting(now, key, "cp932") for key in OURS} == OURS
    assert with_settings(now, OURS, "cp932") == now


def test_other_lines_stay_and_ours_change_in_place():
    before = b'"LICENSE_KEY","abc"\r\n"Interpreter_Win","C:\\old.exe"\r\n"PYTHONPATH",""\r\n'
    assert with_settings(before, OURS, "cp932").splitlines() == [
        b'"USE UDF SERVER","True"',
        b'"LICENSE_KEY","abc"',
        rb'"INTERPRETER_WIN","C:\kyosai\venv\Scripts\pythonw.exe"',
        b'"PYTHONPATH",""',
    ]


def test_what_somebody_changed_or_added_since_stays():
    before = b'"INTERPRETER_WIN","C:\\old.exe"'
    now = with_settings(before, OURS, "cp932").replace(b'"True"', b'"False"')
    now += b'\r\n"LICENSE_KEY","abc"\r\n'
    assert without_settings(now, OURS, before, "cp932").splitlines() == [
        b'"USE UDF SERVER","False"',
        b'"INTERPRETER_WIN","C:\\old.exe"',
        b'"LICENSE_KEY","abc"',
    ]


def test_a_path_is_written_in_the_encoding_that_vba_reads():
    path = r"C:\表計算\pythonw.exe"
    content = with_settings(b"", {"INTERPRETER_WIN": path}, "cp932")
    assert content == f'"INTERPRETER_WIN","{path}"\r\n'.encode("cp932")
    assert setting(content, "interpreter_win", "cp932") == path
    with pytest.raises(UnicodeEncodeError):
        with_settings(b"", {"INTERPRETER_WIN": "C:\\é"}, "cp932")
