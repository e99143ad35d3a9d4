"""The looks of cells: one font, a few fills that stay apart in black and white."""

from __future__ import annotations

from typing import Literal, NamedTuple

FONT = "游ゴシック"

TEXT_CODE = "@"
"""A code is a text wherever it is typed: 01 stays 01."""
COUNT = "#,##0"
COUNT_OR_BLANK = "#,##0;-#,##0;"
"""A month without contracts is blank, whether its cell is empty or follows an empty one."""
PERCENT_1 = "0.0%"
PERCENT_2 = "0.00%"
MONTH = 'm"月"'
YEAR_MONTH = 'yyyy"年"m"月"'
MONTH_NUMBER = '0"月"'

HEAD_FILL = "#D9E1F2"
BAND_FILLS = ("#FCE4D6", "#E2EFDA", "#DDEBF7")
"""Of the two past years and the current one."""
SUM_FILL = "#F2F2F2"
TOTAL_FILL = "#D9D9D9"
ACHIEVED_FILL = "#FFE699"
FAILED_FILL = "#F8CBAD"
INPUT_FILL = "#FFF9D9"
"""Of the cells that people type into."""
LINE = "#808080"

Border = Literal["", "thin", "hair", "medium", "double"]


class Style(NamedTuple):
    """One look; sizes in points, colours as #RRGGBB, empty means none."""

    size: float = 9
    bold: bool = False
    colour: str = ""
    fill: str = ""
    align: Literal["", "left", "center", "right"] = ""
    vertical: Literal["top", "center", "bottom"] = "center"
    wrap: bool = False
    shrink: bool = False
    number: str = "General"
    left: Border = ""
    right: Border = ""
    top: Border = ""
    bottom: Border = ""
    line: str = LINE
    indent: int = 0

    def boxed(self, border: Border = "thin") -> Style:
        """Return the style with a line on all four sides."""
        return self._replace(left=border, right=border, top=border, bottom=border)

    def but(self, **changes: object) -> Style:
        """Return the style with some fields changed."""
        return self._replace(**changes)  # type: ignore[arg-type]


TITLE = Style(size=16, bold=True)
HEADING = Style(size=12, bold=True)
NOTE = Style(size=9)
NOTE_RIGHT = Style(size=9, align="right")
TEXT = Style(indent=1).boxed()
CENTRED = Style(align="center").boxed()
HEAD = Style(bold=True, fill=HEAD_FILL, align="center", wrap=True).boxed()
NUMBER = Style(number=COUNT, align="right", indent=1).boxed()
RATE_1 = Style(number=PERCENT_1, align="right", indent=1).boxed()
RATE_2 = Style(number=PERCENT_2, align="right", indent=1).boxed()
