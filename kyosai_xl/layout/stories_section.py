"""Section 2 of the booklet, 「特徴的な取り組み」: a table a product or campaign."""

from __future__ import annotations

from collections.abc import Sequence

from kyosai_xl.domain.stories import Story, StoryGroup
from kyosai_xl.layout.flow import Flow
from kyosai_xl.layout.model import Block, Cell, Page, Sheet
from kyosai_xl.layout.styles import CENTRED, HEAD, HEADING, NOTE, SUM_FILL, TEXT, TITLE
from kyosai_xl.layout.text_fit import Line, Measure, column_points, row_height, wrapped
from kyosai_xl.layout.text_fit import joined as joined_lines

NAME = "特徴的な取り組み"
TITLE_TEXT = "2. 特徴的な取り組み"
REASON, STORY = "ヒアリング理由", "取り組み内容"
CONTINUED = "(続き)"

_WIDTHS = (11.0, 15.0, 58.0)
_SIZE = 10.0
_TEXT = TEXT.but(size=_SIZE, wrap=True, vertical="top")
_UPPER = _TEXT.but(fill=SUM_FILL)
_LABEL = CENTRED.but(size=9, wrap=True)
_BRANCH = CENTRED.but(size=11, bold=True, wrap=True, vertical="top")
_HEAD_HEIGHT = 20.0
_FIRST_LINES = 150.0
"""Points that the beginning of a long story wants below its heading."""
_HEAD_CELLS = (
    Cell(0, 0, "県支部", HEAD),
    Block(0, 1, 0, 2, f"上段:{REASON} 下段:{STORY}", HEAD),
)
_HEADING_HEIGHT = 26.0


def stories_section(groups: Sequence[StoryGroup], measure: Measure) -> Sheet:
    """Return the sheet; texts are as tall as they print, and go on overleaf when they must."""
    flow = Flow()
    flow.add(30.0, Cell(0, 0, TITLE_TEXT, TITLE))
    if not groups:
        flow.add(18.0, Cell(0, 0, "取り組みの入力はありません。", NOTE))
    for group in groups:
        _add_group(flow, group, measure)
    return Sheet(
        name=NAME,
        page=Page("A4", scale=100),
        widths=_WIDTHS,
        cells=tuple(flow.cells),
        heights=flow.heights,
        breaks=tuple(flow.breaks),
        tab_colour="#70AD47",
    )


def parts(story: Story) -> tuple[tuple[str, str], ...]:
    """Return upper and lower part with their labels; the month of confirmation ends the last."""
    texts = [(REASON, story.reason), (STORY, story.story)]
    filled = [(label, text.strip()) for label, text in texts if text.strip()]
    label, text = filled[-1] if filled else (STORY, "")
    if not text.endswith(story.confirmed_label):
        text += story.confirmed_label
    return (*filled[:-1], (label, text))


def _add_group(flow: Flow, group: StoryGroup, measure: Measure) -> None:
    head = _HEADING_HEIGHT + _HEAD_HEIGHT
    height = _height(_printed(group.stories[0], measure))
    flow.head = None
    # One longer than a page is torn anyway, and may begin here.
    flow.keep(head + (height if head + height <= flow.page_height else _FIRST_LINES))
    flow.add(_HEADING_HEIGHT, Cell(0, 0, group.subject, HEADING))
    flow.add(_HEAD_HEIGHT, *_HEAD_CELLS)
    flow.head = _HEAD_HEIGHT, _HEAD_CELLS
    for story in group.stories:
        printed = _printed(story, measure)
        if _height(printed) <= flow.page_height - _HEAD_HEIGHT:
            flow.keep(_height(printed))
        _add_story(flow, story.branch, printed)


def _printed(story: Story, measure: Measure) -> list[tuple[str, list[Line]]]:
    points = column_points(_WIDTHS[2], _TEXT.indent)
    return [(label, wrapped(text, points, _SIZE, measure)) for label, text in parts(story)]


def _height(printed: Sequence[tuple[str, Sequence[Line]]]) -> float:
    return sum(row_height(len(lines), _SIZE) for _, lines in printed)


def _add_story(flow: Flow, branch: str, printed: Sequence[tuple[str, Sequence[Line]]]) -> None:
    """Add the rows; the branch stands beside them, and once more on every further page."""
    start, page, name = flow.row, flow.page, branch
    for label, lines in printed:
        shown = label
        for piece in flow.pieces(lines, _SIZE):
            if flow.page > page:
                last = flow.breaks[-1] - 1
                _close(flow, start, last, name)
                if last >= start:
                    name = f"{branch}\n{CONTINUED}"
                start, page = flow.row, flow.page
            style = _UPPER if label == REASON else _TEXT
            flow.add(
                row_height(len(piece), _SIZE),
                Cell(0, 1, shown, _LABEL.but(fill=style.fill)),
                Cell(0, 2, joined_lines(piece), style),
            )
            shown = f"{label}\n{CONTINUED}"
    _close(flow, start, flow.row - 1, name)


def _close(flow: Flow, start: int, last: int, name: str) -> None:
    """Put the branch beside some rows, merged downwards; none if the page turned at once."""
    if last < start:
        return
    if last == start:
        flow.cells.append(Cell(start, 0, name, _BRANCH))
    else:
        flow.cells.append(Block(start, 0, last, 0, name, _BRANCH))
