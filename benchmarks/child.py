"""One measured run, in a process of its own: prints seconds of CPU, or MiB."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from time import process_time

from benchmarks.synthetic import AS_OF, FIRST, branch_results, model_unions
from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.domain.model_unions import ModelUnionReport, ModelUnions
from kyosai_xl.domain.months import Calendar
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Book
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.model_union_sheet import model_union_sheet
from kyosai_xl.layout.report_book import STARTS
from kyosai_xl.regenerate import work_out
from kyosai_xl.writers.xlsx import write_xlsx

_RESET_PEAK = "5"
_KIB_A_MIB = 1024


def write_ours(size: int) -> float:
    """Return the seconds for both model-union sheets, working out their rows included."""
    data = model_unions(size)
    gc.freeze()
    with TemporaryFile() as file:
        begin = process_time()
        write_xlsx(two_sheets(data), file)
        return process_time() - begin


def two_sheets(data: ModelUnions) -> Book:
    """Return the workbook of the two model-union sheets alone."""
    grids = [ModelUnionGrid(ModelUnionReport(data, Calendar(s, AS_OF))) for s in STARTS]
    sheets = tuple(model_union_sheet(grid, Dialect.NATIVE) for grid in grids)
    return Book("", date(AS_OF.year, AS_OF.month, 1), sheets)


def write_peer(size: int) -> float:
    """Return the seconds for the same sheets by XlsxWriter alone, from rows worked out before."""
    from benchmarks import peer

    unions = model_unions(size).unions
    sheets = [peer.lines(unions, FIRST.ordinal, AS_OF.ordinal, start) for start in STARTS]
    gc.freeze()
    with TemporaryFile() as file:
        begin = process_time()
        peer.write(sheets, file)
        return process_time() - begin


def memory(size: int) -> float:
    """Return by how many MiB the whole workbook's making passes the figures' own memory."""
    data = DataSet("", model_unions(size), branch_results(), (), ())
    gc.collect()
    Path("/proc/self/clear_refs").write_text(_RESET_PEAK, encoding="ascii")
    before = _status("VmRSS")
    with TemporaryFile() as file:
        book = work_out(data, data.last_month, STARTS).book(Dialect.NATIVE)
        write_xlsx(book, file)
        return (_status("VmHWM") - before) / _KIB_A_MIB


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


if __name__ == "__main__":
    runs = {run.__name__: run for run in (write_ours, write_peer, memory)}
    print(runs[sys.argv[1]](int(sys.argv[2])))
