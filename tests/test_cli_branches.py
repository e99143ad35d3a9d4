"""``regenerate --by branch`` as staff meet it: one file a branch, made once and kept."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kyosai_xl import cli
from kyosai_xl.dataset import loading
from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.excel.templates import filled_template
from kyosai_xl.layout.template_book import BRANCH
from kyosai_xl.output_folder import RECEIPT
from tests import cluster, office

SAMPLE = Path(loading.__file__).with_name("sample")
FILES = {f"{code}_{name}.xlsx" for code, name in BRANCHES.items()}
JUNE, MAY = "モデル単組(6月開始)", "モデル単組(5月開始)"
SAITAMA = "13_埼玉.xlsx"
LONG_AGO = 1_000_000_000
NOT_ALL = (
    "48の県支部のうち1のファイルを作っていません。上の点を直してから、もう一度実行してください。"
)

# As printed on the sheets of 2025-02-28: members, policies, enrolment; 2022年度, 2023年度;
# the three cumulatives; target, difference, rate, remaining.
COLUMNS = (4, 5, 6, 8, 9, 22, 35, 48, 49, 50, 51, 52)
PRINTED = {
    JUNE: (128620, 58786, 0.457, 2274, 2534, 1775, 1958, 1945, 3447, -13, 0.564, 1502),
    MAY: (128620, 58786, 0.457, 2271, None, 1981, 2167, 2237, 3447, 70, 0.649, 1210),
}


def run(*arguments):
    return cli.main(["regenerate", *map(str, arguments)])


def by_branch(source, out, *options):
    return run(source, "-o", out, "--by", "branch", *options)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The sample's 48 files, made once by one job after another."""
    folder = tmp_path_factory.mktemp("branches") / "支部"
    assert by_branch("sample", folder, "--jobs", "1") == cli.OK
    return folder


@pytest.fixture
def out(made, tmp_path):
    """A copy of them."""
    return Path(shutil.copytree(made, tmp_path / "支部"))


@pytest.fixture
def source(tmp_path):
    """A folder that holds two branches, one of them the affiliate."""
    folder = tmp_path / "入力"
    folder.mkdir()
    for name in ("model_unions.csv", "model_union_counts.csv", "product_results.csv"):
        kept = [row for row in rows(name) if row["県コード"] in {"13", "60"}]
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, kept[0])
            writer.writeheader()
            writer.writerows(kept)
    return folder


def rows(name):
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# What the files show


def test_one_file_a_branch_and_every_one_opens(made):
    assert contents(made).keys() == FILES | {RECEIPT}
    sheets = list(office.values(made / SAITAMA))
    for name in FILES:
        assert list(office.values(made / name)) == sheets
    assert sheets[:4] == ["集計", "主要共済の実績", JUNE, MAY]


def hand_sums(code, start):
    """A branch's total row, added up from the CSV files by themselves."""
    unions = [row for row in rows("model_unions.csv") if row["県コード"] == code]
    counts = [row for row in rows("model_union_counts.csv") if row["県コード"] == code]

    def counted(first, last):
        return sum(int(row["件数"]) for row in counts if first <= row["年月"] <= last)

    def year(year):
        return counted(f"{year}-{start:02}", f"{year + 1}-{start - 1:02}")

    before, last, now = (counted(f"{y}-{start:02}", f"{y + 1}-02") for y in (2022, 2023, 2024))
    target = sum(int(row["目標件数"]) for row in unions)
    members, policies = (sum(int(row[key]) for row in unions) for key in ("組合員数", "団生保有"))
    enrolment, rate = half_up(policies, members), half_up(now, target)
    years = (year(2022), year(2023), before, last, now)
    return (members, policies, enrolment, *years, target, now - last, rate, target - now)


def half_up(part, whole):
    return (2000 * part + whole) // (2 * whole) / 1000


