"""``extension`` on the command line: parse, call, show."""

from __future__ import annotations

import argparse

from kyosai_xl.exit_codes import OK

# What stands behind a command is imported when it runs, and typing never: --help must answer
# at once.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any

_EXIT_CODES = """\
終了コード:
  0  作成した
  1  作成できず、何も書いていない
"""


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:
    """Add ``extension``."""
    purpose = "LibreOfficeの拡張機能(.oxt)を作る"
    extension = commands.add_parser("extension", help=purpose, description=purpose)
    steps = extension.add_subparsers(title="操作", metavar="操作", required=True, dest="操作")
    told = "関数とメニュー「共済推進」の入った拡張機能を作る。開くとLibreOfficeに入る"
    parser = steps.add_parser("build", help=told, description=told, epilog=_EXIT_CODES)
    parser.set_defaults(command=_build)
    add = parser.options.add_argument
    add("-o", "--out", metavar="kyosai_xl.oxt", required=True, help="作るファイル")
    add("--overwrite", action="store_true", help="同じ名前のファイルがあれば置き換える")


def _build(parsed: argparse.Namespace) -> int:
    from kyosai_xl.output import Output, deliver

    deliver(Output(parsed.out, (), parsed.overwrite, ending=".oxt"), _write)
    print(f"作成: {parsed.out}")  # noqa: T201 - this is the command line
    return OK


def _write(file: IO[bytes]) -> None:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from kyosai_xl.calc.extension.builder import build_extension

    with TemporaryDirectory() as folder:
        built = Path(folder, "kyosai_xl.oxt")
        build_extension(built)
        file.write(built.read_bytes())
