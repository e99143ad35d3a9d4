import csv
import json

import pytest

from kyosai_xl.dataset.findings import Finding, Level
from kyosai_xl.dataset.findings_file import (
    FindingsFileError,
    UnknownFindingsFormatError,
    write_findings,
)
from kyosai_xl.errors import KyosaiError

FINDING = Finding(
    Level.WARNING,
    "month_form",
    "「2024/6」を読みました。",
    "単組.xlsx",
    "シート「単組」 C5",
    "直す。",
)


def test_json_holds_a_list_of_readable_objects(tmp_path):
    path = tmp_path / "指摘.json"
    write_findings([FINDING], path)
    text = path.read_text(encoding="utf-8")
    assert "「2024/6」を読みました。" in text
    assert json.loads(text) == [
        {
            "level": "warning",
            "kind": "month_form",
            "message": "「2024/6」を読みました。",
            "file": "単組.xlsx",
            "place": "シート「単組」 C5",
            "action": "直す。",
            "sheet": "",
            "cell": "",
        }
    ]


def test_csv_opens_in_japanese_excel(tmp_path):
    path = tmp_path / "指摘.CSV"
    write_findings([FINDING], str(path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)
    assert header == ["程度", "種類", "ファイル", "場所", "内容", "対応"]
    assert row[0] == "注意"
    assert row[2:] == [FINDING.file, FINDING.place, FINDING.message, FINDING.action]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_csv_is_a_formula(tmp_path, start):
    path = tmp_path / "x.csv"
    write_findings([FINDING._replace(file=f"{start}cmd.xlsx", message=f"{start}1")], path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        row = list(csv.reader(file))[1]
    assert row[2] == f"'{start}cmd.xlsx"
    assert row[4] == f"'{start}1"


@pytest.mark.parametrize("name", ["x.json", "x.csv"])
def test_no_findings_make_an_empty_list(tmp_path, name):
    write_findings([], tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8-sig").strip() in {
        "[]",
        "程度,種類,ファイル,場所,内容,対応",
    }


@pytest.mark.parametrize("name", ["x.txt", "x", "x.xlsx"])
def test_any_other_ending_is_refused(tmp_path, name):
    with pytest.raises(UnknownFindingsFormatError, match=r"\.json.*\.csv") as refused:
        write_findings([FINDING], tmp_path / name)
    assert isinstance(refused.value, KyosaiError)
    assert list(tmp_path.iterdir()) == []


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "x.json"
    path.write_text("old", encoding="utf-8")

    def broken():
        yield FINDING
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_findings(broken(), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    with pytest.raises(FindingsFileError, match=r"書けませんでした.*確かめてください。"):
        write_findings([FINDING], tmp_path / "none" / "x.json")
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(FindingsFileError):
        write_findings([FINDING], tmp_path / "x.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
