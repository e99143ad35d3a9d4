"""The columns that several input sheets have, and what may stand in their cells."""

from __future__ import annotations

from kyosai_xl.layout.choices_sheet import BRANCH_CODES, BRANCH_NAMES
from kyosai_xl.layout.input_table import (
    INPUT_CODE,
    INPUT_COUNT,
    INPUT_TEXT,
    InputColumn,
    choice_rule,
    count_rule,
)
from kyosai_xl.layout.model import Rule, serial
from kyosai_xl.layout.styles import YEAR_MONTH

CENTRED = INPUT_TEXT.but(align="center", indent=0)
MONTH_CELL = CENTRED.but(number=YEAR_MONTH)
WRAPPED = INPUT_TEXT.but(wrap=True)
MONTH_RULE = Rule(
    "date",
    "集計月",
    "その月の1日の日付で入力します(例: 2025/1/1)。",
    "2000年から2099年までの日付で入力してください(例: 2025/1/1)。",
    serial(2000, 1, 1),
    serial(2099, 12, 31),
)
BRANCH = (
    InputColumn(
        "branch_code",
        "県コード",
        8.0,
        INPUT_CODE,
        choice_rule("県コード", "自治労の県コード2桁を選びます。", f"={BRANCH_CODES}"),
    ),
    InputColumn(
        "branch",
        "県名",
        10.0,
        CENTRED,
        choice_rule("県名", "県コードと同じ県支部を選びます。", f"={BRANCH_NAMES}"),
    ),
)
UNION_CODE = InputColumn(
    "union_code",
    "単組コード",
    9.0,
    INPUT_CODE,
    Rule("text", "単組コード", "3桁のコードです。同じ県の中で重ならないようにします。"),
)
UNION_NAME = InputColumn("name", "単組名", 32.0)


def count_column(key: str, heading: str, prompt: str) -> InputColumn:
    """Return a column of counts."""
    return InputColumn(key, heading, 10.0, INPUT_COUNT, count_rule(heading, prompt))
