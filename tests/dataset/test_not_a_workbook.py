import zipfile
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest

from kyosai_xl.dataset.findings import Level
from tests.dataset.inputs import COUNTS, findings_of, only, write_workbook

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600


def zipped(path: Path, *names: str) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (COUNTS.encode(), "CSV"),
        (COUNTS.encode("cp932"), "CSV"),
        (COUNTS.replace(",", "\t").encode("utf-16"), "CSV"),
        ("こんにちは".encode(), "文字だけ"),
        (b"\xef\xbb\xbf <HTML><body>", "HTML"),
        (b"<!DOCTYPE html>", "HTML"),
        (b"<table><tr>", "HTML"),
        (b'<?xml version="1.0"?><Workbook>', "XML"),
        (b"%PDF-1.7 \x00", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", "画像"),
        (b"{\\rtf1", "RTF"),
        (OLE + "Workbook".encode("utf-16-le"), ".xls"),
        (OLE + "WordDocument".encode("utf-16-le"), "Office文書"),
        (["word/document.xml", "[Content_Types].xml"], "Word"),
        (["ppt/presentation.xml"], "PowerPoint"),
        (["xl/workbook.bin"], ".xlsb"),
        (["mimetype", "content.xml"], "OpenDocument"),
        (["hello.txt"], "ZIP"),
    ],
)
def test_another_format_is_named(tmp_path, content, what):
    data = content if isinstance(content, bytes) else zipped(tmp_path / "x.zip", *content)
    path = tmp_path / "実績.xlsx"
    path.write_bytes(data)
    finding = only(findings_of(path))
    assert (finding.level, finding.kind) == (Level.ERROR, "not_a_workbook")
    assert (finding.file, finding.place) == ("実績.xlsx", "")
    assert what in finding.message
    assert "保存し直して" in finding.action


def test_a_password(tmp_path):
    source = write_workbook(tmp_path / "open.xlsx")
    path = tmp_path / "x.xlsx"
    with source.open("rb") as plain, path.open("wb") as locked:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("secret", locked)
    before = path.read_bytes()
    finding = only(findings_of(path))
    assert finding.kind == "password_protected"
    assert "パスワード" in finding.message
    assert path.read_bytes() == before


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_cut_short(tmp_path, share):
    path = write_workbook(tmp_path / "x.xlsx")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    finding = only(findings_of(path))
    assert finding.kind == "damaged_workbook"
    assert "壊れて" in finding.message


def test_a_workbook_damaged_inside(tmp_path):
    path = write_workbook(tmp_path / "x.xlsx")
    data = bytearray(path.read_bytes())
    at = data.find(b"xl/worksheets/sheet1.xml") + 40
    data[at : at + 80] = bytes(80)
    path.write_bytes(data)
    assert only(findings_of(path)).kind == "damaged_workbook"


def test_random_bytes(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(bytes(range(256)) * 20)
    assert only(findings_of(path)).kind == "damaged_workbook"


def test_an_empty_file(tmp_path):
    path = tmp_path / "x.xlsx"
    path.touch()
    finding = only(findings_of(path))
    assert (finding.kind, "0バイト" in finding.message) == ("empty_file", True)
