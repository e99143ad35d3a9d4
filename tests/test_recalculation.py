"""Formulas worked out by LibreOffice equal the cached values, for less common reports too."""

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kyosai_xl import cli
from tests import office

# 累計 of both past years, 累積件数, 前年比, 達成率 and 残件数.
MOVING = (22, 35, 48, 50, 51, 52)
FIRST_ROW, TOTAL_ROW, REFERENCE_ROWS = 4, 114, (116, 117)

SAMPLE = Path(cli.__file__).parent / "dataset" / "sample"


def rounded(value):
    return round(value, 9) if isinstance(value, int | float) else value


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    "arguments",
    [
        ["--as-of", "2024-12"],
        ["--as-of", "2023-06", "--start", "4"],
        ["--as-of", "2025-05", "--start", "1,12"],
        ["--as-of", "2021-01"],
    ],
    ids=" ".join,
)
def test_libreoffice_agrees(soffice, tmp_path, arguments):
    source = shutil.copytree(SAMPLE, tmp_path / "input")
    master = source / "model_unions.csv"
    text = master.read_text(encoding="utf-8").replace(",370,0,10,20,", ",0,0,10,0,", 1)
    master.write_text(text, encoding="utf-8", newline="")
    out = tmp_path / "out.xlsx"
    assert cli.main(["regenerate", str(source), "-o", str(out), *arguments]) == cli.OK
    cached = office.values(out)
    worked_out = office.values(office.recalculated(soffice, out, tmp_path / "recalculated"))
    assert cached.keys() == worked_out.keys()
    for name, sheet in cached.items():
        other = worked_out[name]
        assert sheet.keys() == other.keys(), name
        wrong = {place for place in sheet if rounded(sheet[place]) != rounded(other[place])}
        assert not wrong, name


@pytest.mark.libreoffice
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.parametrize("start", [6, 5])
@pytest.mark.parametrize("month", ["2024-12", "2024-06"])
def test_sums_move_with_the_as_of_cell(soffice, tmp_path, start, month):
    february, earlier = tmp_path / "february.xlsx", tmp_path / "earlier.xlsx"
    options = ["--start", str(start)]
    assert cli.main(["regenerate", "sample", "-o", str(february), *options]) == cli.OK
    options += ["--as-of", month]
    assert cli.main(["regenerate", "sample", "-o", str(earlier), *options]) == cli.OK
    name = f"モデル単組({start}月開始)"
    book = openpyxl.load_workbook(february)
    assert book[name]["BA2"].value.date() == date(2025, 2, 1)
    book[name]["BA2"].value = date(*map(int, month.split("-")), 1)
    moved = tmp_path / "moved.xlsx"
    book.save(moved)
    shown = office.values(office.convert(soffice, moved, "xlsx", tmp_path / "office"))[name]
    expected = office.values(earlier)[name]
    for row in (*range(FIRST_ROW, TOTAL_ROW + 1), *REFERENCE_ROWS):
        for place in ((row, column) for column in MOVING):
            assert rounded(shown[place]) == rounded(expected[place]), place
