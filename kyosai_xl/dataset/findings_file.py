"""The findings as a file that another program (.json) or Japanese Excel (.csv) can read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import TextIO

from kyosai_xl.dataset.findings import Finding
from kyosai_xl.errors import KyosaiError
from kyosai_xl.whole_file import whole_file

_CSV_HEADER = ("程度", "種類", "ファイル", "場所", "内容", "対応")
_READ_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class UnknownFindingsFormatError(KyosaiError):
    """The file's ending is neither .json nor .csv."""

    def __init__(self, path: str) -> None:
        """Take the path as given."""
        super().__init__(
            f"{path}: 指摘の一覧をこの形式では書けません。"
            "名前の終わりを「.json」か「.csv」にしてください。"
        )


class FindingsFileError(KyosaiError):
    """The file could not be written."""

    def __init__(self, path: str, cause: OSError) -> None:
        """Take the path as given and what the system said."""
        super().__init__(
            f"{path}: 指摘の一覧を書けませんでした（{cause.strerror or cause}）。"
            "書き込める場所か、ファイルがほかで開かれていないかを確かめてください。"
        )


def write_findings(findings: Iterable[Finding], path: str | os.PathLike[str]) -> None:
    """Write the findings to ``path``, replacing it only once all is written.

    Raises ``UnknownFindingsFormatError`` or ``FindingsFileError``.
    """
    target = Path(path)
    writers: dict[str, tuple[str, Callable[[Sequence[Finding], TextIO], None]]] = {
        ".json": ("utf-8", _write_json),
        ".csv": ("utf-8-sig", _write_csv),
    }
    if target.suffix.lower() not in writers:
        raise UnknownFindingsFormatError(str(path))
    encoding, write = writers[target.suffix.lower()]
    text = StringIO(newline="")
    write(tuple(findings), text)
    try:
        with whole_file(target) as file:
            file.write(text.getvalue().encode(encoding))
    except OSError as cause:
        raise FindingsFileError(str(path), cause) from cause


def _write_json(findings: Sequence[Finding], file: TextIO) -> None:
    import json

    objects = [finding._asdict() for finding in findings]
    json.dump(objects, file, ensure_ascii=False, indent=2)
    file.write("\n")


def _write_csv(findings: Sequence[Finding], file: TextIO) -> None:
    import csv

    writer = csv.writer(file)
    writer.writerow(_CSV_HEADER)
    for each in findings:
        cells = (each.level.label, each.kind, each.file, each.place, each.message, each.action)
        writer.writerow([_as_text(cell) for cell in cells])


def _as_text(cell: str) -> str:
    # Excel would run such a cell as a formula.
    return f"'{cell}" if cell.startswith(_READ_AS_FORMULA) else cell
