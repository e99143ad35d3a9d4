"""Cells the workbook reader gives as blank: Excel errors, and formulas never worked out.

A blank count is no contracts in a wide table, so these must not pass for blanks.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from html import unescape
from pathlib import Path
from typing import IO

from kyosai_xl.dataset.reading import LostFormula

LostValues = dict[int, dict[int, str]]
"""By line (from 1) and position (from 0): what stands in the cell."""

UNUSUAL = (
    EOFError,
    LookupError,
    RuntimeError,
    StopIteration,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What zipfile raises, by where the damage is."""
_CHUNK = 1 << 20
_OVERLAP = 256
_TAG = r"<(?:\w+:)?{}\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>"
_SHEET = re.compile(_TAG.format("sheet"))
_RELATION = re.compile(_TAG.format("Relationship"))
_ATTRIBUTE = re.compile(r"(?:\w+:)?(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SUSPICIOUS = re.compile(
    rb"""\bt=["']e["']|</(?:\w+:)?f>\s*<(?:/(?:\w+:)?c>|(?:\w+:)?v\s*(?:/>|></))|/>\s*</(?:\w+:)?c>"""
)
_CELL = re.compile(r"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(r"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE = re.compile(r"<(?:\w+:)?v\b[^>]*>([^<]+)</")
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)").fullmatch


def find_lost_values(path: Path, sheet: int) -> LostValues:
    """The lost values of the sheet with that number (from 0, in the workbook's order).

    None are found in a workbook that is built in an unusual way. Raises OSError.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            part = _sheet_part(archive, sheet)
            with archive.open(part) as file:
                if not _is_suspicious(file):
                    return {}
            return _lost_values(archive.read(part).decode())
    except UNUSUAL:
        return {}


def _sheet_part(archive: zipfile.ZipFile, sheet: int) -> str:
    workbook = archive.read("xl/workbook.xml").decode()
    relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    wanted = _attributes(_SHEET.findall(workbook)[sheet])["id"]
    target = next(
        each["Target"]
        for each in map(_attributes, _RELATION.findall(relations))
        if each["Id"] == wanted
    )
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _attributes(text: str) -> dict[str, str]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(text)}


def _is_suspicious(file: IO[bytes]) -> bool:
    tail = b""
    while chunk := file.read(_CHUNK):
        if _SUSPICIOUS.search(tail + chunk):
            return True
        tail = chunk[-_OVERLAP:]
    return False


def _lost_values(xml: str) -> LostValues:
    lost: LostValues = {}
    for text, body in _CELL.findall(xml):
        attributes = _attributes(text)
        value = _VALUE.search(body)
        formula = _FORMULA.search(body)
        address = _ADDRESS(attributes.get("r", ""))
        if not address:
            continue
        if attributes.get("t") == "e":
            shown = value[1] if value else "#N/A"
        elif formula and not value and attributes.get("t") != "str":
            shown = LostFormula(f"={unescape(formula[1] or '')}")
        else:
            continue
        lost.setdefault(int(address[2]), {})[_position(address[1])] = shown
    return lost


def _position(letters: str) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1
