"""Section 3 of the booklet: both headlines, and the achievers of the May year with their story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kyosai_xl.domain.model_unions import UnionFigures
from kyosai_xl.domain.rates import NO_RATE
from kyosai_xl.domain.stories import Story, union_stories
from kyosai_xl.layout.flow import Flow
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Block, Cell, Formula, Page, Sheet, Value, address
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.stories_section import CONTINUED, parts
from kyosai_xl.layout.styles import (
    CENTRED,
    HEAD,
    HEADING,
    NOTE,
    NUMBER,
    RATE_1,
    TEXT,
    TITLE,
    Style,
)
from kyosai_xl.layout.text_fit import Line, Measure, column_points, joined, row_height, wrapped

NAME = "モデル単組の取り組み状況"
TITLE_TEXT = "3. 加入拡大モデル単組の取り組み状況"
MAY = 5

_COLUMNS, _WIDTH = 12, 6.4
"""Narrow columns of one width, which tables of different kinds share."""
_SIZE = 10.0
_NAME_SIZE = 9.0
_SPANS = {"県支部": (0, 0), "単組": (1, 3), "目標": (4, 4), "実績": (5, 5), "到達率": (6, 6),
          "取り組み内容": (7, 11)}  # fmt: skip
_HEADLINE = ("取組単組", "目標", "実績", "到達率", "目標達成単組", "残件数")
_TOP = {"vertical": "top"}
_STYLES: dict[str, Style] = {
    "県支部": CENTRED.but(size=9, wrap=True, **_TOP),
    "単組": TEXT.but(size=_NAME_SIZE, wrap=True, **_TOP),
    "目標": NUMBER.but(indent=0, **_TOP),
    "実績": NUMBER.but(indent=0, **_TOP),
    "到達率": RATE_1.but(indent=0, **_TOP),
    "取り組み内容": TEXT.but(size=_SIZE, wrap=True, **_TOP),
}
_HEADLINE_SIZE = {"size": 12.0, "bold": True, "indent": 0}
_HEAD_HEIGHT = 20.0


def union_section(
    grids: Sequence[ModelUnionGrid],
    stories: Sequence[Story],
    dialect: Dialect,
    measure: Measure,
) -> Sheet:
    """Return the sheet; ``grids`` are the model-union sheets, the leading start month first."""
    flow = Flow()
    flow.add(30.0, Cell(0, 0, TITLE_TEXT, TITLE))
    for position, grid in enumerate(grids):
        _add_headline(flow, grid, dialect, leading=position == 0)
    may = next((grid for grid in grids if grid.calendar.start_month == MAY), grids[-1])
    _add_achievers(flow, may, _by_union(stories), (dialect, measure))
    return Sheet(
        name=NAME,
        page=Page("A4", scale=100),
        widths=(_WIDTH,) * _COLUMNS,
        cells=tuple(flow.cells),
        heights=flow.heights,
        breaks=tuple(flow.breaks),
        tab_colour="#70AD47",
    )


def _by_union(stories: Sequence[Story]) -> dict[tuple[str, str], str]:
    """Return each union's texts, one below the other."""
    texts: dict[tuple[str, str], list[str]] = {}
    for story in union_stories(stories):
        key = story.branch_code, story.union_code
        texts.setdefault(key, []).extend(text for _, text in parts(story))
    return {key: "\n".join(found) for key, found in texts.items()}


def _add_headline(flow: Flow, grid: ModelUnionGrid, dialect: Dialect, *, leading: bool) -> None:
    calendar, report, total = grid.calendar, grid.report, grid.report.total
    year = f"{calendar.current.label}、集計月 {calendar.as_of.label}"
    heading = f"{calendar.label}({year})" if leading else f"参考:{calendar.label}の集計値({year})"
    flow.add(24.0, Cell(0, 0, heading, HEADING))
    flow.add(_HEAD_HEIGHT, *_headline(_HEADLINE, (HEAD,) * len(_HEADLINE)))
    row = flow.row
    target, actual = address(row, 2), address(row, 4)
    rate = NO_RATE if total.rate is None else total.rate
    achieved = dialect.achiever_count(grid.unions(grid.actual), grid.unions("target"))
    values = (
        dialect.cell(f"COUNTA({grid.unions('name')})", len(report.counted)),
        dialect.cell(grid.total("target"), total.union.target),
        dialect.cell(grid.total(grid.actual), total.actual),
        dialect.cell(dialect.achievement(actual, target), rate),
        dialect.cell(achieved, len(report.achieved)),
        dialect.cell(dialect.remaining(target, actual), total.remaining),
    )
    styles = (NUMBER, NUMBER, NUMBER, RATE_1, NUMBER, NUMBER)
    looks = tuple(style.but(**_HEADLINE_SIZE, align="center") for style in styles)
    flow.add(26.0, *_headline(values, looks))
    flow.add(10.0)


