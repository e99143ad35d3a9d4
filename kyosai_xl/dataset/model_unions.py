"""The master of model unions, row by row."""

from __future__ import annotations

from typing import NamedTuple

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.branch_names import check_branch_name
from kyosai_xl.dataset.findings import Findings, error
from kyosai_xl.dataset.grid import Grid, RowReader
from kyosai_xl.dataset.month_series import Series
from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.domain.model_unions import ModelUnion, ModelUnions

UnionKey = tuple[str, str]
"""県コード and 単組コード: a union's code is unique only inside its branch."""


class Master(NamedTuple):
    """The unions in code order, still without counts.

    ``keys`` are their codes in the same order, then those of the unions whose rows have faults.
    """

    unions: tuple[ModelUnion, ...]
    keys: tuple[UnionKey, ...]


def read_master(grid: Grid, findings: Findings) -> Master | None:
    """Read the unions; None if the columns of the codes are missing."""
    reader = RowReader(grid, findings)
    if not reader.has(tables.BRANCH_CODE, tables.UNION_CODE):
        return None
    unions = []
    lines: dict[UnionKey, int] = {}
    for line in reader.rows():
        branch_code = reader.read(tables.BRANCH_CODE)
        union_code = reader.read(tables.UNION_CODE)
        union = _read_union(reader, branch_code, union_code)
        if branch_code is None or union_code is None:
            continue
        first = lines.setdefault((branch_code, union_code), line)
        if first != line:
            _note_doubled(reader, branch_code, union_code, first)
        elif union:
            unions.append(union)
    unions.sort(key=_key)
    return Master(tuple(unions), tuple(dict.fromkeys((*map(_key, unions), *lines))))


def union_label(key: UnionKey) -> str:
    """A union by its codes, for a message."""
    return f"県コード{key[0]}（{BRANCHES[key[0]]}）の単組コード{key[1]}"


def join_counts(master: Master, series: Series) -> ModelUnions:
    """The unions with their counts, a count a month of the series."""
    rows = zip(*(column.counts for column in series.columns), strict=True)
    return ModelUnions(
        series.first,
        tuple(
            union._replace(counts=counts) for union, counts in zip(master.unions, rows, strict=True)
        ),
    )


def _key(union: ModelUnion) -> UnionKey:
    return union.branch_code, union.union_code


def _read_union(
    reader: RowReader, branch_code: str | None, union_code: str | None
) -> ModelUnion | None:
    if branch_code:
        check_branch_name(reader, branch_code)
    name = reader.read(tables.UNION)
    members = reader.read(tables.MEMBERS)
    policies = reader.read(tables.POLICIES)
    effective_month = reader.read(tables.EFFECTIVE_MONTH)
    target = reader.read(tables.TARGET)
    counted = reader.read(tables.CATEGORY)
    if (
        branch_code is None
        or union_code is None
        or name is None
        or members is None
        or policies is None
        or target is None
        or counted is None
    ):
        return None
    return ModelUnion(
        branch_code,
        BRANCHES[branch_code],
        union_code,
        name,
        members,
        policies,
        effective_month,
        target,
        counted,
        counts=(),
    )


def _note_doubled(reader: RowReader, branch_code: str, union_code: str, first: int) -> None:
    message = f"{union_label((branch_code, union_code))}は{first}行目にもあります。"
    action = "どちらかのコードを直すか、要らない行を消してください。"
    reader.note(error("doubled_union", message, action), tables.UNION_CODE)
