"""Workbooks printed by a real LibreOffice, and what a person reads when one is not."""

import os
import stat
import subprocess
import sys
import threading
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from PIL import Image, ImageOps

from kyosai_xl.errors import KyosaiError
from kyosai_xl.output import OutputError
from kyosai_xl.printing.pdf import (
    NotAWorkbookError,
    PrintingFailedError,
    PrintingTimeOutError,
    write_pdf,
)
from kyosai_xl.regenerate import Request, regenerate
from tests import printed_pdf

SHEETS = {
    "集計": "A4 landscape",
    "主要共済の実績": "A4",
    "モデル単組(6月開始)": "A3 landscape",
    "モデル単組(5月開始)": "A3 landscape",
    "目標達成単組": "A3 landscape",
    "検算": "A4 landscape",
}
# As printed in the report of 2025-02-28.
PRINTED = {
    "集計": ["110 3,447 1,945 56.4% 13 1,502", "110 3,447 2,237 64.9% 20 1,210"],
    "主要共済の実績": ["(1) 団体生命共済 (2025年1月)", "12,441件 8,312件 66.81% 4 県", "19.90%"],
    "モデル単組(6月開始)": ["和歌山県職員労働組合", "128,620 58,786 45.7%"],
    "モデル単組(5月開始)": ["大田市職員連合労働組合", "2,237 3,447 70 64.9% 1,210"],
    "目標達成単組": ["公立八女総合病院職員労働組合", "265.0%"],
    "検算": ["検算228項目はすべて一致しています。"],
}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="puts shell scripts in its place")


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    path = tmp_path_factory.mktemp("workbook") / "実績 報告.xlsx"
    regenerate(Request("sample", str(path)))
    return path


@pytest.fixture(scope="module")
def pdf(workbook, soffice):
    path = workbook.with_suffix(".pdf")
    write_pdf(workbook, path, soffice)
    return path


@pytest.mark.libreoffice
def test_the_sheets_are_bookmarked_and_on_their_own_paper(pdf):
    sizes = {"A4": printed_pdf.A4, "A3": printed_pdf.A3}
    for name, pages in printed_pdf.sheets(pdf).items():
        paper, *landscape = SHEETS[name].split()
        size = sizes[paper][::-1] if landscape else sizes[paper]
        assert {page.size for page in pages} == {size}, name
    assert list(printed_pdf.sheets(pdf)) == list(SHEETS)


@pytest.mark.libreoffice
def test_every_text_is_whole_and_on_its_page(pdf, workbook, soffice, tmp_path):
    assert printed_pdf.faults(pdf, workbook, soffice, tmp_path) == []


@pytest.mark.libreoffice
def test_the_figures_of_the_printed_report_are_there(pdf):
    for name, pages in printed_pdf.sheets(pdf).items():
        text = "".join(printed_pdf.lines(pdf, page.number) for page in pages)
        for figures in PRINTED[name]:
            assert printed_pdf.plain(figures) in printed_pdf.plain(text), name


@pytest.mark.libreoffice
def test_pages_are_numbered_through(pdf):
    pages = printed_pdf.pages(pdf)
    for page in pages:
        lowest = max(word.box.bottom for word in page.words)
        footer = " ".join(word.text for word in page.words if word.box.bottom > lowest - 3)
        assert footer == f"{page.number} / {len(pages)}"


@pytest.mark.libreoffice
def test_digits_and_japanese_are_in_one_font(pdf):
    fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True).stdout.decode()
    families = {line.split()[0].split("+")[-1].split("-")[0] for line in fonts.splitlines()[2:]}
    assert len(families) == 1


@pytest.mark.libreoffice
def test_the_workbook_says_title_and_date(pdf):
    told = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True).stdout.decode()
    lines = dict(line.split(":", 1) for line in told.splitlines())
    assert lines["Title"].strip() == "実績報告 2025年2月"
    assert "Feb  1 00:00:00 2025" in lines["CreationDate"]


@pytest.mark.libreoffice
def test_it_can_be_sent_by_mail(pdf):
    assert pdf.stat().st_size < 1_000_000


@pytest.mark.libreoffice
def test_characters_have_their_japanese_shapes(soffice, tmp_path):
    path = tmp_path / "shape.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "戸"
    book.active["A1"].font = Font(name="游ゴシック", size=72)
    book.save(path)
    write_pdf(path, tmp_path / "shape.pdf", soffice)
    (picture,) = printed_pdf.pictures(tmp_path / "shape.pdf", tmp_path, dpi=72)
    with Image.open(picture) as page:
        ink = ImageOps.invert(page.convert("L"))
    character = ink.crop((0, 0, ink.width, 200))
    left, top, right, _ = character.getbbox()
    highest = character.crop((left, top, right, top + 4)).getbbox()
    # On top there is a level stroke; in the Chinese shape it is short and falls.
    assert highest[2] - highest[0] > 0.8 * (right - left)


