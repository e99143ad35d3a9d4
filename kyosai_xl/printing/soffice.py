"""Where LibreOffice is on this computer."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from kyosai_xl.errors import KyosaiError

_NAMES = ("soffice", "libreoffice")


class SofficeMissingError(KyosaiError):
    """LibreOffice is not installed, or somewhere else."""

    def __init__(self, looked: tuple[Path, ...]) -> None:
        places = "、".join(["PATH", *map(str, looked)])
        super().__init__(
            f"PDFを作るLibreOfficeが見つかりません(探した場所: {places})。"
            "LibreOfficeをインストールするか、--soffice でsofficeの場所を指定してください。"
        )


class NoSuchProgramError(KyosaiError):
    """What was given as LibreOffice cannot be run."""

    def __init__(self, given: str) -> None:
        super().__init__(
            f"LibreOfficeとして指定された「{given}」は、実行できるプログラムではありません。"
            "--soffice にはsofficeの場所を指定してください。"
        )


def find_soffice(given: str | None = None) -> Path:
    """Return LibreOffice's program: the one given, else the first found.

    Raises ``NoSuchProgramError`` when what is given cannot be run, and ``SofficeMissingError``
    when nothing is given and nothing found.
    """
    if given is not None:
        program = shutil.which(given)
        if program is None:
            raise NoSuchProgramError(given)
        return Path(program).absolute()
    places = tuple(usual_places())
    for candidate in (*_NAMES, *map(str, places)):
        program = shutil.which(candidate)
        if program is not None:
            return Path(program).absolute()
    raise SofficeMissingError(places)


def usual_places() -> Iterator[Path]:
    """Yield where LibreOffice's own installers put its program, the newest release first."""
    if sys.platform == "win32":
        folders = ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")
        roots = dict.fromkeys(os.environ[name] for name in folders if name in os.environ)
        # The .com waits for the end of the work and can be read; the .exe is for windows.
        yield from (Path(root, "LibreOffice", "program", "soffice.com") for root in roots)
    elif sys.platform == "darwin":
        for root in (Path("/"), Path.home()):
            yield root / "Applications/LibreOffice.app/Contents/MacOS/soffice"
    else:
        yield from (Path("/usr", lib, "libreoffice/program/soffice") for lib in ("lib", "lib64"))
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
        yield Path("/snap/bin/libreoffice")
