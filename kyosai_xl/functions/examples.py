"""One example a function, for the documentation: what is typed, and the cells it stands on."""

from __future__ import annotations

from typing import NamedTuple

from kyosai_xl.functions.dates import first_day
from kyosai_xl.functions.model import Block

_START = 6
_AS_OF: Block = ((first_day(2024, _START, 2),),)
_MONTHS: Block = (tuple(first_day(2023, _START, offset) for offset in range(24)),)
_COUNTS: Block = ((4, 6, 10, 5, 5, 5, 5, 5, 5, 5, 5, 20, 8, None, 16, *(None,) * 9),)
_SERIES = (_MONTHS, _COUNTS, ((_START,),), _AS_OF)
_SERIES_TEXTS = ("$K$4:$AH$4", "K5:AH5", "6", "$AJ$2")
_SERIES_TOLD = (
    "K4:AH4は2023年6月から2025年5月までの見出し、AJ2は2024年8月。"
    "2023年度は8月までに20件、年度では80件。2024年度は6月8件、8月16件"
)


class Example(NamedTuple):
    """Arguments as typed, their values, and in words what stands in the cells."""

    arguments: tuple[str, ...]
    values: tuple[Block, ...]
    told: str = ""


EXAMPLES: dict[str, Example] = {
    "ACHIEVEMENT": Example(
        ("C2", "B2", "2", '"切り捨て"'),
        (((5931,),), ((12_824,),), ((2,),), (("切り捨て",),)),
        "C2の実績は5931、B2の目標は12824",
    ),
    "REMAINING": Example(("B2", "C2"), (((30,),), ((47,),)), "B2の目標は30、C2の実績は47"),
    "ENROLMENT": Example(
        ("F2", "E2"), (((424,),), ((342,),)), "F2の団生保有は424、E2の組合員数は342"
    ),
    "CUMULATIVE": Example(_SERIES_TEXTS, _SERIES, _SERIES_TOLD),
    "YEAR_ON_YEAR": Example(_SERIES_TEXTS, _SERIES, _SERIES_TOLD),
    "ACHIEVED": Example(("C2", "B2"), (((47,),), ((30,),)), "C2の実績は47、B2の目標は30"),
    "ACHIEVER_COUNT": Example(
        ("C2:C4", "B2:B4"),
        (((47,), (9,), (10,)), ((30,), (10,), (10,))),
        "B2:B4の目標は30、10、10、C2:C4の実績は47、9、10",
    ),
    "ACHIEVERS": Example(
        ("A2:A4", "B2:B4", "C2:C4"),
        ((("北海道",), ("青森",), ("岩手",)), ((30,), (10,), (10,)), ((47,), (9,), (10,))),
        "A2:A4は北海道、青森、岩手、B2:B4の目標は30、10、10、C2:C4の実績は47、9、10",
    ),
    "FISCAL_MONTHS": Example(
        ("2024", "6"), (((2024,),), ((6,),)), "日付の連番なので、2024年6月1日は45444"
    ),
    "REQUIRED_PACE": Example(
        ("B2", "C2", "6", "$AJ$2"),
        (((100,),), ((24,),), ((_START,),), _AS_OF),
        "B2の目標は100、C2の実績は24、AJ2は2024年8月。残り76件を9か月で",
    ),
    "LANDING": Example(_SERIES_TEXTS, _SERIES, _SERIES_TOLD),
}
