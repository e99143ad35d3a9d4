"""The settings of a LibreOffice that prints one workbook and is gone: its private profile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from kyosai_xl.printing.fonts import OWN

_FILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"\
 xmlns:xs="http://www.w3.org/2001/XMLSchema"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
_COMMON = "/org.openoffice.Office.Common"
_EXPORT: dict[str, bool | int] = {
    "EmbedStandardFonts": True,
    "ExportBookmarks": True,
    "InitialView": 1,
    "UseTaggedPDF": False,
}
"""A bookmark a sheet, shown on opening. Tags a cell would make it ten times as large."""


def write_profile(folder: Path, font: str | None) -> None:
    """Write the profile; ``font`` is what to print in instead of 游ゴシック. Raises OSError."""
    user = folder / "user"
    user.mkdir(parents=True)
    text = _FILE.format(items="\n".join(_items(font)))
    (user / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def _items(font: str | None) -> Iterator[str]:
    # Without it characters take the Chinese shapes of a font that has both: 戸 is not 户.
    yield _item("/org.openoffice.Setup/L10N", _property("ooSetupSystemLocale", "ja-JP"))
    export = (_property(name, value) for name, value in _EXPORT.items())
    yield _item(f"{_COMMON}/Filter/PDF/Export", *export)
    if font is not None:
        yield _item(f"{_COMMON}/Font/Substitution", _property("Replacement", value=True))
        yield _item(f"{_COMMON}/Font/Substitution/FontPairs", *_pairs(font))


def _pairs(font: str) -> Iterator[str]:
    for number, name in enumerate(OWN):
        properties = (
            _property("ReplaceFont", name),
            _property("SubstituteFont", font),
            # Otherwise the system is asked first, and answers with some font for digits alone.
            _property("Always", value=True),
            _property("OnScreenOnly", value=False),
        )
        yield f'<node oor:name="_{number}" oor:op="replace">{"".join(properties)}</node>'


def _item(path: str, *inside: str) -> str:
    return f"<item oor:path={quoteattr(path)}>{''.join(inside)}</item>"


def _property(name: str, value: str | int) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f'<prop oor:name="{name}" oor:op="fuse"><value>{text}</value></prop>'
