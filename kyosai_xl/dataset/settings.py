"""What a template's sheet 「設定」 says: fiscal year, as-of month, branch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.findings import Findings, error, warning
from kyosai_xl.dataset.grid import Grid, RowReader
from kyosai_xl.dataset.month_forms import read_month
from kyosai_xl.dataset.normalise import read_integer
from kyosai_xl.dataset.reading import Reading, is_blank, plain, quoted, unread
from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.domain.model_unions import ModelUnion
from kyosai_xl.domain.months import FiscalYear, Month

NATION = "全国"
_START_MONTH = 6
"""The fiscal year that is set is the leading one's, from June."""


class Settings(NamedTuple):
    """What is set; None for what is not."""

    fiscal_year: int | None = None
    as_of: Month | None = None
    branch_code: str | None = None


def read_settings(grid: Grid, findings: Findings) -> Settings:
    """Read the settings; items of other names are passed over."""
    reader = RowReader(grid, findings)
    found: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for line in reader.rows():
        item = reader.read(tables.SETTING)
        if item is None or item not in _ITEMS:
            continue
        key, read = _ITEMS[item]
        reading = read(reader.read(tables.SETTING_VALUE))
        for note in reading.notes:
            reader.note(note, tables.SETTING_VALUE)
        found[key], lines[key] = reading.value, line
    settings = Settings(**found)
    if settings.as_of:
        reader.at(lines["as_of"], ())
        _check_year(reader, settings)
    return settings


def other_branches(unions: tuple[ModelUnion, ...], settings: Settings, findings: Findings) -> None:
    """Note it if there are unions of another branch than the one that is set."""
    code = settings.branch_code
    others = [union for union in unions if code and union.branch_code != code]
    if code and others:
        names = "、".join(dict.fromkeys(union.branch for union in others))
        message = (
            f"「設定」の県支部は{code} {BRANCHES[code]}ですが、"
            f"ほかの県支部({names})の単組が{len(others)}あります。"
        )
        action = "「設定」の県支部を選び直すか、ほかの県支部の行を消してください。"
        findings.add(warning("other_branch", message, action), "")


def _check_year(reader: RowReader, settings: Settings) -> None:
    year, as_of = settings.fiscal_year, settings.as_of
    if year is None or as_of is None:
        return
    if FiscalYear.containing(as_of, _START_MONTH).year != year:
        months = FiscalYear(year, _START_MONTH).months
        span = f"{months[0].label}から{months[-1].label}まで"
        message = f"集計月{as_of.label}は{year}年度({span})にありません。"
        action = "年度と集計月のどちらかを選び直してください。"
        reader.note(error("as_of_outside_year", message, action), tables.SETTING_VALUE)


def _read_branch(raw: object) -> Reading[str]:
    text = plain(raw)
    code = text[:2]
    if is_blank(text) or text == NATION:
        return Reading(None)
    if code in BRANCHES:
        return Reading(code)
    message = f"{quoted(raw)}という県支部はありません。"
    return unread(error("unknown_branch", message, "一覧から選び直してください。"))


_ITEMS: dict[str, tuple[str, Callable[[object], Reading[Any]]]] = {
    "年度": ("fiscal_year", read_integer),
    "集計月": ("as_of", read_month),
    "県支部": ("branch_code", _read_branch),
}
