"""``compare`` on the command line: parse, call, show."""

from __future__ import annotations

import argparse
import sys

from kyosai_xl.exit_codes import FAULT, OK

# What stands behind a command is imported when it runs, and typing never: --help must answer
# at once.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from kyosai_xl.comparison import Compared, Writing
    from kyosai_xl.dataset.findings import Finding
    from kyosai_xl.output import Output
    from kyosai_xl.progress import ProgressBar

_EXIT_CODES = """\
終了コード:
  0  比べた(違いがあっても、なくても)
  1  入力か保存先に誤りがあり、何も書いていない
  2  指定のしかたが違う
"""
_SOURCE = "CSVのフォルダー、入力シートのあるブック、または sample"


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:
    """Add ``compare``."""
    purpose = "前回のデータと今回のデータの違いを調べる"
    parser = commands.add_parser("compare", help=purpose, description=purpose, epilog=_EXIT_CODES)
    parser.set_defaults(command=_compare)
    inputs = parser.add_argument_group("入力")
    inputs.add_argument("old", metavar="OLD", help=f"前回: {_SOURCE}")
    inputs.add_argument("new", metavar="NEW", help=f"今回: {_SOURCE}")
    add = parser.options.add_argument
    add("-o", "--out", metavar="FILE.xlsx", help="「前回との差」のブックを作る")
    add("--json", metavar="FILE.json", help="違いをJSONのファイルに書く")
    add("--overwrite", action="store_true", help="同じ名前のファイルがあれば置き換える")


def _compare(parsed: argparse.Namespace) -> int:
    from kyosai_xl.comparison import Sources, SourcesError, compare_sources, write_all
    from kyosai_xl.progress import ProgressBar

    sources = Sources(parsed.old, parsed.new)
    outputs = _outputs(parsed, sources)
    try:
        with ProgressBar() as bar:
            compared = compare_sources(sources, outputs)
            write_all(_writings(compared, outputs, bar))
    except SourcesError as error:
        _report(sources, error.old, error.new)
        for finding in error.outputs:
            _say(finding.sentence)
        _say("何も書いていません。上の指摘を直してから、もう一度実行してください。")
        return FAULT
    _report(sources, compared.old, compared.new)
    _show(compared, outputs)
    return OK


def _outputs(parsed: argparse.Namespace, sources: Sequence[str]) -> tuple[Output, ...]:
    from kyosai_xl.output import Output

    places = ((parsed.out, ".xlsx"), (parsed.json, ".json"))
    return tuple(
        Output(path, tuple(sources), parsed.overwrite, ending)
        for path, ending in places
        if path is not None
    )


def _writings(compared: Compared, outputs: Sequence[Output], bar: ProgressBar) -> list[Writing]:
    from kyosai_xl.comparison import write_json, write_workbook

    if outputs:
        bar.begin(compared.comparison.total)
    writers = {
        ".xlsx": lambda file: write_workbook(compared, file, bar.advance),
        ".json": lambda file: write_json(compared, file),
    }
    return [(output, writers[output.ending]) for output in outputs]


def _report(sources: Sequence[str], old: tuple[Finding, ...], new: tuple[Finding, ...]) -> None:
    """Show the findings under the name of their source: both may hold a file of one name."""
    from kyosai_xl.dataset.findings import describe

    for side, source, findings in zip(("前回", "今回"), sources, (old, new), strict=True):
        if findings:
            _say(f"{side}のデータ「{source}」への指摘:")
        for line in describe(findings):
            _say(line)


def _show(compared: Compared, outputs: Sequence[Output]) -> None:
    from kyosai_xl.terminal import comparison_lines

    lines = comparison_lines(compared.comparison, *compared.sources)
    lines += [f"作成: {output.path}" for output in outputs]
    print(*lines, sep="\n")  # noqa: T201 - this is the command line


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - this is the command line
