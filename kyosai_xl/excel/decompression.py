"""How VBA's compressed source text is read back, [MS-OVBA] 2.4.1."""

from __future__ import annotations

import struct

_CHUNK = 4096
_SIGNATURE = 3
_SHORTEST = 3
_FEWEST_OFFSET_BITS = 4
_TOKENS_A_GROUP = 8


class DamagedContainerError(ValueError):
    """The bytes are no compressed container."""


def decompress(data: bytes) -> bytes:
    """Return what was compressed. Raises DamagedContainerError."""
    if data[:1] != b"\x01":
        raise DamagedContainerError
    result, at = b"", 1
    try:
        while at < len(data):
            (head,) = struct.unpack_from("<H", data, at)
            end = at + (head & 0xFFF) + 3
            if head >> 12 & 7 != _SIGNATURE or end > len(data):
                raise DamagedContainerError
            content = data[at + 2 : end]
            result += _chunk(content) if head >> 15 else content
            at = end
    except struct.error as error:
        raise DamagedContainerError from error
    return result


def _chunk(tokens: bytes) -> bytes:
    plain, at = bytearray(), 0
    while at < len(tokens):
        flags = tokens[at]
        at += 1
        for bit in range(_TOKENS_A_GROUP):
            if at >= len(tokens):
                break
            if flags >> bit & 1:
                _copy(plain, *struct.unpack_from("<H", tokens, at))
                at += 2
            else:
                plain.append(tokens[at])
                at += 1
    return bytes(plain)


def _copy(plain: bytearray, token: int) -> None:
    """Repeat earlier bytes, which may run into those being written."""
    length_bits = 16 - max(_FEWEST_OFFSET_BITS, (len(plain) - 1).bit_length())
    start = len(plain) - (token >> length_bits) - 1
    length = (token & (1 << length_bits) - 1) + _SHORTEST
    if start < 0 or len(plain) + length > _CHUNK:
        raise DamagedContainerError
    for place in range(start, start + length):
        plain.append(plain[place])
