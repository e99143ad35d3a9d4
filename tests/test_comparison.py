"""Comparing two sources, and the files that come of it."""

import errno
import json
from io import BytesIO
from pathlib import Path

import pytest

from kyosai_xl.comparison import (
    Compared,
    Sources,
    SourcesError,
    compare_sources,
    write_all,
    write_json,
    write_workbook,
)
from kyosai_xl.domain.changes import Kind
from kyosai_xl.domain.compare import compare
from kyosai_xl.output import Output, OutputError
from tests import office
from tests.dataset.inputs import COUNTS, kinds, write_folder
from tests.domain.editions import edition
from tests.domain.figures import union

OLD = edition(union((1, 2)), union((3, 0), code="002"))
NEW = edition(union((1, 5, 7), target=12), union((3, 0), code="002"))


def compared(old=OLD, new=NEW):
    return Compared(Sources("去年", 'a "b"\\c'), compare(old, new), (), ())


def written(of):
    file = BytesIO()
    write_json(of, file)
    return file.getvalue().decode()


# JSON


def test_the_changes_for_a_machine():
    text = written(compared())
    assert json.loads(text) == {
        "old": {"source": "去年", "as_of": "2024-07"},
        "new": {"source": 'a "b"\\c', "as_of": "2024-08"},
        "total": 3,
        "counts": dict.fromkeys(Kind, 0) | {"new_month": 1, "correction": 1, "target": 1},
        "changes": [
            {
                "kind": "new_month",
                "label": "新しい月",
                "figure": "その月の合計件数(参考を除く)",
                "branch_code": "",
                "branch": "",
                "union_code": "",
                "name": "",
                "month": "2024-08",
                "old": None,
                "new": 7,
                "difference": None,
            },
            {
                "kind": "correction",
                "label": "遡及訂正",
                "figure": "その月の件数",
                "branch_code": "01",
                "branch": "北海道",
                "union_code": "001",
                "name": "単組01001",
                "month": "2024-07",
                "old": 2,
                "new": 5,
                "difference": 3,
            },
            {
                "kind": "target",
                "label": "目標の変更",
                "figure": "目標件数",
                "branch_code": "01",
                "branch": "北海道",
                "union_code": "001",
                "name": "単組01001",
                "month": None,
                "old": 10,
                "new": 12,
                "difference": 2,
            },
        ],
    }
    assert text.endswith("}\n")


def test_every_change_has_a_line_of_its_own():
    assert sum('"kind"' in line for line in written(compared()).splitlines()) == 3


def test_no_changes_are_an_empty_array():
    assert json.loads(written(compared(new=OLD)))["changes"] == []


# The workbook


def test_the_workbook_has_the_one_sheet_and_repeats(tmp_path):
    one, other = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    for path in (one, other):
        with path.open("wb") as file:
            write_workbook(compared(), file)
    assert one.read_bytes() == other.read_bytes()
    sheets = office.values(one)
    assert list(sheets) == ["前回との差"]
    assert sheets["前回との差"][1, 0] == "前回: 去年(集計月 2024年7月)"


# Reading


def test_every_fault_of_both_sources_and_all_places_is_told(tmp_path):
    old = write_folder(tmp_path / "old", counts=COUNTS.replace(",3\n", ",x\n"))
    new = write_folder(tmp_path / "new", unions=None)
    outputs = [Output(str(tmp_path / "a.txt"), (), overwrite=False)]
    with pytest.raises(SourcesError) as raised:
        compare_sources(Sources(str(old), str(new)), outputs)
    error = raised.value
    assert kinds(error.old) == ["not_a_number"]
    assert kinds(error.new)[0] == "missing_table"
    assert kinds(error.outputs) == ["output_not_xlsx"]
    assert error.findings == (*error.old, *error.new, *error.outputs)


def test_a_fault_of_one_source_does_not_hide_what_was_noticed_in_the_other(tmp_path):
    old = write_folder(tmp_path / "old", counts=COUNTS.replace(",3\n", ",\uff13\n"))
    with pytest.raises(SourcesError) as raised:
        compare_sources(Sources(str(old), str(tmp_path / "none")))
    assert raised.value.old
    assert [finding.file for finding in raised.value.new] == [str(tmp_path / "none")]


# Writing


def whole(file):
    file.write(b"whole")


def full(file):
    file.write(b"half")
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("writers", [(full, whole), (whole, full)])
def test_all_files_appear_or_none(tmp_path, writers):
    with pytest.raises(OutputError, match="空き容量"):
        write_all(list(zip(places(tmp_path), writers, strict=True)))
    assert list(tmp_path.iterdir()) == []


def test_files_are_written_side_by_side(tmp_path):
    outputs = places(tmp_path)
    write_all([(output, whole) for output in outputs])
    assert [Path(output.path).read_bytes() for output in outputs] == [b"whole"] * 2
    assert len(list(tmp_path.iterdir())) == 2


def places(folder):
    names = ("差.xlsx", ".xlsx"), ("差.json", ".json")
    return [Output(str(folder / name), (), overwrite=False, ending=end) for name, end in names]


def test_nothing_to_write():
    write_all([])
