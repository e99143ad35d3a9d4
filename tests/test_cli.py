"""The command line as staff meet it: what it writes, says and returns."""

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kyosai_xl import cli, regenerate
from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.months import Month
from kyosai_xl.errors import KyosaiError
from kyosai_xl.excel.templates import filled_template
from kyosai_xl.layout.template_book import KINDS
from tests import office

SAMPLE = Path(cli.__file__).parent / "dataset" / "sample"
COUNTS = "model_union_counts.csv"


@pytest.fixture
def source(tmp_path):
    return shutil.copytree(SAMPLE, tmp_path / "input")


@pytest.fixture
def out(tmp_path):
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "実績報告.xlsx"


def run(*arguments):
    return cli.main(["regenerate", *map(str, arguments)])


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def edit(source, name, old, new):
    path = source / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def test_the_sample_ends_with_a_table_and_the_path(out, capsys):
    assert run("sample", "-o", out) == cli.OK
    said = capsys.readouterr()
    assert said.err == ""
    lines = [line.split() for line in said.out.splitlines()]
    assert ["6月開始", "110", "3,447", "1,945", "56.4%", "13"] in lines
    assert ["5月開始", "110", "3,447", "2,237", "64.9%", "20"] in lines
    assert said.out.splitlines()[-1] == f"作成: {out}"
    assert files(out.parent).keys() == {out.name}


def test_the_same_input_gives_the_same_bytes(source, tmp_path):
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    assert run(source, "-o", first) == cli.OK
    command = [sys.executable, "-m", "kyosai_xl", "regenerate", source, "-o", second]
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    assert first.read_bytes() == second.read_bytes()


def test_the_input_is_never_changed(source, out):
    before = files(source)
    assert run(source, "-o", out) == cli.OK
    assert files(source) == before


def test_all_dialects_show_the_same_numbers(tmp_path):
    shown = {}
    for dialect in ("native", "udf", "values"):
        path = tmp_path / f"{dialect}.xlsx"
        assert run("sample", "-o", path, "--formulas", dialect) == cli.OK
        shown[dialect] = office.values(path)
    assert shown["native"] == shown["udf"] == shown["values"]


@pytest.mark.parametrize(
    ("start", "sheets"),
    [
        ("june", ["モデル単組(6月開始)"]),
        ("may", ["モデル単組(5月開始)"]),
        ("both", ["モデル単組(6月開始)", "モデル単組(5月開始)"]),
        ("4", ["モデル単組(4月開始)"]),
        ("1,12", ["モデル単組(1月開始)", "モデル単組(12月開始)"]),
    ],
)
def test_any_start_month(out, start, sheets):
    assert run("sample", "-o", out, "--start", start) == cli.OK
    assert list(office.values(out)) == ["集計", "主要共済の実績", *sheets, "目標達成単組", "検算"]


@pytest.mark.parametrize(
    "as_of", ["2024-12", "2024-05", "2022-05", "2021-01", "2025-05", "2027-01"]
)
def test_any_as_of_month(out, as_of):
    assert run("sample", "-o", out, "--as-of", as_of) == cli.OK
    verdict = office.values(out)["集計"][2, 0]
    assert verdict.startswith("○")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_template_is_regenerated_for_its_own_month_unless_told_otherwise(
    tmp_path, out, capsys, kind
):
    template = tmp_path / f"{kind.name}.xlsm"
    template.write_bytes(filled_template(kind, load("sample"), Month(2024, 12)))
    before = template.read_bytes()
    for words, month in (((), "2024年12月"), (("--as-of", "2025-01"), "2025年1月")):
        assert run(template, "-o", out, "--overwrite", *words) == cli.OK
        assert capsys.readouterr().out.startswith(f"集計月 {month}\n")
        assert month in office.values(out)["集計"][1, 0]
    assert template.read_bytes() == before


def test_a_product_without_figures_yet_says_so(out, capsys):
    assert run("sample", "-o", out, "--as-of", "2024-12") == cli.OK
    assert "団体生命共済には2024年12月までの実績がありません" in capsys.readouterr().err
    blocks = office.values(out)["主要共済の実績"].values()
    assert "(1) 団体生命共済 (集計なし)" in blocks
    assert "(3) じちろうマイカー共済 (2024年12月)" in blocks


