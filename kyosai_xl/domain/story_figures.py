"""The figures typed in a story's text, and whether the data bears them out."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from kyosai_xl.domain.model_unions import UnionFigures
from kyosai_xl.domain.products import BranchResult

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_UNITS = {"目標": "件", "実績": "件", "累積": "件", "到達率": "%", "達成率": "%"}

# Of another time or of others: 「昨年度の実績は30件」, 「8月末の実績20件」, 「全国の目標」.
_OTHER = (
    r"(?P<other>(?:前々?年|一?昨年|[0-9]{4}年|[0-9]{1,2}月|[上下]半期|単月|月間|全国"
    r"|[0-9一]人(?:当た?り|あたり))[^\s、。,「」【】()]{0,8}?)?"
)
# No figure but a mark to be passed: 「実績2,000件超」, 「到達率100%を達成」.
_ROUGH = (
    r"(?P<rough> ?\(?(?:[0-9]{1,2}月|以[上下]|未満|[超余強弱台近]|程度|前後|ほど|に[迫届近]"
    r"|を(?:大きく)?(?:[超切割]|[上下]回|突破|目指|めざ|目標)|(?<=%)を?達成))?"
)
_FIGURE = re.compile(
    rf"{_OTHER}(?P<item>{'|'.join(_UNITS)})(?:件数)?[\s(:=]*(?:は|が|の|を|も|として|、)?[\s(]*"
    rf"(?P<number>[0-9][0-9,]{{0,11}}(?:\.[0-9]{{1,4}})?)\s*(?P<unit>[件%]){_ROUGH}"
)


class TypedFigure(NamedTuple):
    """「実績1,945件」, 「到達率156.7%」: contracts, or per cent with the decimals typed."""

    item: str
    value: Decimal

    @property
    def is_rate(self) -> bool:
        """Whether it is per cent."""
        return _UNITS[self.item] == "%"

    @property
    def label(self) -> str:
        """「実績1,945件」."""
        return f"{self.item}{self.value:,}{_UNITS[self.item]}"


class KnownFigures(NamedTuple):
    """What the data says: contracts, and the rate (per cent) as printed, None without a target.

    ``rounding`` is how the table at hand leaves decimals out.
    """

    target: int
    actual: int
    rate: Decimal | None
    rounding: str

    def of(self, item: str) -> Decimal | None:
        """The figure of that name."""
        if _UNITS[item] == "%":
            return self.rate
        return Decimal(self.target if item == "目標" else self.actual)


class Disagreement(NamedTuple):
    """A figure as typed and as the data has it."""

    typed: TypedFigure
    known: TypedFigure


def typed_figures(text: str) -> tuple[TypedFigure, ...]:
    """Return the targets, actuals and rates named in the text, each once, in order.

    Full-width figures are read too. Left out is what is of another time or place, or a mark to
    be passed.

    >>> [figure.label for figure in typed_figures("目標は３０件、実績47件(到達率 156.7％)")]
    ['目標30件', '実績47件', '到達率156.7%']
    """
    found = (
        TypedFigure(match["item"], Decimal(match["number"].replace(",", "")))
        for match in _FIGURE.finditer(text.translate(_NARROW))
        if match["unit"] == _UNITS[match["item"]]
        and not match["other"]
        and (match["item"] == "目標" or not match["rough"])
    )
    return tuple(dict.fromkeys(found))


def branch_figures(result: BranchResult) -> KnownFigures:
    """What is known of a branch's product: the rate with two decimals, cut off."""
    rate = None if result.rate is None else result.rate.scaleb(2)
    return KnownFigures(result.target, result.actual, rate, ROUND_DOWN)


def union_figures(row: UnionFigures) -> KnownFigures:
    """What is known of a model union: the rate with one decimal, half up."""
    rate = None if row.rate is None else row.rate.scaleb(2)
    return KnownFigures(row.union.target, row.actual, rate, ROUND_HALF_UP)


def disagreements(text: str, known: KnownFigures) -> tuple[Disagreement, ...]:
    """Return the figures typed in the text that the data does not bear out.

    A rate typed with fewer decimals than printed agrees if the printed one, left with as many,
    equals it.
    """
    pairs = ((typed, known.of(typed.item)) for typed in typed_figures(text))
    return tuple(
        Disagreement(typed, TypedFigure(typed.item, value))
        for typed, value in pairs
        if value is not None and value.quantize(typed.value, known.rounding) != typed.value
    )
