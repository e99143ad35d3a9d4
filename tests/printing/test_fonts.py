import pytest

from kyosai_xl.printing import fonts
from kyosai_xl.printing.fonts import NoJapaneseFontError, choose, stand_in

LISTS_NOTHING = "#!/bin/sh\n"
FAILS = "#!/bin/sh\nexit 1\n"
LISTS_BY_ALL_NAMES = "#!/bin/sh\nprintf 'IPAexゴシック,IPAexGothic\\nDroid Sans Fallback\\n'\n"


@pytest.mark.parametrize("own", ["游ゴシック", "Yu Gothic"])
def test_the_reports_own_font_needs_no_stand_in(own):
    assert choose({"Noto Sans CJK JP", own}) is None


def test_an_unknown_font_is_left_to_libreoffice():
    assert choose({"Droid Sans Fallback"}) is None


def test_without_a_japanese_font_the_message_names_one_to_install():
    with pytest.raises(NoJapaneseFontError, match="「Noto Sans CJK JP」などの日本語フォント"):
        choose(set())


@pytest.fixture
def fc_list(tmp_path, monkeypatch):
    """Puts a program of that name on the path, alone."""
    monkeypatch.setattr(fonts.sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))

    def put(script):
        path = tmp_path / "fc-list"
        path.write_text(script)
        path.chmod(0o755)

    return put


@pytest.mark.usefixtures("fc_list")
def test_without_fontconfig_libreoffice_chooses():
    assert stand_in() is None


def test_a_fontconfig_that_fails_is_as_none(fc_list):
    fc_list(FAILS)
    assert stand_in() is None


def test_a_family_is_known_by_each_of_its_names(fc_list):
    fc_list(LISTS_BY_ALL_NAMES)
    assert stand_in() == "IPAexGothic"


def test_a_system_without_japanese_fonts_is_told(fc_list):
    fc_list(LISTS_NOTHING)
    with pytest.raises(NoJapaneseFontError):
        stand_in()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_have_fonts_of_their_own(fc_list, monkeypatch, platform):
    fc_list(LISTS_BY_ALL_NAMES)
    monkeypatch.setattr(fonts.sys, "platform", platform)
    assert stand_in() is None
