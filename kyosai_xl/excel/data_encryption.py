"""How PROJECT hides the protection of a project, [MS-OVBA] 2.4.3: obscured, not secret."""

from __future__ import annotations

import struct

_VERSION = 2
_FILLER = 7
"""The specification takes any byte; a fixed one keeps the file the same."""


def encrypt(project_id: str, data: bytes, seed: int) -> str:
    """Return the value of CMG, DPB or GC; ``project_id`` with its braces, ``seed`` a byte."""
    key = sum(project_id.encode("ascii")) & 0xFF
    result = [seed, seed ^ _VERSION, seed ^ key]
    plain = key
    filler = bytes([_FILLER]) * ((seed & 6) // 2)
    for byte in filler + struct.pack("<I", len(data)) + data:
        # Each byte hangs on the plain byte before it and the encrypted one before that.
        result.append(byte ^ (result[-2] + plain & 0xFF))
        plain = byte
    return bytes(result).hex().upper()