@pytest.mark.parametrize("code", ["13", "43", "60"])
@pytest.mark.parametrize(("sheet", "start"), [(JUNE, 6), (MAY, 5)])
def test_the_total_of_a_branch_is_that_of_the_csv_files(made, code, sheet, start):
    cells = office.values(made / f"{code}_{BRANCHES[code]}.xlsx")[sheet]
    row = next(row for (row, column), value in cells.items()
               if column == 0 and value == f"{BRANCHES[code]} 合計")  # fmt: skip
    unions = sum(union["県コード"] == code for union in rows("model_unions.csv"))
    assert row == 4 + unions
    assert tuple(cells[row, column] for column in COLUMNS) == pytest.approx(hand_sums(code, start))


@pytest.mark.parametrize("sheet", [JUNE, MAY])
def test_the_line_of_the_nation_is_the_printed_one_in_every_file(made, sheet):
    for name in FILES:
        cells = office.values(made / name)[sheet]
        row = next(row for (row, column), value in cells.items() if (column, value) == (0, "全国"))
        for column, printed in zip(COLUMNS, PRINTED[sheet], strict=True):
            assert printed is None or cells[row, column] == pytest.approx(printed), name


def test_products_beside_the_nation_s(made):
    cells = office.values(made / SAITAMA)["主要共済の実績"]
    own = {r["共済名"]: r for r in rows("product_results.csv") if r["県コード"] == "13"}
    with (Path(__file__).parent / "printed" / "products.csv").open(encoding="utf-8") as file:
        printed = list(csv.DictReader(file))
    for number, nation in enumerate(printed):
        row = 3 + 5 * number
        mine = own[nation["共済名"]]
        target, actual = int(mine["目標件数"]), int(mine["実績件数"])
        assert [cells[row + 2, column] for column in range(4)] == pytest.approx(
            ["埼玉", target, actual, 10_000 * actual // target / 10_000]
        )
        assert [cells[row + 3, column] for column in range(4)] == pytest.approx(
            ["全国", int(nation["目標"]), int(nation["実績"]), float(nation["到達率"]) / 100]
        )


def test_the_summary_compares_both_headlines(made):
    cells = office.values(made / "43_佐賀.xlsx")["集計"]
    assert [cells[6, column] for column in range(7)] == ["全国", 110, 3447, 1945, 0.564, 13, 1502]
    assert [cells[8, column] for column in range(7)] == ["全国", 110, 3447, 2237, 0.649, 20, 1210]
    members, *_, actual, target, _, rate, remaining = hand_sums("43", 6)
    assert members
    assert [cells[5, column] for column in (2, 3, 4, 6)] == [target, actual, rate, remaining]


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", [SAITAMA, "60_社保労連.xlsx"])
def test_libreoffice_works_out_the_same(soffice, made, tmp_path, name):
    path = shutil.copy(made / name, tmp_path / "branch.xlsx")
    again = office.values(office.recalculated(soffice, Path(path), tmp_path / "again"))
    for sheet, cells in office.values(made / name).items():
        assert again[sheet].keys() == cells.keys()
        for place, value in cells.items():
            assert again[sheet][place] == pytest.approx(value), (sheet, place)


# What is said


def test_the_nation_s_headline_and_what_became_of_the_files(source, tmp_path, capsys):
    assert by_branch(source, tmp_path / "支部", "--jobs", "1") == cli.OK
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "集計月 2025年2月"
    assert said[-1] == f"作成: {tmp_path / '支部'} に2ファイル(新規 2、更新 0、変更なし 0)"


def test_a_check_of_the_nation_that_fails_has_its_own_code(source, tmp_path, capsys):
    totals = "集計月,表,項目,値\n2025-02,6月開始,累積件数,9\n"
    (source / "control_totals.csv").write_text(totals, encoding="utf-8")
    assert by_branch(source, tmp_path / "支部", "--jobs", "1") == cli.TIE_OUT_FAILED
    assert "全国の検算に一致しない項目があります" in capsys.readouterr().err
    assert len(contents(tmp_path / "支部")) == 3


# A second run


def test_a_second_run_touches_nothing(out, capsys):
    before = contents(out)
    for path in out.iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    assert by_branch("sample", out) == cli.OK
    assert "(新規 0、更新 0、変更なし 48)" in capsys.readouterr().out
    assert contents(out) == before
    assert {path.stat().st_mtime for path in out.iterdir()} == {LONG_AGO}


def test_a_corrected_count_renews_the_files_that_show_it(source, tmp_path, capsys):
    folder = tmp_path / "支部"
    by_branch(source, folder, "--jobs", "1")
    counts = source / "model_union_counts.csv"
    text = counts.read_text(encoding="utf-8")
    # 社保労連 is not in the national total, so no other file shows its counts.
    line = next(line for line in text.splitlines() if line.startswith("60,001,2024-"))
    counts.write_text(text.replace(line, line + "0"), encoding="utf-8")
    capsys.readouterr()
    assert by_branch(source, folder, "--jobs", "1") == cli.OK
    assert "(新規 0、更新 1、変更なし 1)" in capsys.readouterr().out


def test_a_file_that_somebody_edited_is_named_and_kept(out, capsys):
    mine = contents(out)[SAITAMA]
    (out / SAITAMA).write_bytes(b"by hand")
    assert by_branch("sample", out, "--jobs", "1") == cli.FAULT
    said = capsys.readouterr()
    assert "に47ファイル(新規 0、更新 0、変更なし 47)" in said.out
    assert said.err == (
        f"エラー: {out / SAITAMA}: 作成したあとに書き換えられているので、そのまま残しました。"
        f"書き換えた内容が要らなければ、--overwrite を付けてください。\n{NOT_ALL}\n"
    )
    assert (out / SAITAMA).read_bytes() == b"by hand"
    assert by_branch("sample", out, "--jobs", "1", "--overwrite") == cli.OK
    assert (out / SAITAMA).read_bytes() == mine


def test_a_branch_that_is_no_longer_there_is_told(source, out, capsys):
    assert by_branch(source, out, "--jobs", "1", "--overwrite") == cli.OK
    said = capsys.readouterr().err
    assert "古いファイルが残っています: 01_北海道.xlsx、" in said
    assert SAITAMA not in said
    assert (out / "01_北海道.xlsx").exists()


# What goes wrong


def test_a_branch_that_fails_is_named_and_the_others_are_there(tmp_path, capsys):
    folder = tmp_path / "支部"
    (folder / SAITAMA).mkdir(parents=True)
    assert by_branch("sample", folder) == cli.FAULT
    assert capsys.readouterr().err == (
        f"エラー: {folder / SAITAMA}: 同じ名前のフォルダーがあります。"
        f"そのフォルダーを移すか、-o に別のフォルダーを指定してください。\n{NOT_ALL}\n"
    )
    assert {path.name for path in folder.iterdir()} == FILES | {RECEIPT}
    assert not list((folder / SAITAMA).iterdir())


def test_every_fault_of_the_input_and_the_place_is_told_at_once(source, tmp_path, capsys):
    (source / "model_union_counts.csv").write_text("県コード\n", encoding="utf-8")
    place = tmp_path / "報告.xlsx"
    assert by_branch(source, place) == cli.FAULT
    said = capsys.readouterr().err
    assert "保存先がフォルダーではありません" in said
    assert "model_union_counts.csv" in said
    assert "何も書いていません" in said
    assert not place.exists()


def test_the_book_of_one_branch_does_not_know_the_nation(tmp_path, capsys):
    data = load("sample")
    book = tmp_path / "支部実績.xlsm"
    book.write_bytes(filled_template(BRANCH, data.of_branch("13"), data.as_of, "13"))
    assert by_branch(book, tmp_path / "支部") == cli.FAULT
    assert "入力は埼玉だけのブック" in capsys.readouterr().err
    assert not (tmp_path / "支部").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--by", "union"], "--by に 'union' は使えません。"),
        (["--by", "branch", "--jobs", "0"], "「0」は使えません。1以上の数"),
        (["--by", "branch", "--jobs", "many"], "「many」は使えません。1以上の数"),
        (["--jobs", "2"], "--by branch と一緒に使います"),
        (["--dask", ""], "--by branch と一緒に使います"),
        (["--by", "branch", "--jobs", "2", "--dask", "tcp://a:1"], "どちらか1つ"),
    ],
)
def test_a_wrong_call_is_explained_in_japanese(tmp_path, capsys, options, said):
    with pytest.raises(SystemExit) as stopped:
        run("sample", "-o", tmp_path / "支部", *options)
    assert stopped.value.code == cli.USAGE
    assert said in capsys.readouterr().err


