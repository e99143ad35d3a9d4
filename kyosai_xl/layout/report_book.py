"""The workbook of the month: every sheet, in the order people read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kyosai_xl.domain.checks import Check
from kyosai_xl.domain.model_unions import ModelUnionReport
from kyosai_xl.domain.products import ProductSummary
from kyosai_xl.layout.achievers_sheet import AchieverGrid, achievers_sheet
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Book
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.model_union_sheet import model_union_sheet
from kyosai_xl.layout.origin import Origin
from kyosai_xl.layout.products_sheet import ProductGrid, products_sheet
from kyosai_xl.layout.summary_sheet import summary_sheet
from kyosai_xl.layout.tie_out_sheet import Grids, tie_out_sheet, verdict
from kyosai_xl.layout.titles import titled

STARTS = (6, 5)
"""The start months that the report prints, the leading one first."""


def report_book(
    reports: Sequence[ModelUnionReport],
    products: Sequence[ProductSummary],
    checks: Sequence[Check],
    dialect: Dialect,
    origin: Origin | None = None,
) -> Book:
    """Return the workbook of one as-of month.

    ``reports`` holds one model-union report a start month, the leading one first; all share
    the as-of month. ``checks`` are those of ``domain.tie_out``, failures first. With an
    ``origin`` every figure that is typed there follows its cell.
    """
    as_of = reports[0].calendar.as_of
    unions = tuple(ModelUnionGrid(report, origin) for report in reports)
    grids = Grids(unions, ProductGrid(products, origin), AchieverGrid(unions))
    return Book(
        title=titled(f"実績報告 {as_of.label}", reports[0].branch),
        created=date(as_of.year, as_of.month, 1),
        sheets=(
            summary_sheet(unions, grids.products, verdict(checks), dialect),
            products_sheet(grids.products, as_of, dialect),
            *(model_union_sheet(grid, dialect) for grid in unions),
            achievers_sheet(grids.achievers, dialect),
            tie_out_sheet(grids, checks, as_of, dialect),
        ),
    )