def test_a_check_that_fails_is_said_written_on_top_and_has_its_own_code(source, out, capsys):
    edit(source, "control_totals.csv", "累積件数,1945", "累積件数,1946")
    assert run(source, "-o", out) == cli.TIE_OUT_FAILED
    said = capsys.readouterr().err
    assert "照合値 6月開始 照合値 = 累積件数: 1,946 と 1,945(差 1)" in said
    sheet = office.values(out)["検算"]
    top = [sheet.get((4, column)) for column in range(10)]
    assert top[1:7] == ["×", "照合値 6月開始", "照合値 = 累積件数", 1946, 1945, 1]
    assert top[8:] == ["入力の照合値", "モデル単組(6月開始) AW115"]
    assert sheet[1, 0].startswith("×")
    assert office.values(out)["集計"][2, 0].startswith("×")


def test_every_fault_is_told_at_once_and_nothing_is_written(source, out, capsys):
    edit(source, COUNTS, "03,034,2022-10,2", "03,034,2022-10,-2")
    edit(source, COUNTS, "03,034,2024-10,7", "03,999,2024-10,7")
    edit(source, "model_unions.csv", "青森,034", "岩手,034")
    assert run(source, "-o", out.with_suffix(".txt")) == cli.FAULT
    said = capsys.readouterr().err
    for part in (f"{COUNTS} 2行目", f"{COUNTS} 3行目", "model_unions.csv 4行目", ".xlsx"):
        assert part in said
    assert not list(out.parent.iterdir())


def test_a_warning_does_not_stop_the_report(source, out, capsys):
    edit(source, COUNTS, "03,034,2022-10,2", "03,034,2022/10,\uff12")
    assert run(source, "-o", out) == cli.OK
    assert capsys.readouterr().err.count("注意: ") == 2
    assert office.values(out)["集計"][5, 3] == 1945


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_findings_for_a_machine(source, out, tmp_path, ending):
    edit(source, COUNTS, "03,034,2022-10,2", "03,034,2022-10,1.5")
    path = tmp_path / f"findings.{ending}"
    assert run(source, "-o", out, "--findings", path) == cli.FAULT
    text = path.read_text(encoding="utf-8-sig")
    assert "1.5" in text
    if ending == "json":
        (finding,) = json.loads(text)
        assert finding["level"] == "error"
        assert finding["place"].startswith("2行目")


def test_an_existing_file_is_replaced_only_when_asked(out, capsys):
    out.write_bytes(b"kept")
    assert run("sample", "-o", out) == cli.FAULT
    assert out.read_bytes() == b"kept"
    assert "--overwrite" in capsys.readouterr().err
    assert run("sample", "-o", out, "--overwrite") == cli.OK
    assert "集計" in office.values(out)


@pytest.mark.parametrize("lock", ["~$実績報告.xlsx", ".~lock.実績報告.xlsx#"])
def test_a_file_open_in_a_spreadsheet_program_is_left_alone(out, capsys, lock):
    out.write_bytes(b"kept")
    out.with_name(lock).touch()
    assert run("sample", "-o", out, "--overwrite") == cli.FAULT
    assert out.read_bytes() == b"kept"
    assert "開かれています" in capsys.readouterr().err


def test_a_file_that_windows_will_not_replace_is_said_to_be_open(out, capsys, monkeypatch):
    out.write_bytes(b"kept")

    def refuse(_self, _target):
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "replace", refuse)
    assert run("sample", "-o", out, "--overwrite") == cli.FAULT
    assert files(out.parent) == {out.name: b"kept"}
    assert "開かれています" in capsys.readouterr().err


def test_a_full_disk_leaves_what_was_there(out, capsys, monkeypatch):
    out.write_bytes(b"kept")

    def fill(_book, target, _progress):
        target.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(regenerate, "write_xlsx", fill)
    assert run("sample", "-o", out, "--overwrite") == cli.FAULT
    assert files(out.parent) == {out.name: b"kept"}
    assert "空き容量" in capsys.readouterr().err


