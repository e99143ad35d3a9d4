"""From a source to 「実績報告分冊」: the booklet as a workbook, and as a PDF ready to print."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kyosai_xl.batch import Made
from kyosai_xl.branch_parts import BranchPart
from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Finding
from kyosai_xl.dataset.loading import load
from kyosai_xl.dataset.story_coverage import story_findings
from kyosai_xl.domain.compare import compare
from kyosai_xl.domain.months import Calendar, Month
from kyosai_xl.font_metrics import report_measure
from kyosai_xl.layout.booklet import Booklet, Content, Meeting, booklet
from kyosai_xl.layout.comparison_sheet import comparison_sheet
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Book, Sheet
from kyosai_xl.layout.report_book import STARTS
from kyosai_xl.output import Output, deliver, output_findings
from kyosai_xl.printing.pdf import write_pdf
from kyosai_xl.printing.soffice import find_soffice
from kyosai_xl.regenerate import Figures, Outcome, Request, read, work_out
from kyosai_xl.writers.xlsx import write_xlsx


class ReportRequest(NamedTuple):
    """What to make; without ``as_of`` it is the source's own as-of month.

    ``previous`` is a source to compare with; ``soffice`` the LibreOffice that prints, found by
    itself if empty.
    """

    source: str
    out: str
    as_of: Month | None = None
    dialect: Dialect = Dialect.NATIVE
    overwrite: bool = False
    meeting: Meeting = Meeting()
    previous: str = ""
    pdf: bool = False
    soffice: str = ""

    @property
    def pdf_path(self) -> str:
        """The PDF stands beside the workbook."""
        return str(Path(self.out).with_suffix(".pdf"))


def make_report(request: ReportRequest) -> Outcome:
    """Write the booklet and return what it shows.

    Raises ``SourceError`` with every finding when one is an error, ``KyosaiError`` for what
    hinders the PDF; then nothing is written.
    """
    sources = tuple(filter(None, (request.source, request.previous)))
    output = Output(request.out, sources, overwrite=request.overwrite)
    faults = output_findings(output)
    if request.pdf:
        pdf = Output(request.pdf_path, sources, overwrite=request.overwrite, ending=".pdf")
        faults = (*faults, *output_findings(pdf))
    soffice = find_soffice(request.soffice or None) if request.pdf else None
    plain = Request(request.source, request.out, request.as_of, STARTS, request.dialect)
    data, findings = read(plain, faults)
    figures = work_out(data, request.as_of or data.as_of, STARTS)
    findings = (*findings, *_story_findings(data, figures))
    made = booklet(_content(data, figures, request.meeting), request.dialect, report_measure(),
                   _changes(request, data))  # fmt: skip
    if soffice:
        _print(made, Path(request.pdf_path), soffice)
    deliver(output, lambda file: write_xlsx(made.book, file))
    return Outcome(request.out, *figures, findings)


def branch_booklet(part: BranchPart, dialect: Dialect, meeting: Meeting) -> Made:
    """Make one branch's booklet; checks that fail are its remarks."""
    figures, file = part.figures(), BytesIO()
    made = booklet(_content(part.data, figures, meeting), dialect, report_measure())
    write_xlsx(made.book, file)
    return Made(file.getvalue(), part.remarks(figures))


def _content(data: DataSet, figures: Figures, meeting: Meeting) -> Content:
    return Content(figures.reports, figures.products, figures.checks, data.stories, meeting)


def _story_findings(data: DataSet, figures: Figures) -> tuple[Finding, ...]:
    return story_findings(data, [Calendar(start, figures.as_of) for start in STARTS])


def _changes(request: ReportRequest, data: DataSet) -> Sheet | None:
    if not request.previous:
        return None
    comparison = compare(load(request.previous), data)
    return comparison_sheet(comparison, request.previous, request.source)


def _print(made: Booklet, target: Path, soffice: Path) -> None:
    with TemporaryDirectory(prefix="kyosai-xl-") as folder:
        workbook = Path(folder) / "report.xlsx"
        _write(made.for_print(), workbook)
        write_pdf(workbook, target, soffice)


def _write(book: Book, path: Path) -> None:
    with path.open("wb") as file:
        write_xlsx(book, file)
