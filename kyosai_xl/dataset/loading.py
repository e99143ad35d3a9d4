"""From the name of a source to a checked data set."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kyosai_xl.dataset.assembly import SourceError, assemble
from kyosai_xl.dataset.csv_folder import WORKBOOKS, open_folder
from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Findings, Note, error
from kyosai_xl.dataset.grid import Grid
from kyosai_xl.dataset.os_faults import os_fault
from kyosai_xl.dataset.tables import Table

__all__ = ["SAMPLE", "SourceError", "load"]

SAMPLE = "sample"
_SAMPLE_FOLDER = Path(__file__).with_name("sample")


def load(source: str | os.PathLike[str]) -> DataSet:
    """Read a folder of CSV files, a workbook, or the word ``sample``; change nothing there.

    Raises ``SourceError`` with every fault found, not only the first. A file or folder that is
    itself called sample is given as ``./sample``.
    """
    given = os.fspath(source)
    findings = Findings()
    grids = _open(_SAMPLE_FOLDER if source == SAMPLE else Path(given), given, findings)
    return assemble(grids, given, findings)


def _open(path: Path, given: str, findings: Findings) -> dict[Table, Grid]:
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode) and bool(given)
    except (OSError, ValueError) as cause:
        findings.add(os_fault(cause), given)
        return {}
    if is_folder:
        return open_folder(path, given, findings)
    if path.suffix.lower() in WORKBOOKS:
        from kyosai_xl.dataset.workbook import open_workbook

        return open_workbook(path, findings)
    findings.add(_unsupported(path), given)
    return {}


def _unsupported(path: Path) -> Note:
    ending = path.suffix.lower()
    if ending == ".csv":
        message = "CSVのファイルを1つだけ指定しています。"
        action = "CSVの入ったフォルダーを指定してください。"
    else:
        message = (
            f"「{ending}」のファイルは読めません。" if ending else "読める形式ではありません。"
        )
        action = "Excelで「.xlsx」か、表ごとのCSVとして保存し直してください。"
    return error("unsupported_format", message, action)
