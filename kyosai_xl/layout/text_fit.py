"""How much room a text takes when it is printed: lines in a column, points of a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width

Measure = Callable[[str], float]
"""A text's width in ems: multiples of the font's size."""

LINE_SPACING = 1.7
"""A line's height in ems: what Excel gives 游ゴシック, the tallest of the fonts in use."""
_PADDING = 5
"""Pixels that a cell keeps free at its sides."""
_PIXEL = 0.75
_DIGIT = 7
"""Pixels of a digit, by which column widths are counted."""
_SAFETY = 0.96
"""Programs break a line a little earlier than the metrics say."""

_OPENING = "「『（(【［[〔｛{〈《"
_CLOSING = "、。，．,.・：；？！?!」』）)】］]〕｝}〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％"
_PIECE = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[!-~]+|[^!-~])[{re.escape(_CLOSING)}]*", re.DOTALL
)
"""What is never torn apart: a word in Latin letters or one character, with its punctuation."""


def plain_width(text: str) -> float:
    """Return a text's width where no font is at hand: full-width 1 em, others a wide 0.62."""
    return sum(1.0 if east_asian_width(letter) in "WFA" else 0.62 for letter in text)


def column_points(width: float, indent: int = 0) -> float:
    """Return the points that a text has in a column of so many characters."""
    return (width * _DIGIT - _PADDING - indent * 2 * _DIGIT) * _PIXEL * _SAFETY


class Line(NamedTuple):
    """A printed line; ``ends`` says that the text itself breaks here."""

    text: str
    ends: bool


def wrapped(text: str, points: float, size: float, measure: Measure) -> list[Line]:
    """Return the lines that a text takes in that many points; at least one."""
    room = points / size
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        *whole, last = _broken(paragraph, room, measure)
        lines += [*(Line(line, ends=False) for line in whole), Line(last, ends=True)]
    return lines


def joined(lines: Sequence[Line]) -> str:
    """Return the text of some lines, broken only where the text itself breaks."""
    *whole, last = lines
    return "".join(line.text + "\n" * line.ends for line in whole) + last.text


def row_height(lines: int, size: float) -> float:
    """Return the points of a row with so many lines."""
    return ceil(lines * size * LINE_SPACING) + 4


def _broken(paragraph: str, room: float, measure: Measure) -> Iterator[str]:
    line, used = "", 0.0
    for piece in _pieces(paragraph, room, measure):
        width = measure(piece)
        if line and used + width > room:
            yield line
            line, used = "", 0.0
        line, used = line + piece, used + width
    yield line


def _pieces(paragraph: str, room: float, measure: Measure) -> Iterator[str]:
    """Yield what is never torn apart; a word longer than the line is torn after all."""
    for word in _PIECE.findall(paragraph):
        rest = word
        while len(rest) > 1 and (width := measure(rest)) > room:
            fitting = max(1, int(len(rest) * room / width))
            yield rest[:fitting]
            rest = rest[fitting:]
        yield rest
