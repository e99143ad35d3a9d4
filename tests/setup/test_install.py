"""Install, status and remove on a made-up Windows with real files."""

import pytest

from kyosai_xl.errors import KyosaiError
from kyosai_xl.setup import changes as changes_module
from kyosai_xl.setup.changes import Done
from kyosai_xl.setup.install import install
from kyosai_xl.setup.places import NotWindowsError, PlaceUnknownError, places
from kyosai_xl.setup.receipt import read_receipt
from kyosai_xl.setup.remove import remove
from kyosai_xl.setup.status import status
from tests.setup.computers import at, tree, windows

NAMES = ("全国集計.xlsm", "支部実績.xlsm")
FORMER = b'"LICENSE_KEY","abc"\r\n"INTERPRETER_WIN","C:\\old.exe"\r\n'


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes(name.encode())
    (folder / "~$支部実績.xlsm").write_bytes(b"lock")
    return folder


@pytest.fixture
def computer(tmp_path):
    return at(tmp_path)


@pytest.fixture
def home(tmp_path):
    return tmp_path / "hanako"


@pytest.fixture
def where(computer):
    return places(computer)


def configure(where):
    where.configuration.parent.mkdir()
    where.configuration.write_bytes(FORMER)


def test_install_writes_the_configuration_and_the_templates(computer, where, source):
    done = install(computer, source)
    assert [change.done for change in done] == [Done.NEW] * 3
    assert where.configuration.read_bytes() == (
        b'"INTERPRETER_WIN","C:\\kyosai\\venv\\Scripts\\pythonw.exe"\r\n"USE UDF SERVER","True"\r\n'
    )
    assert {path.name for path in where.templates.iterdir()} == set(NAMES)
    assert done[0].line == f"作成: {where.configuration}"


def test_twice_is_once(computer, home, source):
    install(computer, source)
    once = tree(home)
    assert {change.done for change in install(computer, source)} == {Done.SAME}
    assert tree(home) == once


@pytest.mark.parametrize("configured", [False, True])
@pytest.mark.parametrize("times", [1, 2])
def test_remove_takes_back_exactly_what_install_did(computer, home, source, configured, times):
    if configured:
        configure(places(computer))
    before = tree(home)
    for _ in range(times):
        install(computer, source)
    assert tree(home) != before
    assert remove(computer)
    assert tree(home) == before
    assert remove(computer) == ()


def test_a_copy_of_the_former_configuration_is_kept(computer, where, source):
    configure(where)
    install(computer, source)
    install(computer, source)
    assert where.former.read_bytes() == FORMER


def test_what_was_added_to_the_configuration_since_survives(computer, where, source):
    configure(where)
    install(computer, source)
    where.configuration.write_bytes(where.configuration.read_bytes() + b'"NEW","1"\r\n')
    install(computer, source)
    remove(computer)
    assert where.configuration.read_bytes() == FORMER + b'"NEW","1"\r\n'


def test_a_configuration_that_was_new_but_holds_more_by_now_stays(computer, where, source):
    install(computer, source)
    where.configuration.write_bytes(where.configuration.read_bytes() + b'"NEW","1"\r\n')
    assert remove(computer)[0].done is Done.RESTORED
    assert where.configuration.read_bytes() == b'"NEW","1"\r\n'


def test_a_configuration_deleted_since_is_not_made_again(computer, where, source):
    configure(where)
    install(computer, source)
    where.configuration.unlink()
    assert str(where.former) in remove(computer)[0].line
    assert not where.configuration.exists()
    assert where.former.read_bytes() == FORMER


def test_a_new_version_replaces_templates_and_drops_old_ones(computer, where, source):
    install(computer, source)
    (source / NAMES[0]).unlink()
    (source / NAMES[1]).write_bytes(b"new")
    done = {change.path.name: change.done for change in install(computer, source)}
    assert done == {"xlwings.conf": Done.SAME, NAMES[0]: Done.REMOVED, NAMES[1]: Done.RENEWED}
    remove(computer)
    assert not where.templates.exists()


def test_an_edited_template_is_neither_replaced_nor_removed(computer, home, where, source):
    install(computer, source)
    edited = where.templates / NAMES[1]
    edited.write_bytes(b"figures of a person")
    before = tree(home)
    with pytest.raises(KyosaiError, match="置き換えません"):
        install(computer, source)
    assert tree(home) == before
    done = {change.path.name: change for change in remove(computer)}
    assert "編集されているため" in done[NAMES[1]].line
    assert edited.read_bytes() == b"figures of a person"
    assert not (where.templates / NAMES[0]).exists()


