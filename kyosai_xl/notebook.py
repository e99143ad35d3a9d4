"""The Python interface for people who work in notebooks, with pandas frames at its edge."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Self

from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Finding
from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.model_unions import (
    ModelUnion,
    ModelUnionReport,
    UnionFigures,
    column_label,
)
from kyosai_xl.domain.months import Calendar, Month
from kyosai_xl.domain.products import ProductSummary, summarise_products

if TYPE_CHECKING:
    from pandas import DataFrame

AsOf = str | Month | None
"""``"2025-02"``, a ``Month``, or None for the last month with contracts."""


_NAME_HEADS = ("県コード", "県名", "単組コード", "単組名")


class Source(NamedTuple):
    """A checked data set, and the figures that follow from it."""

    data: DataSet

    @classmethod
    def read(cls, source: str | os.PathLike[str]) -> Self:
        """Read and check a source; raises ``SourceError`` with every fault found."""
        return cls(load(source))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed while reading, warnings and notes."""
        return self.data.findings

    @property
    def as_of(self) -> Month:
        """The as-of month unless another is named: the one set, or the last with contracts."""
        return self.data.as_of

    def model_unions(self, start: int = 6, as_of: AsOf = None) -> ModelUnionTable:
        """Return the model unions' figures of the fiscal year with that start month (1-12)."""
        return ModelUnionTable(
            ModelUnionReport(self.data.model_unions, Calendar(_start(start), self._month(as_of)))
        )

    def achievers(self, start: int = 5, as_of: AsOf = None) -> AchieverTable:
        """Return the unions that reached their target, in code order."""
        return AchieverTable(self.model_unions(start, as_of).report.achievers)

    def products(self, as_of: AsOf = None) -> ProductTable:
        """Return the eleven products as known at the as-of month."""
        return ProductTable(summarise_products(self.data.products, self._month(as_of)))

    def _month(self, as_of: AsOf) -> Month:
        if isinstance(as_of, str):
            year, _, month = as_of.partition("-")
            digits = year.isdecimal() and month.isdecimal()
            return _valid(Month(int(year), int(month)) if digits else as_of)
        return self.as_of if as_of is None else _valid(as_of)


class ModelUnionTable(NamedTuple):
    """Section 4 for one calendar."""

    report: ModelUnionReport

    @property
    def rows(self) -> Iterable[UnionFigures]:
        """One row a union of the national total."""
        return self.report.rows()

    @property
    def total(self) -> UnionFigures:
        """The 合計 row."""
        return self.report.total

    def to_frame(self) -> DataFrame:
        """Return a frame with a row a union, indexed by 県コード and 単組コード.

        Columns are headed as printed, a month as 「2024年6月」; counts are ints, rates fractions
        (NaN without a target). 「参考」 unions follow at the end, marked in 「区分」.
        """
        rows = [*self.report.rows(), *self.report.reference_rows()]
        heads = [column_label(self.report, key) for key in self.report.keys]
        records = [
            _names(row.union)
            | {"区分": "集計" if row.union.counted else "参考"}
            | dict(zip(heads, row.counts, strict=True))
            | {"加入率": _fraction(row.enrolment), "達成率": _fraction(row.rate)}
            for row in rows
        ]
        return _frame(records, ["県コード", "単組コード"])


class AchieverTable(NamedTuple):
    """The unions that reached their target."""

    rows: tuple[UnionFigures, ...]

    def to_frame(self) -> DataFrame:
        """Return a frame with a row an achiever: 県名, 単組名, 目標, 実績, 達成率 (a fraction)."""
        records = [
            _names(row.union)
            | {"目標": row.union.target, "実績": row.actual, "達成率": _fraction(row.rate)}
            for row in self.rows
        ]
        heads = (*_NAME_HEADS, "目標", "実績", "達成率")
        return _frame(records, ["県コード", "単組コード"], heads)


class ProductTable(NamedTuple):
    """Section 1."""

    rows: tuple[ProductSummary, ...]

    def to_frame(self) -> DataFrame:
        """Return a frame with a row a product, indexed by 番号; 到達率 is a fraction, cut off."""
        records = [
            {
                "番号": row.number,
                "共済名": row.name,
                "集計月": str(row.as_of) if row.as_of else None,
                "目標": row.target,
                "実績": row.actual,
                "到達率": _fraction(row.rate),
                "目標達成県支部": len(row.achievers),
            }
            for row in self.rows
        ]
        return _frame(records, ["番号"])


def _names(union: ModelUnion) -> dict[str, object]:
    return dict(zip(_NAME_HEADS, union[: len(_NAME_HEADS)], strict=True))


def _fraction(rate: Decimal | None) -> float:
    return float("nan") if rate is None else float(rate)


def _frame(
    records: Sequence[Mapping[str, object]], index: list[str], heads: Sequence[str] | None = None
) -> DataFrame:
    from pandas import DataFrame

    return DataFrame.from_records(
        list(records), columns=None if heads is None else list(heads)
    ).set_index(index)


def _start(start: int) -> int:
    if start not in range(1, 13):
        message = f"開始月は1から12の数で指定してください: {start}"
        raise ValueError(message)
    return start


def _valid(month: Month | str) -> Month:
    if isinstance(month, Month) and month.month in range(1, 13):
        return month
    message = f"集計月は 2025-02 のように指定してください: {month}"
    raise ValueError(message)
