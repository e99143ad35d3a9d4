"""LibreOffice and the workbooks it gives back, for tests that open a result for real."""

from __future__ import annotations

import os
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

_CACHED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")
FONT = "Noto Sans CJK JP"
# The report's font is Excel's; without it LibreOffice takes some other one, digits apart.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <match target="pattern">
    <test name="family"><string>游ゴシック</string></test>
    <edit name="family" mode="assign" binding="strong"><string>{font}</string></edit>
  </match>
</fontconfig>
"""


def convert(soffice: Path, source: Path, ending: str, folder: Path, font: str = FONT) -> Path:
    """Open the file in LibreOffice and save it again, with a profile of its own.

    The font stands in for Excel's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS.format(font=font), encoding="utf-8")
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            *(soffice, f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", ending, "--outdir", folder, source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
    )
    return folder / f"{source.stem}.{ending}"


def recalculated(soffice: Path, source: Path, folder: Path) -> Path:
    """Take every cached value of a formula out and let LibreOffice work all of them out."""
    return convert(soffice, without_values(source, folder), "xlsx", folder / "office")


def without_values(source: Path, folder: Path) -> Path:
    """Return a copy of the workbook in which no formula has a value."""
    folder.mkdir(parents=True, exist_ok=True)
    bare = folder / f"bare-{source.name}"
    removed = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data, count = _CACHED.subn(rb"\1", data)
                removed += count
            new.writestr(name, data)
    assert removed, "the workbook holds no formula"
    return bare


def pages(soffice: Path, source: Path, folder: Path, *, dpi: int, font: str = FONT) -> list[Path]:
    """Print the workbook to PDF and return a picture of each page."""
    printed = convert(soffice, source, "pdf", folder, font)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", printed, folder / "page"], check=True)
    return sorted(folder.glob("page-*.png"))


def values(path: Path) -> dict[str, dict[tuple[int, int], object]]:
    """Sheet → (row, column) from 0 → value, blank cells left out."""
    book = CalamineWorkbook.from_path(str(path))
    return {name: dict(_cells(book, name)) for name in book.sheet_names}


def _cells(book: CalamineWorkbook, name: str) -> Iterator[tuple[tuple[int, int], object]]:
    sheet = book.get_sheet_by_name(name)
    for row, cells in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(cells):
            if value != "":
                yield (row, column), value
