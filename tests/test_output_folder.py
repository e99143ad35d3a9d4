"""A folder that is filled again and again: what is ours there, and what somebody changed."""

import errno
import json
import os
from pathlib import Path

import pytest

from kyosai_xl import output_folder
from kyosai_xl.output import OutputError
from kyosai_xl.output_folder import RECEIPT, Fate, OutputFolder, folder_findings

NAME = "13_埼玉.xlsx"
LONG_AGO = 1_000_000_000


def fill(path, content=b"new", name=NAME, *, sources=(), overwrite=False):
    """What becomes of one file, kept by a run of its own."""
    with OutputFolder(str(path), sources, overwrite=overwrite) as folder:
        return folder.keep(name, content)


def refused(path, content=b"new", **options):
    """The kind of fault with which the file is refused."""
    with pytest.raises(OutputError) as fault:
        fill(path, content, **options)
    assert str(fault.value).startswith(f"エラー: {path / NAME}: ")
    return fault.value.finding.kind


def names(folder):
    return {path.name for path in folder.iterdir()}


def age(*paths):
    """Make the files old, so that touching them shows."""
    for path in paths:
        os.utime(path, (LONG_AGO, LONG_AGO))


def test_a_file_is_made_where_there_was_no_folder(tmp_path):
    folder = tmp_path / "支部"
    assert fill(folder) is Fate.MADE
    assert (folder / NAME).read_bytes() == b"new"
    assert names(folder) == {NAME, RECEIPT}


def test_the_same_again_is_not_touched_nor_is_the_receipt(tmp_path):
    fill(tmp_path)
    files = [tmp_path / NAME, tmp_path / RECEIPT]
    age(*files)
    assert fill(tmp_path) is Fate.UNCHANGED
    assert [path.stat().st_mtime for path in files] == [LONG_AGO] * 2


def test_what_we_left_is_renewed(tmp_path):
    fill(tmp_path, b"old")
    assert fill(tmp_path) is Fate.RENEWED
    assert fill(tmp_path, b"newest") is Fate.RENEWED
    assert (tmp_path / NAME).read_bytes() == b"newest"


def test_what_somebody_changed_stays_until_it_may_be_replaced(tmp_path):
    fill(tmp_path, b"old")
    (tmp_path / NAME).write_bytes(b"by hand")
    for content in (b"old", b"new"):
        assert refused(tmp_path, content) == "output_edited"
    assert (tmp_path / NAME).read_bytes() == b"by hand"
    assert fill(tmp_path, overwrite=True) is Fate.RENEWED
    assert fill(tmp_path, b"newest") is Fate.RENEWED


def test_what_somebody_put_there_stays_too(tmp_path):
    (tmp_path / NAME).write_bytes(b"by hand")
    assert refused(tmp_path) == "output_exists"
    assert names(tmp_path) == {NAME}
    assert fill(tmp_path, overwrite=True) is Fate.RENEWED


def test_a_file_that_happens_to_be_the_same_is_ours_from_now_on(tmp_path):
    (tmp_path / NAME).write_bytes(b"new")
    assert fill(tmp_path) is Fate.UNCHANGED
    assert fill(tmp_path, b"newest") is Fate.RENEWED


def test_a_deleted_file_comes_back(tmp_path):
    fill(tmp_path)
    (tmp_path / NAME).unlink()
    assert fill(tmp_path) is Fate.MADE


def test_files_of_other_runs_stay_in_the_receipt(tmp_path):
    fill(tmp_path, b"a", "a.xlsx")
    fill(tmp_path, b"b", "b.pdf")
    receipt = json.loads((tmp_path / RECEIPT).read_bytes())
    assert list(receipt["sha256"]) == ["a.xlsx", "b.pdf"]
    assert fill(tmp_path, b"newer", "a.xlsx") is Fate.RENEWED


