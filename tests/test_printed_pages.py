"""Sheets printed at a fixed scale: no column runs over the side of the page.

LibreOffice prints with whatever font stands in for a missing one, often one with wide digits.
"""

from datetime import date

import pytest

from kyosai_xl.branch_parts import branch_parts
from kyosai_xl.dataset.loading import load
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Book
from kyosai_xl.layout.products_sheet import ProductGrid, products_sheet
from kyosai_xl.regenerate import work_out
from kyosai_xl.writers.xlsx import write_xlsx
from tests import office

SAMPLE = load("sample")
NATION = work_out(SAMPLE, SAMPLE.as_of, (6, 5))
WIDE = "DejaVu Sans"
OF = {"全国": NATION} | {part.name: part.figures() for part in branch_parts(SAMPLE, NATION)}


@pytest.mark.libreoffice
@pytest.mark.parametrize("whose", ["全国", "埼玉", "社保労連"])
def test_section_1_prints_a_page_for_each_part(whose, soffice, tmp_path):
    made = OF[whose]
    as_of = made.reports[0].calendar.as_of
    sheet = products_sheet(ProductGrid(made.products), as_of, Dialect.NATIVE)
    path = tmp_path / "主要共済.xlsx"
    with path.open("wb") as file:
        write_xlsx(Book("主要共済", date(2025, 2, 1), (sheet,)), file)
    printed = office.pages(soffice, path, tmp_path / "pages", dpi=20, font=WIDE)
    assert len(printed) == len(sheet.breaks) + 1
