"""The place of a file that is made: whether it can be written there, and writing it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple

from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Finding, Level
from kyosai_xl.errors import KyosaiError
from kyosai_xl.whole_file import whole_file

LAST_ROW = 1_048_576
"""Rows that a sheet can hold."""
_ROWS_AROUND = 20
"""Rows of a model-union sheet besides its unions, generously."""


class Output(NamedTuple):
    """Where a file goes, as the user gave it, and what it is made from."""

    path: str
    sources: tuple[str, ...]
    overwrite: bool
    ending: str = ".xlsx"


class OutputError(KyosaiError):
    """The file could not be written; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        """Tell the finding's sentence."""
        super().__init__(finding.sentence)
        self.finding = finding


def output_findings(output: Output) -> tuple[Finding, ...]:
    """Return what keeps the file from being written there: all errors."""
    path = Path(output.path)
    faults: list[Finding] = []
    if path.suffix.lower() != output.ending:
        faults.append(
            fault(
                output,
                "output_not_xlsx",
                f"出力のファイル名が「{output.ending}」で終わっていません。",
                f"ファイル名の終わりを「{output.ending}」にしてください。",
            )
        )
    return (*faults, *_place_faults(output, path))


def _place_faults(output: Output, path: Path) -> list[Finding]:
    faults: list[Finding] = []
    if not path.parent.is_dir():
        faults.append(
            fault(
                output,
                "output_folder_missing",
                f"保存先のフォルダー「{path.parent}」がありません。",
                "フォルダーを作るか、保存先を確かめてください。",
            )
        )
    elif not os.access(path.parent, os.W_OK):
        faults.append(not_writable(output))
    if path.is_dir():
        faults.append(
            fault(
                output,
                "output_is_folder",
                "同じ名前のフォルダーがあります。",
                "別のファイル名にしてください。",
            )
        )
    elif path.exists():
        faults += _existing_faults(output, path)
    return faults


def _existing_faults(output: Output, path: Path) -> list[Finding]:
    if _is_source(output, path):
        return [
            fault(
                output,
                "output_is_source",
                "入力のファイルには書き込みません。",
                "入力とは別のファイル名にしてください。",
            )
        ]
    locks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    if any(lock.exists() for lock in locks):
        return [_open_elsewhere(output)]
    if not output.overwrite:
        return [
            fault(
                output,
                "output_exists",
                "同じ名前のファイルがすでにあります。",
                "別の名前にするか、置き換えてよければ --overwrite を付けてください。",
            )
        ]
    return [] if os.access(path, os.W_OK) else [not_writable(output)]


def _is_source(output: Output, path: Path) -> bool:
    sources = map(Path, output.sources)
    return any(source.is_file() and path.samefile(source) for source in sources)


def too_many_unions(data: DataSet, output: Output) -> tuple[Finding, ...]:
    """Return an error when the unions do not fit on a sheet, or when none is counted."""
    unions = data.model_unions.unions
    if not any(union.counted for union in unions):
        return (
            fault(
                output._replace(path=data.source),
                "no_counted_unions",
                "区分が「集計」の単組がありません。",
                "全国の合計に入れる単組の区分を「集計」にしてください。",
            ),
        )
    if len(unions) + _ROWS_AROUND <= LAST_ROW:
        return ()
    return (
        fault(
            output,
            "too_many_unions",
            f"単組が{len(unions):,}あり、1枚のシートの{LAST_ROW:,}行に入りません。",
            "単組を分けて作成してください。",
        ),
    )


def deliver(output: Output, write: Callable[[IO[bytes]], object]) -> None:
    """Write a file where it can be written, whole or not at all. Raises OutputError."""
    for finding in output_findings(output):
        raise OutputError(finding)
    finding_or_none = write_output(output, write)
    if finding_or_none:
        raise OutputError(finding_or_none)


def write_output(output: Output, write: Callable[[IO[bytes]], object]) -> Finding | None:
    """Write the file, whole or not at all; return what kept it from being written."""
    try:
        with whole_file(output.path) as file:
            write(file)
    except PermissionError:
        # Windows refuses to replace a file that a program has open.
        return _open_elsewhere(output) if Path(output.path).exists() else not_writable(output)
    except OSError as error:
        return failed(output, error)
    return None


def failed(output: Output, error: OSError) -> Finding:
    """Return the fault of a file that the system could not write."""
    return fault(
        output,
        "output_failed",
        f"書き込みの途中で失敗しました({error.strerror or error})。",
        "空き容量と保存先を確かめて、もう一度実行してください。",
    )


def _open_elsewhere(output: Output) -> Finding:
    return fault(
        output,
        "output_open",
        "ほかのプログラムで開かれています。",
        "ExcelやLibreOfficeで閉じてから、もう一度実行してください。",
    )


def not_writable(output: Output) -> Finding:
    """Return the fault of a place where nothing may be written."""
    return fault(
        output,
        "output_not_writable",
        "書き込みが許可されていません。",
        "書き込める場所を指定するか、管理者に権限を確認してください。",
    )


def fault(output: Output, kind: str, message: str, action: str) -> Finding:
    """Return an error about a file that was to be written."""
    return Finding(Level.ERROR, kind, message, output.path, "", action)
