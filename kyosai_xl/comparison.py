"""From two sources to what changed between them: read, compare, write a workbook and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import IO, NamedTuple

from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Finding
from kyosai_xl.dataset.loading import SourceError, load
from kyosai_xl.domain.changes import Change
from kyosai_xl.domain.compare import Comparison, compare
from kyosai_xl.layout.comparison_sheet import comparison_sheet
from kyosai_xl.layout.model import Book
from kyosai_xl.output import Output, OutputError, output_findings, write_output
from kyosai_xl.writers.xlsx import Progress, silent, write_xlsx


class Sources(NamedTuple):
    """What is compared, as people named it."""

    old: str
    new: str


class SourcesError(SourceError):
    """One of the sources or a place to write cannot be used.

    ``old`` and ``new`` are the findings on each source, ``outputs`` those on the places.
    """

    def __init__(
        self, old: tuple[Finding, ...], new: tuple[Finding, ...], outputs: tuple[Finding, ...]
    ) -> None:
        """Take all findings, warnings included."""
        super().__init__((*old, *new, *outputs))
        self.old, self.new, self.outputs = old, new, outputs


class Compared(NamedTuple):
    """What changed, and what was noticed in each source on the way."""

    sources: Sources
    comparison: Comparison
    old: tuple[Finding, ...]
    new: tuple[Finding, ...]


def compare_sources(sources: Sources, outputs: Sequence[Output] = ()) -> Compared:
    """Read both sources and compare them; ``outputs`` is where the result will be written.

    Raises ``SourcesError`` with every finding on both sources and all places when one is an
    error.
    """
    faults = tuple(finding for output in outputs for finding in output_findings(output))
    (old, old_findings), (new, new_findings) = map(_read, sources)
    if old is None or new is None or faults:
        raise SourcesError(old_findings, new_findings, faults)
    return Compared(sources, compare(old, new), old_findings, new_findings)


def _read(source: str) -> tuple[DataSet | None, tuple[Finding, ...]]:
    try:
        data = load(source)
    except SourceError as error:
        return None, error.findings
    return data, data.findings


def write_workbook(compared: Compared, file: IO[bytes], progress: Progress = silent) -> None:
    """Write a workbook with the one sheet 「前回との差」."""
    comparison = compared.comparison
    sheet = comparison_sheet(comparison, *compared.sources)
    as_of = comparison.new_as_of
    created = date(as_of.year, as_of.month, 1)
    write_xlsx(Book(f"{sheet.name} {as_of.label}", created, (sheet,)), file, progress)


def write_json(compared: Compared, file: IO[bytes]) -> None:
    r"""Write the changes as one JSON object in UTF-8, one change a line.

    - ``old``, ``new``: ``source`` as given, ``as_of`` (「2025-02」)
    - ``total``: the number of changes; ``counts``: the number of each kind, zeros included
    - ``changes``: an array of objects in the order of the sheet:

      - ``kind``: a stable code, a key of ``counts``; ``label``: the same in Japanese
      - ``figure``: what ``old`` and ``new`` are, e.g. 「目標件数」
      - ``branch_code``, ``branch``, ``union_code``, ``name``: whose; ``name`` is a union's or a
        product's, ``union_code`` is empty for a product, all are empty for a month of all unions
      - ``month``: 「2025-02」 or null
      - ``old``, ``new``: a number, a text, or null on a side that has none
      - ``difference``: new minus old, null unless both are numbers
    """
    for text in _json(compared):
        file.write(text.encode())


def _json(compared: Compared) -> Iterator[str]:
    sources, comparison = compared.sources, compared.comparison
    head = {
        "old": {"source": sources.old, "as_of": str(comparison.old_as_of)},
        "new": {"source": sources.new, "as_of": str(comparison.new_as_of)},
        "total": comparison.total,
        "counts": comparison.counts,
    }
    yield "{\n"
    yield from (f' "{key}": {_dumped(value)},\n' for key, value in head.items())
    yield ' "changes": ['
    separator = "\n  "
    for change in comparison:
        yield separator + _dumped(_object(change))
        separator = ",\n  "
    yield "\n ]\n}\n" if comparison.total else "]\n}\n"


def _object(change: Change) -> dict[str, object]:
    shown: dict[str, object] = {
        "kind": change.kind,
        "label": change.kind.label,
        "figure": change.kind.figure,
    }
    month = change.month and str(change.month)
    return shown | change._asdict() | {"month": month, "difference": change.difference}


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


Writing = tuple[Output, Callable[[IO[bytes]], None]]
"""A place and what writes the file."""


def write_all(writings: Sequence[Writing]) -> None:
    """Write the files, all of them or none. Raises ``OutputError``."""
    if not writings:
        return
    (output, write), *others = writings

    def write_this_and_others(file: IO[bytes]) -> None:
        write(file)
        # The file takes its name only when the others have theirs.
        write_all(others)

    fault = write_output(output, write_this_and_others)
    if fault:
        raise OutputError(fault)
