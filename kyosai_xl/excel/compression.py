"""How VBA compresses its source text, [MS-OVBA] 2.4.1."""

from __future__ import annotations

import struct

_CHUNK = 4096
_SHORTEST = 3
_FEWEST_OFFSET_BITS = 4
_TOKENS_A_GROUP = 8
_COMPRESSED = 0xB000
_RAW = struct.pack("<H", 0x3FFF)


class IncompressibleError(ValueError):
    """The format cannot hold a last chunk that does not shrink; source text always does."""


def compress(data: bytes) -> bytes:
    """Return the compressed container of any bytes that are text."""
    chunks = (data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))
    return b"\x01" + b"".join(map(_chunk, chunks))


def _chunk(chunk: bytes) -> bytes:
    tokens = _Tokens(chunk).encoded()
    if len(tokens) <= _CHUNK:
        return struct.pack("<H", _COMPRESSED | len(tokens) - 1) + tokens
    if len(chunk) == _CHUNK:
        return _RAW + chunk
    raise IncompressibleError


class _Tokens:
    """The tokens of one chunk: a byte as it is, or a copy of earlier bytes."""

    def __init__(self, chunk: bytes) -> None:
        """Take the chunk; nothing of it is encoded yet."""
        self.chunk = chunk
        self.at = 0
        self.seen: dict[bytes, list[int]] = {}

    def encoded(self) -> bytes:
        """Return groups of eight tokens, each group after the byte that tells copies apart."""
        result = bytearray()
        while self.at < len(self.chunk):
            flags, group = 0, b""
            for bit in range(_TOKENS_A_GROUP):
                if self.at == len(self.chunk):
                    break
                token, is_copy = self._next()
                flags |= is_copy << bit
                group += token
            result.append(flags)
            result += group
        return bytes(result)

    def _next(self) -> tuple[bytes, bool]:
        start, length = self._longest_earlier()
        if length < _SHORTEST:
            token = self.chunk[self.at : self.at + 1]
            self._advance(1)
            return token, False
        length_bits = 16 - self._offset_bits()
        copy = (self.at - start - 1) << length_bits | length - _SHORTEST
        self._advance(length)
        return struct.pack("<H", copy), True

    def _longest_earlier(self) -> tuple[int, int]:
        """Return where the longest equal bytes start, the nearest of them, and how many."""
        most = min((0xFFFF >> self._offset_bits()) + _SHORTEST, len(self.chunk) - self.at)
        best, longest = 0, 0
        for start in reversed(self.seen.get(self._key(self.at), ())):
            length = self._equal_bytes(start, most)
            if length > longest:
                best, longest = start, length
            if longest == most:
                break
        return best, longest

    def _equal_bytes(self, start: int, most: int) -> int:
        length = 0
        while length < most and self.chunk[start + length] == self.chunk[self.at + length]:
            length += 1
        return length

    def _offset_bits(self) -> int:
        """Offsets grow with the place in the chunk, and leave the fewer bits to lengths."""
        return max(_FEWEST_OFFSET_BITS, (self.at - 1).bit_length())

    def _advance(self, length: int) -> None:
        for place in range(self.at, self.at + length):
            self.seen.setdefault(self._key(place), []).append(place)
        self.at += length

    def _key(self, place: int) -> bytes:
        return self.chunk[place : place + _SHORTEST]
