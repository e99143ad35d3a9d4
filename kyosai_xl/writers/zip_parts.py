"""Parts of a workbook's zip container: copied whole, or streamed in."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable

try:
    from isal import isal_zlib
except ImportError:  # the optional fast compressor
    isal_zlib = None  # type: ignore[assignment]

_OLDEST = (1980, 1, 1, 0, 0, 0)
_ISAL_LEVEL = 1
_BYTES_A_CELL = 120
"""More than a cell's XML takes, long formulas apart."""


def copy_part(source: zipfile.ZipFile, result: zipfile.ZipFile, name: str) -> None:
    """Copy one part as it is."""
    result.writestr(_info(name), source.read(name))


def stream_part(result: zipfile.ZipFile, name: str, pieces: Iterable[str], *, cells: int) -> None:
    """Write one part piece by piece; ``cells`` tells roughly how large it will be."""
    large = cells * _BYTES_A_CELL > zipfile.ZIP64_LIMIT
    with result.open(_info(name), "w", force_zip64=large) as part:
        if isal_zlib is not None:
            # zipfile has no public way to take another library's compressor.
            part._compressor = isal_zlib.compressobj(  # type: ignore[attr-defined] # noqa: SLF001
                _ISAL_LEVEL, isal_zlib.DEFLATED, -isal_zlib.MAX_WBITS
            )
        for piece in pieces:
            part.write(piece.encode())


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _OLDEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0  # the same on every system
    info.external_attr = 0o600 << 16
    return info
