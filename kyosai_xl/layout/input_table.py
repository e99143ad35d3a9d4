"""A sheet that people type into: a title, a line of explanation, one table of yellow cells."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from kyosai_xl.layout.model import (
    Cell,
    Column,
    ListObject,
    Page,
    Row,
    Rule,
    Sheet,
    Table,
    Validation,
    Value,
)
from kyosai_xl.layout.origin import InputCells
from kyosai_xl.layout.styles import HEAD, INPUT_FILL, NOTE, NUMBER, TEXT, TEXT_CODE, TITLE, Style

HEAD_ROW = 3
FIRST_ROW = 4

_ROW = "row"
_LONGEST_COUNT = 9_999_999

INPUT_TEXT = TEXT.but(size=10, fill=INPUT_FILL)
INPUT_CODE = INPUT_TEXT.but(align="center", indent=0, number=TEXT_CODE)
INPUT_COUNT = NUMBER.but(size=10, fill=INPUT_FILL)


class InputColumn(NamedTuple):
    """One column; ``key`` is its name in code."""

    key: str
    heading: str
    width: float
    style: Style = INPUT_TEXT
    rule: Rule | None = None


class InputTable(NamedTuple):
    """What is typed on one sheet; ``spare`` rows below the filled ones wait for more.

    ``keys`` say what each row is about, in the order of ``rows``; the first ``fixed`` columns
    stay in sight. ``height`` is every row's, in points.
    """

    name: str
    code_name: str
    list_name: str
    explanation: str
    columns: tuple[InputColumn, ...]
    rows: Sequence[tuple[Value, ...]] = ()
    keys: Sequence[Hashable] = ()
    spare: int = 20
    fixed: int = 0
    title: str = ""
    wide: bool = False
    height: float = 18.0

    @property
    def last_row(self) -> int:
        """The last row that can be typed into, from 0."""
        return FIRST_ROW + len(self.rows) + self.spare - 1

    def cells(self) -> InputCells:
        """Return where each figure stands."""
        rows = {key: FIRST_ROW + number for number, key in enumerate(self.keys)}
        columns = {column.key: number for number, column in enumerate(self.columns)}
        return InputCells(self.name, rows, columns)

    def sheet(self) -> Sheet:
        """Return the sheet."""
        headings = tuple(column.heading for column in self.columns)
        last_column = len(self.columns) - 1
        return Sheet(
            name=self.name,
            page=Page("A3" if self.wide else "A4", landscape=True, repeat_rows=(0, HEAD_ROW)),
            widths=tuple(column.width for column in self.columns),
            cells=(
                Cell(0, 0, self.title or self.name, TITLE),
                Cell(1, 0, self.explanation, NOTE),
                *(Cell(HEAD_ROW, n, text, HEAD) for n, text in enumerate(headings)),
            ),
            tables=(self._table(),),
            heights={0: 27.0, 1: 18.0, HEAD_ROW: 30.0},
            freeze=(FIRST_ROW, self.fixed),
            tab_colour="#FFD966",
            validations=tuple(self._validations()),
            list_objects=(
                ListObject(self.list_name, HEAD_ROW, 0, self.last_row, last_column, headings),
            ),
            code_name=self.code_name,
        )

    def _table(self) -> Table:
        blank: tuple[Value, ...] = (None,) * len(self.columns)

        def rows() -> Iterator[Row]:
            for row in self.rows:
                yield _ROW, row
            for _ in range(self.spare):
                yield _ROW, blank

        return Table(
            row=FIRST_ROW,
            columns=tuple(Column(column.key) for column in self.columns),
            styles={_ROW: tuple(column.style for column in self.columns)},
            length=len(self.rows) + self.spare,
            rows=rows,
            height=self.height,
        )

    def _validations(self) -> Iterator[Validation]:
        """Yield each column's rule, neighbours with the same one taken together."""
        last = self.last_row
        for number, column in enumerate(self.columns):
            rule = column.rule
            if rule is None or (number and self.columns[number - 1].rule == rule):
                continue
            end = number
            while end + 1 < len(self.columns) and self.columns[end + 1].rule == rule:
                end += 1
            yield Validation(FIRST_ROW, number, last, end, rule)


def count_rule(what: str, prompt: str) -> Rule:
    """Return the rule of a count: a whole number of 0 or more."""
    error = f"{what}は0以上の整数で入力してください。単位や記号は要りません。"
    return Rule("whole", what, prompt, error, 0, _LONGEST_COUNT)


def choice_rule(what: str, prompt: str, source: str) -> Rule:
    """Return the rule of a cell that is chosen from a list."""
    return Rule("list", what, prompt, f"{what}は、一覧から選んでください。", source=source)
