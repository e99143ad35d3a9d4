"""A compound file, [MS-CFB] version 3: storages and streams in one file, same input same bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

Storage: TypeAlias = Mapping[str, "bytes | Storage"]
"""Name → the bytes of a stream, or another storage."""

_SECTOR = 512
_SHORT_SECTOR = 64
_SHORT_STREAM = 4096
"""A shorter stream lies in short sectors, which together are the root's own stream."""
_IDS_A_SECTOR = _SECTOR // 4
_ENTRIES_A_SECTOR = 4
_SECTORS_IN_HEADER = 109
_LONGEST_NAME = 31

_FREE = _NOBODY = 0xFFFFFFFF
_END = 0xFFFFFFFE
_TABLE = 0xFFFFFFFD

_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1


class CompoundFileError(ValueError):
    """The content does not fit this simple form of the file."""


@dataclass
class _Entry:
    """One line of the directory; numbers of other entries, or ``_NOBODY``."""

    name: str
    kind: int
    number: int
    data: bytes = b""
    colour: int = _BLACK
    left: int = _NOBODY
    right: int = _NOBODY
    child: int = _NOBODY
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        """Return the entry as it stands in the file: no class, flags or times."""
        name = self.name.encode("utf-16-le") + b"\0\0"
        tree = struct.pack("<III", self.left, self.right, self.child)
        kind = struct.pack("<HBB", len(name), self.kind, self.colour)
        return name.ljust(64, b"\0") + kind + tree + bytes(36) + struct.pack("<IQ", *self._place())

    def _place(self) -> tuple[int, int]:
        return self.start, self.size


class _Sectors:
    """Bytes cut into sectors of one size, and the table that chains them."""

    def __init__(self, size: int) -> None:
        """Start without a sector."""
        self.size = size
        self.data = bytearray()
        self.table: list[int] = []

    def add(self, data: bytes) -> int:
        """Add the data and return its first sector's number."""
        if not data:
            return _END
        first = len(self.table)
        count = _sectors(len(data), self.size)
        self.table += [*range(first + 1, first + count), _END]
        self.data += data.ljust(count * self.size, b"\0")
        return first


def compound_file(root: Storage) -> bytes:
    """Return the file with these storages and streams. Raises CompoundFileError."""
    entries = _directory(root)
    sectors, short = _Sectors(_SECTOR), _Sectors(_SHORT_SECTOR)
    for entry in entries:
        if entry.kind == _STREAM:
            holder = short if len(entry.data) < _SHORT_STREAM else sectors
            entry.start, entry.size = holder.add(entry.data), len(entry.data)
    entries[0].start, entries[0].size = sectors.add(bytes(short.data)), len(short.data)
    short_table_size = _sectors(len(short.table), _IDS_A_SECTOR)
    short_table = sectors.add(_packed_table(short.table))
    directory = sectors.add(_packed_directory(entries))
    own = _add_own_table(sectors)
    places = (len(own), directory, 0, _SHORT_STREAM, short_table, short_table_size, _END, 0)
    return _header(places, own) + bytes(sectors.data) + _packed_table(sectors.table)


def _add_own_table(sectors: _Sectors) -> range:
    """Make room for the table in the table itself and return the sectors it takes."""
    used, count = len(sectors.table), 0
    while count * _IDS_A_SECTOR < used + count:
        count += 1
    if count > _SECTORS_IN_HEADER:
        message = "more sectors than a header can list"
        raise CompoundFileError(message)
    sectors.table += [_TABLE] * count
    return range(used, used + count)


def _header(places: tuple[int, ...], own: Sequence[int]) -> bytes:
    signature = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    version = struct.pack("<5H6xI", 0x3E, 3, 0xFFFE, 9, 6, 0)
    listed = [*own, *[_FREE] * (_SECTORS_IN_HEADER - len(own))]
    return signature + version + struct.pack("<8I109I", *places, *listed)


def _directory(root: Storage) -> list[_Entry]:
    entries = [_Entry("Root Entry", _ROOT, 0)]
    _add_children(entries, entries[0], root)
    return entries


def _add_children(entries: list[_Entry], parent: _Entry, storage: Storage) -> None:
    children = []
    for name, content in storage.items():
        if not 0 < len(name) <= _LONGEST_NAME or set(name) & set("/\\:!"):
            message = f"no name for a stream: {name}"
            raise CompoundFileError(message)
        is_stream = isinstance(content, bytes)
        entry = _Entry(name, _STREAM if is_stream else _STORAGE, len(entries))
        entries.append(entry)
        children.append(entry)
        if isinstance(content, bytes):
            entry.data = content
        else:
            _add_children(entries, entry, content)
    children.sort(key=_order)
    for one, other in pairwise(children):
        if _order(one) == _order(other):
            message = f"two streams of one name: {other.name}"
            raise CompoundFileError(message)
    parent.child = _tree(children, red_level=len(children).bit_length() - 1)


def _order(entry: _Entry) -> tuple[int, str]:
    return len(entry.name.encode("utf-16-le")), entry.name.upper()


def _tree(entries: Sequence[_Entry], red_level: int) -> int:
    """Link sorted entries as a red-black tree: balanced, and only its last level red.

    The root is black whatever level it is on. Returns the root's number.
    """
    if not entries:
        return _NOBODY
    middle = len(entries) // 2
    top = entries[middle]
    top.left = _branch(entries[:middle], red_level - 1)
    top.right = _branch(entries[middle + 1 :], red_level - 1)
    return top.number


def _branch(entries: Sequence[_Entry], red_level: int) -> int:
    top = _tree(entries, red_level)
    if entries and red_level == 0:
        entries[len(entries) // 2].colour = _RED
    return top


def _packed_directory(entries: Sequence[_Entry]) -> bytes:
    unused = bytes(68) + struct.pack("<III", _NOBODY, _NOBODY, _NOBODY) + bytes(48)
    return b"".join(_filled((entry.packed() for entry in entries), unused))


def _filled(entries: Iterator[bytes], unused: bytes) -> Iterator[bytes]:
    count = 0
    for entry in entries:
        count += 1
        yield entry
    yield unused * (-count % _ENTRIES_A_SECTOR)


def _packed_table(table: Sequence[int]) -> bytes:
    full = [*table, *[_FREE] * (-len(table) % _IDS_A_SECTOR)]
    return struct.pack(f"<{len(full)}I", *full)


def _sectors(length: int, size: int) -> int:
    return -(-length // size)
