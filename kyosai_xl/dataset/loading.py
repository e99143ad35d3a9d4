"""From the name of a source to a checked data set."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.control_totals import read_control_totals
from kyosai_xl.dataset.csv_folder import WORKBOOKS, open_folder
from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Finding, Findings, Note, describe, error
from kyosai_xl.dataset.grid import Grid
from kyosai_xl.dataset.model_unions import join_counts, read_master
from kyosai_xl.dataset.os_faults import os_fault
from kyosai_xl.dataset.products import read_products
from kyosai_xl.dataset.tables import Table
from kyosai_xl.dataset.union_counts import read_counts
from kyosai_xl.errors import KyosaiError

SAMPLE = "sample"
_SAMPLE_FOLDER = Path(__file__).with_name("sample")


class SourceError(KyosaiError):
    """The source cannot be used; ``findings`` says everything that is wrong with it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Take all findings, warnings included."""
        super().__init__(findings)
        self.findings = findings

    def __str__(self) -> str:
        """The findings' sentences, of many alike the first few."""
        return "\n".join(describe(self.findings))


def load(source: str | os.PathLike[str]) -> DataSet:
    """Read a folder of CSV files, a workbook, or the word ``sample``; change nothing there.

    Raises ``SourceError`` with every fault found, not only the first. A file or folder that is
    itself called sample is given as ``./sample``.
    """
    given = os.fspath(source)
    findings = Findings()
    grids = _open(_SAMPLE_FOLDER if source == SAMPLE else Path(given), given, findings)
    unions, counts, products, totals = (grids.get(table) for table in tables.TABLES)
    master = read_master(unions, findings) if unions else None
    series = read_counts(counts, master, findings) if counts else None
    results = read_products(products, findings) if products else ()
    control_totals = read_control_totals(totals, findings) if totals else ()
    if findings.errors or master is None or series is None:
        raise SourceError(findings.all)
    return DataSet(given, join_counts(master, series), results, control_totals, findings.all)


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
