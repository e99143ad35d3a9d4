"""``vbaProject.bin`` from source text alone, [MS-OVBA]; same modules, same bytes.

The project holds no compiled code: it says so by its version, and Excel compiles the source when
it opens the file.
"""

from __future__ import annotations

import struct
import uuid
from collections.abc import Iterable, Sequence

from kyosai_xl.excel.compound_file import compound_file
from kyosai_xl.excel.compression import compress
from kyosai_xl.excel.data_encryption import encrypt
from kyosai_xl.excel.modules import CODE_PAGE, Kind, Module, check_names

PROJECT_NAME = "VBAProject"
_SOURCE_ONLY = bytes.fromhex("CC61FFFF000100")
_WINDOWS_64 = 3
_ENGLISH = 0x409
"""The one language that the specification allows here, whatever the code page."""
_COOKIE = 0xFFFF
_STDOLE = (
    r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb"
    "#OLE Automation"
)
_OFFICE = (
    r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files"
    r"\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library"
)
_REFERENCES = (("stdole", _STDOLE), ("Office", _OFFICE))
"""What Excel itself puts into every new project; the ribbon's types are in the second."""
_KEYS = {Kind.STANDARD: "Module", Kind.CLASS: "Class"}
_SEEDS = {"CMG": 0x5A, "DPB": 0x3C, "GC": 0x2E}
_UNPROTECTED = {"CMG": bytes(4), "DPB": bytes(1), "GC": b"\xff"}
"""No protection, no password, visible."""


def build_project(modules: Sequence[Module]) -> bytes:
    """Return the project of these modules, documents first and the workbook before all.

    Raises ModuleNameError, NotInCodePageError and LineTooLongError.
    """
    names = [module.name for module in modules]
    check_names(names)
    streams = {module.name: compress(module.stored_bytes()) for module in modules}
    records = {"_VBA_PROJECT": _SOURCE_ONLY, "dir": compress(_records(modules))}
    project = _project_text(modules, project_id(names)).encode("ascii")
    return compound_file(
        {"VBA": streams | records, "PROJECT": project, "PROJECTwm": _names_twice(names)}
    )


def project_id(names: Iterable[str]) -> str:
    """Return the project's own number, which follows from its modules' names."""
    return "{" + str(uuid.uuid5(uuid.NAMESPACE_OID, "vba:" + ",".join(names))).upper() + "}"


def _records(modules: Sequence[Module]) -> bytes:
    """Return the ``dir`` stream: the project, its references, its modules."""
    return b"".join(
        (
            _information(),
            *(_reference(name, library) for name, library in _REFERENCES),
            _record(0x0F, struct.pack("<H", len(modules))),
            _record(0x13, struct.pack("<H", _COOKIE)),
            *map(_module_records, modules),
            _record(0x10),
        )
    )


def _information() -> bytes:
    number = struct.Struct("<I").pack
    return b"".join(
        (
            _record(0x01, number(_WINDOWS_64)),
            _record(0x02, number(_ENGLISH)),
            _record(0x14, number(_ENGLISH)),
            _record(0x03, struct.pack("<H", CODE_PAGE)),
            _record(0x04, PROJECT_NAME.encode("ascii")),
            _text_record(0x05, "", 0x40),  # description
            _record(0x06) + _record(0x3D),  # help file
            _record(0x07, number(0)),  # help context
            _record(0x08, number(0)),  # library flags
            struct.pack("<HIIH", 0x09, 4, 1, 1),  # version; its size does not count the minor one
            _text_record(0x0C, "", 0x3C),  # constants
        )
    )


def _reference(name: str, library: str) -> bytes:
    identity = library.encode("ascii")
    registered = struct.pack("<I", len(identity)) + identity + bytes(6)
    return _text_record(0x16, name, 0x3E) + _record(0x0D, registered)


def _module_records(module: Module) -> bytes:
    return b"".join(
        (
            _text_record(0x19, module.name, 0x47),
            _text_record(0x1A, module.name, 0x32),  # the stream's name
            _text_record(0x1C, "", 0x48),  # description
            _record(0x31, bytes(4)),  # where in the stream the source starts
            _record(0x1E, bytes(4)),  # help context
            _record(0x2C, struct.pack("<H", _COOKIE)),
            _record(0x21 if module.kind is Kind.STANDARD else 0x22),
            _record(0x2B),
        )
    )


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _text_record(number: int, text: str, wide: int) -> bytes:
    return _record(number, text.encode("ascii")) + _record(wide, text.encode("utf-16-le"))


def _project_text(modules: Sequence[Module], identity: str) -> str:
    """Return the PROJECT stream, the part that is a plain text."""
    protection = (
        f'{key}="{encrypt(identity, _UNPROTECTED[key], seed)}"' for key, seed in _SEEDS.items()
    )
    lines = (
        f'ID="{identity}"',
        *map(_project_item, modules),
        f'Name="{PROJECT_NAME}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        *protection,
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
        "",
    )
    return "\r\n".join(lines)


def _project_item(module: Module) -> str:
    if module.kind.is_document:
        return f"Document={module.name}/&H00000000"
    return f"{_KEYS[module.kind]}={module.name}"


def _names_twice(names: Iterable[str]) -> bytes:
    """Return the PROJECTwm stream: each name in the code page and in UTF-16."""
    both = (name.encode("ascii") + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in names)
    return b"".join(both) + b"\0\0"