def _headline(values: Sequence[Value | Formula], styles: Sequence[Style]) -> Iterator[Cell | Block]:
    for number, (value, style) in enumerate(zip(values, styles, strict=True)):
        yield Block(0, 2 * number, 0, 2 * number + 1, value, style)


def _add_achievers(
    flow: Flow,
    grid: ModelUnionGrid,
    texts: Mapping[tuple[str, str], str],
    hands: tuple[Dialect, Measure],
) -> None:
    dialect, measure = hands
    flow.add(26.0, Cell(0, 0, f"目標達成単組({grid.calendar.label})", HEADING))
    head = tuple(_row({label: label for label in _SPANS}, HEAD))
    flow.add(_HEAD_HEIGHT, *head)
    flow.head = _HEAD_HEIGHT, head
    if not grid.report.achieved:
        flow.add(20.0, *_row(dict.fromkeys(_SPANS) | {"県支部": "なし"}))
    for position, figures in enumerate(grid.report.rows()):
        if figures.achieved:
            text = texts.get(figures.union[0:3:2], "")
            _add_achiever(flow, _shown(grid, position, figures, dialect), text, measure)
    flow.add(18.0, Cell(0, 0, "実績は年度の初めから集計月までの累積件数。県コード順。", NOTE))


def _shown(
    grid: ModelUnionGrid, position: int, figures: UnionFigures, dialect: Dialect
) -> dict[str, Value | Formula]:
    target, actual = grid.union(position, "target"), grid.union(position, grid.actual)
    rate = NO_RATE if figures.rate is None else figures.rate
    return {
        "県支部": figures.union.branch,
        "単組": figures.union.name,
        "目標": dialect.cell(target, figures.union.target),
        "実績": dialect.cell(actual, figures.actual),
        "到達率": dialect.cell(grid.union(position, "rate"), rate),
    }


def _add_achiever(
    flow: Flow, shown: Mapping[str, Value | Formula], text: str, measure: Measure
) -> None:
    """Add a union's row; a story that goes on overleaf stands beside branch and union again."""
    name = str(shown["単組"])
    room = column_points(_merged_width("単組"), _STYLES["単組"].indent)
    names = len(wrapped(name, room, _NAME_SIZE, measure))
    needed = row_height(names, _NAME_SIZE)
    lines = wrapped(text, column_points(_merged_width("取り組み内容"), 1), _SIZE, measure)
    if row_height(len(lines), _SIZE) <= flow.page_height - _HEAD_HEIGHT:
        flow.keep(max(needed, row_height(len(lines), _SIZE)))
    cells: Mapping[str, Value | Formula] = shown
    for piece in flow.pieces(lines, _SIZE):
        height = max(needed, row_height(len(piece), _SIZE))
        flow.add(height, *_row({**cells, "取り組み内容": _text(piece)}))
        cells = {"県支部": shown["県支部"], "単組": f"{name}\n{CONTINUED}"}


def _text(piece: Sequence[Line]) -> str | None:
    return joined(piece) or None


def _merged_width(label: str) -> float:
    """Return the width of the columns that a label spans, in characters of one column."""
    first, last = _SPANS[label]
    return (last - first + 1) * _WIDTH


def _row(
    values: Mapping[str, Value | Formula], style: Style | None = None
) -> Iterator[Cell | Block]:
    for label, (first, last) in _SPANS.items():
        look = style or _STYLES[label]
        value = values.get(label)
        if first == last:
            yield Cell(0, first, value, look)
        else:
            yield Block(0, first, 0, last, value, look)
