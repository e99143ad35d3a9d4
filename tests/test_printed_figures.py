"""The written workbook against the printed report: as cached, and as LibreOffice works it out."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kyosai_xl.cli import main
from tests import office

PRINTED = Path(__file__).parent / "printed"
JUNE, MAY = "モデル単組(6月開始)", "モデル単組(5月開始)"
FIRST_ROW, TOTAL_ROW, REFERENCE_ROW = 4, 114, 116

# As REPORT lists them: the 合計 rows of both printed sheets and both headlines.
TOTALS = {
    JUNE: {
        "組合員数": 128620,
        "団生保有": 58786,
        "加入率": "0.457",
        "2022年度実績": 2274,
        "2023年度実績": 2534,
        "2022年度2月累計": 1775,
        "2023年度2月累計": 1958,
        "累積件数": 1945,
        "目標件数": 3447,
        "前年比": -13,
        "達成率": "0.564",
        "残件数": 1502,
    },
    MAY: {
        "組合員数": 128620,
        "団生保有": 58786,
        "加入率": "0.457",
        "2022年度実績": 2271,
        "2022年度2月累計": 1981,
        "2023年度2月累計": 2167,
        "累積件数": 2237,
        "目標件数": 3447,
        "前年比": 70,
        "達成率": "0.649",
        "残件数": 1210,
    },
}
HEADLINES = {
    "6月開始(2024年度)": (110, 3447, 1945, "0.564", 13),
    "参考:5月開始の集計値(2024年度)": (110, 3447, 2237, "0.649", 20),
}


def printed(name):
    with (PRINTED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def exact(value):
    """The decimal a cell shows; binary noise far behind the printed digits goes."""
    return Decimal(repr(value)).quantize(Decimal("1.000000000")).normalize()


def same(value, expected):
    return exact(value) == Decimal(str(expected)).normalize()


def columns(sheet):
    """Heading → column, a cumulative named with its year as in 「2022年度2月累計」."""
    found, band = {}, ""
    for column in range(54):
        top = str(sheet.get((2, column), "")).replace("\n", "")
        below = str(sheet.get((3, column), ""))
        band = top or band
        found.setdefault(band + below if below.endswith("累計") else top, column)
    return found


@pytest.fixture(scope="session")
def regenerated(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "実績報告.xlsx"
    assert main(["regenerate", "sample", "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="session")
def cached(regenerated):
    return office.values(regenerated)


@pytest.fixture(scope="session")
def worked_out(regenerated, soffice, tmp_path_factory):
    folder = tmp_path_factory.mktemp("recalculated")
    return office.values(office.recalculated(soffice, regenerated, folder))


@pytest.fixture(params=["cached", pytest.param("worked_out", marks=pytest.mark.libreoffice)])
def book(request):
    return request.getfixturevalue(request.param)


def test_all_112_rows_of_the_june_year(book):
    sheet = book[JUNE]
    column = columns(sheet)
    expected = printed("model_unions_june.csv")
    assert len(expected) == 112
    branch = None
    rows = [*range(FIRST_ROW, TOTAL_ROW), REFERENCE_ROW, REFERENCE_ROW + 1]
    for row, line in zip(rows, expected, strict=True):
        branch = sheet.get((row, column["自治労県コード"]), branch)
        assert (branch, sheet[row, column["単組コード"]]) == (line["県コード"], line["単組コード"])
        assert sheet[row, column["加入拡大モデル単組"]] == line["単組名"]
        for heading, shown in line.items():
            if heading in {"加入率", "達成率"}:
                assert same(sheet[row, column[heading]], Decimal(shown) / 100), (row, heading)
            elif heading not in {"県コード", "単組コード", "単組名"}:
                assert same(sheet[row, column[heading]], shown), (row, heading)


@pytest.mark.parametrize("name", [JUNE, MAY])
def test_the_totals_printed_below_both_sheets(book, name):
    sheet = book[name]
    column = columns(sheet)
    for heading, expected in TOTALS[name].items():
        assert same(sheet[TOTAL_ROW, column[heading]], expected), heading


def test_months_to_come_are_zero_in_the_total_and_blank_above(book):
    sheet = book[JUNE]
    headings = {
        value: column
        for (row, column), value in sheet.items()
        if row == 3 and isinstance(value, date)
    }
    for month in (date(2025, 3, 1), date(2025, 4, 1), date(2025, 5, 1)):
        column = headings[month]
        assert sheet[TOTAL_ROW, column] == 0
        assert all((row, column) not in sheet for row in range(FIRST_ROW, TOTAL_ROW))


def test_both_headlines(book):
    lines = {sheet_row[0]: sheet_row[1:6] for sheet_row in rows_of(book["集計"])}
    for label, expected in HEADLINES.items():
        assert len(lines[label]) == len(expected)
        assert all(map(same, lines[label], expected)), label


def test_the_eleven_product_lines(book):
    lines = {row[0]: row for row in rows_of(book["集計"])}
    blocks = rows_of(book["主要共済の実績"])
    for number, line in enumerate(printed("products.csv"), 1):
        year, month = map(int, line["集計月"].split("-"))
        _, as_of, target, actual, rate, reached, _ = lines[f"({number}) {line['共済名']}"]
        figures = (line["目標"], line["実績"], Decimal(line["到達率"]) / 100)
        assert as_of == date(year, month, 1)
        assert all(map(same, (target, actual, rate), figures)), line
        assert same(reached, line["目標達成県支部数"])
        heading = [f"({number}) {line['共済名']} ({year}年{month}月)"]
        printed_line = blocks[blocks.index(heading) + 2]
        assert all(map(same, printed_line, (*figures, line["目標達成県支部数"]))), line


def test_the_achieving_branches_and_none_where_there_are_none(book):
    blocks = rows_of(book["主要共済の実績"])
    listed = printed("product_achievers.csv")
    for line in printed("products.csv"):
        start = next(n for n, row in enumerate(blocks) if f") {line['共済名']} (" in str(row[0]))
        expected = [row for row in listed if row["共済名"] == line["共済名"]]
        assert blocks[start + 3] == ["県支部", "目標", "実績", "到達率"]
        if not expected:
            assert blocks[start + 4] == ["なし", "件", "件", "%"]
        for row, achiever in zip(blocks[start + 4 :], expected, strict=False):
            rate = Decimal(achiever["到達率"]) / 100
            assert row[0] == achiever["県支部"]
            assert all(map(same, row[1:], (achiever["目標"], achiever["実績"], rate)))
        after = blocks[start + 4 + max(1, len(expected))][0]
        assert str(after).startswith(("(", "※"))


def test_every_check_of_the_workbook_holds(book):
    rows = [row for row in rows_of(book["検算"]) if isinstance(row[0], int | float)]
    assert len(rows) > 200
    assert {row[1] for row in rows} == {"○"}
    assert {row[6] for row in rows} == {0}


@pytest.mark.libreoffice
def test_libreoffice_works_out_what_python_cached(cached, worked_out):
    assert cached.keys() == worked_out.keys()
    for name, sheet in cached.items():
        assert sheet.keys() == worked_out[name].keys(), name
        for place, value in sheet.items():
            other = worked_out[name][place]
            if isinstance(value, int | float):
                assert exact(value) == exact(other), (name, place)
            else:
                assert value == other, (name, place)


def rows_of(sheet):
    """The sheet's rows, each the list of its cells that are not blank."""
    rows = {}
    for (row, _), value in sorted(sheet.items()):
        rows.setdefault(row, []).append(value)
    return list(rows.values())
