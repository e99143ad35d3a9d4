"""``regenerate`` on the command line: parse, call, show."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable

from kyosai_xl.exit_codes import FAULT, OK, TIE_OUT_FAILED

# What stands behind a command is imported when it runs, and typing never: --help must answer
# at once.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kyosai_xl.dataset.findings import Finding
    from kyosai_xl.domain.months import Month
    from kyosai_xl.regenerate import Outcome

_EXIT_CODES = """\
終了コード:
  0  作成し、検算もすべて一致した
  1  入力か保存先に誤りがあり、何も書いていない
  2  指定のしかたが違う
  3  作成したが、検算に一致しない項目がある(「検算」の先頭を見る)
"""
_STARTS = {"june": (6,), "may": (5,), "both": (6, 5)}


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:
    """Add ``regenerate``."""
    purpose = "その月の実績報告のブック(.xlsx)を作る"
    parser = commands.add_parser(
        "regenerate", help=purpose, description=purpose, epilog=_EXIT_CODES
    )
    parser.set_defaults(command=_regenerate)
    parser.add_argument_group("入力").add_argument(
        "source", metavar="SOURCE", help="CSVのフォルダー、入力シートのあるブック、または sample"
    )
    add = parser.options.add_argument
    add("-o", "--out", metavar="OUT.xlsx", required=True, help="作るブック")
    add(
        "--as-of",
        metavar="2025-02",
        type=read_month,
        help="集計月(既定: 「設定」の月、なければ件数のある最後の月)",
    )
    add("--start", metavar="june|may|both|1-12", type=_starts, default=_STARTS["both"],
        help="年度の開始月。4 や 4,6 とも書ける(既定: both)")  # fmt: skip
    add("--formulas", choices=("native", "udf", "values"), default="native",
        help="計算式: 組み込み関数、専用関数、値だけ(既定: native)")  # fmt: skip
    add("--overwrite", action="store_true", help="同じ名前のファイルがあれば置き換える")
    add("--findings", metavar="FILE.json|csv", type=_findings_file, help="指摘をファイルにも書く")


def read_month(text: str) -> Month:
    """Return a month as typed on the command line. Raises ArgumentTypeError."""
    from kyosai_xl.dataset import month_forms

    reading = month_forms.read_month(text)
    if reading.value is None:
        message = f"「{text}」は年月として読めません。2025-02 のように書いてください"
        raise argparse.ArgumentTypeError(message)
    return reading.value


def _findings_file(text: str) -> str:
    if not text.lower().endswith((".json", ".csv")):
        message = f"「{text}」は書けません。名前の終わりを .json か .csv にしてください"
        raise argparse.ArgumentTypeError(message)
    return text


def _starts(text: str) -> tuple[int, ...]:
    if text in _STARTS:
        return _STARTS[text]
    starts = tuple(int(part) for part in text.split(",") if re.fullmatch(r"0?[1-9]|1[0-2]", part))
    if len(starts) != text.count(",") + 1 or len(set(starts)) != len(starts):
        message = f"「{text}」は開始月として使えません。june、may、both か 1~12 の数にしてください"
        raise argparse.ArgumentTypeError(message)
    return starts


def _regenerate(parsed: argparse.Namespace) -> int:
    from kyosai_xl.dataset.loading import SourceError
    from kyosai_xl.layout.formulas import Dialect
    from kyosai_xl.progress import ProgressBar
    from kyosai_xl.regenerate import Request, Watcher, regenerate

    request = Request(
        parsed.source,
        parsed.out,
        parsed.as_of,
        parsed.start,
        Dialect(parsed.formulas),
        parsed.overwrite,
    )
    try:
        with ProgressBar() as bar:
            outcome = regenerate(request, Watcher(bar.begin, bar.advance))
    except SourceError as error:
        _report(error.findings, parsed.findings)
        _say("何も書いていません。上の指摘を直してから、もう一度実行してください。")
        return FAULT
    _report(outcome.findings, parsed.findings)
    return _show(outcome, parsed.findings)


def _report(findings: Iterable[Finding], file: str | None) -> None:
    from kyosai_xl.dataset.findings import describe

    findings = tuple(findings)
    for line in describe(findings):
        _say(line)
    if file:
        from kyosai_xl.dataset.findings_file import write_findings

        write_findings(findings, file)


def _show(outcome: Outcome, findings_file: str | None) -> int:
    from kyosai_xl.terminal import failed_checks, headline_table

    lines = [f"集計月 {outcome.as_of.label}", *headline_table(outcome.reports)]
    count, failed = len(outcome.checks), len(outcome.failed)
    lines.append(f"検算: {count}項目のうち{count - failed}項目が一致")
    lines.append(f"作成: {outcome.out}")
    if findings_file:
        lines.append(f"指摘: {findings_file}")
    print(*lines, sep="\n")  # noqa: T201 - this is the command line
    for line in failed_checks(outcome.checks):
        _say(line)
    if failed:
        _say("検算に一致しない項目があります。ブックの「検算」の先頭を確かめてください。")
    return TIE_OUT_FAILED if failed else OK


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - this is the command line
