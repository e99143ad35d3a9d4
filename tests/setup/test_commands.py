"""``addin`` and ``doctor`` as staff meet them."""

import json
import sys

import pytest

from kyosai_xl import cli
from kyosai_xl.setup import this_computer as this_computer_module
from kyosai_xl.setup.commands import add_commands
from kyosai_xl.setup.ports import TemplateFacts
from kyosai_xl.setup.this_computer import DiskFiles, NoRegistry, this_computer
from tests.setup.computers import at


def run(*arguments):
    parser = cli._Parser(prog="kyosai-xl")
    add_commands(parser.add_subparsers(required=True), lambda _: TemplateFacts("0.37.8"))
    parsed = parser.parse_args([*map(str, arguments)])
    return cli.guard(lambda: parsed.command(parsed))


@pytest.fixture
def windows(tmp_path, monkeypatch):
    computer = at(tmp_path)
    monkeypatch.setattr(this_computer_module, "this_computer", lambda: computer)
    return computer


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "支部実績.xlsm").write_bytes(b"book")
    return folder


@pytest.mark.usefixtures("windows")
def test_install_status_remove(source, capsys):
    assert run("addin", "install", "--templates", source) == cli.OK
    assert "アドインを導入しました。" in capsys.readouterr().out
    assert run("addin", "status", "--templates", source) == cli.OK
    assert "支部実績.xlsm: 導入済み" in capsys.readouterr().out
    assert run("addin", "remove") == cli.OK
    assert "アドインを取り除きました。" in capsys.readouterr().out
    assert run("addin", "remove") == cli.OK
    assert capsys.readouterr().out == "アドインは導入されていません。\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there it works")
@pytest.mark.parametrize("step", ["install", "status", "remove"])
def test_off_windows_one_sentence(step, source, capsys):
    arguments = () if step == "remove" else ("--templates", source)
    assert run("addin", step, *arguments) == cli.FAULT
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("アドインの導入はWindowsのExcelのためのものです。")
    assert len(said.err.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there the checks are carried out")
def test_the_doctor_runs_anywhere(capsys):
    assert run("doctor") == cli.OK
    assert "[未確認] Excel: Windowsで確かめてください。" in capsys.readouterr().out


@pytest.mark.usefixtures("windows")
def test_a_problem_gives_exit_code_1(source, capsys):
    assert run("doctor", "--json", source / "支部実績.xlsm") == cli.FAULT
    verdicts = {
        check["kind"]: check["verdict"] for check in json.loads(capsys.readouterr().out)["checks"]
    }
    assert verdicts["python_console"] == "problem"
    assert verdicts["versions"] == "caution"


def test_a_template_that_is_not_there_is_told(tmp_path, capsys):
    assert run("doctor", tmp_path / "支部.xlsm") == cli.FAULT
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"ひな形「{tmp_path / '支部.xlsm'}」がありません。")


def test_the_page_goes_to_a_file(tmp_path, capsys):
    file = tmp_path / "診断書.txt"
    run("doctor", "-o", file)
    assert capsys.readouterr().out == f"作成: {file}\n"
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert "共済推進アドイン 診断書" in content.decode("utf-8-sig")
    assert run("doctor", "-o", tmp_path / "none" / "a.txt") == cli.FAULT
    assert "書けません" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["addin", "doctor"])
def test_help_is_japanese(command, capsys):
    with pytest.raises(SystemExit, match="0"):
        run(command, "--help")
    assert "使い方: " in capsys.readouterr().out


def test_this_computer_is_described():
    computer = this_computer()
    assert computer.windows == (sys.platform == "win32")
    assert computer.python.version == sys.version_info[:3]
    assert computer.python.bits in (32, 64)
    assert computer.python.executable == sys.executable
    assert "x".encode(computer.ansi) == b"x"


def test_a_computer_without_windows_has_no_registry():
    assert NoRegistry().value("HKCU\\Software") is None
    assert NoRegistry().subkeys("HKCU\\Software") == ()


def test_files_and_streams_on_disk(tmp_path):
    # NTFS opens a stream under this name; elsewhere it is a file of that name.
    (tmp_path / "a").write_bytes(b"content")
    (tmp_path / "a:Zone.Identifier").write_bytes(b"ZoneId=3")
    files = DiskFiles()
    assert files.read(str(tmp_path / "a")) == b"content"
    assert files.read(str(tmp_path / "b")) is None
    assert files.stream(str(tmp_path / "a"), "Zone.Identifier") == b"ZoneId=3"
    assert files.stream(str(tmp_path / "a"), "other") is None


@pytest.mark.skipif(sys.platform != "win32", reason="reads the real registry")
def test_the_real_registry():
    registry = this_computer().registry
    key = r"HKLM\Software\Microsoft\Windows NT\CurrentVersion"
    assert registry.value(key, "CurrentBuild")
    assert "Fonts" in registry.subkeys(key)
    assert registry.value(key, "no such value") is None
    assert registry.subkeys(key + r"\no such key") == ()
