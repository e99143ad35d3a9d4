"""A workbook printed to PDF by LibreOffice, out of sight and out of the way of the user's own."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from kyosai_xl.errors import KyosaiError
from kyosai_xl.output import Output, deliver
from kyosai_xl.printing.fonts import stand_in
from kyosai_xl.printing.profile import write_profile
from kyosai_xl.printing.repeating import repeating
from kyosai_xl.printing.running import run

LIMIT = 300.0
"""Seconds; the printed report takes two, one of 3,000 unions ten."""
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nolockcheck")
_CORE = "docProps/core.xml"
_CREATED = re.compile(rb"<dcterms:created[^>]*>([^<]+)<")
_NOT_A_REASON = ("Warning:", "convert ")
_LONGEST = 200


class NotAWorkbookError(KyosaiError):
    """What should be printed is no whole workbook."""

    def __init__(self, workbook: Path) -> None:
        super().__init__(
            f"「{workbook}」はExcelのブックとして読めないので、PDFにできません。"
            "ファイルが壊れていないか確かめて、作り直してください。"
        )


class PrintingTimeOutError(KyosaiError):
    """LibreOffice took too long and was ended."""

    def __init__(self, workbook: Path, seconds: float) -> None:
        super().__init__(
            f"LibreOfficeが「{workbook}」のPDFを{seconds:g}秒以内に作り終えなかったので、"
            "止めました。ほかのプログラムを閉じて、もう一度実行してください。"
        )


class PrintingFailedError(KyosaiError):
    """LibreOffice made no PDF."""

    def __init__(self, workbook: Path, soffice: Path, reason: str) -> None:
        super().__init__(
            f"「{workbook}」をPDFにできませんでした({reason})。"
            f"「{soffice}」がLibreOfficeで、このブックを開けることを確かめてください。"
        )


def write_pdf(workbook: Path, target: Path, soffice: Path, *, seconds: float = LIMIT) -> None:
    """Print every visible sheet of the workbook into one PDF, whole or not at all.

    Pages keep their sheet's paper and are numbered through; each sheet has a bookmark; fonts are
    embedded; the title is the workbook's. LibreOffice runs with a profile of its own, so neither
    one that is open nor another conversion notices. A PDF that was there is replaced.

    Raises a ``KyosaiError``: ``OutputError`` when the target cannot be written, otherwise
    one that says why there is no PDF.
    """
    output = Output(str(target), (str(workbook),), overwrite=True, ending=".pdf")
    deliver(output, lambda file: file.write(_printed(workbook, soffice, seconds)))


def _printed(workbook: Path, soffice: Path, seconds: float) -> bytes:
    created = _created(workbook)
    try:
        with TemporaryDirectory(
            prefix="kyosai-xl-", dir=_room(soffice), ignore_cleanup_errors=True
        ) as folder:
            pdf = _convert(workbook, soffice, Path(folder), seconds)
    except subprocess.TimeoutExpired as error:
        raise PrintingTimeOutError(workbook, seconds) from error
    except OSError as error:
        raise PrintingFailedError(workbook, soffice, error.strerror or str(error)) from error
    return repeating(pdf, created) if created else pdf


def _created(workbook: Path) -> datetime | None:
    """Return when the workbook says it was created. Raises NotAWorkbookError."""
    try:
        with zipfile.ZipFile(workbook) as parts:
            # LibreOffice would print whatever it can still read.
            damaged = parts.testzip()
            core = parts.read(_CORE) if _CORE in parts.namelist() else b""
        found = _CREATED.search(core)
        created = datetime.fromisoformat(found[1].decode()) if found else None
    except (OSError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise NotAWorkbookError(workbook) from error
    if damaged is not None:
        raise NotAWorkbookError(workbook)
    return created


def _room(soffice: Path) -> Path | None:
    """Return where LibreOffice can read and write: a snap does not see the system's own place."""
    if not soffice.is_relative_to("/snap"):
        return None
    room = Path.home() / "snap" / "libreoffice" / "common"
    room.mkdir(parents=True, exist_ok=True)
    return room


def _convert(workbook: Path, soffice: Path, folder: Path, seconds: float) -> bytes:
    # A copy: no lock file beside the workbook, and no name that LibreOffice cannot read.
    copy = folder / f"book{workbook.suffix.lower()}"
    shutil.copyfile(workbook, copy)
    profile, said = folder / "profile", folder / "said.txt"
    write_profile(profile, stand_in())
    command = (
        *(str(soffice), f"-env:UserInstallation={profile.as_uri()}", *_OPTIONS),
        *("--convert-to", "pdf:calc_pdf_Export", "--outdir", str(folder), str(copy)),
    )
    code = run(command, said, seconds)
    pdf = copy.with_suffix(".pdf")
    data = pdf.read_bytes() if pdf.exists() else b""
    if code or not data.startswith(b"%PDF-"):
        reason = _reason(said.read_text("utf-8", errors="replace").splitlines())
        raise PrintingFailedError(workbook, soffice, reason or f"PDFがなく、終了コードは{code}")
    return data


def _reason(lines: Sequence[str]) -> str:
    """Return the last thing that LibreOffice said of a failure, if it said any."""
    told = [line.strip() for line in lines if not line.startswith(_NOT_A_REASON)]
    return next((line[:_LONGEST] for line in reversed(told) if line), "")
