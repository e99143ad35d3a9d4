"""The source of one module, read from a VBA project that we or Excel have written, [MS-OVBA]."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from kyosai_xl.excel.compound_reader import DamagedFileError, read_streams
from kyosai_xl.excel.decompression import DamagedContainerError, decompress

_VERSION = 0x09
_NAME, _STREAM_NAME, _OFFSET, _END = 0x19, 0x32, 0x31, 0x2B

_DAMAGED = (DamagedFileError, DamagedContainerError, KeyError, UnicodeDecodeError, struct.error)


class DamagedProjectError(ValueError):
    """The bytes are no VBA project."""


class _Place(NamedTuple):
    """Where a module's source is: in which stream, after how many bytes of compiled code."""

    stream: str
    offset: int


def module_source(project: bytes, name: str) -> bytes | None:
    """Return the source in the project's code page; None if no module has that ASCII name.

    Raises DamagedProjectError.
    """
    try:
        streams = read_streams(project)
        places = dict(_modules(decompress(streams["VBA/dir"])))
        place = places.get(name.lower().encode())
        if place is None:
            return None
        return decompress(streams[f"VBA/{place.stream}"][place.offset :])
    except _DAMAGED as error:
        raise DamagedProjectError from error


def _modules(records: bytes) -> Iterator[tuple[bytes, _Place]]:
    """Yield the name in small letters and the place of each module."""
    found: dict[int, bytes] = {}
    for number, content in _walked(records):
        found[number] = content
        if number == _END:
            (offset,) = struct.unpack("<I", found[_OFFSET])
            stream = found[_STREAM_NAME].decode("utf-16-le")
            yield found[_NAME].lower(), _Place(stream, offset)


def _walked(records: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(records):
        number, size = struct.unpack_from("<HI", records, at)
        # The version's size does not count its minor number.
        end = at + 6 + size + (2 if number == _VERSION else 0)
        yield number, records[at + 6 : end]
        at = end
