"""A file a branch from one source: read, cut, make each, and keep what is new."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from io import BytesIO
from typing import NamedTuple

from kyosai_xl.batch import Made, Result, Task, run_batch
from kyosai_xl.branch_parts import BranchPart, branch_parts
from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Finding
from kyosai_xl.dataset.loading import SourceError
from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.output import Output, fault
from kyosai_xl.output_folder import OutputFolder, folder_findings
from kyosai_xl.regenerate import SILENT, Figures, Request, Watcher, read, work_out
from kyosai_xl.writers.xlsx import write_xlsx


class BranchFiles(NamedTuple):
    """What became of every branch's file; ``left_over`` are files of branches no longer there."""

    nation: Figures
    results: tuple[Result, ...]
    left_over: tuple[str, ...]
    findings: tuple[Finding, ...]


def write_branches(
    request: Request,
    make: Callable[[BranchPart], Made],
    executor: Executor,
    watcher: Watcher = SILENT,
    ending: str = ".xlsx",
) -> BranchFiles:
    """Write each branch's file into the folder ``request.out``.

    ``make`` is pickled with its part and called by the executor. Raises ``SourceError`` with
    every finding on input and output when one is an error, and ``OutputError`` when the folder's
    receipt is damaged; then nothing is written. A branch that fails is in the results.
    """
    data, findings = read(request, folder_findings(request.out))
    of_one = _of_one_branch(data, request)
    if of_one:
        raise SourceError((*findings, *of_one))
    nation = work_out(data, request.as_of or data.as_of, request.starts)
    tasks = [
        Task(part.file_name(ending), part.name, partial(make, part))
        for part in branch_parts(data, nation)
    ]
    with OutputFolder(request.out, (request.source,), overwrite=request.overwrite) as folder:
        results = run_batch(tasks, executor, folder.keep, watcher)
        left_over = folder.left_over((task.name for task in tasks), ending)
    return BranchFiles(nation, results, left_over, findings)


def branch_workbook(part: BranchPart, dialect: Dialect) -> Made:
    """Make one branch's workbook; checks that fail are its remarks."""
    figures, file = part.figures(), BytesIO()
    write_xlsx(figures.book(dialect), file)
    return Made(file.getvalue(), part.remarks(figures))


def _of_one_branch(data: DataSet, request: Request) -> tuple[Finding, ...]:
    """Return an error when the source is one branch's book: it does not know the nation."""
    code = data.settings.branch_code
    if code is None:
        return ()
    message = f"入力は{BRANCHES[code]}だけのブックなので、全国との比較ができません。"
    action = "全国のデータを指定するか、--by branch を外してください。"
    output = Output(request.source, (), overwrite=False)
    return (fault(output, "source_of_one_branch", message, action),)
