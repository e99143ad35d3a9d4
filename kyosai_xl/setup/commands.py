"""``addin`` and ``doctor`` on the command line: parse, call, show."""

from __future__ import annotations

import argparse

from kyosai_xl.exit_codes import FAULT, OK

# What stands behind a command is imported when it runs, and typing never: --help must answer
# at once.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from kyosai_xl.setup.changes import Change
    from kyosai_xl.setup.ports import TemplateReader


def add_commands(
    commands: argparse._SubParsersAction[Any], read_template: TemplateReader | None = None
) -> None:
    """Add ``addin`` and ``doctor``; ``read_template`` gives what a template's VBA asks for."""
    _add_addin(commands)
    _add_doctor(commands, read_template)


def _add_addin(commands: argparse._SubParsersAction[Any]) -> None:
    purpose = "ExcelのアドインをこのWindowsの利用者に導入する、確かめる、取り除く"
    addin = commands.add_parser("addin", help=purpose, description=purpose)
    steps = addin.add_subparsers(title="操作", metavar="操作", required=True, dest="操作")
    for name, run, told in (
        ("install", _install, "設定を書き、ひな形を信頼できる場所に入れる"),
        ("status", _status, "導入したものと、その違いを表示する"),
        ("remove", _remove, "導入したものだけを取り除き、設定を元に戻す"),
    ):
        parser = steps.add_parser(name, help=told, description=told)
        parser.set_defaults(command=run)
        if run is not _remove:
            parser.options.add_argument(
                "--templates",
                metavar="FOLDER",
                help="ひな形のフォルダー(既定: 同梱のもの)",
            )


def _add_doctor(
    commands: argparse._SubParsersAction[Any], read_template: TemplateReader | None
) -> None:
    purpose = "アドインが動く環境かを調べ、情報システム担当に渡せる1ページにする"
    codes = "終了コード:\n  0  問題はない\n  1  問題がある\n"
    parser = commands.add_parser("doctor", help=purpose, description=purpose, epilog=codes)
    parser.set_defaults(command=lambda parsed: _doctor(parsed, read_template))
    parser.add_argument_group("入力").add_argument(
        "templates", metavar="TEMPLATE.xlsm", nargs="*", help="調べるひな形(既定: 導入したもの)"
    )
    add = parser.options.add_argument
    add("--json", action="store_true", help="機械で読める形にする")
    add("-o", "--out", metavar="FILE", help="画面に出さず、ファイルに書く")


def _install(parsed: argparse.Namespace) -> int:
    from kyosai_xl.setup.install import install
    from kyosai_xl.setup.this_computer import this_computer

    changes = install(this_computer(), _templates(parsed))
    _say(*_lines(changes), "アドインを導入しました。Excelを開いていたら、開き直してください。")
    return OK


def _status(parsed: argparse.Namespace) -> int:
    from kyosai_xl.setup.status import status
    from kyosai_xl.setup.this_computer import this_computer

    _say(*status(this_computer(), _templates(parsed)))
    return OK


def _remove(_: argparse.Namespace) -> int:
    from kyosai_xl.setup.remove import remove
    from kyosai_xl.setup.this_computer import this_computer

    changes = remove(this_computer())
    done = "アドインを取り除きました。" if changes else "アドインは導入されていません。"
    _say(*_lines(changes), done)
    return OK


def _templates(parsed: argparse.Namespace) -> Path:
    from pathlib import Path

    from kyosai_xl.setup.places import shipped_templates

    return Path(parsed.templates) if parsed.templates else shipped_templates()


def _lines(changes: tuple[Change, ...]) -> list[str]:
    return [change.line for change in changes]


def _doctor(parsed: argparse.Namespace, read_template: TemplateReader | None) -> int:
    from datetime import datetime
    from pathlib import Path

    from kyosai_xl.setup.doctor import case_of, examined, is_well
    from kyosai_xl.setup.page import as_json, as_text
    from kyosai_xl.setup.this_computer import this_computer

    case = case_of(this_computer(), read_template, tuple(map(Path, parsed.templates)))
    checks = examined(case)
    now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    page = (as_json if parsed.json else as_text)(case, checks, now)
    if parsed.out:
        from kyosai_xl.setup.page_file import write_page

        write_page(page, Path(parsed.out), mark=not parsed.json)
        _say(f"作成: {parsed.out}")
    else:
        _say(page.rstrip("\n"))
    return OK if is_well(checks) else FAULT


def _say(*lines: str) -> None:
    print(*lines, sep="\n")  # noqa: T201 - this is the command line
