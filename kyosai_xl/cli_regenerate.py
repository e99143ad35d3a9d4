"""``regenerate`` on the command line: parse, call, show."""

from __future__ import annotations

import argparse
import re
import sys
from functools import partial

from kyosai_xl import cli_batch
from kyosai_xl.exit_codes import FAULT, OK, TIE_OUT_FAILED

# What stands behind a command is imported when it runs, and typing never: --help must answer
# at once.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Executor
    from typing import Any

    from kyosai_xl.batch import Made
    from kyosai_xl.branch_parts import BranchPart
    from kyosai_xl.dataset.findings import Finding
    from kyosai_xl.domain.checks import Check
    from kyosai_xl.domain.model_unions import ModelUnionReport
    from kyosai_xl.domain.months import Month
    from kyosai_xl.regenerate import Outcome, Request

EXIT_CODES = """\
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
        "regenerate", help=purpose, description=purpose, epilog=EXIT_CODES + cli_batch.EXIT_CODES
    )
    parser.set_defaults(command=_regenerate)
    parser.add_argument_group("入力").add_argument(
        "source", metavar="SOURCE", help="CSVのフォルダー、入力シートのあるブック、または sample"
    )
    add = parser.options.add_argument
    add("-o", "--out", metavar="OUT.xlsx|FOLDER", required=True,
        help="作るブック。--by branch では、作るファイルを入れるフォルダー")  # fmt: skip
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
    cli_batch.add_options(parser, parser.options)


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
    cli_batch.check_options(parsed)
    if parsed.by:
        return cli_batch.run(parsed, partial(_branches, parsed))
    return _told(parsed, partial(_whole, parsed))


def _told(parsed: argparse.Namespace, work: Callable[[Request], int]) -> int:
    """Call the work with what is wanted; what keeps it from writing anything is told."""
    from kyosai_xl.dataset.loading import SourceError
    from kyosai_xl.layout.formulas import Dialect
    from kyosai_xl.regenerate import Request

    request = Request(
        parsed.source,
        parsed.out,
        parsed.as_of,
        parsed.start,
        Dialect(parsed.formulas),
        parsed.overwrite,
    )
    try:
        return work(request)
    except SourceError as error:
        report_findings(error.findings, parsed.findings)
        say("何も書いていません。上の指摘を直してから、もう一度実行してください。")
        return FAULT


def _whole(parsed: argparse.Namespace, request: Request) -> int:
    from kyosai_xl.progress import ProgressBar
    from kyosai_xl.regenerate import Watcher, regenerate

    with ProgressBar() as bar:
        outcome = regenerate(request, Watcher(bar.begin, bar.advance))
    report_findings(outcome.findings, parsed.findings)
    return show_outcome(outcome, parsed.findings)


def _branches(parsed: argparse.Namespace, executor: Executor) -> int:
    from kyosai_xl.branch_files import branch_workbook

    def work(request: Request) -> int:
        return _by_branch(
            parsed, request, partial(branch_workbook, dialect=request.dialect), executor
        )

    return _told(parsed, work)


def by_branch(
    parsed: argparse.Namespace, request: Request, make: Callable[[BranchPart], Made]
) -> int:
    """Write a file a branch with ``make``, show what became of them, return the exit code.

    Raises ``SourceError`` when nothing is written.
    """
    return cli_batch.run(parsed, partial(_by_branch, parsed, request, make))


def _by_branch(
    parsed: argparse.Namespace,
    request: Request,
    make: Callable[[BranchPart], Made],
    executor: Executor,
) -> int:
    from kyosai_xl.branch_files import write_branches
    from kyosai_xl.progress import ProgressBar
    from kyosai_xl.regenerate import Watcher

    with ProgressBar() as bar:
        files = write_branches(request, make, executor, Watcher(bar.begin, bar.advance))
    report_findings(files.findings, parsed.findings)
    nation = files.nation
    _show_figures(nation.as_of, nation.reports, nation.checks)
    code = cli_batch.show_results(files.results, parsed.out, files.left_over)
    _show_findings_file(parsed.findings)
    failed = _show_failed(nation.checks)
    if failed:
        say("全国の検算に一致しない項目があります。--by branch を外したブックで確かめてください。")
    return code or (TIE_OUT_FAILED if failed else OK)


def report_findings(findings: Iterable[Finding], file: str | None) -> None:
    """Show findings, and write them into a file if there is one."""
    from kyosai_xl.dataset.findings import describe

    findings = tuple(findings)
    for line in describe(findings):
        say(line)
    if file:
        from kyosai_xl.dataset.findings_file import write_findings

        write_findings(findings, file)


def show_outcome(outcome: Outcome, findings_file: str | None) -> int:
    """Show the headline, what was written and which checks fail; return the exit code."""
    _show_figures(outcome.as_of, outcome.reports, outcome.checks)
    _print(f"作成: {outcome.out}")
    _show_findings_file(findings_file)
    failed = _show_failed(outcome.checks)
    if failed:
        say("検算に一致しない項目があります。ブックの「検算」の先頭を確かめてください。")
    return TIE_OUT_FAILED if failed else OK


def _show_figures(
    as_of: Month, reports: Sequence[ModelUnionReport], checks: Sequence[Check]
) -> None:
    from kyosai_xl.terminal import headline_table

    holding = sum(check.holds for check in checks)
    _print(f"集計月 {as_of.label}", *headline_table(reports))
    _print(f"検算: {len(checks)}項目のうち{holding}項目が一致")


def _show_findings_file(file: str | None) -> None:
    if file:
        _print(f"指摘: {file}")


def _show_failed(checks: Sequence[Check]) -> bool:
    from kyosai_xl.terminal import failed_checks

    for line in failed_checks(checks):
        say(line)
    return not all(check.holds for check in checks)


def _print(*lines: str) -> None:
    print(*lines, sep="\n")  # noqa: T201 - this is the command line


def say(line: str) -> None:
    """Write a line for the person, not for the program that reads our output."""
    print(line, file=sys.stderr)  # noqa: T201 - this is the command line
