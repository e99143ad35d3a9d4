"""The file that keeps what a message to a person leaves out."""

from __future__ import annotations


def write_crash_log(text: str = "") -> str:
    """Write what a message left out, and return the file's path.

    Without a text it is the traceback of the exception being handled.
    """
    # Imported here: no command needs them until something goes wrong.
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w",
        encoding="utf-8",
        errors="backslashreplace",
        prefix="kyosai-xl-",
        suffix=".log",
        delete=False,
    ) as file:
        file.write(text or traceback.format_exc())
    return file.name
