"""Where a file may be written, and that it appears there whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from kyosai_xl.dataset.loading import load
from kyosai_xl.errors import KyosaiError
from kyosai_xl.output import (
    LAST_ROW,
    Output,
    OutputError,
    deliver,
    output_findings,
    too_many_unions,
)

SAMPLE = load("sample")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "報告.xlsx"


def output(path, *sources, overwrite=False, ending=".xlsx"):
    return Output(str(path), tuple(map(str, sources)), overwrite, ending)


def write(file):
    file.write(b"new")


def refused(target, work=write):
    """The kind of fault with which the file is refused."""
    with pytest.raises(OutputError) as fault:
        deliver(target, work)
    assert isinstance(fault.value, KyosaiError)
    assert str(fault.value) == fault.value.finding.sentence
    assert str(fault.value).startswith(f"エラー: {target.path}: ")
    assert str(fault.value).endswith("。")
    return fault.value.finding.kind


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_is_delivered_and_nothing_else(path):
    deliver(output(path), write)
    assert files(path.parent) == {path.name: b"new"}


def test_a_file_that_is_there_is_replaced_only_when_asked(path):
    path.write_bytes(b"old")
    assert refused(output(path)) == "output_exists"
    assert files(path.parent) == {path.name: b"old"}
    deliver(output(path, overwrite=True), write)
    assert files(path.parent) == {path.name: b"new"}


# The ending


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm", ".oxt"])
def test_the_name_ends_as_the_kind_of_file_wants(tmp_path, ending):
    for name in (f"報告{ending}", f"報告{ending.upper()}"):
        assert output_findings(output(tmp_path / name, ending=ending)) == ()
    for name in ("報告", "報告.csv", f"報告{ending}x", ending):
        assert refused(output(tmp_path / name, ending=ending)) == "output_not_xlsx"
    (fault,) = output_findings(output(tmp_path / "報告.csv", ending=ending))
    assert f"「{ending}」" in fault.message
    assert f"「{ending}」" in fault.action
    assert not files(tmp_path)


# What it is made from


def test_no_source_is_written_over_whichever_it_is(path):
    other = path.with_name("ひな形.xlsx")
    for each in (path, other):
        each.write_bytes(b"old")
    for sources in ((path,), (other, path), (path, other), ("sample", path)):
        assert refused(output(path, *sources, overwrite=True)) == "output_is_source"
    assert files(path.parent) == {path.name: b"old", other.name: b"old"}
    deliver(output(path, other, overwrite=True), write)
    assert path.read_bytes() == b"new"


def test_a_source_by_another_name_is_the_same_file(path):
    path.write_bytes(b"old")
    link = path.with_name("別名.xlsx")
    link.hardlink_to(path)
    roundabout = path.parent / "x" / ".." / path.name
    (path.parent / "x").mkdir()
    for source in (link, roundabout):
        assert refused(output(path, source, overwrite=True)) == "output_is_source"


def test_sources_that_are_no_files_do_no_harm(path):
    path.write_bytes(b"old")
    sources = ("sample", path.parent, path.with_name("なし.xlsx"), "")
    assert output_findings(output(path, *sources, overwrite=True)) == ()


def test_a_file_in_the_source_folder_may_be_written(path):
    deliver(output(path, path.parent), write)
    assert path.read_bytes() == b"new"


# The place


def test_a_folder_that_is_not_there_is_named(tmp_path):
    target = output(tmp_path / "なし" / "報告.xlsx")
    assert refused(target) == "output_folder_missing"
    assert f"「{tmp_path / 'なし'}」" in output_findings(target)[0].message


def test_a_folder_of_that_name(path):
    path.mkdir()
    assert refused(output(path, overwrite=True)) == "output_is_folder"


@pytest.mark.parametrize("lock", ["~$報告.xlsx", ".~lock.報告.xlsx#"])
def test_a_file_that_is_open_is_left_alone(path, lock):
    path.write_bytes(b"old")
    path.with_name(lock).touch()
    assert refused(output(path, overwrite=True)) == "output_open"
    assert path.read_bytes() == b"old"


def test_every_fault_of_a_place_is_found_and_the_first_is_told(path):
    wrong = output(path.parent / "なし" / "報告.csv")
    assert [fault.kind for fault in output_findings(wrong)] == [
        "output_not_xlsx",
        "output_folder_missing",
    ]
    assert refused(wrong) == "output_not_xlsx"


# What goes wrong on the way


def broken(error):
    def work(file):
        file.write(b"half")
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "output_failed"),
        (OSError("なぜか"), "output_failed"),
        (PermissionError(errno.EACCES, "Access is denied"), "output_open"),
    ],
)
def test_what_was_there_stays_when_writing_fails(path, error, kind):
    path.write_bytes(b"old")
    assert refused(output(path, overwrite=True), broken(error)) == kind
    assert files(path.parent) == {path.name: b"old"}


def test_a_new_file_does_not_appear_when_writing_fails(path):
    denied = PermissionError(errno.EACCES, "Permission denied")
    assert refused(output(path), broken(denied)) == "output_not_writable"
    assert files(path.parent) == {}


def test_a_failure_that_is_no_fault_of_the_place_is_passed_on(path):
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        deliver(output(path, overwrite=True), broken(ZeroDivisionError()))
    assert files(path.parent) == {path.name: b"old"}


def test_where_nobody_may_write_nothing_is_tried(path, monkeypatch):
    # root may write anywhere, so the system's answer is given here.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert refused(output(path), broken(AssertionError())) == "output_not_writable"


# What fits on a sheet


def counted(*unions):
    return SAMPLE._replace(model_unions=SAMPLE.model_unions._replace(unions=unions))


def test_as_many_unions_as_a_sheet_has_rows_for(path):
    union = SAMPLE.model_unions.unions[0]
    most = LAST_ROW - 20
    assert too_many_unions(counted(*[union] * most), output(path)) == ()
    (fault,) = too_many_unions(counted(*[union] * (most + 1)), output(path))
    assert (fault.kind, fault.file) == ("too_many_unions", str(path))
    assert f"{most + 1:,}" in fault.message


def test_without_a_union_to_count_there_is_no_report(path):
    reference = SAMPLE.model_unions.unions[-1]
    assert not reference.counted
    for unions in ((), (reference,)):
        (fault,) = too_many_unions(counted(*unions), output(path))
        assert (fault.kind, fault.file) == ("no_counted_unions", SAMPLE.source)


def test_paths_may_be_relative(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    deliver(output("報告.xlsx"), write)
    assert Path("報告.xlsx").read_bytes() == b"new"
