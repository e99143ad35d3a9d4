"""What a template shows of its inputs: the regenerated sheets, whoever puts them there."""

from __future__ import annotations

from collections.abc import Iterable

from kyosai_xl.dataset.coverage import coverage_findings
from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Finding, Level
from kyosai_xl.dataset.story_coverage import story_findings
from kyosai_xl.domain.checks import Check
from kyosai_xl.domain.months import Calendar, Month
from kyosai_xl.layout.findings_sheet import FindingLine, findings_sheet
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Book, Sheet
from kyosai_xl.layout.origin import Origin
from kyosai_xl.layout.report_book import STARTS
from kyosai_xl.regenerate import Figures, work_out


def figures_of(data: DataSet, as_of: Month) -> Figures:
    """Work the figures of a template out, from June first."""
    return work_out(data, as_of, STARTS)


def report_sheets(figures: Figures, origin: Origin) -> Book:
    """Return the report in own functions, its typed figures following their cells."""
    return figures.book(Dialect.UDF, origin)


def checked_sheet(data: DataSet, figures: Figures) -> Sheet:
    """Return 「点検」 of a data set that holds no error."""
    calendars = [Calendar(start, figures.as_of) for start in STARTS]
    found = (*data.findings, *coverage_findings(data, calendars))
    if data.stories:
        # A branch that writes none is not asked for them.
        found = (*found, *story_findings(data, calendars))
    return findings_sheet(finding_lines(found, figures.checks))


def finding_lines(findings: Iterable[Finding], checks: Iterable[Check] = ()) -> list[FindingLine]:
    """Return findings and failed checks as lines of 「点検」, the worst first."""
    order = list(Level)
    ranked = sorted(findings, key=lambda finding: order.index(finding.level))
    failed = [_failed(check) for check in checks if not check.holds]
    lines = [_line(finding) for finding in ranked]
    return [*failed, *lines]


def _line(finding: Finding) -> FindingLine:
    return FindingLine(
        finding.level.label,
        finding.place,
        finding.message,
        finding.action,
        finding.sheet,
        finding.cell,
    )


def _failed(check: Check) -> FindingLine:
    numbers = f"{check.left.value:,} と {check.right.value:,}"
    return FindingLine(
        Level.ERROR.label,
        "検算",
        f"{check.group}: {check.label} が一致しません({numbers})。",
        "「検算」の先頭でセルを確かめて、入力を直してください。",
    )
