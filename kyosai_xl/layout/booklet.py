"""「実績報告分冊」: the booklet that is handed out at the meeting, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kyosai_xl.domain.checks import Check
from kyosai_xl.domain.model_unions import ModelUnionReport
from kyosai_xl.domain.products import ProductSummary
from kyosai_xl.domain.stories import Story, story_groups
from kyosai_xl.layout.achievers_sheet import AchieverGrid, achievers_sheet
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Block, Book, Cell, Page, Sheet
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.model_union_sheet import model_union_sheet
from kyosai_xl.layout.pictures_sheet import pictures_sheets
from kyosai_xl.layout.products_sheet import ProductGrid, products_sheet
from kyosai_xl.layout.stories_section import stories_section
from kyosai_xl.layout.styles import HEADING, NOTE, NOTE_RIGHT, TITLE
from kyosai_xl.layout.text_fit import Measure
from kyosai_xl.layout.tie_out_sheet import Grids, tie_out_sheet
from kyosai_xl.layout.union_section import union_section

NAME = "実績報告分冊"
SECTION_1 = "1. 新契約件数 主要共済の実績"
_FIRST_BLOCK = 6
_MOST_BLOCKS = 3
"""Two or three blocks stand on a printed page."""
_ROW_HEIGHT = 32.0


class Meeting(NamedTuple):
    """The meeting that the booklet is handed out at; both may be unknown."""

    day: date | None = None
    name: str = ""


class Content(NamedTuple):
    """What the booklet shows; reports come one a start month, the leading one first."""

    reports: tuple[ModelUnionReport, ...]
    products: tuple[ProductSummary, ...]
    checks: tuple[Check, ...]
    stories: tuple[Story, ...]
    meeting: Meeting


class Booklet(NamedTuple):
    """The workbook, and the names of the sheets that are printed.

    ``drawn`` are the sheets whose numbers the pictures show.
    """

    book: Book
    printed: tuple[str, ...]
    drawn: tuple[str, ...] = ()

    def for_print(self) -> Book:
        """Return the workbook with the printed sheets, others hidden or left out.

        The numbers behind the pictures stay, or the pictures would be empty.
        """
        sheets = [sheet for sheet in self.book.sheets if sheet.name in self.printed]
        behind = [
            sheet._replace(visibility="hidden")
            for sheet in self.book.sheets
            if sheet.name in self.drawn
        ]
        return self.book._replace(sheets=(*sheets, *behind))


def booklet(
    content: Content, dialect: Dialect, measure: Measure, changes: Sheet | None = None
) -> Booklet:
    """Return the booklet of one as-of month; ``measure`` tells how wide texts print.

    ``changes`` is the sheet 「前回との差」, if there is something to compare with.
    """
    as_of = content.reports[0].calendar.as_of
    unions = tuple(ModelUnionGrid(report) for report in content.reports)
    products = ProductGrid(
        content.products,
        first_row=_FIRST_BLOCK,
        most_a_page=_MOST_BLOCKS,
        row_height=_ROW_HEIGHT,
    )
    grids = Grids(unions, products, AchieverGrid(unions))
    pictures, *numbers = pictures_sheets(unions[0], dialect) or (None,)
    printed = (
        _section_1(products, content, dialect),
        stories_section(story_groups(content.stories), measure),
        union_section(unions, content.stories, dialect, measure),
        *(model_union_sheet(grid, dialect) for grid in unions),
        *filter(None, (pictures, changes)),
    )
    behind = (
        achievers_sheet(grids.achievers, dialect),
        tie_out_sheet(grids, content.checks, as_of, dialect),
        *numbers,
    )
    return Booklet(
        Book(
            title=f"{NAME} {as_of.label}",
            created=date(as_of.year, as_of.month, 1),
            sheets=(*printed, *behind),
        ),
        tuple(sheet.name for sheet in printed),
        tuple(sheet.name for sheet in numbers),
    )


def _section_1(grid: ProductGrid, content: Content, dialect: Dialect) -> Sheet:
    as_of = content.reports[0].calendar.as_of
    sheet = products_sheet(grid, as_of, dialect)
    body = tuple(cell for cell in sheet.cells if cell.row >= _FIRST_BLOCK)
    return sheet._replace(
        page=Page("A4", scale=sheet.page.scale),
        cells=(*_title_block(content.meeting), *body),
        heights=sheet.heights | {0: 18.0, 1: 18.0, 2: 34.0, 3: 12.0, 4: 28.0, 5: 18.0},
        freeze=None,
    )


def _title_block(meeting: Meeting) -> Iterator[Cell | Block]:
    last = 3
    if meeting.day:
        day = meeting.day
        text = f"{day.year}年{day.month}月{day.day}日"
        yield Block(0, 0, 0, last, text, NOTE_RIGHT.but(size=11))
    if meeting.name:
        yield Block(1, 0, 1, last, meeting.name, NOTE_RIGHT.but(size=11))
    yield Block(2, 0, 2, last, NAME, TITLE.but(size=22, align="center"))
    yield Cell(4, 0, SECTION_1, HEADING.but(size=16))
    yield Cell(5, 0, "共済ごとに、集計月までの実績。", NOTE)
