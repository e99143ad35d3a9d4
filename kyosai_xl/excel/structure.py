"""Whether a built template is sound, as far as that can be told without Excel."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from kyosai_xl.excel.faults import MAIN, Fault, Parts, UnreadablePartError, relationships, root
from kyosai_xl.excel.formula_faults import formula_faults
from kyosai_xl.excel.modules import Kind, Module
from kyosai_xl.excel.ovba import build_project
from kyosai_xl.excel.package import CONTENT_TYPES, OLDEST, WORKBOOK, in_order
from kyosai_xl.excel.ribbon_faults import ribbon_faults
from kyosai_xl.excel.wrappers import MODULE_NAME

PROJECT = "xl/vbaProject.bin"
_WORKBOOK_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
_MACRO_ENABLED = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def faults(workbook: bytes, modules: Sequence[Module]) -> list[Fault]:
    """Return every fault of the .xlsm that should hold these modules; a sound one has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
            found = list(_container_faults(archive))
            parts = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return [Fault("", "readable", "ブックとして読めません。")]
    own = (module for module in modules if module.name == MODULE_NAME)
    functions = frozenset(name for module in own for name in module.procedures())
    checks = (
        _type_faults(parts),
        _relationship_faults(parts),
        _project_faults(parts, modules),
        _code_name_faults(parts, modules),
        ribbon_faults(parts, modules),
        formula_faults(parts, functions),
    )
    for check in checks:
        found += _collected(check)
    return list(dict.fromkeys(found))


def _collected(check: Iterator[Fault]) -> Iterator[Fault]:
    try:
        yield from check
    except UnreadablePartError as error:
        yield error.fault


def _container_faults(archive: zipfile.ZipFile) -> Iterator[Fault]:
    """Yield what would make the file differ from one machine to another."""
    names = archive.namelist()
    for name, count in Counter(names).items():
        if count > 1:
            yield Fault(name, "container", "部品が重なっています。")
    if names != list(in_order(names)):
        yield Fault("", "container", "部品の順序が決まりと違います。")
    for info in archive.infolist():
        settings = (info.date_time, info.create_system, info.compress_type, info.extra)
        if settings != (OLDEST, 0, zipfile.ZIP_STORED, b"") or info.comment:
            message = "日時・OS・圧縮のどれかが決まりと違います。"
            yield Fault(info.filename, "container", message)


def _type_faults(parts: Parts) -> Iterator[Fault]:
    types = root(parts, CONTENT_TYPES)
    endings = {element.get("Extension") for element in types.iter(f"{_TYPES}Default")}
    overrides = {
        element.get("PartName", "").lstrip("/"): element.get("ContentType")
        for element in types.iter(f"{_TYPES}Override")
    }
    for name in sorted(parts.keys() - overrides.keys() - {CONTENT_TYPES}):
        # Plain XML, which the ribbon is, says nothing of a sheet or a style.
        is_workbook_xml = name.startswith(("xl/", "docProps/")) and name.endswith(".xml")
        if is_workbook_xml or name.rpartition(".")[2] not in endings:
            yield Fault(name, "content-type", "部品の種類が書かれていません。")
    for name in sorted(overrides.keys() - parts.keys()):
        yield Fault(name, "content-type", "種類だけが書かれ、部品がありません。")
    if overrides.get(WORKBOOK) != _MACRO_ENABLED:
        yield Fault(WORKBOOK, "content-type", "マクロ有効ブックになっていません。")


def _relationship_faults(parts: Parts) -> Iterator[Fault]:
    for name in parts:
        if not name.endswith(".rels"):
            continue
        pointers = list(relationships(parts, name))
        for pointer in pointers:
            if pointer.target not in parts:
                message = f"参照先の{pointer.target}がありません。"
                yield Fault(name, "relationship", message)
        if len({pointer.number for pointer in pointers}) < len(pointers):
            yield Fault(name, "relationship", "参照の番号が重なっています。")


def _project_faults(parts: Parts, modules: Sequence[Module]) -> Iterator[Fault]:
    pointers = relationships(parts, _WORKBOOK_RELATIONSHIPS)
    if PROJECT not in {pointer.target for pointer in pointers}:
        yield Fault(_WORKBOOK_RELATIONSHIPS, "project", "VBAプロジェクトへの参照がありません。")
    if parts.get(PROJECT) != build_project(modules):
        yield Fault(PROJECT, "project", "VBAプロジェクトがソースと一致しません。")


def _code_name_faults(parts: Parts, modules: Sequence[Module]) -> Iterator[Fault]:
    """Yield documents of the workbook that the project does not know, and the reverse."""
    in_project = [module.name for module in modules if module.kind.is_document]
    in_workbook = list(_code_names(parts))
    if in_project != in_workbook:
        message = (
            f"シートのコード名（{'・'.join(in_workbook)}）が"
            f"VBAのモジュール（{'・'.join(in_project)}）と一致しません。"
        )
        yield Fault(WORKBOOK, "code-names", message)
    if [module.kind for module in modules].count(Kind.WORKBOOK) != 1:
        yield Fault(PROJECT, "code-names", "ブックのモジュールが1個ではありません。")


def _code_names(parts: Parts) -> Iterator[str]:
    workbook = root(parts, WORKBOOK)
    yield _code_name(workbook, "workbookPr")
    pointers = relationships(parts, _WORKBOOK_RELATIONSHIPS)
    targets = {pointer.number: pointer.target for pointer in pointers}
    for sheet in workbook.iter(f"{MAIN}sheet"):
        part = targets.get(sheet.get(f"{_R}id", ""), "")
        yield _code_name(root(parts, part), "sheetPr")


def _code_name(top: ET.Element, element: str) -> str:
    found = top.find(f"{MAIN}{element}")
    return "" if found is None else found.get("codeName", "")
