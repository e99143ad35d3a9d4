"""「前回との差」: what changed since the last edition, counted by kind and listed one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from kyosai_xl.domain.changes import Change, Kind
from kyosai_xl.domain.compare import Comparison
from kyosai_xl.layout.model import Cell, Column, Page, Row, Sheet, Table, Value, serial
from kyosai_xl.layout.styles import (
    CENTRED,
    HEAD,
    NOTE,
    NUMBER,
    TEXT,
    TITLE,
    YEAR_MONTH,
    Style,
)

NAME = "前回との差"
MOST = 1_000_000
"""Changes listed; of more only the number is told."""

_VERDICT_ROW = 3
_COUNT_ROW = 5
_COUNT_HEADS = ("種類", "件数", "前回・今回の数字")
_HEADS = ("種類", "県名", "単組・共済", "年月", "前回", "今回", "差")
_WIDTHS = (24.0, 10.0, 38.0, 13.0, 22.0, 22.0, 11.0)
_TALL = 18.0
_NUMBERS, _TEXTS, _FIRST, _NONE = "numbers", "texts", "first ", "none"
_NAME = TEXT.but(shrink=True)


def comparison_sheet(comparison: Comparison, old_name: str, new_name: str) -> Sheet:
    """Return the sheet; the names are those of the sources as people gave them."""
    found = [kind for kind, count in comparison.counts.items() if count]
    head_row = _COUNT_ROW + (len(found) + 3 if found else 0)
    bold = NOTE.but(size=11, bold=True)
    as_of = comparison.old_as_of.label, comparison.new_as_of.label
    return Sheet(
        name=NAME,
        page=Page("A4", landscape=True, repeat_rows=(head_row, head_row)),
        widths=_WIDTHS,
        cells=(
            Cell(0, 0, NAME, TITLE),
            Cell(1, 0, f"前回: {old_name}(集計月 {as_of[0]})", NOTE.but(size=10)),
            Cell(2, 0, f"今回: {new_name}(集計月 {as_of[1]})", NOTE.but(size=10)),
            Cell(_VERDICT_ROW, 0, verdict(comparison), bold),
            *(_counts(comparison, found) if found else ()),
            *(Cell(head_row, column, text, HEAD) for column, text in enumerate(_HEADS)),
        ),
        tables=(_table(comparison, head_row + 1),),
        heights=dict.fromkeys(range(1, head_row), _TALL) | {0: 27.0, head_row: 22.0},
        tab_colour="#0070C0",
    )


def verdict(comparison: Comparison) -> str:
    """Return one line on all changes, for people in a hurry."""
    if not comparison.total:
        return "違いはありません。"
    more = f"(はじめの{MOST:,}件を表示)" if comparison.total > MOST else ""
    return f"違いが{comparison.total:,}件あります。{more}"


def _counts(comparison: Comparison, found: Sequence[Kind]) -> Iterator[Cell]:
    yield from (Cell(_COUNT_ROW, n, text, HEAD) for n, text in enumerate(_COUNT_HEADS))
    for row, kind in enumerate(found, _COUNT_ROW + 1):
        yield Cell(row, 0, kind.label, TEXT)
        yield Cell(row, 1, comparison.counts[kind], NUMBER)
        yield Cell(row, 2, kind.figure, TEXT)
    if len(found) < len(Kind):
        yield Cell(_COUNT_ROW + 1 + len(found), 0, "ほかの種類の違いはありません。", NOTE)


def _table(comparison: Comparison, row: int) -> Table:
    plain = (TEXT, CENTRED.but(shrink=True), _NAME, CENTRED.but(number=YEAR_MONTH))
    styles: dict[str, tuple[Style | None, ...]] = {_NONE: (CENTRED,) * len(_HEADS)}
    for key, style in ((_NUMBERS, NUMBER), (_TEXTS, _NAME)):
        looks = (*plain, style, style, NUMBER)
        styles[key] = looks
        first = tuple(look.but(top="medium") for look in looks)
        styles[_FIRST + key] = (first[0].but(bold=True), *first[1:])
    return Table(
        row=row,
        columns=tuple(Column(label) for label in _HEADS),
        styles=styles,
        length=min(max(1, comparison.total), MOST),
        rows=_rows(comparison),
        height=16.5,
    )


def _rows(comparison: Comparison) -> Callable[[], Iterator[Row]]:
    def rows() -> Iterator[Row]:
        if not comparison.total:
            yield _NONE, ("なし", *(None,) * (len(_HEADS) - 1))
        kind = None
        for change in islice(comparison, MOST):
            first = _FIRST if change.kind is not kind else ""
            kind = change.kind
            texts = isinstance(change.new, str) or isinstance(change.old, str)
            yield first + (_TEXTS if texts else _NUMBERS), _values(change)

    return rows


def _values(change: Change) -> tuple[Value, ...]:
    return (
        change.kind.label,
        change.place,
        change.name or None,
        serial(*change.month) if change.month else None,
        change.old,
        change.new,
        change.difference,
    )
