"""What tells LibreOffice whose commands, jobs and extension these are."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from kyosai_xl.calc.extension import ids, xcu
from kyosai_xl.version import VERSION

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OLDEST_OFFICE = "7.4"


def protocol_handler() -> str:
    """ProtocolHandler.xcu: who carries out the commands."""
    # A list of texts is a property here, and its type stands in LibreOffice's schema.
    protocols = f'<prop oor:name="Protocols"><value>{ids.PROTOCOL}*</value></prop>'
    handlers = xcu.group("HandlerSet", [xcu.added(ids.HANDLER, [protocols])])
    return xcu.component("ProtocolHandler", "org.openoffice.Office", handlers)


def jobs() -> str:
    """Jobs.xcu: what runs once a document is open.

    OnLoad is not sent for hidden documents, OnLoadFinished is.
    """
    job = xcu.added(ids.EXTENSION, [xcu.text("Service", ids.REPAIR_JOB)])
    listed = xcu.group("JobList", [xcu.added(ids.EXTENSION, [])])
    event = xcu.shared("OnLoadFinished", [listed])
    return xcu.component(
        "Jobs",
        "org.openoffice.Office",
        xcu.group("Jobs", [job]) + "\n" + xcu.group("Events", [event]),
    )


def description() -> str:
    """description.xml: the extension's name, version and words about it."""
    return f"""{_HEAD}<description
  xmlns="http://openoffice.org/extensions/description/2006"
  xmlns:lo="http://libreoffice.org/extensions/description/2011"
  xmlns:d="http://openoffice.org/extensions/description/2006"
  xmlns:xlink="http://www.w3.org/1999/xlink">
<identifier value="{ids.EXTENSION}"/>
<version value="{VERSION}"/>
<dependencies>
  <lo:LibreOffice-minimal-version value="{_OLDEST_OFFICE}" d:name="LibreOffice {_OLDEST_OFFICE}"/>
</dependencies>
<publisher>
  <name xlink:href="" lang="en">kyosai_xl contributors</name>
</publisher>
<display-name>
  <name lang="en">Kyosai drive: functions and commands (kyosai_xl)</name>
  <name lang="ja">共済推進 — 関数とコマンド (kyosai_xl)</name>
</display-name>
<extension-description>
  <src xlink:href="description/description_en.txt" lang="en"/>
  <src xlink:href="description/description_ja.txt" lang="ja"/>
</extension-description>
</description>
"""


def description_texts() -> dict[str, str]:
    """Return file name → what the extension manager shows about the extension."""
    return {
        "description/description_en.txt": (
            "Spreadsheet functions and the menu 共済推進 of the monthly report of the mutual-aid"
            " drive.\nMIT licence; contains xlwings and XlsxWriter under BSD licences (see"
            " licences/).\n"
        ),
        "description/description_ja.txt": (
            "共済推進の実績報告のための関数と、メニュー「共済推進」です。\n"
            "MITライセンス。xlwingsとXlsxWriter(BSDライセンス)を含みます"
            "(licencesフォルダーを参照)。\n"
        ),
    }


def manifest(media_types: Mapping[str, str]) -> str:
    """META-INF/manifest.xml: file name → what LibreOffice takes it for."""
    entries = "\n".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(name)}"
        f" manifest:media-type={quoteattr(media_type)}/>"
        for name, media_type in media_types.items()
    )
    namespace = "http://openoffice.org/2001/manifest"
    opening = f'<manifest:manifest xmlns:manifest="{namespace}">'
    return f"{_HEAD}{opening}\n{entries}\n</manifest:manifest>\n"
