"""The streamed workbook against plain XlsxWriter, and what a sound file must be."""

import io
import os
import re
import subprocess
import sys
import zipfile
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import coordinate_to_tuple, range_boundaries
from PIL import Image
from python_calamine import CalamineWorkbook
from xlsxwriter.worksheet import Worksheet

from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.model import Block, Formula
from kyosai_xl.writers import zip_parts
from kyosai_xl.writers.xlsx import write_xlsx
from tests import office
from tests.writers import books, read_back
from tests.writers.plain_xlsxwriter import cleaned, write_plainly

PROJECT = Path(__file__).parents[2]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
END_OF_ZIP = b"PK\x05\x06"
END_LENGTH = 22

every_book = pytest.mark.parametrize("name", books.BOOKS)


@cache
def written(name, writer=write_xlsx):
    file = io.BytesIO()
    writer(books.BOOKS[name](), file)
    return file.getvalue()


def saved(name, folder):
    paths = folder / "streamed.xlsx", folder / "plain.xlsx"
    for path, writer in zip(paths, (write_xlsx, write_plainly), strict=True):
        path.write_bytes(written(name, writer))
    return paths


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_parts(name):
    found = parts(written(name))
    for number, sheet in enumerate(books.BOOKS[name]().sheets, 1):
        yield sheet, ET.fromstring(found[f"xl/worksheets/sheet{number}.xml"])


@every_book
def test_everything_a_person_sees_is_what_xlsxwriter_writes(name, tmp_path):
    assert read_back.differences(*saved(name, tmp_path)) == {}


@every_book
def test_another_reader_finds_the_same_values(name, tmp_path):
    streamed, plain = map(office.values, saved(name, tmp_path))
    assert streamed == plain


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["native", "values", "names", "several_tables", "side_by_side"])
def test_printed_pages_look_the_same(name, soffice, tmp_path):
    streamed, plain = (
        office.pages(soffice, path, tmp_path / path.stem, dpi=80) for path in saved(name, tmp_path)
    )
    assert len(streamed) == len(plain) > 0
    for one, other in zip(streamed, plain, strict=True):
        with Image.open(one) as left, Image.open(other) as right:
            assert left.size == right.size
            assert left.tobytes() == right.tobytes(), one.name


@given(st.lists(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]))))
def test_any_text_comes_back(texts):
    file = io.BytesIO()
    write_xlsx(books.book(books.sheet(books.table(0, [(text, 1, None) for text in texts]))), file)
    file.seek(0)
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == list(map(cleaned, texts))


def test_what_people_type_into_is_in_the_file(tmp_path):
    streamed, _ = saved("template", tmp_path)
    found = read_back.sheets(streamed)
    typed = found["入力 <1>"]
    rules = {each[0]: each[1:] for each in typed["rules"]}
    between = "between"
    told = ("件数", "0以上の整数を入れます。", "件数", "件数は整数です。")
    assert rules["B5:B7"] == ("whole", between, "0", "99999", *told)
    told = ("年月", "月の1日を入れます。", "年月", "2020年4月から2030年3月までです。")
    assert rules["B9:C9"] == ("date", between, "43922", "47543", *told)
    assert rules["C5:C6"][:4] == ("list", between, '"集計,参考"', "")
    assert rules["C7"][:4] == ("list", between, "'県 <名>'!$A$1:$A$3", "")
    assert rules["A5:A7"][4:6] == ("単組名", "正式な名前を入れます。")
    assert len(rules) == 5
    assert typed["list objects"] == [("単組の表", "A4:C7", ("単組名", "件数", "区分 <&>"))]
    assert typed["names"] == {"印": "TRUE", "先頭": "'入力 <1>'!$A$5"}
    assert found["県 <名>"]["names"] == {"印": "FALSE"}
    assert found[read_back.BOOK] == {
        "names": {"集計月": "'入力 <1>'!$B$5", "県名の一覧": "'県 <名>'!$A$1:$A$3"},
        "marks": {"kyosai_xl": "1.0", "template": "<branch>"},
    }
    states = [each["state"] for name, each in found.items() if name != read_back.BOOK]
    assert states == [("visible", "Input"), ("hidden", "Names"), ("veryHidden", None)]


@every_book
def test_rows_and_cells_stand_in_order(name):
    for _, root in sheet_parts(name):
        rows = root.findall(f"{MAIN}sheetData/{MAIN}row")
        numbers = [int(row.get("r")) for row in rows]
        assert all(above < below for above, below in pairwise(numbers))
        for row, number in zip(rows, numbers, strict=True):
            places = [coordinate_to_tuple(cell.get("r")) for cell in row]
            assert all(left < right for left, right in pairwise(places))
            assert {at for at, _ in places} <= {number}


@every_book
def test_only_the_rows_of_the_layout_are_there(name):
    for sheet, root in sheet_parts(name):
        expected = {cell.row for cell in sheet.cells} | sheet.heights.keys()
        for block in (cell for cell in sheet.cells if isinstance(cell, Block)):
            expected.update(range(block.row, block.last_row + 1))
        for table in sheet.tables:
            expected.update(range(table.row, table.row + table.length))
        rows = root.findall(f"{MAIN}sheetData/{MAIN}row")
        assert {int(row.get("r")) - 1 for row in rows} == expected