def test_the_receipt_is_written_whatever_ends_the_run(tmp_path):
    def run():
        with OutputFolder(str(tmp_path), (), overwrite=False) as folder:
            folder.keep(NAME, b"old")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run()
    assert fill(tmp_path) is Fate.RENEWED


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"sha256": 1}', '{"sha256": '])
def test_a_damaged_receipt_is_told_before_anything_is_written(tmp_path, content):
    (tmp_path / RECEIPT).write_text(content, encoding="utf-8")
    with pytest.raises(OutputError) as fault:
        fill(tmp_path)
    assert fault.value.finding.kind == "output_receipt_damaged"
    assert RECEIPT in str(fault.value)
    assert names(tmp_path) == {RECEIPT}


def test_a_folder_of_the_file_s_name(tmp_path):
    (tmp_path / NAME).mkdir()
    assert refused(tmp_path, overwrite=True) == "output_is_folder"


@pytest.mark.parametrize("lock", [f"~${NAME}", f".~lock.{NAME}#"])
def test_a_file_that_is_open_elsewhere_is_left_alone_unless_it_is_the_same(tmp_path, lock):
    fill(tmp_path, b"old")
    (tmp_path / lock).touch()
    assert refused(tmp_path) == "output_open"
    assert fill(tmp_path, b"old") is Fate.UNCHANGED


def test_the_source_is_never_written_over(tmp_path):
    source = tmp_path / NAME
    source.write_bytes(b"source")
    assert refused(tmp_path, sources=(str(source),), overwrite=True) == "output_is_source"
    assert source.read_bytes() == b"source"


def test_a_full_disk_leaves_what_was_there(tmp_path, monkeypatch):
    fill(tmp_path, b"old")

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert refused(tmp_path) == "output_failed"
    assert names(tmp_path) == {NAME, RECEIPT}
    assert (tmp_path / NAME).read_bytes() == b"old"


def test_a_receipt_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    def denied(_self, target):
        if Path(target).name == RECEIPT:
            raise OSError(errno.EACCES, "Permission denied")
        return replace(_self, target)

    replace = Path.replace
    monkeypatch.setattr(Path, "replace", denied)
    with pytest.raises(OutputError, match=RECEIPT):
        fill(tmp_path)
    assert names(tmp_path) == {NAME}


def test_files_that_earlier_runs_left(tmp_path):
    for name in ("01_北海道.xlsx", NAME, "13_埼玉.pdf", "60_社保労連.xlsx"):
        fill(tmp_path, name=name)
    (tmp_path / "60_社保労連.xlsx").unlink()
    (tmp_path / "99_だれか.xlsx").touch()
    folder = OutputFolder(str(tmp_path), (), overwrite=False)
    assert folder.left_over([NAME], ".xlsx") == ("01_北海道.xlsx",)
    assert folder.left_over([], ".pdf") == ("13_埼玉.pdf",)


# The place


def kinds(path):
    return [finding.kind for finding in folder_findings(str(path))]


def test_a_folder_that_is_there_or_can_be_made(tmp_path, monkeypatch):
    assert kinds(tmp_path) == kinds(tmp_path / "2025.02") == []
    monkeypatch.chdir(tmp_path)
    assert kinds("支部") == kinds(".") == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ファイル", "output_not_folder"),
        ("報告.xlsx", "output_not_folder"),
        ("なし/支部", "output_folder_missing"),
        ("ファイル/支部", "output_folder_missing"),
    ],
)
def test_a_place_that_is_no_folder(tmp_path, name, kind):
    (tmp_path / "ファイル").touch()
    assert kinds(tmp_path / name) == [kind]


def test_where_nobody_may_write(tmp_path, monkeypatch):
    # root may write anywhere, so the system's answer is given here.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert kinds(tmp_path) == kinds(tmp_path / "支部") == ["output_not_writable"]


@pytest.mark.parametrize(("when", "left"), [("before", set()), ("after", {NAME})])
def test_an_interruption_leaves_no_file_of_ours_unknown(tmp_path, monkeypatch, when, left):
    real = output_folder.deliver

    def interrupted(*arguments):
        if when == "after":
            real(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(output_folder, "deliver", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fill(tmp_path / "支部")
    monkeypatch.undo()
    receipt = tmp_path / "支部" / RECEIPT
    known = json.loads(receipt.read_bytes())["sha256"] if receipt.exists() else {}
    assert known.keys() == left
    assert fill(tmp_path / "支部", b"newer") is (Fate.RENEWED if left else Fate.MADE)
