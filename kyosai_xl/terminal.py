"""What the command line shows of a result: short lines and tables of equal columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from unicodedata import east_asian_width

from kyosai_xl.domain.changes import Change
from kyosai_xl.domain.checks import Check
from kyosai_xl.domain.compare import Comparison
from kyosai_xl.domain.model_unions import ModelUnionReport
from kyosai_xl.domain.rates import MODEL_UNION_DIGITS, percent_label

_HEADS = ("開始月", "取組単組", "目標", "実績", "到達率", "目標達成単組")
_CHANGE_HEADS = ("県名", "単組・共済", "年月", "前回", "今回", "差")
_WORDS = 3
"""The first columns of a change hold words, the others mostly numbers."""
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


def _padded(text: str, width: int, *, left: bool = False) -> str:
    space = " " * (width - _width(text))
    return text + space if left else space + text


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


def comparison_lines(
    comparison: Comparison, old_name: str, new_name: str, most: int = 5
) -> list[str]:
    """Return both sources, and of each kind of change the number and the first few."""
    lines = [
        f"前回: {old_name}(集計月 {comparison.old_as_of.label})",
        f"今回: {new_name}(集計月 {comparison.new_as_of.label})",
    ]
    if not comparison.total:
        return [*lines, "違いはありません。"]
    shown = {
        kind: [_change(change) for change in islice(comparison.of(kind), most)]
        for kind, count in comparison.counts.items()
        if count
    }
    rows = [_CHANGE_HEADS, *(row for of_kind in shown.values() for row in of_kind)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines += [f"違いが{comparison.total:,}件あります。", "", _aligned(_CHANGE_HEADS, widths)]
    lines.append(_GAP + _GAP.join("-" * width for width in widths))
    for kind, of_kind in shown.items():
        count = comparison.counts[kind]
        lines.append(f"{kind.label} {count:,}件: {kind.figure}")
        lines += [_aligned(row, widths) for row in of_kind]
        if count > most:
            lines.append(f"{_GAP}ほか{count - most:,}件")
    return lines


def _change(change: Change) -> tuple[str, ...]:
    month = change.month.label if change.month else ""
    numbers = map(_number, (change.old, change.new, change.difference))
    return (change.place, change.name, month, *numbers)


def _number(value: int | str | None) -> str:
    return f"{value:,}" if isinstance(value, int) else value or ""


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = zip(row, widths, strict=True)
    padded = (_padded(*cell, left=column < _WORDS) for column, cell in enumerate(cells))
    return (_GAP + _GAP.join(padded)).rstrip()
