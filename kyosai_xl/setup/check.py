"""What the doctor checks, and what a check has found."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import PureWindowsPath
from typing import NamedTuple

from kyosai_xl.setup.ports import Computer, TemplateFacts
from kyosai_xl.setup.receipt import Receipt


class Verdict(StrEnum):
    """How a check came out; only a problem keeps the add-in from working."""

    PROBLEM = "problem"
    CAUTION = "caution"
    UNKNOWN = "unknown"
    GOOD = "good"

    @property
    def label(self) -> str:
        """「問題」, 「注意」, 「未確認」 or 「良い」."""
        return _LABELS[self]


_LABELS = {
    Verdict.PROBLEM: "問題",
    Verdict.CAUTION: "注意",
    Verdict.UNKNOWN: "未確認",
    Verdict.GOOD: "良い",
}


class Result(NamedTuple):
    """What was found and what to do about it; ``action`` is empty when there is nothing to do."""

    verdict: Verdict
    found: str
    action: str = ""


def good(found: str) -> Result:
    """A result with nothing to do."""
    return Result(Verdict.GOOD, found)


def caution(found: str, action: str) -> Result:
    """A result that may hinder some."""
    return Result(Verdict.CAUTION, found, action)


def problem(found: str, action: str) -> Result:
    """A result that keeps the add-in from working."""
    return Result(Verdict.PROBLEM, found, action)


def unknown(found: str, action: str = "") -> Result:
    """A result that could not be had."""
    return Result(Verdict.UNKNOWN, found, action)


class Template(NamedTuple):
    """One template by its full path; ``facts`` is None when its VBA was not read."""

    path: str
    facts: TemplateFacts | None = None

    @property
    def name(self) -> str:
        """The file's name."""
        return PureWindowsPath(self.path).name


class Case(NamedTuple):
    """What the doctor looks at: one computer, its templates and what was installed.

    ``fault`` is the sentence on a receipt that cannot be read.
    """

    computer: Computer
    templates: tuple[Template, ...] = ()
    receipt: Receipt | None = None
    fault: str = ""


class Probe(NamedTuple):
    """One check; ``kind`` is a stable code, ``windows`` says that it means nothing elsewhere."""

    kind: str
    title: str
    run: Callable[[Case], Result]
    windows: bool = True


class Check(NamedTuple):
    """One check as carried out."""

    kind: str
    title: str
    result: Result


def carried_out(probe: Probe, case: Case) -> Check:
    """Return the check carried out, or put off until it can be done on Windows."""
    if probe.windows and not case.computer.windows:
        return Check(probe.kind, probe.title, unknown("Windowsで確かめてください。"))
    return Check(probe.kind, probe.title, probe.run(case))