def test_a_bug_in_one_branch_leaves_a_log(source, tmp_path, capsys, monkeypatch):
    from kyosai_xl import branch_files

    def broken(part, dialect):
        if part.code == "13":
            raise ZeroDivisionError
        return real(part, dialect)

    real = branch_files.branch_workbook
    broken.__module__, broken.__qualname__ = real.__module__, "broken"
    monkeypatch.setattr(branch_files, "broken", broken, raising=False)
    monkeypatch.setattr(branch_files, "branch_workbook", broken)
    assert by_branch(source, tmp_path / "支部", "--jobs", "1") == cli.FAULT
    said = capsys.readouterr().err
    assert "エラー: 埼玉(13_埼玉.xlsx): プログラムの内部で問題が起きました。" in said
    log = Path(said.split("記録「")[1].split("」")[0])
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    log.unlink()
    assert "60_社保労連.xlsx" in contents(tmp_path / "支部")


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to a group there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_leaves_whole_files_only(made, tmp_path, jobs):
    folder = tmp_path / "支部"
    command = [sys.executable, "-m", "kyosai_xl", "regenerate", "sample", "-o", str(folder)]
    command += ["--by", "branch", "--jobs", jobs]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        end = time.monotonic() + 60
        while time.monotonic() < end and not list(folder.glob("*.xlsx")):
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGINT)
        out, error = (stream.decode() for stream in process.communicate(timeout=60))
    assert process.returncode == cli.INTERRUPTED
    assert error.startswith(f"中断しました。「{folder}」にあるのは、書き終えたファイルだけです。")
    assert error.count("\n") == 1
    assert out == ""
    left, whole = contents(folder), contents(made)
    assert RECEIPT in left
    assert 2 <= len(left) < 49
    assert all(whole[name] == content for name, content in left.items() if name != RECEIPT)
    assert by_branch("sample", folder, "--jobs", jobs) == cli.OK
    assert contents(folder) == whole


# Wherever it is made


def test_processes_give_the_same_bytes(made, tmp_path):
    assert by_branch("sample", tmp_path / "支部", "--jobs", "2") == cli.OK
    assert contents(tmp_path / "支部") == contents(made)


@pytest.mark.dask
def test_a_dask_cluster_gives_the_same_bytes(made, tmp_path, capsys):
    folder = tmp_path / "支部"
    with cluster.scheduler(tmp_path) as address, cluster.worker(address, tmp_path):
        assert by_branch("sample", folder, "--dask", address) == cli.OK
    assert contents(folder) == contents(made)
    assert capsys.readouterr().err == ""


@pytest.mark.dask
def test_a_dask_cluster_that_is_not_there_is_told_in_one_sentence(tmp_path, capsys):
    assert by_branch("sample", tmp_path / "支部", "--dask", "どこか") == cli.FAULT
    assert capsys.readouterr().err == (
        "エラー: Daskのスケジューラー「どこか」につながりません。"
        "アドレスと、スケジューラーが動いていることを確かめてください。\n"
    )
    assert not (tmp_path / "支部").exists()
