"""Which encoding a CSV file is in: UTF-8, or what Japanese Excel saves."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NamedTuple

from kyosai_xl.dataset.findings import Note, error, info

UTF8, CP932, UTF16 = "utf-8-sig", "cp932", "utf-16"
_CHUNK = 1 << 20
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FINE = "このままで構いません。"
_AS_UTF8 = "「CSV UTF-8（コンマ区切り）」の形式で保存し直してください。"


class Encoding(NamedTuple):
    """An encoding's name for ``open``, None if the file is no text, and what to say about it."""

    name: str | None
    note: Note | None = None
    place: str = ""


def detect_encoding(path: Path) -> Encoding:
    """Read the file through once and find an encoding in which all of it makes sense.

    A file whose header makes sense keeps its encoding, so that the rest of it can be checked.
    Raises OSError.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    if head.startswith(_UTF16_MARKS):
        message = "文字コードはUTF-16（Excelの「Unicode テキスト」）でした。"
        note = info("encoding_utf16", message, _FINE)
        return _first_fault(path, UTF16) or Encoding(UTF16, note)
    # The header is Japanese, so its bytes tell; a later stray byte is a fault, not an encoding.
    header = head.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n").split(b"\n", 1)[0]
    name = UTF8 if _starts_as(header, "utf-8") else CP932
    fault = _first_fault(path, name)
    if fault and header.isascii() and not _first_fault(path, CP932):
        name, fault = CP932, None
    if fault:
        return fault if _starts_as(header, name) else fault._replace(name=None)
    if name == CP932:
        message = "文字コードはShift_JIS（CP932）でした。"
        return Encoding(name, info("encoding_cp932", message, _FINE))
    return Encoding(name)


def _starts_as(data: bytes, encoding: str) -> bool:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return False
    return "\0" not in text


def _first_fault(path: Path, encoding: str) -> Encoding | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as cause:
                line += cause.object[: cause.start].count(b"\n")
                message = "文字として読めないところがあります。"
                return Encoding(encoding, error("undecodable", message, _AS_UTF8), f"{line}行目")
            if "\0" in text:
                line += text[: text.index("\0")].count("\n")
                message = "文字でないデータ（NUL）があります。"
                return Encoding(encoding, error("nul_bytes", message, _AS_UTF8), f"{line}行目")
            if not chunk:
                return None
            line += text.count("\n")