@pytest.mark.libreoffice
def test_two_at_once_make_the_same_bytes(pdf, workbook, soffice, tmp_path):
    targets = [tmp_path / "一.pdf", tmp_path / "二.pdf"]
    threads = [threading.Thread(target=write_pdf, args=(workbook, t, soffice)) for t in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {target.read_bytes() for target in targets} == {pdf.read_bytes()}


@pytest.mark.libreoffice
def test_only_the_pdf_remains(pdf, workbook, soffice, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    target = tmp_path / "out" / "報告.pdf"
    target.parent.mkdir()
    target.write_bytes(b"old")
    write_pdf(workbook, target, soffice)
    assert target.read_bytes() == pdf.read_bytes()
    assert list(target.parent.iterdir()) == [target]
    assert not list(temporary.iterdir())
    assert sorted(workbook.parent.iterdir()) == sorted([workbook, pdf])


def refused(error, workbook, target, soffice, **options):
    """The sentence with which nothing was written: an older PDF stays as it was."""
    target.write_bytes(b"old")
    with pytest.raises(error) as fault:
        write_pdf(workbook, target, soffice, **options)
    assert target.read_bytes() == b"old"
    assert list(target.parent.glob(f".{target.name}*")) == []
    assert isinstance(fault.value, KyosaiError)
    sentence = str(fault.value)
    assert str(target) in sentence or str(workbook) in sentence
    assert sentence.endswith("。")
    return sentence


@pytest.mark.libreoffice
def test_too_slow_is_ended(workbook, soffice, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    begun = time.monotonic()
    sentence = refused(PrintingTimeOutError, workbook, tmp_path / "報告.pdf", soffice, seconds=0.4)
    assert "0.4秒以内" in sentence
    assert time.monotonic() - begun < 60
    assert not running(f"{tmp_path}/kyosai-xl-")


def running(argument):
    """The programs that run with the argument, where the system shows them as files."""
    found = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it ended meanwhile
            words = command.read_text("utf-8", errors="replace").split("\0")
            found += [words] if any(argument in word for word in words) else []
    return found


@pytest.mark.libreoffice
def test_a_damaged_workbook_is_not_printed_in_part(workbook, soffice, tmp_path):
    data = bytearray(workbook.read_bytes())
    data[len(data) // 2] ^= 0xFF
    damaged = tmp_path / "壊れた.xlsx"
    for content in (bytes(data), bytes(data[:20_000]), b"garbage", b""):
        damaged.write_bytes(content)
        sentence = refused(NotAWorkbookError, damaged, tmp_path / "報告.pdf", soffice)
        assert "読めない" in sentence


@pytest.mark.libreoffice
def test_what_libreoffice_says_is_passed_on(soffice, tmp_path):
    strange = tmp_path / "中身のない.xlsx"
    with zipfile.ZipFile(strange, "w") as parts:
        parts.writestr("nothing.txt", "nothing")
    sentence = refused(PrintingFailedError, strange, tmp_path / "報告.pdf", soffice)
    assert "Error: source file could not be loaded" in sentence
    assert str(soffice) in sentence


@pytest.fixture
def instead(tmp_path):
    """A program in LibreOffice's place that does as the script says."""

    def put(script):
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    return put


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("true", "PDFがなく、終了コードは0"),
        ("exit 7", "PDFがなく、終了コードは7"),
        ("echo 'Warning: failed to launch javaldx'; echo 'convert a as b'", "終了コードは0"),
        ("echo 'Fatal exception: Signal 6' >&2; echo; exit 134", "Fatal exception: Signal 6"),
        ("for last; do :; done; echo text > ${last%.xlsx}.pdf", "終了コードは0"),
    ],
)
def test_no_pdf_is_a_failure_whatever_the_program_says(workbook, instead, tmp_path, script, reason):
    sentence = refused(PrintingFailedError, workbook, tmp_path / "報告.pdf", instead(script))
    assert reason in sentence


def test_a_program_that_cannot_start(workbook, instead, tmp_path):
    program = instead("true")
    program.write_bytes(b"\0")
    sentence = refused(PrintingFailedError, workbook, tmp_path / "報告.pdf", program)
    assert "Exec format error" in sentence


def test_an_open_pdf_is_told_before_the_work(workbook, instead, tmp_path):
    target = tmp_path / "報告.pdf"
    (tmp_path / ".~lock.報告.pdf#").touch()
    begun = tmp_path / "begun"
    sentence = refused(OutputError, workbook, target, instead(f"touch '{begun}'"))
    assert "ほかのプログラムで開かれています" in sentence
    assert not begun.exists()


def test_a_missing_folder_is_told(workbook, instead, tmp_path):
    with pytest.raises(OutputError, match="フォルダー"):
        write_pdf(workbook, tmp_path / "none" / "報告.pdf", instead("true"))


def test_a_snap_works_where_it_can_see(workbook, tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    with pytest.raises(PrintingFailedError):
        write_pdf(workbook, tmp_path / "報告.pdf", Path("/snap/bin/no-such-libreoffice"))
    assert (tmp_path / "snap" / "libreoffice" / "common").is_dir()
    assert os.listdir(tmp_path / "snap" / "libreoffice" / "common") == []  # noqa: PTH208
