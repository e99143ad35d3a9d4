"""What a file that is named like a workbook, but cannot be read as one, really is."""

from __future__ import annotations

import codecs
import zipfile
from pathlib import Path

from kyosai_xl.dataset.findings import Note, error
from kyosai_xl.dataset.lost_values import UNUSUAL

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = b"PK"
_SAVE_AGAIN = "Excelで開き、「Excel ブック（.xlsx）」として保存し直してください。"
_HEAD = 4096
# OLE containers name their streams in UTF-16.
_STREAMS = {"EncryptedPackage": "password", "Workbook": "xls", "Book": "xls"}
_PARTS = (
    ("word/", "Word文書"),
    ("ppt/", "PowerPoint文書"),
    ("xl/workbook.bin", "Excelバイナリ ブック（.xlsb）"),
    ("content.xml", "OpenDocument（.odsなど）"),
)
_STARTS = (
    (b"%pdf", "PDF"),
    (b"\x89png", "画像"),
    (b"<html", "HTML"),
    (b"<!doctype html", "HTML"),
    (b"<table", "HTML"),
    (b"<?xml", "XML"),
    (b"{\\rtf", "リッチテキスト（RTF）"),
)


def explain(path: Path) -> Note:
    """Say what the file looks like and how to get a workbook from it. Raises OSError."""
    data = path.read_bytes()
    if not data:
        return error(
            "empty_file",
            "中身のない（0バイトの）ファイルです。",
            "元のブックを写し直してください。",
        )
    if data.startswith(_OLE):
        return _explain_ole(data)
    looks_like = _zip_contents(path) if data.startswith(_ZIP) else _text_kind(data[:_HEAD])
    if looks_like is None:
        message = "ブックが壊れているため読めません。"
        action = "元のブックを写し直すか、Excelの「開いて修復する」で保存し直してください。"
        return error("damaged_workbook", message, action)
    message = f"名前はブックですが、中身は{looks_like}のようです。"
    return error("not_a_workbook", message, _SAVE_AGAIN)


def _explain_ole(data: bytes) -> Note:
    found = {kind for name, kind in _STREAMS.items() if name.encode("utf-16-le") in data}
    if "password" in found:
        message = "パスワードで保護されているため読めません。"
        action = "Excelで開き、パスワードを外して保存し直してください。"
        return error("password_protected", message, action)
    looks_like = "古い形式のExcelブック（.xls）" if "xls" in found else "古い形式のOffice文書"
    message = f"名前はブックですが、中身は{looks_like}のようです。"
    return error("not_a_workbook", message, _SAVE_AGAIN)


def _zip_contents(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except UNUSUAL:
        return None
    if "xl/workbook.xml" in names:
        return None
    for part, kind in _PARTS:
        if any(name.startswith(part) for name in names):
            return kind
    return "ZIPの圧縮ファイル"


def _text_kind(head: bytes) -> str | None:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for mark, kind in _STARTS:
        if start.startswith(mark):
            return kind
    for encoding in ("utf-8", "cp932", "utf-16"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeError:
            continue
        if all(letter.isprintable() or letter in "\t\r\n\u3000" for letter in text):
            return "CSV" if "," in text or "\t" in text else "文字だけのファイル"
    return None
