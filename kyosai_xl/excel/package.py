"""What XlsxWriter cannot put into a macro-enabled workbook: the ribbon and the function help."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kyosai_xl.excel.function_help import argument_descriptions, function_groups
from kyosai_xl.functions.model import Function

CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_RELATIONSHIPS = "_rels/.rels"
WORKBOOK = "xl/workbook.xml"
RIBBON = "customUI/customUI14.xml"
RIBBON_TYPE = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
OLDEST = (1980, 1, 1, 0, 0, 0)
_ADDED = (b"<functionGroups", b"<extLst")
_SIGNATURE = re.compile(r"xl/(?:vbaProjectSignature\w*\.bin|_rels/vbaProject\.bin\.rels)")
_OVERRIDE = re.compile(r'<Override [^>]*PartName="([^"]*)"[^>]*/>')
_FIRST = (CONTENT_TYPES, PACKAGE_RELATIONSHIPS, WORKBOOK)


class NotATemplateError(ValueError):
    """The workbook lacks the place for an addition, or has it already."""


def finish(workbook: bytes, *, ribbon: str, functions: Sequence[Function]) -> bytes:
    """Return XlsxWriter's workbook with ribbon and function help; same input, same bytes.

    Parts are stored, not deflated: compressors differ between machines.
    Raises NotATemplateError and FunctionHelpError.
    """
    parts = read_parts(workbook)
    if RIBBON in parts or any(element in parts[WORKBOOK] for element in _ADDED):
        message = "the workbook has been finished before"
        raise NotATemplateError(message)
    relationship = f'<Relationship Id="rIdRibbon" Type="{RIBBON_TYPE}" Target="{RIBBON}"/>'
    _put_before("</Relationships>", relationship, parts, PACKAGE_RELATIONSHIPS)
    groups = "</sheets>" + function_groups()
    _replace("</sheets>", groups, parts, WORKBOOK)
    _put_before("</workbook>", argument_descriptions(functions), parts, WORKBOOK)
    return write_parts(parts | {RIBBON: ribbon.encode()})


def with_signatures(workbook: bytes, template: Mapping[str, bytes]) -> bytes:
    """Return the workbook with the signatures of the template's VBA project, if it has any."""
    found = {name: template[name] for name in template if _SIGNATURE.fullmatch(name)}
    if not found:
        return workbook
    parts = read_parts(workbook) | found
    types = template[CONTENT_TYPES].decode()
    overrides = "".join(
        match[0] for match in _OVERRIDE.finditer(types) if match[1].lstrip("/") in found
    )
    _put_before("</Types>", overrides, parts, CONTENT_TYPES)
    return write_parts(parts)


def _put_before(end: str, addition: str, parts: dict[str, bytes], name: str) -> None:
    _replace(end, addition + end, parts, name)


def _replace(old: str, new: str, parts: dict[str, bytes], name: str) -> None:
    text = parts[name].decode()
    if text.count(old) != 1:
        message = f"{name} needs exactly one {old}"
        raise NotATemplateError(message)
    parts[name] = text.replace(old, new).encode()


def read_parts(workbook: bytes) -> dict[str, bytes]:
    """Return name → content of every part."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return the zip container of the parts, whatever order they come in."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as archive:
        for name in in_order(parts):
            info = zipfile.ZipInfo(name, OLDEST)
            info.create_system = 0
            archive.writestr(info, parts[name])
    return result.getvalue()


def in_order(names: Iterable[str]) -> Iterator[str]:
    """Yield the names as they stand in the container: what readers look for, then the rest."""
    found = set(names)
    yield from (name for name in _FIRST if name in found)
    yield from sorted(found - set(_FIRST))
