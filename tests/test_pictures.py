"""The pictures in the README: printed by LibreOffice from the sample, kept up to date here."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from kyosai_xl.cli import main
from tests import office

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
# Page of the printed workbook, and how much of its height is shown.
SHOWN = {"summary.png": (0, 0.92), "model_unions.png": (4, 0.82)}
TEMPLATE = PICTURES.parents[1] / "workbook_templates" / "支部実績.xlsm"
GUIDE = {"guide.png": (0, 0.9)}
BOOKLET = {"booklet.png": (12, 1)}
DPI = 110


def drawn(soffice, folder):
    report = folder / "report.xlsx"
    assert main(["regenerate", "sample", "-o", str(report)]) == 0
    yield from _cut(office.pages(soffice, report, folder / "report", dpi=DPI), SHOWN)
    booklet = folder / "booklet.xlsx"
    assert main(["report", "sample", "-o", str(booklet)]) == 0
    yield from _cut(office.pages(soffice, booklet, folder / "booklet", dpi=DPI), BOOKLET)
    yield from _cut(office.pages(soffice, TEMPLATE, folder / "template", dpi=DPI), GUIDE)


def _cut(pages, shown):
    for name, (page, share) in shown.items():
        with Image.open(pages[page]) as picture:
            part = picture.crop((0, 0, picture.width, int(picture.height * share)))
            yield name, part.convert("RGB")


@pytest.mark.libreoffice
def test_the_pictures_show_the_sheets_as_they_are(soffice, tmp_path, update_goldens):
    for name, picture in drawn(soffice, tmp_path):
        if update_goldens:
            PICTURES.mkdir(parents=True, exist_ok=True)
            colours = picture.quantize(64, dither=Image.Dither.NONE)
            colours.save(PICTURES / name, optimize=True)
        with Image.open(PICTURES / name) as kept:
            assert kept.size == picture.size
            difference = ImageChops.difference(kept.convert("L"), picture.convert("L"))
        # Another LibreOffice or font release moves hairlines, not figures.
        changed = sum(difference.histogram()[64:])
        assert changed < 0.01 * picture.width * picture.height, name
