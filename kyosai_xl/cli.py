"""The command line: parse, call, show."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence

from kyosai_xl import cli_compare, cli_regenerate, cli_report
from kyosai_xl.calc.extension import commands as extension_commands
from kyosai_xl.crash_log import write_crash_log
from kyosai_xl.errors import KyosaiError
from kyosai_xl.excel import commands as template_commands
from kyosai_xl.exit_codes import BUG, FAULT, INTERRUPTED, OK, TIE_OUT_FAILED, USAGE
from kyosai_xl.setup import commands as setup_commands

# What a command needs is imported when it runs, and typing never: --help must answer at once.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn

    from kyosai_xl.setup.ports import TemplateFacts

__all__ = ["BUG", "FAULT", "INTERRUPTED", "OK", "TIE_OUT_FAILED", "USAGE", "guard", "main"]

_DESCRIPTION = (
    "自治労共済の実績報告を、件数のデータから作り直し、検算します。"
    "ExcelとLibreOfficeで使うアドインも用意します。"
)
_EXIT_CODES = """\
終了コード(コマンドごとの詳しい意味は、コマンドの --help にあります):
  0  うまくいった
  1  誤りがあり、何も書いていない(doctorでは、問題が見つかった)
  2  指定のしかたが違う
  3  regenerateで作成したが、検算に一致しない項目がある
"""
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
            f"記録「{write_crash_log()}」を添えて、開発元に知らせてください。"
        )
        return BUG


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="kyosai-xl", description=_DESCRIPTION, epilog=_EXIT_CODES)
    parser.options.add_argument(
        "--version", action="version", version=_version(), help="版を表示する"
    )
    commands = parser.add_subparsers(
        title="コマンド", metavar="コマンド", required=True, dest="コマンド"
    )
    cli_regenerate.add_commands(commands)
    cli_report.add_commands(commands, cli_regenerate.read_month)
    cli_compare.add_commands(commands)
    template_commands.add_commands(commands, cli_regenerate.read_month)
    setup_commands.add_commands(commands, _template_facts)
    extension_commands.add_commands(commands)
    return parser


def _template_facts(path: Path) -> TemplateFacts | None:
    from kyosai_xl.excel.template_facts import read_facts

    return read_facts(path)


def _version() -> str:
    from kyosai_xl.version import VERSION

    return f"kyosai-xl {VERSION}"


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - this is the command line
