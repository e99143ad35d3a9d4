"""The Python that travels in the extension: this package's own part, and what it needs."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kyosai_xl.errors import KyosaiError


class Library(NamedTuple):
    """A library of others, pure Python; ``files`` are the patterns of what is taken of it."""

    name: str
    package: str
    licence: str
    files: tuple[str, ...]


LIBRARIES = (
    Library(
        "xlwings",
        "xlwings",
        "BSD-3-Clause",
        # What it needs around an engine of one's own; all of it under its BSD licence.
        (
            "__init__.py",
            "_types.py",
            "base_classes.py",
            "constants.py",
            "conversion/*.py",
            "expansion.py",
            "main.py",
            "utils.py",
        ),
    ),
    Library("XlsxWriter", "xlsxwriter", "BSD-2-Clause", ("*.py",)),
)
OWN_LICENCE = "MIT"

_PACKAGE = Path(__file__).parents[2]

_OWN = (
    "__init__.py",
    "calc/__init__.py",
    "calc/engine/**/*.py",
    "calc/extension/__init__.py",
    "calc/extension/ids.py",
    "calc/extension/inside/**/*.py",
    "commands.py",
    "crash_log.py",
    "dataset/**/*.py",
    "domain/**/*.py",
    "errors.py",
    "functions/**/*.py",
    "layout/**/*.py",
    "macros.py",
    "open_book/**/*.py",
    "output.py",
    "regenerate.py",
    "template_report.py",
    "version.py",
    "whole_file.py",
    "writers/**/*.py",
)
_OWN_LEFT_OUT = (
    "dataset/workbook.py",  # reads files with a compiled library
    "functions/udfs.py",  # Excel calls it
)


class LibraryMissingError(KyosaiError):
    """A library that goes into the extension is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"拡張機能に入れる{name}が見つかりません。「pip install {name}」で入れてください。"
        )


def own_files() -> dict[str, bytes]:
    """Return path inside ``kyosai_xl`` → content, of what runs in LibreOffice."""
    files = dict(_matching(_PACKAGE, _OWN))
    return {path: content for path, content in files.items() if path not in _OWN_LEFT_OUT}


def library_files(library: Library) -> dict[str, bytes]:
    """Return path inside the package → content; raises ``LibraryMissingError``."""
    found = importlib.util.find_spec(library.package)
    if found is None or found.origin is None:
        raise LibraryMissingError(library.name)
    return dict(_matching(Path(found.origin).parent, library.files))


def licences() -> dict[str, bytes]:
    """Return file name → text, and a list of them; raises ``LibraryMissingError``."""
    lines = [f"kyosai_xl: {OWN_LICENCE}, kyosai_xl.txt"]
    texts = {"kyosai_xl.txt": _own_licence()}
    for library in LIBRARIES:
        texts[f"{library.name}.txt"] = _licence(library.name, "LICENSE.txt")
        version = importlib.metadata.version(library.name)
        lines.append(f"{library.name} {version}: {library.licence}, {library.name}.txt")
    return texts | {"list.txt": "".join(f"{line}\n" for line in lines).encode()}


def _own_licence() -> bytes:
    """Return this project's licence, from its folder or from the installed package."""
    beside = _PACKAGE.with_name("LICENSE")
    return _lines(beside.read_bytes()) if beside.exists() else _licence("kyosai-xl", "LICENSE")


def _licence(distribution: str, name: str) -> bytes:
    try:
        files = importlib.metadata.files(distribution) or []
    except importlib.metadata.PackageNotFoundError as error:
        raise LibraryMissingError(distribution) from error
    return next(_lines(file.read_binary()) for file in files if file.name == name)


def _matching(folder: Path, patterns: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for pattern in patterns:
        for path in sorted(folder.glob(pattern)):
            yield path.relative_to(folder).as_posix(), _lines(path.read_bytes())


def _lines(content: bytes) -> bytes:
    """Return the text with the line ends it has everywhere else."""
    return content.replace(b"\r\n", b"\n")
