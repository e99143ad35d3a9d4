"""The commands around the report: the add-in, the doctor, the extension for LibreOffice."""

import os
import re
import sys
import zipfile
from importlib import metadata

import pytest

from kyosai_xl import cli
from kyosai_xl.setup import this_computer
from tests.excel import templates
from tests.setup.computers import at


@pytest.fixture
def windows(tmp_path, monkeypatch):
    """A Windows computer made up of real folders."""
    computer = at(tmp_path)
    monkeypatch.setattr(this_computer, "this_computer", lambda: computer)


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "配布" / "支部実績.xlsm"
    path.parent.mkdir()
    path.write_bytes(templates.template())
    return path


def run(*arguments):
    return cli.main([*map(str, arguments)])


@pytest.mark.usefixtures("windows")
def test_install_status_remove(template, capsys):
    assert run("addin", "install", "--templates", template.parent) == cli.OK
    assert "アドインを導入しました。" in capsys.readouterr().out
    assert run("addin", "status", "--templates", template.parent) == cli.OK
    assert "支部実績.xlsm: 導入済み" in capsys.readouterr().out
    assert run("addin", "remove") == cli.OK
    assert "アドインを取り除きました。" in capsys.readouterr().out


@pytest.mark.usefixtures("windows")
def test_the_doctor_reads_what_the_vba_asks_for(template, capsys):
    assert run("doctor", template) == cli.FAULT
    wanted = f"xlwings64-{metadata.version('xlwings')}.dll"
    assert (
        f"[問題] ひな形とxlwingsの版: {wanted} がPythonのフォルダーにも" in capsys.readouterr().out
    )
    template.write_bytes(b"damaged")
    assert run("doctor", template) == cli.FAULT
    assert "[未確認] ひな形とxlwingsの版: " in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="there it works")
@pytest.mark.parametrize("step", ["install", "status", "remove"])
def test_the_addin_off_windows_is_one_sentence(step, capsys):
    assert run("addin", step) == cli.FAULT
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith("アドインの導入はWindowsのExcelのためのものです。")


def test_the_extension_is_built(tmp_path, capsys):
    target = tmp_path / "共済.oxt"
    assert run("extension", "build", "-o", target) == cli.OK
    assert capsys.readouterr().out == f"作成: {target}\n"
    with zipfile.ZipFile(target) as archive:
        assert "META-INF/manifest.xml" in archive.namelist()


def test_an_extension_is_replaced_only_when_asked(tmp_path, capsys):
    target = tmp_path / "kyosai_xl.oxt"
    target.write_bytes(b"kept")
    assert run("extension", "build", "-o", target) == cli.FAULT
    assert target.read_bytes() == b"kept"
    said = capsys.readouterr().err
    assert f"{target}" in said
    assert "同じ名前のファイルがすでにあります。" in said
    assert "--overwrite" in said
    assert run("extension", "build", "-o", target, "--overwrite") == cli.OK
    assert zipfile.is_zipfile(target)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("なし/kyosai_xl.oxt", "なし」がありません。"),
        ("kyosai_xl.zip", "ファイル名の終わりを「.oxt」にしてください。"),
        ("フォルダー.oxt", "同じ名前のフォルダーがあります。"),
    ],
)
def test_a_place_that_cannot_take_the_extension(tmp_path, capsys, name, said):
    (tmp_path / "フォルダー.oxt").mkdir()
    assert run("extension", "build", "-o", tmp_path / name, "--overwrite") == cli.FAULT
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["フォルダー.oxt"]


def test_a_folder_where_nobody_may_write(tmp_path, capsys, monkeypatch):
    # root may write anywhere, so the system's answer is given here.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert run("extension", "build", "-o", tmp_path / "kyosai_xl.oxt") == cli.FAULT
    assert "書き込みが許可されていません" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["addin"], "次の指定が足りません: 操作"),
        (["addin", "uninstall"], "install"),
        (["doctor", "--out"], "-o/--out の後に値"),
        (["extension", "build"], "次の指定が足りません: -o/--out"),
    ],
)
def test_a_wrong_call_is_explained_in_japanese(capsys, arguments, said):
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == cli.USAGE
    error = capsys.readouterr().err
    assert error.startswith("エラー: ")
    assert said in error


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit, match="0"):
        cli.main(["--help"])
    listed = re.findall(r"^    (\w+)(?: |$)", capsys.readouterr().out, re.MULTILINE)
    assert listed == ["regenerate", "report", "compare", "template", "addin", "doctor", "extension"]
