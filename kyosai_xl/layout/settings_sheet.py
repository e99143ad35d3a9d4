"""「設定」: fiscal year, as-of month and branch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kyosai_xl.domain.months import FiscalYear, Month
from kyosai_xl.layout.choices_sheet import (
    AS_OF_MONTHS,
    BRANCH_CHOICES,
    START_MONTH,
    branch_choice,
)
from kyosai_xl.layout.input_table import choice_rule
from kyosai_xl.layout.model import (
    Cell,
    Formula,
    Page,
    Rule,
    Sheet,
    Validation,
    Value,
    address,
    on_sheet,
    serial,
)
from kyosai_xl.layout.styles import (
    CENTRED,
    HEAD,
    INPUT_FILL,
    NOTE,
    TEXT,
    TITLE,
    YEAR_MONTH,
    Style,
)

NAME = "設定"
CODE_NAME = "ShSettings"
FISCAL_YEAR, AS_OF, BRANCH = "年度", "集計月", "県支部"
"""What stands in the column 「項目」."""

_HEAD_ROW, _FIRST_ROW = 3, 4
_ITEM, _VALUE, _TOLD = 0, 1, 2
_YEARS = 2000, 2098
_SAME = "集計のシートは、この月で作られています。"
_OTHER = "集計のシートは別の月のものです。「再集計」を押すと、この月で作り直します。"

_INPUT = CENTRED.but(size=12, bold=True, fill=INPUT_FILL)
_LABEL = TEXT.but(size=11, bold=True)
_EXPLAINED = TEXT.but(size=10, wrap=True)


class Settings(NamedTuple):
    """What is set; ``branch_code`` None means the whole nation."""

    fiscal_year: int
    as_of: Month
    branch_code: str | None = None


def default_settings(as_of: Month, branch_code: str | None = None) -> Settings:
    """Return the settings of a report of that as-of month."""
    return Settings(FiscalYear.containing(as_of, START_MONTH).year, as_of, branch_code)


def setting_names() -> dict[str, str]:
    """Return name → cell of each setting."""
    names = ("fiscal_year", "as_of", "branch")
    return {
        name: on_sheet(NAME, address(row, _VALUE, fixed=True))
        for row, name in enumerate(names, _FIRST_ROW)
    }


def settings_sheet(settings: Settings, report_as_of: str) -> Sheet:
    """Return the sheet; ``report_as_of`` is the cell with the as-of month of the report."""
    return Sheet(
        name=NAME,
        page=Page("A4", landscape=True),
        widths=(14.0, 20.0, 80.0),
        cells=(
            Cell(0, 0, "設定", TITLE),
            Cell(1, 0, "黄色のセルだけを変更します。", NOTE),
            *(Cell(_HEAD_ROW, n, text, HEAD) for n, text in enumerate(("項目", "値", "説明"))),
            *_items(settings, report_as_of),
        ),
        heights={0: 27.0, _HEAD_ROW: 22.0} | dict.fromkeys(range(_FIRST_ROW, _FIRST_ROW + 3), 34.0),
        freeze=(_FIRST_ROW, 0),
        tab_colour="#FFD966",
        validations=tuple(_validations()),
        code_name=CODE_NAME,
    )


def _items(settings: Settings, report_as_of: str) -> Iterator[Cell]:
    here = address(_FIRST_ROW + 1, _VALUE)
    items: tuple[tuple[str, Value, Style, Value | Formula], ...] = (
        (
            FISCAL_YEAR,
            settings.fiscal_year,
            _INPUT.but(number='0"年度"'),
            "6月に始まる年度の西暦です。5月開始の集計は、1か月早い12か月になります。",
        ),
        (
            AS_OF,
            serial(*settings.as_of),
            _INPUT.but(number=YEAR_MONTH),
            Formula(f'IF({here}={report_as_of},"{_SAME}","{_OTHER}")', _SAME),
        ),
        (
            BRANCH,
            branch_choice(settings.branch_code),
            _INPUT,
            "このブックに入力する県支部です。「点検」で、ほかの県支部の行がないかを確かめます。",
        ),
    )
    for row, (label, value, style, told) in enumerate(items, _FIRST_ROW):
        yield Cell(row, _ITEM, label, _LABEL)
        yield Cell(row, _VALUE, value, style)
        yield Cell(row, _TOLD, told, _EXPLAINED)


def _validations() -> Iterator[Validation]:
    rules = (
        Rule(
            "whole",
            FISCAL_YEAR,
            "西暦の4桁です。年度を変えたら、集計月も選び直します。",
            f"年度は{_YEARS[0]}から{_YEARS[1]}までの数字で入力してください(例: 2024)。",
            *_YEARS,
        ),
        choice_rule(
            AS_OF,
            "件数のある最後の月を選びます。ボタン「集計月を進める」で1か月進みます。",
            f"={AS_OF_MONTHS}",
        ),
        choice_rule(BRANCH, "県支部を選びます。", f"={BRANCH_CHOICES}"),
    )
    for row, rule in enumerate(rules, _FIRST_ROW):
        yield Validation(row, _VALUE, row, _VALUE, rule)
