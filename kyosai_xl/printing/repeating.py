"""Taking out of a PDF what LibreOffice makes anew each time: the same workbook, the same bytes."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

_CREATED = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
_DIGEST = rb"[0-9A-F]{32}"
_DIGESTS = re.compile(rb"/ID \[\s*<%b>\s*<%b>\s*\]\s*/DocChecksum /%b" % ((_DIGEST,) * 3))


def repeating(pdf: bytes, created: datetime) -> bytes:
    """Return the PDF as created then, with digests that follow from what it holds.

    A place is overwritten at its own length, so the table of objects still fits. A release of
    LibreOffice that writes them in another way leaves them as they are.
    """
    dated = _CREATED.sub(created.strftime("%Y%m%d%H%M%S").encode(), pdf)
    nothing = _DIGESTS.sub(lambda found: _each(found, b"0" * 32), dated)
    digest = hashlib.md5(nothing, usedforsecurity=False).hexdigest().upper()
    return _DIGESTS.sub(lambda found: _each(found, digest.encode()), dated)


def _each(digests: re.Match[bytes], digest: bytes) -> bytes:
    return re.sub(_DIGEST, digest, digests[0])
