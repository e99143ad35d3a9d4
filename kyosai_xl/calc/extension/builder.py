"""The LibreOffice extension, one file that a person opens to install it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from kyosai_xl.calc.extension import functions, libraries, menu, registration
from kyosai_xl.whole_file import whole_file

COMPONENTS = ("functions_component.py", "commands_component.py")
"""What LibreOffice itself loads; everything else is imported by these."""

_OLDEST = (1980, 1, 1, 0, 0, 0)
_COMPONENT = "application/vnd.sun.star.uno-component;type=Python"
_CONFIGURATION = "application/vnd.sun.star.configuration-data"
# LibreOffice reads the interface's text where other extensions carry the compiled form.
_INTERFACE = "application/vnd.sun.star.uno-typelibrary;type=RDB"


def build_extension(target: Path) -> None:
    """Write ``kyosai_xl.oxt``, byte for byte the same from the same sources.

    Raises ``LibraryMissingError`` without a library that goes into it, ``OSError`` for a place
    that takes no file.
    """
    with (
        whole_file(target) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, content in extension_files().items():
            archive.writestr(_entry(name), content)


def extension_files() -> dict[str, bytes]:
    """Return the name and content of every file in the extension, in the order written."""
    texts = _configuration() | {"functions.idl": functions.interface()}
    media_types = dict.fromkeys(_configuration(), _CONFIGURATION)
    media_types |= {"functions.idl": _INTERFACE} | dict.fromkeys(COMPONENTS, _COMPONENT)
    texts |= registration.description_texts()
    texts |= {
        "description.xml": registration.description(),
        "META-INF/manifest.xml": registration.manifest(media_types),
    }
    files = {name: text.encode() for name, text in texts.items()} | _python()
    return dict(sorted(files.items()))


def _configuration() -> dict[str, str]:
    return {
        "Addons.xcu": menu.menu_and_toolbar(),
        "CalcAddIns.xcu": functions.wizard_help(),
        "CalcWindowState.xcu": menu.docked_toolbar(),
        "Jobs.xcu": registration.jobs(),
        "ProtocolHandler.xcu": registration.protocol_handler(),
    }


def _python() -> dict[str, bytes]:
    own = libraries.own_files()
    inside = "calc/extension/inside/"
    files = {name: own.pop(inside + name) for name in COMPONENTS}
    packages = {"kyosai_xl": own}
    for library in libraries.LIBRARIES:
        packages[library.package] = libraries.library_files(library)
    for package, contents in packages.items():
        files |= {f"pythonpath/{package}/{path}": content for path, content in contents.items()}
    return files | {f"licences/{name}": text for name, text in libraries.licences().items()}


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _OLDEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same on every system
    entry.external_attr = 0o600 << 16
    return entry
