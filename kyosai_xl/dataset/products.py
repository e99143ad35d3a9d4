"""The branches' results for each product, row by row."""

from __future__ import annotations

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.branch_names import check_branch_name
from kyosai_xl.dataset.findings import Findings, error, warning
from kyosai_xl.dataset.grid import Grid, RowReader
from kyosai_xl.domain.branches import AFFILIATE, BRANCHES
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import PRODUCTS, BranchResult

_ResultKey = tuple[str, Month, str]


def read_products(grid: Grid, findings: Findings) -> tuple[BranchResult, ...]:
    """Read the results, in the order of product, month and branch."""
    reader = RowReader(grid, findings)
    results = []
    lines: dict[_ResultKey, int] = {}
    for line in reader.rows():
        product = reader.read(tables.PRODUCT)
        as_of = reader.read(tables.AS_OF)
        branch_code = _read_branch(reader)
        target = reader.read(tables.BRANCH_TARGET)
        actual = reader.read(tables.ACTUAL)
        if product is None or as_of is None or branch_code is None:
            continue
        key = (product, as_of, branch_code)
        first = lines.setdefault(key, line)
        if first != line:
            _note_doubled(reader, key, first)
        elif target is not None and actual is not None:
            branch = BRANCHES[branch_code]
            results.append(BranchResult(product, as_of, branch_code, branch, target, actual))
    results.sort(key=lambda row: (PRODUCTS.index(row.product), row.as_of, row.branch_code))
    return tuple(results)


def _read_branch(reader: RowReader) -> str | None:
    code = reader.read(tables.BRANCH_CODE)
    if code is not None:
        check_branch_name(reader, code)
    if code == AFFILIATE:
        message = f"{BRANCHES[code]}は47県支部にありませんが、合計には入ります。"
        action = "集計から外すときは、この行を消してください。"
        reader.note(warning("affiliate_in_products", message, action), tables.BRANCH_CODE)
    return code


def _note_doubled(reader: RowReader, key: _ResultKey, first: int) -> None:
    product, as_of, code = key
    message = f"{product}の{as_of.label}の{BRANCHES[code]}は{first}行目にもあります。"
    action = "どちらかを直すか、要らない行を消してください。"
    reader.note(error("doubled_result", message, action), tables.BRANCH_CODE)
