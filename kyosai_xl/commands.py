"""The buttons of 「共済推進」: one list for Excel's ribbon and LibreOffice's menu and toolbar."""

from __future__ import annotations

from typing import NamedTuple

TAB = "共済推進"


class Command(NamedTuple):
    """One button; ``name`` is the function of ``macros.py`` that it runs, ``icon`` an imageMso."""

    name: str
    label: str
    tip: str
    icon: str
    large: bool = False


class Group(NamedTuple):
    """Buttons that stand together."""

    name: str
    label: str
    commands: tuple[Command, ...]


GROUPS = (
    Group(
        "totals",
        "集計",
        (
            Command(
                "advance_month",
                "集計月を進める",
                "「設定」の集計月を1か月進め、集計のシートを作り直します。",
                "MacroPlay",
                large=True,
            ),
            Command(
                "recalculate",
                "再集計",
                "入力した件数から、集計のシートをすべて作り直します。",
                "RefreshAll",
                large=True,
            ),
        ),
    ),
    Group(
        "sheets",
        "シート",
        (
            Command(
                "model_unions_june",
                "モデル単組(6月開始)",
                "6月に始まる年度のモデル単組のシートを作り直します。",
                "TableInsertExcel",
            ),
            Command(
                "model_unions_may",
                "モデル単組(5月開始)",
                "5月に始まる年度のモデル単組のシートを作り直します。",
                "TableInsertExcel",
            ),
            Command(
                "model_unions",
                "両方を作り直す",
                "6月開始と5月開始の両方のシートを作り直します。",
                "TableInsertExcel",
            ),
            Command(
                "achievers",
                "目標達成一覧",
                "目標を達成した単組と、残件数の多い単組の一覧を作り直します。",
                "SortDialog",
            ),
            Command(
                "products",
                "主要共済",
                "主要共済の実績と、目標を達成した県支部の一覧を作り直します。",
                "PivotTableReport",
            ),
        ),
    ),
    Group(
        "check",
        "点検",
        (
            Command(
                "check",
                "点検",
                "入力の誤りを調べ、見つかった場所への一覧を作ります。",
                "DataValidation",
                large=True,
            ),
        ),
    ),
    Group(
        "hand_out",
        "配布",
        (
            Command(
                "save_for_distribution",
                "配布用に保存",
                "Pythonのないパソコンでも開ける、.xlsxの写しを保存します。",
                "FileSave",
            ),
            Command("save_pdf", "PDF", "集計のシートをPDFに保存します。", "FileSaveAsPdfOrXps"),
            Command("show_help", "ヘルプ", "使い方を表示します。", "Help"),
        ),
    ),
)
"""In the order shown; icons are those that every Excel from 2013 on has."""


def commands() -> tuple[Command, ...]:
    """Return every button in order."""
    return tuple(command for group in GROUPS for command in group.commands)