def test_no_permission_to_write(out, capsys, monkeypatch):
    # root may write anywhere, so the system's answer is given here.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert run("sample", "-o", out) == cli.FAULT
    assert "書き込みが許可されていません" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("なし/実績.xlsx", "フォルダー"),
        ("実績.csv", "「.xlsx」"),
        ("ここ.xlsx", "同じ名前のフォルダー"),
    ],
)
def test_a_place_that_cannot_take_the_file(tmp_path, capsys, name, said):
    (tmp_path / "ここ.xlsx").mkdir()
    assert run("sample", "-o", tmp_path / name) == cli.FAULT
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["ここ.xlsx"]


def test_a_workbook_is_never_written_over_itself(out, capsys):
    assert run("sample", "-o", out) == cli.OK
    before = out.read_bytes()
    capsys.readouterr()
    assert run(out, "-o", out, "--overwrite") == cli.FAULT
    assert out.read_bytes() == before
    assert "入力のファイルには書き込みません" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "コマンド"),
        (["regenerate"], "次の指定が足りません: SOURCE, -o/--out"),
        (["regenerate", "sample", "-o"], "-o/--out の後に値"),
        (["regenerate", "sample", "-o", "a.xlsx", "--start", "13"], "「13」は開始月として"),
        (["regenerate", "sample", "-o", "a.xlsx", "--start", "6,6"], "「6,6」は開始月として"),
        (["regenerate", "sample", "-o", "a.xlsx", "--as-of", "先月"], "「先月」は年月として"),
        (["regenerate", "sample", "-o", "a.xlsx", "--formulas", "x"], "native"),
        (["regenerate", "sample", "-o", "a.xlsx", "--findings", "f.txt"], "「f.txt」は書けません"),
        (["regenerate", "sample", "-o", "a.xlsx", "--wrong"], "次の指定は使えません: --wrong"),
    ],
)
def test_a_wrong_call_is_explained_in_japanese(capsys, arguments, said):
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    error = capsys.readouterr().err
    assert stopped.value.code == cli.USAGE
    assert said in error
    assert "エラー: " in error


def test_a_bug_gives_a_sentence_and_a_log_but_no_traceback(capsys):
    def broken():
        raise ZeroDivisionError("inside")  # noqa: EM101 - no one reads it

    assert cli.guard(broken) == cli.BUG
    said = capsys.readouterr().err
    assert "Traceback" not in said
    log = Path(said.split("「")[1].split("」")[0])
    assert "ZeroDivisionError: inside" in log.read_text(encoding="utf-8")
    log.unlink()


def test_known_failures_and_interruptions_have_their_own_words(capsys):
    def interrupted():
        raise KeyboardInterrupt

    def failed():
        raise KyosaiError("理由")  # noqa: EM101 - the words are the point

    assert cli.guard(interrupted) == cli.INTERRUPTED
    assert cli.guard(failed) == cli.FAULT
    assert capsys.readouterr().err.splitlines() == [
        "中断しました。ファイルは書いていません。",
        "理由",
    ]


def progress_shown(terminal):
    """What the command says when its bar does not wait, on a terminal or in a pipe."""
    code = (
        "import sys, time\n"
        "from kyosai_xl.progress import ProgressBar\n"
        "import kyosai_xl.progress as progress\n"
        "progress.PATIENCE = 0.05\n"
        "with ProgressBar() as bar:\n"
        "    time.sleep(1)\n"
        "    bar.begin(10)\n"
        "    bar.advance('単組', 5)\n"
        "    time.sleep(0.5)\n"
    )
    command = [sys.executable, "-c", code]
    if not terminal:
        return subprocess.run(command, check=True, capture_output=True).stderr
    pty = pytest.importorskip("pty")
    main, worker = pty.openpty()
    environment = os.environ | {"TERM": "xterm"}
    subprocess.run(command, check=True, stderr=worker, env=environment)
    os.close(worker)
    shown = b""
    try:
        while piece := os.read(main, 4096):
            shown += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(main)
    return shown


def test_a_progress_bar_on_a_terminal_only():
    assert "作成中 単組".encode() in progress_shown(terminal=True)
    assert progress_shown(terminal=False) == b""
