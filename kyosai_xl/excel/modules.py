"""A module of a VBA project: its kind and its source, in the form that a project stores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kyosai_xl.errors import KyosaiError

CODE_PAGE = 932
"""Japanese Windows; a project stores its source in one code page."""
_LONGEST_LINE = 1023
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
_HEADER = "Attribute VB_"
WORKBOOK_NAME = "ThisWorkbook"


class ModuleNameError(KyosaiError):
    """VBA does not take the name, or takes it twice."""

    def __init__(self, name: str) -> None:
        """Name the module."""
        super().__init__(
            f"VBAのモジュール名「{name}」は使えません。"
            "英字で始まる31文字以内の英数字にし、同じ名前を重ねないでください。"
        )


class LineTooLongError(KyosaiError):
    """VBA would cut the line."""

    def __init__(self, module: str, line: int) -> None:
        """Name the module and the line, from 1."""
        super().__init__(
            f"VBAのモジュール「{module}」の{line}行目が長すぎます。"
            f"{_LONGEST_LINE}バイト以内にしてください。"
        )


class NotInCodePageError(KyosaiError):
    """A character that would turn into a question mark."""

    def __init__(self, module: str, line: int, character: str) -> None:
        """Name the place and the character."""
        super().__init__(
            f"VBAのモジュール「{module}」の{line}行目の文字「{character}」"
            f"（U+{ord(character):04X}）は、日本語Windowsの文字コードにありません。"
            "別の文字に直してください。"
        )


class Kind(Enum):
    """What a module belongs to; the value is the class that VBA derives it from."""

    WORKBOOK = "0{00020819-0000-0000-C000-000000000046}"
    SHEET = "0{00020820-0000-0000-C000-000000000046}"
    CLASS = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
    STANDARD = ""

    @property
    def is_document(self) -> bool:
        """Whether the module stands behind the workbook or one of its sheets."""
        return self in {Kind.WORKBOOK, Kind.SHEET}


_OWN_ATTRIBUTES: Mapping[Kind, str] = MappingProxyType(
    {
        kind: "\n".join(
            (
                f'Attribute VB_Base = "{kind.value}"',
                "Attribute VB_GlobalNameSpace = False",
                "Attribute VB_Creatable = False",
                f"Attribute VB_PredeclaredId = {kind.is_document}",
                f"Attribute VB_Exposed = {kind.is_document}",
                "Attribute VB_TemplateDerived = False",
                f"Attribute VB_Customizable = {kind.is_document}",
            )
        )
        for kind in Kind
        if kind is not Kind.STANDARD
    }
)


class Module(NamedTuple):
    """``source`` is the text of an exported .bas or .cls file, or the bare code."""

    name: str
    kind: Kind
    source: str = ""

    def code(self) -> str:
        """Return the source without what an exported file says of the module, lines ending LF."""
        lines = self.source.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
        if lines[0].startswith("VERSION "):
            lines = lines[lines.index("END") + 1 :]
        while lines and lines[0].startswith(_HEADER):
            lines = lines[1:]
        return "\n".join(lines)

    def stored_text(self) -> str:
        """Return the text as a project stores it: fixed attributes first, lines ending CRLF."""
        parts = (f'Attribute VB_Name = "{self.name}"', _OWN_ATTRIBUTES.get(self.kind), self.code())
        return "\n".join(filter(None, parts)).replace("\n", "\r\n") + "\r\n"

    def stored_bytes(self) -> bytes:
        """Return the text in the code page. Raises NotInCodePageError, LineTooLongError."""
        lines = self.stored_text().split("\r\n")
        return b"\r\n".join(_encoded(self.name, *line) for line in enumerate(lines, 1))

    def procedures(self) -> Iterator[str]:
        """Yield the names of the subs and functions that other modules and cells can call."""
        for match in _PROCEDURE.finditer(self.code()):
            yield match["name"]


_PROCEDURE = re.compile(
    r"^[ \t]*(?:Public[ \t]+)?(?:Static[ \t]+)?(?:Sub|Function)[ \t]+(?P<name>\w+)[ \t]*\(",
    re.IGNORECASE | re.MULTILINE,
)


def _encoded(module: str, number: int, line: str) -> bytes:
    if line.isascii():
        encoded = line.encode("ascii")
    else:
        encoded = b"".join(_encoded_character(module, number, character) for character in line)
    if len(encoded) > _LONGEST_LINE:
        raise LineTooLongError(module, number)
    return encoded


def _encoded_character(module: str, number: int, character: str) -> bytes:
    encoded = character.encode(f"cp{CODE_PAGE}", errors="ignore")
    # Some are encoded as their look-alikes, as U+301C is as U+FF5E.
    if encoded.decode(f"cp{CODE_PAGE}") != character:
        raise NotInCodePageError(module, number, character)
    return encoded


def check_names(names: Iterable[str]) -> None:
    """Raise ModuleNameError for the first name that VBA would not take."""
    seen: set[str] = set()
    for name in names:
        if not _NAME.fullmatch(name) or name.lower() in seen:
            raise ModuleNameError(name)
        seen.add(name.lower())


def read_module(path: Path) -> Module:
    """Read a .bas or .cls file in UTF-8; the file's name is the module's."""
    source = path.read_text(encoding="utf-8")
    if path.stem == WORKBOOK_NAME:
        return Module(path.stem, Kind.WORKBOOK, source)
    return Module(path.stem, Kind.CLASS if path.suffix == ".cls" else Kind.STANDARD, source)
