"""The lines of xlwings.conf, ``"KEY","VALUE"``: only the lines of our keys ever change.

VBA reads the file in the computer's own encoding and takes the first line of a key; lines are
handled as bytes, so that whatever else stands there stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_LINE = re.compile(rb'[ \t]*(?:"([^"]*)"|([^",\r\n]*)),[ \t]*(?:"([^"]*)"|([^"\r\n]*))[ \t]*\s*')


def setting(content: bytes, key: str, encoding: str) -> str | None:
    """Return the value that counts for the key, case ignored; None if it is not set."""
    lines = content.splitlines()
    at = _find(lines, key)
    return None if at is None else _value(lines[at]).decode(encoding, "replace")


def with_settings(before: bytes, settings: Mapping[str, str], encoding: str) -> bytes:
    """Return the file with the settings in it: in place, or at the top if they are new.

    Raises ``UnicodeEncodeError`` for a value that VBA could not read.
    """
    lines = before.splitlines(keepends=True)
    new: list[bytes] = []
    for key, value in settings.items():
        line = f'"{key}","{value}"'.encode(encoding)
        at = _find(lines, key)
        if at is None:
            new.append(line + b"\r\n")
        else:
            lines[at] = line + _ending(lines[at])
    return b"".join([*new, *lines])


def without_settings(
    now: bytes, settings: Mapping[str, str], before: bytes, encoding: str
) -> bytes:
    """Return the file with our values taken back; a value that someone changed stays."""
    lines = now.splitlines(keepends=True)
    former = before.splitlines()
    for key, value in settings.items():
        at = _find(lines, key)
        if at is None or _value(lines[at]) != value.encode(encoding):
            continue
        was = _find(former, key)
        if was is None:
            del lines[at]
        else:
            lines[at] = former[was] + _ending(lines[at])
    return b"".join(lines)


def _find(lines: Sequence[bytes], key: str) -> int | None:
    wanted = key.lower().encode("ascii")
    for number, line in enumerate(lines):
        found = _LINE.fullmatch(line)
        if found and (found[1] or found[2] or b"").strip().lower() == wanted:
            return number
    return None


def _value(line: bytes) -> bytes:
    found = _LINE.fullmatch(line)
    if not found:
        return b""
    return found[3] if found[3] is not None else found[4].strip()


def _ending(line: bytes) -> bytes:
    return line[len(line.rstrip(b"\r\n")) :]
