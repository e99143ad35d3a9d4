"""The doctor: every check on this computer."""

from __future__ import annotations

from pathlib import Path

from kyosai_xl.errors import KyosaiError
from kyosai_xl.setup import (
    defender_checks,
    excel_checks,
    place_checks,
    python_checks,
    trust_checks,
)
from kyosai_xl.setup.check import Case, Check, Template, Verdict, carried_out
from kyosai_xl.setup.places import places
from kyosai_xl.setup.ports import Computer, TemplateFacts, TemplateReader
from kyosai_xl.setup.receipt import read_receipt


class TemplateMissingError(KyosaiError):
    """A file to look at is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"ひな形「{path}」がありません。ファイルの名前と場所を確かめてください。")


PROBES = (
    *python_checks.PROBES,
    *excel_checks.PROBES,
    *trust_checks.PROBES,
    *defender_checks.PROBES,
    *place_checks.PROBES,
)


def case_of(
    computer: Computer, read_template: TemplateReader | None, templates: tuple[Path, ...] = ()
) -> Case:
    """Return the case: the templates named, else those installed.

    Raises TemplateMissingError for one that is named and not there.
    """
    for path in templates:
        if not path.is_file():
            raise TemplateMissingError(path)
    receipt, fault = None, ""
    try:
        receipt = read_receipt(places(computer).receipt) if computer.windows else None
    except KyosaiError as error:
        fault = str(error)
    installed = tuple(map(Path, receipt.templates)) if receipt else ()
    there = tuple(
        Template(str(path), _facts(path, read_template))
        for path in templates or installed
        if path.exists()
    )
    return Case(computer, there, receipt, fault)


def _facts(path: Path, read_template: TemplateReader | None) -> TemplateFacts | None:
    try:
        return read_template(path) if read_template else None
    except KyosaiError:
        return None


def examined(case: Case) -> tuple[Check, ...]:
    """Carry out every check."""
    return tuple(carried_out(probe, case) for probe in PROBES)


def is_well(checks: tuple[Check, ...]) -> bool:
    """Whether no check found a problem."""
    return all(check.result.verdict is not Verdict.PROBLEM for check in checks)
