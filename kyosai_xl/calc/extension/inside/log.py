"""The file that keeps what a message to staff leaves out."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from typing import Any

_BYTES = 500_000


def log() -> logging.Logger:
    """Return the logger under which everything of the package logs."""
    return logging.getLogger("kyosai_xl")


def keep_log(context: Any) -> None:
    """Let it be written to ``kyosai_xl.log`` in the user's LibreOffice profile.

    ``context`` is the one that LibreOffice gives a service: until its next start after installing
    the extension, the one that ``uno`` knows cannot tell where the profile is.
    """
    if log().handlers:
        return
    handler = RotatingFileHandler(
        _place(context), maxBytes=_BYTES, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log().addHandler(handler)
    log().setLevel(logging.INFO)


def log_file() -> str:
    """Return where the log is kept."""
    files = (each for each in log().handlers if isinstance(each, logging.FileHandler))
    return next((each.baseFilename for each in files), "kyosai_xl.log")


def _place(context: Any) -> str:
    import uno  # type: ignore[import-not-found]

    service = "com.sun.star.util.PathSubstitution"
    paths = context.ServiceManager.createInstanceWithContext(service, context)
    folder = paths.getSubstituteVariableValue("$(user)")
    return str(uno.fileUrlToSystemPath(f"{folder}/kyosai_xl.log"))
