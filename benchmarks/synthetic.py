"""Figures of any size that look like the sample's, the same ones every time.

Unions spread evenly over the 48 branches, a count in about every third month, many small ones.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from kyosai_xl.domain.branches import AFFILIATE, BRANCHES
from kyosai_xl.domain.model_unions import ModelUnion, ModelUnions
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import PRODUCTS, BranchResult

FIRST = Month(2022, 5)
AS_OF = Month(2025, 2)
MONTHS = AS_OF.ordinal - FIRST.ordinal + 1
LARGEST_FOLDER = 40_000
"""Unions that three-digit codes can tell apart, with room to spare."""

_COUNTED, _REFERENCE = "集計", "参考"
_AFFILIATES = 2
_SIZES = (1, 2, 3, 4, 5, 6, 8, 11, 24, 60)
_SIZE_WEIGHTS = tuple(accumulate((49, 20, 13, 9, 5, 5, 4, 6, 8, 2)))
_PLACES = ("苫小牧", "ニセコ", "横浜", "湯沢雄勝", "宇都宮", "相模原", "吉野", "大田", "那覇")
_BODIES = ("市職員労働組合", "町職員組合", "市立病院職員組合", "水道労働組合", "町職員連合労働組合")
_TARGETS = (10, 20, 20, 20, 20, 23, 32, 75, 200)


def model_unions(size: int) -> ModelUnions:
    """Return that many counted unions and two 「参考」 ones, in code order."""
    numbers = random.Random(size)  # noqa: S311 - figures, not secrets
    branches = [code for code in BRANCHES if code != AFFILIATE]
    each, more = divmod(size, len(branches))
    lengths = [(code, each + (n < more)) for n, code in enumerate(branches)]
    return ModelUnions(
        FIRST,
        tuple(
            _union(numbers, code, number)
            for code, length in [*lengths, (AFFILIATE, _AFFILIATES)]
            for number in range(1, length + 1)
        ),
    )


def _union(numbers: random.Random, branch_code: str, number: int) -> ModelUnion:
    members = int(numbers.lognormvariate(6.1, 1.2)) + 20
    busy = numbers.betavariate(1.3, 2.7)
    return ModelUnion(
        branch_code,
        BRANCHES[branch_code],
        f"{number:03d}",
        f"{numbers.choice(_PLACES)}{number}{numbers.choice(_BODIES)}",
        members,
        int(members * numbers.betavariate(1.5, 2)),
        numbers.randint(1, 12),
        numbers.choice(_TARGETS),
        branch_code != AFFILIATE,
        tuple(_count(numbers, busy) for _ in range(MONTHS)),
    )


def _count(numbers: random.Random, busy: float) -> int:
    if numbers.random() > busy:
        return 0
    return numbers.choices(_SIZES, cum_weights=_SIZE_WEIGHTS)[0]


def branch_results() -> tuple[BranchResult, ...]:
    """Return a result for each product and prefectural branch."""
    numbers = random.Random(len(PRODUCTS))  # noqa: S311 - figures, not secrets
    return tuple(
        BranchResult(product, AS_OF, code, name, target, int(target * numbers.uniform(0.2, 1.1)))
        for product in PRODUCTS
        for code, name in BRANCHES.items()
        if code != AFFILIATE
        for target in [numbers.randint(5, 900)]
    )


def write_folder(folder: Path, size: int) -> None:
    """Write the same figures as the CSV folder that the program reads."""
    data = model_unions(size)
    months = [str(FIRST.plus(n)) for n in range(MONTHS)]
    folder.mkdir()
    _write(
        folder / "model_unions.csv",
        (
            "県コード",
            "県名",
            "単組コード",
            "単組名",
            "組合員数",
            "団生保有",
            "発効月",
            "目標件数",
            "区分",
        ),
        ((*union[:8], _COUNTED if union.counted else _REFERENCE) for union in data.unions),
    )
    _write(
        folder / "model_union_counts.csv",
        ("県コード", "単組コード", "年月", "件数"),
        _counts(data.unions, months),
    )
    _write(
        folder / "product_results.csv",
        ("共済名", "集計月", "県コード", "県名", "目標件数", "実績件数", "出所"),
        ((*result, "") for result in branch_results()),
    )


def _counts(unions: Iterable[ModelUnion], months: Sequence[str]) -> Iterator[tuple[object, ...]]:
    for union in unions:
        for month, count in zip(months, union.counts, strict=True):
            if count:
                yield union.branch_code, union.union_code, month, count


def _write(file: Path, header: tuple[str, ...], rows: Iterable[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
