"""「点検」: everything found in the input, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width

from kyosai_xl.layout.model import Cell, Formula, Page, Sheet, Value, on_sheet
from kyosai_xl.layout.styles import (
    CENTRED,
    FAILED_FILL,
    HEAD,
    NOTE,
    TEXT,
    TITLE,
    Style,
)

NAME = "点検"
MOST = 500
"""Findings listed; of more only the number is told."""

_HEAD_ROW, _FIRST_ROW = 3, 4
_HEADS = ("番号", "種類", "場所", "内容", "直し方")
_WIDTHS = (6.0, 10.0, 22.0, 70.0, 60.0)
_HARMLESS = "お知らせ"
_LINE = 14.0
_HIGHEST = 409.0
"""Excel's highest row, in points."""
_QUOTE = '"'
_LINK_COLOUR = "#0563C1"
_FILLS = {"エラー": FAILED_FILL, "注意": "#FFF2CC"}
_TEXT = TEXT.but(wrap=True, indent=0)
_CENTRED = CENTRED.but(wrap=True)


class FindingLine(NamedTuple):
    """One finding; ``sheet`` and ``cell`` are empty where there is no cell to go to."""

    level: str
    place: str
    message: str
    action: str
    sheet: str = ""
    cell: str = ""


def findings_sheet(lines: Sequence[FindingLine] | None) -> Sheet:
    """Return the sheet; the lines come in the order given, the worst first.

    None says that nothing has been checked yet.
    """
    shown = (lines or ())[:MOST]
    heights = {_FIRST_ROW + n: _height(line) for n, line in enumerate(shown)}
    return Sheet(
        name=NAME,
        page=Page("A4", landscape=True, repeat_rows=(0, _HEAD_ROW)),
        widths=_WIDTHS,
        cells=(
            Cell(0, 0, NAME, TITLE),
            Cell(1, 0, _verdict(lines), NOTE.but(size=11, bold=True)),
            Cell(2, 0, "場所をクリックすると、そのセルに移ります。", NOTE),
            *(Cell(_HEAD_ROW, n, text, HEAD) for n, text in enumerate(_HEADS)),
            *(_listed(shown) if shown else _nothing_listed(lines)),
        ),
        heights={0: 27.0, 1: 20.0, 2: 16.5, _HEAD_ROW: 22.0, _FIRST_ROW: 18.0} | heights,
        freeze=(_FIRST_ROW, 0),
        tab_colour="#C00000",
    )


def _verdict(lines: Sequence[FindingLine] | None) -> str:
    if lines is None:
        return "まだ点検していません。「点検」を押してください。"
    if not lines:
        return "○ 指摘はありません。"
    counts = dict.fromkeys((line.level for line in lines), 0)
    for line in lines:
        counts[line.level] += 1
    told = "、".join(f"{level} {count:,}件" for level, count in counts.items())
    more = f"(はじめの{MOST}件を表示)" if len(lines) > MOST else ""
    mark = "×" if counts.keys() - {_HARMLESS} else "○"
    return f"{mark} {told}{more}"


def _nothing_listed(lines: Sequence[FindingLine] | None) -> Iterator[Cell]:
    for column in range(len(_HEADS)):
        told = "なし" if column == 0 and lines is not None else None
        yield Cell(_FIRST_ROW, column, told, _CENTRED)


def _listed(lines: Sequence[FindingLine]) -> Iterator[Cell]:
    for number, line in enumerate(lines, 1):
        fill = _FILLS.get(line.level, "")
        values: tuple[tuple[Value | Formula, Style], ...] = (
            (number, _CENTRED),
            (line.level, _CENTRED),
            _place(line),
            (line.message, _TEXT),
            (line.action, _TEXT),
        )
        for column, (value, style) in enumerate(values):
            yield Cell(_FIRST_ROW + number - 1, column, value, style.but(fill=fill))


def _place(line: FindingLine) -> tuple[Value | Formula, Style]:
    if not line.sheet:
        return line.place, _TEXT
    target = "#" + on_sheet(line.sheet, line.cell)
    text = f"{line.sheet} {line.cell}"
    arguments = ",".join(f'"{each.replace(_QUOTE, _QUOTE * 2)}"' for each in (target, text))
    return Formula(f"HYPERLINK({arguments})", text), _TEXT.but(colour=_LINK_COLOUR)


def _height(line: FindingLine) -> float:
    cells = ((line.place, _WIDTHS[2]), (line.message, _WIDTHS[3]), (line.action, _WIDTHS[4]))
    return min(_HIGHEST, _LINE * max(_lines(text, width - 2) for text, width in cells) + 4)


def _lines(text: str, width: float) -> int:
    """Return how many lines a wrapped text takes."""
    return sum(max(1, ceil(_width(part) / width)) for part in text.split("\n"))


def _width(text: str) -> int:
    return sum(1 + (east_asian_width(letter) in "WFA") for letter in text)
