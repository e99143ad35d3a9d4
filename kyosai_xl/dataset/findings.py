"""Findings: what is wrong with the input, how bad, where, and what to do, in plain Japanese."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

MOST_PER_KIND = 100_000
"""How many findings of one kind are kept for one file; the rest are only counted."""


class Level(StrEnum):
    """How bad a finding is; only errors stop the report."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """「エラー」, 「注意」 or 「お知らせ」."""
        return _LABELS[self]


_LABELS = {Level.ERROR: "エラー", Level.WARNING: "注意", Level.INFO: "お知らせ"}


class Finding(NamedTuple):
    """One thing found in one place.

    ``kind`` is a stable code; ``file`` the file's name as given; ``place`` 「12行目 年月」 or
    「シート「単組」 C5」, empty for the whole file. In a workbook ``sheet`` and ``cell`` say the
    same apart.
    """

    level: Level
    kind: str
    message: str
    file: str
    place: str
    action: str
    sheet: str = ""
    cell: str = ""

    @property
    def sentence(self) -> str:
        """What, where and what to do, on one line."""
        where = f"{self.file} {self.place}".strip()
        return ": ".join(filter(None, (self.level.label, where, self.message + self.action)))


class Spot(NamedTuple):
    """A place: the text for people, and for a workbook its sheet and cell."""

    text: str = ""
    sheet: str = ""
    cell: str = ""


class Note(NamedTuple):
    """A finding that does not know its place yet, so that equal cells can share it."""

    level: Level
    kind: str
    message: str
    action: str


def error(kind: str, message: str, action: str) -> Note:
    """A note that stops the report."""
    return Note(Level.ERROR, kind, message, action)


def warning(kind: str, message: str, action: str) -> Note:
    """A note on something that was read, but should be looked at."""
    return Note(Level.WARNING, kind, message, action)


def info(kind: str, message: str, action: str) -> Note:
    """A note on something harmless."""
    return Note(Level.INFO, kind, message, action)


class Findings:
    """The findings of one run, in the order found."""

    def __init__(self) -> None:
        """Start with none."""
        self._kept: list[Finding] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self.errors = 0

    def add(self, note: Note, file: str, place: str | Spot = "") -> None:
        """Keep the note as found in that place."""
        spot = Spot(place) if isinstance(place, str) else place
        key = (file, note.kind)
        self.errors += note.level is Level.ERROR
        number = self._numbers[key] = self._numbers.get(key, 0) + 1
        if number <= MOST_PER_KIND:
            self._kept.append(
                Finding(
                    note.level, note.kind, note.message, file, spot.text, note.action, *spot[1:]
                )
            )

    @property
    def all(self) -> tuple[Finding, ...]:
        """Everything kept, and a line on what was only counted."""
        omitted = [
            Finding(
                Level.INFO,
                "findings_omitted",
                f"同じ種類の指摘（{kind}）がほかに{number - MOST_PER_KIND:,}か所あります。",
                file,
                "",
                "先に見つかったものから直してください。",
            )
            for (file, kind), number in self._numbers.items()
            if number > MOST_PER_KIND
        ]
        return (*self._kept, *omitted)


def describe(findings: Iterable[Finding], limit: int = 3) -> list[str]:
    """Lines for the terminal: errors first, ``limit`` places of each kind, then the counts."""
    groups: dict[tuple[Level, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.level, finding.kind), []).append(finding)
    if not groups:
        return []
    lines = []
    totals = dict.fromkeys(Level, 0)
    order = list(Level)
    for (level, _), group in sorted(groups.items(), key=lambda item: order.index(item[0][0])):
        totals[level] += len(group)
        lines += [finding.sentence for finding in group[:limit]]
        if len(group) > limit:
            lines.append(f"　ほか{len(group) - limit:,}か所")
    counts = (f"{level.label} {total:,}件" for level, total in totals.items() if total)
    return [*lines, "、".join(counts)]
