"""The command line: parse, call, show."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence

from kyosai_xl.errors import KyosaiError

# What a command needs is imported when it runs, and typing never: --help must answer at once.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from kyosai_xl.dataset.findings import Finding
    from kyosai_xl.domain.months import Month
    from kyosai_xl.regenerate import Outcome

OK = 0
FAULT = 1
USAGE = 2
TIE_OUT_FAILED = 3
BUG = 70
INTERRUPTED = 130

_DESCRIPTION = "自治労共済の実績報告を、件数のデータから作り直し、検算します。"
_EXIT_CODES = """\
終了コード:
  0  作成し、検算もすべて一致した
  1  入力か保存先に誤りがあり、何も書いていない
  2  指定のしかたが違う
  3  作成したが、検算に一致しない項目がある(「検算」の先頭を見る)
"""
_STARTS = {"june": (6,), "may": (5,), "both": (6, 5)}
_MESSAGES = (
    (r"the following arguments are required: (.*)", r"次の指定が足りません: \1"),
    (r"unrecognized arguments: (.*)", r"次の指定は使えません: \1"),
    (r"argument (\S+): expected one argument", r"\1 の後に値を書いてください"),
    (
        r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)",
        r"\1 に \2 は使えません。\3 から選んでください",
    ),
    (r"argument (\S+): (.*)", r"\1: \2"),
)


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Japanese."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            add_help=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **options,  # type: ignore[arg-type]
        )
        self.options = self.add_argument_group("指定")
        self.options.add_argument("-h", "--help", action="help", help="この説明を表示する")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "使い方: ", 1)

    def error(self, message: str) -> NoReturn:
        for pattern, japanese in _MESSAGES:
            message, found = re.subn(f"^{pattern}$", japanese, message)
            if found:
                break
        self.exit(USAGE, f"エラー: {message}\n{self.prog} --help で使い方を表示します。\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Japanese Windows console lacks some characters; a "?" is better than a crash.
            stream.reconfigure(errors="replace")
    parsed = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = parsed.command
    return guard(lambda: command(parsed))


def guard(run: Callable[[], int]) -> int:
    """Run and turn every failure into one plain sentence and an exit code."""
    try:
        return run()
    except KyosaiError as error:
        _say(str(error))
        return FAULT
    except KeyboardInterrupt:
        _say("中断しました。ファイルは書いていません。")
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - the last line of defence: the traceback goes to the log
        _say(
            "エラー: プログラムの内部で問題が起きました。出力は書いていません。"
            f"記録「{_log()}」を添えて、開発元に知らせてください。"
        )
        return BUG


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="kyosai-xl", description=_DESCRIPTION, epilog=_EXIT_CODES)
    parser.options.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(
        title="コマンド", metavar="コマンド", required=True, dest="コマンド"
    )
    _add_regenerate(commands)
    return parser


def _version() -> str:
    from kyosai_xl.version import VERSION

    return f"kyosai-xl {VERSION}"


def _add_regenerate(commands: argparse._SubParsersAction[_Parser]) -> None:
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
    add("--as-of", metavar="2025-02", type=_month, help="集計月(既定: 件数のある最後の月)")
    add("--start", metavar="june|may|both|1-12", type=_starts, default=_STARTS["both"],
        help="年度の開始月。4 や 4,6 とも書ける(既定: both)")  # fmt: skip
    add("--formulas", choices=("native", "udf", "values"), default="native",
        help="計算式: 組み込み関数、専用関数、値だけ(既定: native)")  # fmt: skip
    add("--overwrite", action="store_true", help="同じ名前のファイルがあれば置き換える")
    add("--findings", metavar="FILE.json|csv", type=_findings_file, help="指摘をファイルにも書く")


def _month(text: str) -> Month:
    from kyosai_xl.dataset.month_forms import read_month

    reading = read_month(text)
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


def _log() -> str:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="kyosai-xl-", suffix=".log", delete=False
    ) as file:
        file.write(traceback.format_exc())
    return file.name
