"""A fault of a built workbook, and reading its XML parts without stumbling over one."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree as ET

Parts = Mapping[str, bytes]
"""Name → content, in the order of the container."""

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Fault(NamedTuple):
    """What is wrong: in which part, against which rule (English), told in Japanese."""

    part: str
    rule: str
    message: str


class UnreadablePartError(ValueError):
    """A part that is missing or no XML; ``fault`` tells which."""

    def __init__(self, part: str) -> None:
        """Name the part."""
        super().__init__(part)
        self.fault = Fault(part, "readable", "部品がないか、XMLとして読めません。")


class Relationship(NamedTuple):
    """Where a part points to; ``target`` is the name of a part."""

    number: str
    kind: str
    target: str


def root(parts: Parts, name: str) -> ET.Element:
    """Return the part's outermost element. Raises UnreadablePartError."""
    try:
        return ET.fromstring(parts[name])  # noqa: S314 - ours
    except (KeyError, ET.ParseError) as error:
        raise UnreadablePartError(name) from error


def relationships(parts: Parts, name: str) -> Iterator[Relationship]:
    """Yield what a .rels part points to inside the workbook. Raises UnreadablePartError."""
    folder = posixpath.dirname(posixpath.dirname(name))
    for element in root(parts, name).iter(_RELATIONSHIP):
        if element.get("TargetMode") == "External":
            continue
        target = posixpath.join("/", folder, element.get("Target", ""))
        target = posixpath.normpath(target).lstrip("/")
        yield Relationship(element.get("Id", ""), element.get("Type", ""), target)