def test_an_edited_template_that_is_no_longer_shipped_stays(computer, where, source):
    install(computer, source)
    edited = where.templates / NAMES[0]
    edited.write_bytes(b"figures of a person")
    (source / NAMES[0]).unlink()
    install(computer, source)
    assert edited.exists()


def test_the_same_book_that_was_there_before_is_not_ours(computer, where, source):
    where.templates.mkdir(parents=True)
    there = where.templates / NAMES[0]
    there.write_bytes(NAMES[0].encode())
    install(computer, source)
    remove(computer)
    assert there.exists()


@pytest.mark.parametrize("act", [install, lambda computer, _: remove(computer)])
def test_nothing_happens_while_a_template_is_open(computer, home, where, source, act):
    install(computer, source)
    (where.templates / f"~${NAMES[1]}").write_bytes(b"")
    before = tree(home)
    with pytest.raises(KyosaiError, match="開かれています"):
        act(computer, source)
    assert tree(home) == before


def test_a_failure_on_the_way_leaves_everything_as_it_was(
    computer, home, where, source, monkeypatch
):
    configure(where)
    before = tree(home)
    real = changes_module.whole_file

    def full(path):
        if path.name == NAMES[1]:
            raise OSError(28, "No space left on device", str(path))
        return real(path)

    monkeypatch.setattr(changes_module, "whole_file", full)
    with pytest.raises(KyosaiError, match="変更できません"):
        install(computer, source)
    assert tree(home) == before


def test_a_template_from_the_internet_is_not_installed(computer, home, source):
    # On this file system a stream is a file of that name.
    mark = source / f"{NAMES[0]}:Zone.Identifier"
    mark.write_bytes(b"[ZoneTransfer]\r\nZoneId=3\r\n")
    before = tree(home)
    with pytest.raises(KyosaiError, match="インターネット"):
        install(computer, source)
    assert tree(home) == before


def test_where_it_cannot_be_installed_it_says_so(tmp_path, source):
    for computer, sentence in (
        (at(tmp_path, python={"base": r"C:\Program Files\WindowsApps\Python"}), "Store版"),
        (at(tmp_path, python={"executable": "C:\\Gonçalves\\python.exe"}), "扱えない文字"),
    ):
        with pytest.raises(KyosaiError, match=sentence):
            install(computer, source)
    with pytest.raises(KyosaiError, match="ひな形"):
        install(at(tmp_path), tmp_path)
    with pytest.raises(NotWindowsError):
        install(windows(windows=False), source)
    with pytest.raises(PlaceUnknownError, match="USERPROFILE"):
        install(windows(environment={}), source)


def test_a_damaged_receipt_stops_everything(computer, where, source):
    install(computer, source)
    for damage in (b"{", b"[]", b"{}", b'{"templates": {}, "folders": []}'):
        where.receipt.write_bytes(damage)
        with pytest.raises(KyosaiError, match="導入の記録"):
            remove(computer)


def test_status(computer, source):
    assert "導入されていません" in status(computer, source)[0]
    install(computer, source)
    lines = status(computer, source)
    assert "xlwings: 0.37.8" in lines
    assert f"  {NAMES[1]}: 導入済み" in lines
    assert not any("新しくなります" in line for line in lines)


def test_status_tells_differences(computer, tmp_path, where, source):
    install(computer, source)
    (where.templates / NAMES[0]).write_bytes(b"edited")
    (source / NAMES[1]).write_bytes(b"new")
    (source / "新.xlsm").write_bytes(b"newer")
    where.configuration.write_bytes(b'"USE UDF SERVER","False"\r\n')
    other = at(tmp_path, python={"packages": {"xlwings": "0.38.0"}})
    text = "\n".join(status(other, source))
    for said in (
        "今のPythonでは 0.38.0",
        "INTERPRETER_WIN: なくなっています",
        "USE UDF SERVER: False (導入の後で変更",
        f"{NAMES[0]}: 編集されています",
        f"{NAMES[1]}: 前の版です",
        "新.xlsm: ありません",
    ):
        assert said in text
    (source / NAMES[1]).unlink()
    assert f"{NAMES[1]}: この版にはない" in "\n".join(status(other, source))


def test_status_tells_another_python(computer, tmp_path, source):
    install(computer, source)
    other = at(tmp_path, python={"executable": r"D:\py\python.exe"})
    assert r"今のPythonでは D:\py\pythonw.exe" in "\n".join(status(other, source))


def test_the_receipt_reads_back(computer, where, source):
    install(computer, source)
    receipt = read_receipt(where.receipt)
    assert receipt.content == where.receipt.read_bytes()
    assert receipt.folders
