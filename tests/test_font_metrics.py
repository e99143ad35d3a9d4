import subprocess

import pytest

from kyosai_xl import font_metrics
from kyosai_xl.font_metrics import report_measure
from kyosai_xl.layout.text_fit import plain_width


def test_japanese_letters_are_one_em_and_digits_less():
    measure = report_measure()
    assert measure("共済") == pytest.approx(2.0)
    assert 0.4 < measure("1") < 0.7
    assert measure("共1") == pytest.approx(measure("共") + measure("1"))


def test_the_widths_are_those_of_the_font_that_prints():
    fonts = pytest.importorskip("PIL.ImageFont")
    asked = ["fc-match", "-f", "%{file}", "游ゴシック:lang=ja"]
    try:
        path = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no fontconfig")
    font = fonts.truetype(path, 1000)
    text = "目標30件に対し、実績47件(156.7%)。"
    assert report_measure()(text) * 1000 == pytest.approx(font.getlength(text), rel=0.02)


def test_a_letter_that_the_font_lacks_is_guessed():
    assert report_measure()("\U000e0100") == plain_width("\U000e0100")


def test_without_a_japanese_font_a_careful_guess(tmp_path, monkeypatch):
    other = tmp_path / "font.ttf"
    other.write_bytes(b"no font")
    monkeypatch.setattr(font_metrics, "_candidates", lambda: iter([tmp_path / "none.ttf", other]))
    assert report_measure() is plain_width
