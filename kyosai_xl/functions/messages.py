"""Every sentence that a function may put into a cell: a closed list, at most 60 characters each."""

from __future__ import annotations

from kyosai_xl.domain.rates import CUT_OFF, HALF_UP

ACTUAL_NO_NUMBER = "実績が数ではありません"
TARGET_NO_NUMBER = "目標が数ではありません"
POLICIES_NO_NUMBER = "団生保有が数ではありません"
MEMBERS_NO_NUMBER = "組合員数が数ではありません"
TOO_MANY_DIGITS = "15桁を超える数は計算できません"
DIGITS = "桁数は0から6までの整数で指定してください"
METHOD = f"丸め方は「{HALF_UP}」か「{CUT_OFF}」で指定してください"
START_MONTH = "開始月は1から12までの整数で指定してください"
AS_OF = "集計月は日付で指定してください(例: 2025/2/1)"
FISCAL_YEAR = "年度は西暦の整数で指定してください(例: 2024)"
NO_MONTHS = "月の見出しに日付がありません"
SHAPES = "範囲の行数か列数が合いません"
SERIES_SHAPES = "月の見出しと件数の行数か列数が合いません"
RESULT_TOO_LARGE = "結果の範囲が大きすぎます"
UNEXPECTED = "計算できませんでした。担当者に知らせてください"
NO_PYTHON = "Pythonを実行できないため、計算できません"
"""The one sentence that Excel's VBA puts there, because no Python runs."""

MESSAGES = (
    ACTUAL_NO_NUMBER,
    TARGET_NO_NUMBER,
    POLICIES_NO_NUMBER,
    MEMBERS_NO_NUMBER,
    TOO_MANY_DIGITS,
    DIGITS,
    METHOD,
    START_MONTH,
    AS_OF,
    FISCAL_YEAR,
    NO_MONTHS,
    SHAPES,
    SERIES_SHAPES,
    RESULT_TOO_LARGE,
    UNEXPECTED,
    NO_PYTHON,
)
