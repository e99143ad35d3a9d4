import sys
from pathlib import Path

import pytest

from kyosai_xl.printing import soffice as module
from kyosai_xl.printing.soffice import (
    NoSuchProgramError,
    SofficeMissingError,
    find_soffice,
    usual_places,
)


@pytest.fixture
def nowhere(monkeypatch, tmp_path):
    """A computer without LibreOffice: an empty PATH and one usual place, empty too."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    place = tmp_path / "office" / "soffice"
    monkeypatch.setattr(module, "usual_places", lambda: iter([place]))
    return place


def program(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_program_given_comes_first(nowhere, tmp_path):
    program(nowhere)
    given = program(tmp_path / "mine" / "soffice7.4")
    assert find_soffice(str(given)) == given


@pytest.mark.usefixtures("nowhere")
def test_a_name_that_is_given_is_looked_up_on_the_path(tmp_path):
    named = program(tmp_path / "bin" / "loffice")
    assert find_soffice("loffice") == named


def test_the_path_comes_before_the_usual_places(nowhere, tmp_path):
    program(nowhere)
    on_path = program(tmp_path / "bin" / "libreoffice")
    assert find_soffice() == on_path


def test_then_the_usual_places(nowhere):
    program(nowhere)
    assert find_soffice(None) == nowhere


def test_a_missing_libreoffice_says_where_it_was_looked_for_and_what_to_do(nowhere):
    with pytest.raises(SofficeMissingError) as error:
        find_soffice()
    assert str(error.value) == (
        f"PDFを作るLibreOfficeが見つかりません(探した場所: PATH、{nowhere})。"
        "LibreOfficeをインストールするか、--soffice でsofficeの場所を指定してください。"
    )


@pytest.mark.parametrize("given", ["", "nothing", "folder", "text.txt"])
def test_a_given_path_must_be_a_program(nowhere, tmp_path, monkeypatch, given):
    program(nowhere)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.txt").write_text("soffice")
    path = given and str(tmp_path / given)
    with pytest.raises(NoSuchProgramError, match="実行できるプログラムではありません") as error:
        find_soffice(path)
    assert f"「{path}」" in str(error.value)


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        (
            "win32",
            [
                "C:/Program Files/LibreOffice/program/soffice.com",
                "C:/Program Files (x86)/LibreOffice/program/soffice.com",
            ],
        ),
        (
            "darwin",
            [
                "/Applications/LibreOffice.app/Contents/MacOS/soffice",
                "/home/me/Applications/LibreOffice.app/Contents/MacOS/soffice",
            ],
        ),
        ("linux", ["/usr/lib/libreoffice/program/soffice", "/snap/bin/libreoffice"]),
    ],
)
def test_usual_places_are_those_of_the_system(monkeypatch, platform, expected):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("ProgramFiles", "C:/Program Files")
    monkeypatch.setenv("ProgramW6432", "C:/Program Files")
    monkeypatch.setenv("ProgramFiles(x86)", "C:/Program Files (x86)")
    monkeypatch.setattr(Path, "home", lambda: Path("/home/me"))
    places = [place.as_posix() for place in usual_places()]
    assert [place for place in places if place in expected] == expected