@every_book
def test_merged_cells_are_counted_and_apart(name):
    for _, root in sheet_parts(name):
        merged = root.find(f"{MAIN}mergeCells")
        if merged is None:
            continue
        ranges = [range_boundaries(each.get("ref")) for each in merged]
        assert len(ranges) == int(merged.get("count")) > 0
        covered = [
            (column, row)
            for left, top, right, bottom in ranges
            for column in range(left, right + 1)
            for row in range(top, bottom + 1)
        ]
        assert len(covered) == len(set(covered))


@every_book
def test_the_extent_holds_every_cell(name):
    for _, root in sheet_parts(name):
        left, top, right, bottom = range_boundaries(root.find(f"{MAIN}dimension").get("ref"))
        for cell in root.iter(f"{MAIN}c"):
            row, column = coordinate_to_tuple(cell.get("r"))
            assert top <= row <= bottom
            assert left <= column <= right


@every_book
def test_every_style_exists(name):
    styles = ET.fromstring(parts(written(name))["xl/styles.xml"])
    count = len(styles.find(f"{MAIN}cellXfs"))
    for _, root in sheet_parts(name):
        assert {int(cell.get("s", 0)) for cell in root.iter(f"{MAIN}c")} <= set(range(count))


@every_book
def test_every_formula_carries_its_value(name):
    for sheet, root in sheet_parts(name):
        singles = sum(isinstance(cell.value, Formula) for cell in sheet.cells)
        formulas = [cell for cell in root.iter(f"{MAIN}c") if cell.find(f"{MAIN}f") is not None]
        assert len(formulas) >= singles
        bare = [cell.get("r") for cell in formulas if cell.find(f"{MAIN}v") is None]
        # One formula of that book has no value on purpose.
        assert len(bare) == (name == "formulas")


@every_book
def test_nothing_is_calculated_on_opening(name):
    workbook = parts(written(name))["xl/workbook.xml"].decode()
    assert 'calcId="191029"' in workbook
    assert "fullCalcOnLoad" not in workbook


@every_book
def test_all_parts_are_well_formed(name):
    for part in parts(written(name)).values():
        ET.fromstring(part)


@every_book
def test_same_book_same_bytes(name):
    file = io.BytesIO()
    write_xlsx(books.BOOKS[name](), file)
    assert file.getvalue() == written(name)


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Tokyo"), ("2", "America/St_Johns")])
def test_same_bytes_in_another_process_and_time_zone(seed, zone, tmp_path):
    path = tmp_path / "other.xlsx"
    code = (
        "import sys\n"
        "from kyosai_xl.writers.xlsx import write_xlsx\n"
        "from tests.writers import books\n"
        "with open(sys.argv[1], 'wb') as file: write_xlsx(books.BOOKS['native'](), file)"
    )
    there = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(PROJECT)}
    subprocess.run([sys.executable, "-c", code, path], check=True, env=there, cwd=tmp_path)
    assert path.read_bytes() == written("native")


def test_the_container_tells_no_time_and_no_system():
    data = written("native")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.comment == b""
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.create_system == 0
            assert entry.compress_type == zipfile.ZIP_DEFLATED
    assert data.rindex(END_OF_ZIP) + END_LENGTH == len(data)
    created = re.findall(r"\d{4}-\d\d-\d\dT[^<]*", parts(data)["docProps/core.xml"].decode())
    assert {datetime.fromisoformat(each).date() for each in created} == {
        books.BOOKS["native"]().created
    }


@every_book
def test_the_fast_compressor_changes_the_container_only(name, monkeypatch):
    pytest.importorskip("isal", reason="isal is optional")
    assert zip_parts.isal_zlib is not None
    monkeypatch.setattr(zip_parts, "isal_zlib", None)
    file = io.BytesIO()
    write_xlsx(books.BOOKS[name](), file)
    assert parts(file.getvalue()) == parts(written(name))


def test_xlsxwriter_sees_no_row_far_down(monkeypatch):
    # It walks over, and keeps something for, every row down to the last one used.
    lowest = []
    write_rows = Worksheet._write_rows

    def watched(worksheet):
        lowest.append(worksheet.dim_rowmax)
        write_rows(worksheet)

    monkeypatch.setattr(Worksheet, "_write_rows", watched)
    values = [("union", 1, None)] * 5_000
    cells = (books.Cell(5_000, 0, "合計", books.TEXT),)
    write_xlsx(books.book(books.sheet(books.table(0, values), cells=cells)), io.BytesIO())
    assert max(lowest) < 10


def test_progress_counts_every_row():
    counted = {}

    def count(sheet, rows):
        counted[sheet] = counted.get(sheet, 0) + rows

    book = books.sample(Dialect.VALUES)
    write_xlsx(book, io.BytesIO(), count)
    lengths = {sheet.name: sum(table.length for table in sheet.tables) for sheet in book.sheets}
    assert counted == {name: length for name, length in lengths.items() if length}
