"""「図」 in a real LibreOffice: its numbers worked out again, its pages as they are printed."""

import re
import subprocess
from datetime import date

import pytest
from PIL import Image, ImageOps

from kyosai_xl.domain.months import Month
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Book
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.model_union_sheet import model_union_sheet
from kyosai_xl.layout.pictures_sheet import pictures_sheets
from kyosai_xl.writers.xlsx import write_xlsx
from tests import office
from tests.domain import figures
from tests.layout import small

PICTURES, NUMBERS = "図", "図の数字"
REPORTS = {
    "printed": lambda: figures.report(6),
    "May": lambda: figures.report(5),
    "September": lambda: figures.report(6, Month(2024, 9)),
    "small": lambda: small.report(6),
    "one branch": lambda: small.report(unions=small.only(small.KOU, small.OTSU)),
    "one union": lambda: small.report(unions=small.only(small.OTSU)),
    "no target": lambda: small.report(unions=small.only(small.KOU._replace(target=0), small.HEI)),
}
DPI = 100
A4 = 8.27, 11.69
MARGIN, TOP, BOTTOM = 0.4, 0.7, 0.6
"""Inches."""
INK = 200
"""Darker than that is no paper."""
FOOTER = 0.8
"""Inches from the foot of the page, below all charts and above the page number."""


def written(made, folder):
    grid = ModelUnionGrid(made)
    native = Dialect.NATIVE
    sheets = (*pictures_sheets(grid, native), model_union_sheet(grid, native))
    path = folder / "図.xlsx"
    with path.open("wb") as file:
        write_xlsx(Book("図", date(2025, 2, 1), sheets), file)
    return path, sheets


def rounded(value):
    return round(value, 9) if isinstance(value, int | float) else value


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", REPORTS)
def test_libreoffice_works_out_the_same_numbers(name, soffice, tmp_path):
    path, _ = written(REPORTS[name](), tmp_path)
    cached = office.values(path)
    again = office.values(office.recalculated(soffice, path, tmp_path / "again"))
    for sheet in (PICTURES, NUMBERS):
        assert cached[sheet].keys() == again[sheet].keys()
        wrong = {
            place
            for place, value in cached[sheet].items()
            if rounded(value) != rounded(again[sheet][place])
        }
        assert not wrong, sheet


@pytest.mark.libreoffice
def test_the_numbers_are_the_printed_ones(soffice, tmp_path):
    path, _ = written(REPORTS["printed"](), tmp_path)
    again = office.values(office.recalculated(soffice, path, tmp_path / "again"))
    numbers = again[NUMBERS]
    # To February: two past years, the current one, the target.
    assert [numbers[row, 9] for row in (5, 6, 7, 8)] == [1775, 1958, 1945, 3447]
    assert again[PICTURES][4, 11] == 1502
    assert numbers[21, 1] == 13


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("name", "pages"), [("printed", 8), ("small", 3), ("one branch", 1), ("no target", 2)]
)
def test_pages_hold_whole_charts(name, pages, soffice, tmp_path):
    path, sheets = written(REPORTS[name](), tmp_path)
    pictures, numbers, _ = sheets
    printed = office.pages(soffice, path, tmp_path / "pages", dpi=DPI)
    assert len(pictures.breaks) + 1 == pages
    assert len(printed) == sum(len(sheet.breaks) + 1 for sheet in sheets)
    texts = [page_text(tmp_path / "pages" / "図.pdf", n) for n in range(1, len(printed) + 1)]
    own = [n for n, text in enumerate(texts) if "の取り組み(6月開始)" in text]
    assert own == list(range(pages))
    assert sum(NUMBERS + "(" in text for text in texts) == len(numbers.breaks) + 1
    for picture in printed[:pages]:
        check_page(picture)


def page_text(printed, number):
    """The text of a page without blanks, which LibreOffice puts between kinds of letters."""
    command = ["pdftotext", "-f", str(number), "-l", str(number), printed, "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s", "", text)


def check_page(path):
    """Nothing stands in the margins, and the frames of the charts are whole."""
    with Image.open(path) as page:
        ink = ImageOps.invert(page.convert("L")).point(lambda tone: 255 * (tone > 255 - INK))
    width, height = (round(inches * DPI) for inches in A4)
    assert abs(ink.width - width) <= 1
    assert abs(ink.height - height) <= 1
    left, top, right, _ = ink.getbbox()
    assert left >= MARGIN * DPI - 1
    assert right <= width - MARGIN * DPI + 1
    assert top >= TOP * DPI - 1
    # In the middle of the page, so that neither side is cut.
    assert abs(left + right - width) <= 4
    # A chart cut by the end of the page would reach down to here.
    foot = round((A4[1] - FOOTER) * DPI)
    assert ink.crop((0, foot, width, foot + round((FOOTER - BOTTOM) * DPI))).getbbox() is None


@pytest.mark.libreoffice
def test_small_charts_have_their_titles_on_their_pages(soffice, tmp_path):
    path, _ = written(REPORTS["printed"](), tmp_path)
    printed = office.convert(soffice, path, "pdf", tmp_path / "pdf")
    third, eighth = page_text(printed, 3), page_text(printed, 8)
    assert all(title in third for title in ("01北海道", "03青森", "09新潟"))
    assert all(title in eighth for title in ("43佐賀", "49沖縄"))
    first = page_text(printed, 1)
    assert all(text in first for text in ("3,447", "1,945", "2022年度", "100%以上", "全国累積件数"))
