"""「選択肢」, hidden: the lists that cells of the input sheets are chosen from."""

from __future__ import annotations

from typing import NamedTuple

from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.domain.months import FiscalYear
from kyosai_xl.domain.products import PRODUCTS
from kyosai_xl.layout.model import Cell, Formula, Page, Sheet, Value, address, on_sheet, serial
from kyosai_xl.layout.styles import CENTRED, HEAD, TEXT_CODE, YEAR_MONTH, Style

NAME = "選択肢"
CODE_NAME = "ShChoices"
NATION = "全国"
"""Stands for all branches."""
START_MONTH = 6
"""The fiscal year that is set is the leading one, from June."""

AS_OF_MONTHS, BRANCH_CODES, BRANCH_NAMES = "as_of_months", "branch_codes", "branch_names"
BRANCH_CHOICES, PRODUCT_NAMES = "branch_choices", "product_names"
"""The names of the lists."""

_FIRST_ROW = 1


class _Choices(NamedTuple):
    """One list: its heading, the name of its cells, its values and their look."""

    heading: str
    name: str
    values: tuple[Value | Formula, ...]
    style: Style = CENTRED


def branch_choice(code: str | None) -> str:
    """Return a branch as it is chosen: 「13 東京」, or 「全国」."""
    return NATION if code is None else f"{code} {BRANCHES[code]}"


def choices_sheet(fiscal_year: int, year_cell: str) -> Sheet:
    """Return the sheet; the as-of months follow the cell with the fiscal year."""
    lists = _lists(fiscal_year, year_cell)
    return Sheet(
        name=NAME,
        page=Page("A4"),
        widths=(14.0, 12.0, 12.0, 16.0, 30.0),
        cells=tuple(
            cell
            for column, choices in enumerate(lists)
            for cell in (
                Cell(0, column, choices.heading, HEAD),
                *(Cell(row, column, value, choices.style)
                  for row, value in enumerate(choices.values, _FIRST_ROW)),
            )
        ),
        visibility="hidden",
        code_name=CODE_NAME,
    )  # fmt: skip


def choice_names() -> dict[str, str]:
    """Return name → cells of each list."""
    names = {}
    for column, choices in enumerate(_lists(0, "")):
        last = _FIRST_ROW + len(choices.values) - 1
        corners = (address(row, column, fixed=True) for row in (_FIRST_ROW, last))
        names[choices.name] = on_sheet(NAME, ":".join(corners))
    return names


def _lists(fiscal_year: int, year_cell: str) -> tuple[_Choices, ...]:
    months = FiscalYear(fiscal_year or 1, START_MONTH).months
    as_of_months = tuple(
        Formula(f"DATE({year_cell},{START_MONTH + n},1)", serial(*month))
        for n, month in enumerate(months)
    )
    return (
        _Choices("集計月", AS_OF_MONTHS, as_of_months, CENTRED.but(number=YEAR_MONTH)),
        _Choices("県コード", BRANCH_CODES, tuple(BRANCHES), CENTRED.but(number=TEXT_CODE)),
        _Choices("県名", BRANCH_NAMES, tuple(BRANCHES.values())),
        _Choices("県支部", BRANCH_CHOICES, (NATION, *map(branch_choice, BRANCHES))),
        _Choices("共済名", PRODUCT_NAMES, PRODUCTS),
    )
