"""What the command line shows of a result: short lines and one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from kyosai_xl.domain.checks import Check
from kyosai_xl.domain.model_unions import ModelUnionReport
from kyosai_xl.domain.rates import MODEL_UNION_DIGITS, percent_label

_HEADS = ("開始月", "取組単組", "目標", "実績", "到達率", "目標達成単組")
_GAP = "  "


def headline_table(reports: Sequence[ModelUnionReport]) -> list[str]:
    """Return the headline of every start month as lines of equal columns."""
    rows = [_HEADS, *(_headline(report) for report in reports)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    rule = _GAP.join("-" * width for width in widths)
    lines = [_GAP.join(map(_padded, row, widths)) for row in rows]
    return [lines[0], rule, *lines[1:]]


def _headline(report: ModelUnionReport) -> tuple[str, ...]:
    total = report.total
    return (
        report.calendar.label,
        f"{len(report.counted):,}",
        f"{total.union.target:,}",
        f"{total.actual:,}",
        percent_label(total.rate, MODEL_UNION_DIGITS),
        f"{len(report.achieved):,}",
    )


def _width(text: str) -> int:
    return sum(1 + (east_asian_width(letter) in "WF") for letter in text)


def _padded(text: str, width: int) -> str:
    return " " * (width - _width(text)) + text


def failed_checks(checks: Sequence[Check], most: int = 5) -> Iterator[str]:
    """Yield a line on each failed check, the first few in full."""
    failed = [check for check in checks if not check.holds]
    for check in failed[:most]:
        left, right = check.left.value, check.right.value
        rows = f"、一致しない単組 {check.differing:,}" if check.differing else ""
        yield (
            f"検算 不一致: {check.group} {check.label}: "
            f"{left:,} と {right:,}(差 {check.difference:,}{rows})"
        )
    if len(failed) > most:
        yield f"　ほか{len(failed) - most:,}項目"
