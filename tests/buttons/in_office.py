"""LibreOffice with the extension installed, macros run by the Python that the extension packs."""

from __future__ import annotations

import zipfile
from pathlib import Path

from kyosai_xl.calc.extension.builder import build_extension
from tests.calc.harness import REPOSITORY, Office
from tests.calc_extension.office_process import running


def office_with_extension(soffice: Path, folder: Path) -> Office:
    """Return a LibreOffice to start, its profile with the extension in it."""
    extension = folder / "kyosai_xl.oxt"
    build_extension(extension)
    with running(soffice, folder / "profile") as ask:
        ask("install", extension)
    with zipfile.ZipFile(extension) as archive:
        archive.extractall(folder / "extension")
    # The tests' own steps stand beside the package; what they import of it is the extension's.
    return Office(soffice, folder, (folder / "extension" / "pythonpath", REPOSITORY))
