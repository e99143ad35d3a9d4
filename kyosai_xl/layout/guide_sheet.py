"""「はじめに」: what to do, in five lines, and what to do when the buttons do not work."""

from __future__ import annotations

from collections.abc import Sequence

from kyosai_xl.layout.model import Cell, Page, Sheet
from kyosai_xl.layout.styles import (
    HEAD_FILL,
    HEADING,
    INPUT_FILL,
    NOTE,
    NOTE_RIGHT,
    TITLE,
    Style,
)

NAME = "はじめに"
CODE_NAME = "ShGuide"

BRANCH_STEPS = (
    "「設定」で年度、集計月、県支部を確かめます。",
    "「単組」に目標件数を、「月次件数」に月ごとの新契約件数を入力します。黄色のセルが入力欄です。",
    "「主要共済」に共済ごとの目標と実績を、「取り組み」に取り組みの内容を入力します。",
    "タブ「共済推進」の「点検」を押します。指摘があれば、場所をクリックして直します。",
    "「再集計」を押して集計を確かめ、「配布用に保存」か「PDF」で渡します。",
)
NATION_STEPS = (
    "「設定」で年度と集計月を確かめます。",
    "「単組」「月次件数」「主要共済」に、全県支部の数字を入力します。黄色のセルが入力欄です。",
    "ほかの資料で分かっている合計を「照合値」に、取り組みの内容を「取り組み」に入力します。",
    "タブ「共済推進」の「点検」を押します。指摘があれば、場所をクリックして直します。",
    "「再集計」を押し、「検算」がすべて○であることを確かめて、「配布用に保存」か「PDF」で渡します。",
)
_TROUBLE = (
    (
        "タブ「共済推進」がないとき、関数が動かないときは、ファイルを閉じ、エクスプローラーで"
        "右クリック→「プロパティ」の「許可する」を確かめてください。"
    ),
    "それでも動かないときは、情報システム担当に「kyosai-xl doctor」の診断書を渡してください。",
    "LibreOfficeでは、拡張機能「kyosai_xl.oxt」を入れると、同じコマンドがメニュー「共済推進」に出ます。",
    "「集計」から右のシートは、ボタンで作り直されます。書き込みは別のシートにしてください。",
)
_STEP = Style(size=12, wrap=True, indent=1).boxed()
_NUMBER = Style(size=14, bold=True, align="center", fill=HEAD_FILL).boxed()
_TOLD = NOTE.but(size=10, wrap=True)


def guide_sheet(title: str, steps: Sequence[str], version: str) -> Sheet:
    """Return the sheet; ``title`` names the template."""
    first, trouble = 3, 5 + len(steps)
    colours = trouble + 2 + len(_TROUBLE)
    return Sheet(
        name=NAME,
        page=Page("A4", landscape=True),
        widths=(5.0, 110.0),
        cells=(
            Cell(0, 0, title, TITLE),
            Cell(1, 0, "毎月すること", HEADING),
            *(Cell(first + n, 0, n + 1, _NUMBER) for n in range(len(steps))),
            *(Cell(first + n, 1, step, _STEP) for n, step in enumerate(steps)),
            Cell(trouble, 0, "困ったとき", HEADING),
            *(Cell(trouble + 1 + n, 0, "・", NOTE_RIGHT) for n in range(len(_TROUBLE))),
            *(Cell(trouble + 1 + n, 1, text, _TOLD) for n, text in enumerate(_TROUBLE)),
            Cell(colours, 0, None, Style(fill=INPUT_FILL).boxed()),
            Cell(colours, 1, "この色のセルに入力します。", NOTE.but(size=10)),
            Cell(colours + 2, 0, f"kyosai_xl {version}", NOTE.but(colour="#808080")),
        ),
        heights={0: 30.0, 1: 24.0}
        | dict.fromkeys(range(first, first + len(steps)), 36.0)
        | {trouble: 24.0}
        | dict.fromkeys(range(trouble + 1, trouble + 1 + len(_TROUBLE)), 30.0)
        | {colours: 20.0},
        tab_colour="#FFD966",
        code_name=CODE_NAME,
    )  # fmt: skip
