"""The description of a workbook: sheets of single cells and streamed tables.

Rows and columns count from 0 here; formulas are text in A1 form without the equals sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from kyosai_xl.layout.styles import Style

Value = int | Decimal | str | None
"""What a cell shows; a date is its serial number under a date format, None a blank cell."""

ROW = "\0"
"""Stands for the cell's own row number in a column's formula."""

_EPOCH = date(1899, 12, 30).toordinal()


class Formula(NamedTuple):
    """A live formula together with the value worked out in Python."""

    text: str
    value: Value


class Cell(NamedTuple):
    """One cell outside the tables."""

    row: int
    column: int
    value: Value | Formula
    style: Style
    link: str = ""


class Block(NamedTuple):
    """Merged cells; the corners are inclusive."""

    row: int
    column: int
    last_row: int
    last_column: int
    value: Value | Formula
    style: Style


class Column(NamedTuple):
    """One column of a table: its formula, with ``ROW`` for the row number, or None."""

    key: str
    formula: str | None = None


Row = tuple[str, tuple[Value | Formula, ...]]
"""The key of the row's style, and a value a column."""


class Span(NamedTuple):
    """Cells of one table column merged downwards, rows inclusive."""

    column: int
    row: int
    last_row: int


def no_spans() -> Iterator[Span]:
    """Nothing merged."""
    return iter(())


class Table(NamedTuple):
    """Many rows of the same columns.

    ``rows`` and ``spans`` are called for a fresh walk each time, so that no more than one row
    need exist at once; ``styles`` gives each row style as one style a column, None
    where the row has no cell. A blank value in a formula's column leaves the cell blank.
    """

    row: int
    columns: tuple[Column, ...]
    styles: dict[str, tuple[Style | None, ...]]
    length: int
    rows: Callable[[], Iterable[Row]]
    spans: Callable[[], Iterable[Span]] = no_spans
    height: float | None = None


class DataBar(NamedTuple):
    """Bars that show rates from 0 to 1 in the cells of a range, corners inclusive."""

    row: int
    column: int
    last_row: int
    last_column: int


class Rule(NamedTuple):
    """What may be typed, with what people read about it.

    ``whole`` and ``date`` compare with ``least`` and ``most``; ``list`` offers the cells of
    ``source``, a formula, or its words with commas between; ``text`` only shows the prompt.
    """

    kind: Literal["whole", "date", "list", "text"]
    title: str
    prompt: str
    error: str = ""
    least: int = 0
    most: int = 0
    source: str = ""


class Validation(NamedTuple):
    """The rule of a range, corners inclusive."""

    row: int
    column: int
    last_row: int
    last_column: int
    rule: Rule


class ListObject(NamedTuple):
    """What Excel calls a table: its name and its range, the row of headings included."""

    name: str
    row: int
    column: int
    last_row: int
    last_column: int
    headings: tuple[str, ...]


class Axis(NamedTuple):
    """One axis of a chart; ``least`` and ``step`` are left to the program unless given.

    The first category of a ``backwards`` axis stands on top.
    """

    title: str = ""
    number: str = "General"
    least: int | None = None
    step: int | None = None
    visible: bool = True
    grid: bool = False
    backwards: bool = False


class Series(NamedTuple):
    """One line or row of bars; name, categories and values are addresses with their sheet.

    Lines have a dash and a marker, bars a fill; without a fill either has the line's colour.
    ``labels`` shows the values of all points, or of one.
    """

    name: str
    categories: str
    values: str
    colour: str
    width: float = 1.5
    dash: Literal["solid", "dash", "long_dash_dot", "round_dot"] = "solid"
    marker: Literal["", "circle", "square", "triangle"] = ""
    fill: str = ""
    labels: Literal["", "all", "first", "last"] = ""
    label_place: Literal["above", "below", "outside_end"] = "above"
    label_number: str = "#,##0"


Box = tuple[float, float, float, float]
"""Left, top, width and height, as shares of a chart."""


class Chart(NamedTuple):
    """A native chart that covers cells, corners inclusive; sizes in points.

    Those rows and columns have sizes of their own. A sheet has charts or tables: streamed rows
    are not known when a chart is placed, and their cells would not be kept in the file for
    readers that do not recalculate; so series too refer to single cells.
    ``plot`` is the area between the axes, ``legend`` that of the legend, if there is one.
    ``description`` is read out to people who do not see it.
    """

    kind: Literal["line", "column", "bar"]
    title: str
    row: int
    column: int
    last_row: int
    last_column: int
    series: tuple[Series, ...]
    description: str
    categories: Axis = Axis()
    values: Axis = Axis()
    plot: Box | None = None
    legend: Box | None = None
    size: float = 8
    title_size: float = 10
    gap: int = 50


class Page(NamedTuple):
    """How a sheet prints: one page wide and as long as it takes, or at a fixed scale.

    A sheet's own page breaks always count at a fixed scale (per cent); on a sheet fitted to one
    page wide LibreOffice follows them, and Excel may not.
    """

    paper: Literal["A3", "A4"]
    landscape: bool = False
    repeat_rows: tuple[int, int] | None = None
    header: str = ""
    footer: str = "&C&P / &N"
    margin: float = 0.4
    scale: int | None = None


class Sheet(NamedTuple):
    """One sheet; ``freeze`` is the first row and column that scroll."""

    name: str
    page: Page
    widths: tuple[float, ...]
    cells: tuple[Cell | Block, ...] = ()
    tables: tuple[Table, ...] = ()
    heights: dict[int, float] = {}  # noqa: RUF012 - a value of a frozen description
    freeze: tuple[int, int] | None = None
    data_bars: tuple[DataBar, ...] = ()
    breaks: tuple[int, ...] = ()
    tab_colour: str = ""
    zoom: int = 100
    validations: tuple[Validation, ...] = ()
    list_objects: tuple[ListObject, ...] = ()
    names: dict[str, str] = {}  # noqa: RUF012 - as above; name → formula, known on this sheet only
    code_name: str = ""
    visibility: Literal["visible", "hidden", "very_hidden"] = "visible"
    charts: tuple[Chart, ...] = ()


class Book(NamedTuple):
    """A whole workbook; ``created`` is fixed by the data so that the same input repeats."""

    title: str
    created: date
    sheets: tuple[Sheet, ...]
    names: dict[str, str] = {}  # noqa: RUF012 - a value of a frozen description
    """Name → the cells it stands for, known in the whole book."""
    marks: dict[str, str] = {}  # noqa: RUF012 - as above
    """What the file says of itself to programs; people see it in its properties."""


@cache
def letter(column: int) -> str:
    """Return a column's letters: 0 → A, 53 → BB."""
    head, tail = divmod(column, 26)
    return (letter(head - 1) if head else "") + chr(ord("A") + tail)


def address(row: int, column: int, *, fixed: bool = False) -> str:
    """Return a cell's address: (4, 8) → I5, or $I$5."""
    return f"${letter(column)}${row + 1}" if fixed else f"{letter(column)}{row + 1}"


def across(row: int, column: int, last_row: int, last_column: int) -> str:
    """Return a range's address, a single cell's when both corners are one."""
    first, last = address(row, column), address(last_row, last_column)
    return first if first == last else f"{first}:{last}"


def on_sheet(name: str, cells: str) -> str:
    """Return an address on a named sheet, quoted as Excel wants it."""
    return "'{}'!{}".format(name.replace("'", "''"), cells)


def serial(year: int, month: int, day: int = 1) -> int:
    """Return a date's serial number, as cells hold it."""
    return date(year, month, day).toordinal() - _EPOCH
