"""The mark that Windows leaves on a file from the internet, and that makes Excel block macros."""

from __future__ import annotations

import re

from kyosai_xl.setup.ports import Files

_STREAM = "Zone.Identifier"
_INTERNET = 3


def from_internet(files: Files, path: str) -> bool:
    """Whether the file is marked as from the internet or from a place not trusted."""
    mark = files.stream(path, _STREAM)
    if mark is None:
        return False
    # Some programs write the stream as UTF-16.
    zone = re.search(rb"ZoneId\s*=\s*(\d+)", mark.replace(b"\0", b""), re.IGNORECASE)
    return zone is None or int(zone[1]) >= _INTERNET
