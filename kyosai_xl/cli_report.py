"""``report`` on the command line: parse, call, show."""

from __future__ import annotations

import argparse

from kyosai_xl import cli_batch
from kyosai_xl.cli_regenerate import (
    EXIT_CODES,
    by_branch,
    report_findings,
    say,
    show_outcome,
)
from kyosai_xl.errors import KyosaiError
from kyosai_xl.exit_codes import FAULT

# What a command needs is imported when it runs, and typing never: --help must answer at once.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Any

    from kyosai_xl.domain.months import Month
    from kyosai_xl.report import ReportRequest


def add_commands(
    commands: argparse._SubParsersAction[Any], read_month: Callable[[str], Month]
) -> None:
    """Add ``report``; ``read_month`` reads a month as typed."""
    purpose = "会議で配る「実績報告分冊」を、ブックとPDFで作る"
    parser = commands.add_parser(
        "report", help=purpose, description=purpose, epilog=EXIT_CODES + cli_batch.EXIT_CODES
    )
    parser.set_defaults(command=_report)
    parser.add_argument_group("入力").add_argument(
        "source", metavar="SOURCE", help="CSVのフォルダー、入力シートのあるブック、または sample"
    )
    add = parser.options.add_argument
    add("-o", "--out", metavar="OUT.xlsx|FOLDER", required=True,
        help="作るブック。--by branch では、作るファイルを入れるフォルダー")  # fmt: skip
    add("--pdf", action="store_true", help="同じ名前のPDFも作る(LibreOfficeが要る)")
    add("--soffice", metavar="PATH", default="", help="LibreOffice(既定: 自分で探す)")
    add("--as-of", metavar="2025-02", type=read_month,
        help="集計月(既定: 「設定」の月、なければ件数のある最後の月)")  # fmt: skip
    add("--meeting", metavar="2025-02-28", type=_day, help="会議の日")
    add("--title", metavar="会議名", default="", help="会議の名前")
    add("--previous", metavar="OLD", default="", help="前回の入力。「前回との差」のシートを加える")
    add("--formulas", choices=("native", "udf", "values"), default="native",
        help="計算式: 組み込み関数、専用関数、値だけ(既定: native)")  # fmt: skip
    add("--overwrite", action="store_true", help="同じ名前のファイルがあれば置き換える")
    cli_batch.add_options(parser, parser.options)
    # What ``by_branch`` writes its findings to; here they are only shown.
    parser.set_defaults(findings=None)


class NotByBranchError(KyosaiError):
    """An option that a file a branch does not have."""

    def __init__(self, option: str) -> None:
        """Name the option."""
        super().__init__(
            f"{option} は、--by branch と一緒には使えません。どちらかを外してください。"
        )


def _day(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"「{text}」は日付として読めません。2025-02-28 のように書いてください"
        raise argparse.ArgumentTypeError(message) from None


def _report(parsed: argparse.Namespace) -> int:
    from kyosai_xl.dataset.loading import SourceError
    from kyosai_xl.layout.booklet import Meeting
    from kyosai_xl.layout.formulas import Dialect
    from kyosai_xl.report import ReportRequest, make_report

    request = ReportRequest(
        parsed.source,
        parsed.out,
        parsed.as_of,
        Dialect(parsed.formulas),
        parsed.overwrite,
        Meeting(parsed.meeting, parsed.title),
        parsed.previous,
        parsed.pdf,
        parsed.soffice,
    )
    cli_batch.check_options(parsed)
    try:
        if parsed.by:
            return _branches(parsed, request)
        outcome = make_report(request)
    except SourceError as error:
        report_findings(error.findings, None)
        say("何も書いていません。上の指摘を直してから、もう一度実行してください。")
        return FAULT
    report_findings(outcome.findings, None)
    if request.pdf:
        print(f"作成: {request.pdf_path}")  # noqa: T201 - this is the command line
    return show_outcome(outcome, None)


def _branches(parsed: argparse.Namespace, request: ReportRequest) -> int:
    from functools import partial

    from kyosai_xl.layout.report_book import STARTS
    from kyosai_xl.regenerate import Request
    from kyosai_xl.report import branch_booklet

    for option, given in (("--pdf", request.pdf), ("--previous", request.previous)):
        if given:
            raise NotByBranchError(option)
    make = partial(branch_booklet, dialect=request.dialect, meeting=request.meeting)
    plain = Request(
        request.source, request.out, request.as_of, STARTS, request.dialect, request.overwrite
    )
    return by_branch(parsed, plain, make)
