"""The streams of a compound file, [MS-CFB], as Excel and this package write it."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_SECTORS_IN_HEADER = 109
_LAST = 0xFFFFFFFA
"""Numbers from here on are no sectors but say why there is none."""
_NOBODY = 0xFFFFFFFF
_STREAM = 2
_ENTRY = struct.Struct("<64sHBBIII36xII4x")


class DamagedFileError(ValueError):
    """The bytes are no compound file, or not a simple one."""


class _Chains(NamedTuple):
    """Sectors of one size, and the table that says which follows which."""

    sectors: bytes
    size: int
    table: Sequence[int]

    def content(self, start: int) -> bytes:
        """Return the sectors from that one on."""
        parts: list[bytes] = []
        at = start
        while at < _LAST:
            if at >= len(self.table) or len(parts) > len(self.table):
                raise DamagedFileError
            parts.append(self.sectors[at * self.size : (at + 1) * self.size])
            at = self.table[at]
        return b"".join(parts)


class _Entry(NamedTuple):
    """One line of the directory."""

    raw_name: bytes
    length: int
    kind: int
    colour: int
    left: int
    right: int
    child: int
    start: int
    size: int

    @property
    def name(self) -> str:
        return self.raw_name[: max(self.length - 2, 0)].decode("utf-16-le")


def read_streams(data: bytes) -> dict[str, bytes]:
    """Return path → content of every stream, e.g. ``VBA/dir``. Raises DamagedFileError."""
    try:
        return _streams(data)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise DamagedFileError from error


def _streams(data: bytes) -> dict[str, bytes]:
    if not data.startswith(_SIGNATURE):
        raise DamagedFileError
    sector_bits, short_bits = struct.unpack_from("<HH", data, 30)
    (directory,) = struct.unpack_from("<I", data, 48)
    shortest, short_table, _, _, further = struct.unpack_from("<5I", data, 56)
    if further:  # only files of many megabytes list their tables outside the header
        raise DamagedFileError
    size = 1 << sector_bits
    chains = _Chains(data[size:], size, _table(data, size))
    entries = [_Entry(*fields) for fields in _ENTRY.iter_unpack(chains.content(directory))]
    table = _numbers(chains.content(short_table))
    short = _Chains(chains.content(entries[0].start), 1 << short_bits, table)
    return {
        path: (short if entry.size < shortest else chains).content(entry.start)[: entry.size]
        for path, entry in _walked(entries)
    }


def _table(data: bytes, size: int) -> list[int]:
    places = struct.unpack_from(f"<{_SECTORS_IN_HEADER}I", data, 76)
    parts = (data[(at + 1) * size : (at + 2) * size] for at in places if at < _LAST)
    return _numbers(b"".join(parts))


def _numbers(data: bytes) -> list[int]:
    return [number for (number,) in struct.iter_unpack("<I", data)]


def _walked(entries: Sequence[_Entry]) -> Iterator[tuple[str, _Entry]]:
    """Yield the path and the entry of every stream."""
    waiting, seen = [(entries[0].child, "")], set()
    while waiting:
        number, folder = waiting.pop()
        if number == _NOBODY:
            continue
        if number in seen:
            raise DamagedFileError
        seen.add(number)
        entry = entries[number]
        path = folder + entry.name
        if entry.kind == _STREAM:
            yield path, entry
        waiting += [(entry.left, folder), (entry.right, folder), (entry.child, f"{path}/")]
