"""A data set put into a fresh template: everything new but the macros, which are the template's."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.domain.months import Month
from kyosai_xl.errors import KyosaiError
from kyosai_xl.excel.package import RIBBON, read_parts, with_signatures
from kyosai_xl.excel.structure import PROJECT
from kyosai_xl.excel.templates import Macros, filled_template
from kyosai_xl.layout.template_book import (
    BRANCH,
    KIND_MARK,
    KINDS,
    VERSION_MARK,
    Kind,
)
from kyosai_xl.version import VERSION

_PROPERTIES = "docProps/custom.xml"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


class NotATemplateFileError(KyosaiError):
    """The file is none of the templates."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        names = "か".join(f"「{kind.name}.xlsm」" for kind in KINDS)
        super().__init__(f"「{path}」はひな形ではありません。{names}を指定してください。")


class OtherVersionError(KyosaiError):
    """The template belongs to another version of the program."""

    def __init__(self, path: Path, version: str) -> None:
        """Name the file and its version."""
        super().__init__(
            f"ひな形「{path}」の版は{version}で、このkyosai_xlの{VERSION}と違います。"
            "kyosai-xl template build で作ったひな形を指定してください。"
        )


class BranchError(KyosaiError):
    """It is not clear whose branch the template is to be."""


class Template(NamedTuple):
    """A template's file: which one it is, and all its parts."""

    kind: Kind
    parts: Mapping[str, bytes]


def read_template(path: Path) -> Template:
    """Read a template. Raises NotATemplateFileError and OtherVersionError."""
    try:
        parts = read_parts(path.read_bytes())
        marks = dict(_marks(parts[_PROPERTIES]))
        kind = next(kind for kind in KINDS if kind.code == marks[KIND_MARK])
        macros = PROJECT in parts and RIBBON in parts
    except (OSError, zipfile.BadZipFile, KeyError, ET.ParseError, StopIteration) as error:
        raise NotATemplateFileError(path) from error
    if not macros:
        raise NotATemplateFileError(path)
    if marks.get(VERSION_MARK) != VERSION:
        raise OtherVersionError(path, marks.get(VERSION_MARK, "不明"))
    return Template(kind, parts)


def fill_template(
    template: Template, data: DataSet, as_of: Month, branch_code: str | None = None
) -> bytes:
    """Return a fresh copy of the template with the data set in it.

    A branch's template takes one branch's rows only. Its VBA project, signatures and ribbon are
    those of the file given. Raises BranchError.
    """
    code = None
    if template.kind == BRANCH:
        code = _branch(data, branch_code)
        data = data.of_branch(code)
    elif branch_code is not None:
        message = "県支部の指定は、ひな形「支部実績.xlsm」だけで使えます。"
        raise BranchError(message)
    macros = Macros(template.parts[PROJECT], template.parts[RIBBON].decode())
    filled = filled_template(template.kind, data, as_of, code, macros)
    return with_signatures(filled, template.parts)


def _branch(data: DataSet, wanted: str | None) -> str:
    """Return the branch to fill in: the one wanted, or the only one there is."""
    present = dict.fromkeys(union.branch_code for union in data.model_unions.unions)
    if wanted is None and len(present) == 1:
        return next(iter(present))
    if wanted is None:
        message = (
            f"入力に{len(present)}の県支部があります。"
            "--branch 13 のように、県支部を1つ指定してください。"
        )
        raise BranchError(message)
    if wanted not in present:
        message = f"{wanted} {BRANCHES[wanted]}の単組が入力にありません。県支部を確かめてください。"
        raise BranchError(message)
    return wanted


def _marks(properties: bytes) -> Iterator[tuple[str, str]]:
    top = ET.fromstring(properties)  # noqa: S314 - a template of ours
    for each in top.iter(_PROPERTY):
        yield each.get("name", ""), "".join(each.itertext())
