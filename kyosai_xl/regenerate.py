"""From a source to the workbook of the month: read, work out, check, lay out, write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kyosai_xl.dataset.coverage import coverage_findings
from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Finding
from kyosai_xl.dataset.loading import SourceError, load
from kyosai_xl.domain.checks import Check
from kyosai_xl.domain.model_unions import ModelUnionReport
from kyosai_xl.domain.months import Calendar, Month
from kyosai_xl.domain.products import ProductSummary, summarise_products
from kyosai_xl.domain.tie_out import tie_out
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Book
from kyosai_xl.layout.origin import Origin
from kyosai_xl.layout.report_book import STARTS, report_book
from kyosai_xl.output import Output, output_findings, too_many_unions, write_output
from kyosai_xl.writers.xlsx import write_xlsx


class Request(NamedTuple):
    """What to regenerate; without ``as_of`` it is the source's own as-of month."""

    source: str
    out: str
    as_of: Month | None = None
    starts: tuple[int, ...] = STARTS
    dialect: Dialect = Dialect.NATIVE
    overwrite: bool = False


class Outcome(NamedTuple):
    """What was written, and what was found on the way."""

    out: str
    as_of: Month
    reports: tuple[ModelUnionReport, ...]
    products: tuple[ProductSummary, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]


class Figures(NamedTuple):
    """A data set worked out for one as-of month."""

    as_of: Month
    reports: tuple[ModelUnionReport, ...]
    products: tuple[ProductSummary, ...]
    checks: tuple[Check, ...]

    def book(self, dialect: Dialect, origin: Origin | None = None) -> Book:
        """Return the layout of the whole workbook, its figures following an origin's cells."""
        return report_book(self.reports, self.products, self.checks, dialect, origin)


class Watcher(NamedTuple):
    """Who is told how far the work is: the rows to write, then the rows written."""

    begin: Callable[[int], None]
    advance: Callable[[str, int], None]


SILENT = Watcher(lambda _rows: None, lambda _sheet, _rows: None)


def regenerate(request: Request, watcher: Watcher = SILENT) -> Outcome:
    """Write the workbook of the month and return what it shows.

    Raises ``SourceError`` with every finding on input and output when one is an error; then
    nothing is written. A check that fails raises nothing: the workbook says so on top of 「検算」.
    """
    output = Output(request.out, (request.source,), overwrite=request.overwrite)
    data, findings = read(request, output_findings(output))
    figures = work_out(data, request.as_of or data.as_of, request.starts)
    book = figures.book(request.dialect)
    watcher.begin(sum(table.length for sheet in book.sheets for table in sheet.tables))
    fault = write_output(output, lambda file: write_xlsx(book, file, watcher.advance))
    if fault:
        raise SourceError((*findings, fault))
    return Outcome(request.out, *figures, findings)


def work_out(data: DataSet, as_of: Month, starts: Sequence[int]) -> Figures:
    """Work the figures out and check them, the leading start month first."""
    reports = tuple(ModelUnionReport(data.model_unions, Calendar(s, as_of)) for s in starts)
    products = summarise_products(data.products, as_of)
    checks = tie_out(reports, products, data.products, data.control_totals)
    return Figures(as_of, reports, products, checks)


def read(request: Request, faults: tuple[Finding, ...]) -> tuple[DataSet, tuple[Finding, ...]]:
    """Return the source's data and what was found in it; ``faults`` are those of the output.

    Raises ``SourceError`` with every finding when one is an error.
    """
    try:
        data = load(request.source)
    except SourceError as error:
        raise SourceError((*error.findings, *faults)) from None
    as_of = request.as_of or data.as_of
    calendars = [Calendar(start, as_of) for start in request.starts]
    faults = (*faults, *too_many_unions(data, Output(request.out, (), overwrite=True)))
    findings = (*data.findings, *coverage_findings(data, calendars), *faults)
    if faults:
        raise SourceError(findings)
    return data, findings
