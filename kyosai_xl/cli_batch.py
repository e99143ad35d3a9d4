"""What commands share that make a file a branch: their options, where it runs, what is shown."""

from __future__ import annotations

import argparse
import sys

from kyosai_xl.exit_codes import FAULT, INTERRUPTED, OK, TIE_OUT_FAILED

# What stands behind a command is imported when it runs, and typing never: --help must answer
# at once.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from kyosai_xl.batch import Result

EXIT_CODES = """\
--by branch の終了コード:
  0  すべての県支部のファイルがそろい、検算もすべて一致した
  1  入力か保存先に誤りがあるか、作れなかった県支部がある
  3  すべてそろったが、検算に一致しない項目がある
"""


def add_options(parser: argparse.ArgumentParser, options: argparse._ArgumentGroup) -> None:
    """Add ``--by``, ``--jobs`` and ``--dask``; afterwards ``check_options`` is to be called."""
    parser.set_defaults(refuse=parser.error)
    add = options.add_argument
    add("--by", choices=("branch",),
        help="県支部ごとに1つのファイルを、-o のフォルダーに作る")  # fmt: skip
    add("--jobs", metavar="N", type=_jobs,
        help="--by branch で同時に動かすプロセスの数(既定: コアの数)")  # fmt: skip
    add("--dask", metavar="ADDRESS",
        help="--by branch をDaskのクラスターで計算する(例: tcp://10.0.0.1:8786)")  # fmt: skip


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        message = f"「{text}」は使えません。1以上の数を書いてください"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def check_options(parsed: argparse.Namespace) -> None:
    """End the program when options are given that do not go together."""
    if not parsed.by and (parsed.jobs or parsed.dask is not None):
        parsed.refuse("--jobs と --dask は、--by branch と一緒に使います")
    if parsed.jobs and parsed.dask is not None:
        parsed.refuse("--jobs と --dask は、どちらか1つを使います")


def run(parsed: argparse.Namespace, work: Callable[[Executor], int]) -> int:
    """Call the work with what makes the files, and return its exit code or that of Ctrl+C.

    Processes begin at once: they get ready while the work reads. Raises ``KyosaiError`` when
    there is no such cluster.
    """
    try:
        with _executor(parsed) as executor:
            return work(executor)
    except KeyboardInterrupt:
        _say(
            f"中断しました。「{parsed.out}」にあるのは、書き終えたファイルだけです。"
            "もう一度実行すると、残りを作ります。"
        )
        return INTERRUPTED


def _executor(parsed: argparse.Namespace) -> AbstractContextManager[Executor]:
    from kyosai_xl.executors import dask_executor, local_executor

    if parsed.dask is None:
        return local_executor(parsed.jobs, "kyosai_xl.branch_files")
    return dask_executor(parsed.dask)


def show_results(results: Sequence[Result], out: str, left_over: Sequence[str] = ()) -> int:
    """Show what became of the files, name each that failed, and return the exit code.

    ``left_over`` are files of earlier runs that this one did not make.
    """
    from kyosai_xl.output_folder import Fate

    made = [result for result in results if result.failure is None]
    fates = [f"{fate.value} {sum(r.fate is fate for r in made)}" for fate in Fate]
    print(f"作成: {out} に{len(made)}ファイル({'、'.join(fates)})")  # noqa: T201 - the command line
    if left_over:
        _say(f"注意: 今回の入力にない県支部の古いファイルが残っています: {'、'.join(left_over)}")
    remarks = [remark for result in made for remark in result.remarks]
    for remark in remarks:
        _say(remark)
    _show_failures(results)
    if len(made) < len(results):
        return FAULT
    return TIE_OUT_FAILED if remarks else OK


def _show_failures(results: Sequence[Result]) -> None:
    failures = [result.failure for result in results if result.failure]
    for failure in failures:
        _say(failure.sentence)
    traces = "\n".join(failure.trace for failure in failures if failure.trace)
    if traces:
        from kyosai_xl.crash_log import write_crash_log

        _say(f"記録「{write_crash_log(traces)}」を添えて、開発元に知らせてください。")
    if failures:
        count = f"{len(results)}の県支部のうち{len(failures)}のファイルを作っていません。"
        _say(f"{count}上の点を直してから、もう一度実行してください。")


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - this is the command line
