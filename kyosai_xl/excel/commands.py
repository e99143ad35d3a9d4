"""``template build`` and ``template fill`` on the command line: parse, call, show."""

from __future__ import annotations

import argparse
from pathlib import Path

from kyosai_xl.exit_codes import OK

# What stands behind a command is imported when it runs, and typing never: --help must answer
# at once.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from kyosai_xl.domain.months import Month


def add_commands(
    commands: argparse._SubParsersAction[Any], read_month: Callable[[str], Month]
) -> None:
    """Add ``template build`` and ``template fill``; ``read_month`` reads what is typed."""
    purpose = "Excelのひな形を作る、ひな形にデータを入れる"
    template = commands.add_parser("template", help=purpose, description=purpose)
    steps = template.add_subparsers(title="操作", metavar="操作", required=True, dest="操作")
    _add_build(steps)
    _add_fill(steps, read_month)


def _add_build(steps: argparse._SubParsersAction[Any]) -> None:
    told = "空のひな形「支部実績.xlsm」と「全国集計.xlsm」を作る"
    parser = steps.add_parser("build", help=told, description=told)
    parser.set_defaults(command=_build)
    add = parser.options.add_argument
    add("-o", "--out", metavar="FOLDER", type=Path, required=True, help="作るフォルダー")
    add("--overwrite", action="store_true", help="同じ名前のファイルがあれば置き換える")


def _add_fill(steps: argparse._SubParsersAction[Any], read_month: Callable[[str], Month]) -> None:
    told = "データの入った新しいひな形を作る(リボンとマクロは元のまま)"
    parser = steps.add_parser("fill", help=told, description=told)
    parser.set_defaults(command=_fill)
    inputs = parser.add_argument_group("入力")
    inputs.add_argument("template", metavar="TEMPLATE.xlsm", type=Path, help="空のひな形")
    inputs.add_argument(
        "source", metavar="SOURCE", help="CSVのフォルダー、入力シートのあるブック、または sample"
    )
    add = parser.options.add_argument
    add("-o", "--out", metavar="OUT.xlsm", type=Path, required=True, help="作るブック")
    add(
        "--as-of",
        metavar="2025-02",
        type=read_month,
        help="集計月(既定: 「設定」の月、なければ件数のある最後の月)",
    )
    add("--branch", metavar="13", type=_branch, help="県支部(支部実績のとき。コードか名前)")
    add("--overwrite", action="store_true", help="同じ名前のファイルがあれば置き換える")


def _branch(text: str) -> str:
    from kyosai_xl.domain.branches import BRANCHES

    codes = {name: code for code, name in BRANCHES.items()} | {code: code for code in BRANCHES}
    if text not in codes:
        message = (
            f"「{text}」という県支部はありません。県コード(01から49、60)か県名で書いてください"
        )
        raise argparse.ArgumentTypeError(message)
    return codes[text]


def _build(parsed: argparse.Namespace) -> int:
    from kyosai_xl.excel.templates import build_template
    from kyosai_xl.layout.template_book import KINDS

    for kind in KINDS:
        _write(parsed, build_template(kind), f"{parsed.out / kind.name}.xlsm")
    return OK


def _fill(parsed: argparse.Namespace) -> int:
    from kyosai_xl.dataset.loading import load
    from kyosai_xl.excel.fill import fill_template, read_template

    template = read_template(parsed.template)
    data = load(parsed.source)
    as_of = parsed.as_of or data.as_of
    filled = fill_template(template, data, as_of, parsed.branch)
    print(f"集計月 {as_of.label}")  # noqa: T201 - this is the command line
    _write(parsed, filled, str(parsed.out), (str(parsed.template), parsed.source))
    return OK


def _write(
    parsed: argparse.Namespace, content: bytes, path: str, sources: tuple[str, ...] = ()
) -> None:
    from kyosai_xl.output import Output, deliver

    output = Output(path, sources, overwrite=parsed.overwrite, ending=".xlsm")
    deliver(output, lambda file: file.write(content))
    print(f"作成: {path}")  # noqa: T201 - this is the command line
