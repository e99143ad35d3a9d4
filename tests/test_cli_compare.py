"""``compare`` as staff meet it: real files through the command line."""

import json
import shutil

import pytest

from kyosai_xl import cli
from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.months import Month
from kyosai_xl.excel.templates import filled_template
from kyosai_xl.layout.template_book import KINDS
from tests import office
from tests.test_cli import COUNTS, SAMPLE, edit, files

TARGET = "青森,034,横浜町職員組合,60,35,10,10,"


@pytest.fixture
def old(tmp_path):
    """The sample as it may have been a month earlier."""
    folder = shutil.copytree(SAMPLE, tmp_path / "2025-01")
    counts = folder / COUNTS
    lines = counts.read_text(encoding="utf-8").splitlines(keepends=True)
    earlier = "".join(line for line in lines if ",2025-02," not in line)
    counts.write_text(earlier, encoding="utf-8", newline="")
    edit(folder, COUNTS, "03,034,2022-10,2", "03,034,2022-10,5")
    edit(folder, "model_unions.csv", TARGET, TARGET.replace("10,10", "10,1200"))
    return folder


def run(*arguments):
    return cli.main(["compare", *map(str, arguments)])


def test_no_differences(capsys):
    assert run("sample", "sample") == cli.OK
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "前回: sample(集計月 2025年2月)",
        "今回: sample(集計月 2025年2月)",
        "違いはありません。",
    ]
    assert said.err == ""


def test_what_changed_in_a_month(old, capsys):
    assert run(old, "sample") == cli.OK
    said = capsys.readouterr()
    lines = [line.split() for line in said.out.splitlines()]
    assert lines[:3] == [
        ["前回:", f"{old}(集計月", "2025年1月)"],
        ["今回:", "sample(集計月", "2025年2月)"],
        ["違いが3件あります。"],
    ]
    february = sum(
        int(line.split(",")[3])
        for line in (SAMPLE / COUNTS).read_text(encoding="utf-8").splitlines()
        if ",2025-02," in line and not line.startswith("60")
    )
    assert lines[6:] == [
        ["新しい月", "1件:", "その月の合計件数(参考を除く)"],
        ["合計", "2025年2月", str(february)],
        ["遡及訂正", "1件:", "その月の件数"],
        ["青森", "横浜町職員組合", "2022年10月", "5", "2", "-3"],
        ["目標の変更", "1件:", "目標件数"],
        ["青森", "横浜町職員組合", "1,200", "10", "-1,190"],
    ]
    assert said.err == ""


def test_both_files(old, tmp_path, capsys):
    book, data = tmp_path / "差.xlsx", tmp_path / "差.json"
    assert run(old, "sample", "-o", book, "--json", data) == cli.OK
    assert capsys.readouterr().out.splitlines()[-2:] == [f"作成: {book}", f"作成: {data}"]
    sheet = office.values(book)["前回との差"]
    assert sheet[3, 0] == "違いが3件あります。"
    changes = json.loads(data.read_text(encoding="utf-8"))["changes"]
    assert [change["kind"] for change in changes] == ["new_month", "correction", "target"]
    header = next(row for (row, column), text in sheet.items() if (column, text) == (6, "差"))
    shown = [[sheet.get((header + n, column)) for column in (4, 5, 6)] for n in (1, 2, 3)]
    assert shown == [[change[key] for key in ("old", "new", "difference")] for change in changes]
    assert sheet[header + 1, 3].year == 2025


def test_a_template_and_a_folder_of_the_same_figures(tmp_path, capsys):
    nation = next(kind for kind in KINDS if kind.code == "nation")
    template = tmp_path / "全国集計.xlsm"
    template.write_bytes(filled_template(nation, load("sample"), Month(2025, 2)))
    before = template.read_bytes()
    assert run(template, "sample") == cli.OK
    assert capsys.readouterr().out.splitlines()[-1] == "違いはありません。"
    assert template.read_bytes() == before


def test_a_report_workbook_says_that_the_data_is_needed(tmp_path, capsys):
    report = tmp_path / "実績報告.xlsx"
    assert cli.main(["regenerate", "sample", "-o", str(report)]) == cli.OK
    capsys.readouterr()
    assert run(report, "sample") == cli.FAULT
    said = capsys.readouterr()
    assert said.out == ""
    assert "作成済みの実績報告のブックのようですが、元の件数は入っていません。" in said.err
    assert "CSVのフォルダーか、入力シートのあるひな形を指定してください。" in said.err


def test_every_fault_of_both_is_told_under_its_source_and_nothing_is_written(old, tmp_path, capsys):
    new = shutil.copytree(SAMPLE, tmp_path / "2025-02")
    edit(old, COUNTS, "03,034,2024-10,7", "03,034,2024-10,-7")
    edit(new, COUNTS, "03,034,2022-10,2", "03,999,2022-10,2")
    before = files(tmp_path / "2025-01")
    out = tmp_path / "out"
    out.mkdir()
    assert run(old, new, "-o", out / "a.txt", "--json", out / "a.json") == cli.FAULT
    said = capsys.readouterr().err.splitlines()
    first, second = (
        said.index(f"{side}のデータ「{source}」への指摘:")
        for side, source in (("前回", old), ("今回", new))
    )
    assert f"{COUNTS} 3行目" in said[first + 1]
    assert f"{COUNTS} 2行目" in said[second + 1]
    assert any("a.txt" in line and "「.xlsx」" in line for line in said)
    assert said[-1].startswith("何も書いていません。")
    assert list(out.iterdir()) == []
    assert files(tmp_path / "2025-01") == before


def test_what_was_noticed_does_not_stop_it(old, capsys):
    edit(old, COUNTS, "03,034,2024-10,7", "03,034,2024/10,\uff17")
    assert run(old, "sample") == cli.OK
    said = capsys.readouterr()
    assert said.err.startswith(f"前回のデータ「{old}」への指摘:\n")
    assert "今回の" not in said.err
    assert "違いが3件あります。" in said.out


@pytest.mark.parametrize(("option", "name"), [("-o", "a.xlsx"), ("--json", "a.json")])
def test_an_existing_file_is_replaced_only_when_asked(tmp_path, capsys, option, name):
    path = tmp_path / name
    path.write_bytes(b"kept")
    assert run("sample", "sample", option, path) == cli.FAULT
    assert path.read_bytes() == b"kept"
    assert "--overwrite" in capsys.readouterr().err
    assert run("sample", "sample", option, path, "--overwrite") == cli.OK
    assert path.read_bytes() != b"kept"


def test_a_source_is_never_written_over(tmp_path, capsys):
    nation = next(kind for kind in KINDS if kind.code == "nation")
    source = tmp_path / "全国集計.xlsx"
    source.write_bytes(filled_template(nation, load("sample"), Month(2025, 2)))
    before = source.read_bytes()
    for sources in ((source, "sample"), ("sample", source)):
        assert run(*sources, "-o", source, "--overwrite") == cli.FAULT
        assert "入力のファイルには書き込みません" in capsys.readouterr().err
    assert source.read_bytes() == before


@pytest.mark.parametrize("names", [[], ["sample"]])
def test_both_sources_must_be_named(capsys, names):
    with pytest.raises(SystemExit) as stopped:
        run(*names)
    assert stopped.value.code == cli.USAGE
    assert "NEW" in capsys.readouterr().err
