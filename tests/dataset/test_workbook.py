import datetime as dt
import zipfile

import openpyxl
import pytest

from kyosai_xl.dataset.findings import Level
from kyosai_xl.dataset.loading import load
from tests.dataset.inputs import (
    CLEAN,
    COUNTS,
    SHEETS,
    UNIONS,
    figures,
    findings_of,
    forbidden,
    only,
    rows_of,
    spoilt,
    typed,
    write_folder,
    write_workbook,
)

WIDE_HEADER = ["県コード", "単組コード", *(dt.date(2024, month, 1) for month in (5, 6, 7, 8))]
WIDE = [WIDE_HEADER, [1, 39, 3, 12, "", ""], [3, 34, None, "", 5, 0], [60, 1, "", "", "", 1234]]


@pytest.fixture
def clean(tmp_path):
    return load(write_folder(tmp_path / "clean"))


def with_dates(rows):
    """Months as Excel dates, from 「2024-06」."""
    return [
        [dt.date.fromisoformat(f"{cell}-01") if str(cell)[4:5] == "-" else cell for cell in row]
        for row in rows
    ]


def spoilt_cell(table, place, cell):
    rows = typed(rows_of(CLEAN[table]))
    rows[int(place[1:]) - 1]["ABCDEFGHI".index(place[0])] = cell
    return rows


@pytest.mark.parametrize("name", ["実績.xlsx", "実績.xlsm", "実績.XLSX"])
def test_a_clean_workbook_gives_the_figures_of_the_folder(tmp_path, clean, name):
    data = load(write_workbook(tmp_path / name))
    assert data.findings == ()
    assert figures(data) == figures(clean)


def test_codes_may_be_numbers_or_text_and_months_dates_or_text(tmp_path, clean):
    texts = {table: rows_of(text) for table, text in CLEAN.items()}
    dates = {table: with_dates(typed(rows)) for table, rows in texts.items()}
    for number, tables in enumerate((texts, dates)):
        data = load(write_workbook(tmp_path / f"{number}.xlsx", **tables))
        assert data.findings == ()
        assert figures(data) == figures(clean)


@pytest.mark.parametrize(("top", "left"), [(0, 3), (4, 0), (5, 2)])
def test_a_table_may_stand_anywhere_near_the_top(tmp_path, clean, top, left):
    data = load(write_workbook(tmp_path / "x.xlsx", top, left))
    assert figures(data) == figures(clean)
    rows = typed(spoilt("unions", 3, "組合員数", "x"))
    finding = only(findings_of(write_workbook(tmp_path / "y.xlsx", top, left, unions=rows)))
    assert finding.place == f"シート「単組」 {'ABCDEFGH'[4 + left]}{3 + top}"
    assert finding.file == "y.xlsx"


def test_titles_above_and_remarks_beside_do_no_harm(tmp_path, clean):
    rows = [["加入拡大モデル単組"], [], ["2024年度", 2024], *typed(rows_of(UNIONS))]
    rows[5] = [*rows[5], "要確認"]
    data = load(write_workbook(tmp_path / "x.xlsx", unions=rows))
    assert data.findings == ()
    assert figures(data) == figures(clean)


def test_a_header_too_far_down_is_not_found(tmp_path):
    rows = [*([["題"]] * 10), *typed(rows_of(UNIONS))]
    found = findings_of(write_workbook(tmp_path / "x.xlsx", unions=rows))
    finding = only([each for each in found if each.kind == "missing_columns"])
    assert finding.place == "シート「単組」 1行目"


def test_months_side_by_side(tmp_path, clean):
    data = load(write_workbook(tmp_path / "x.xlsx", counts=WIDE))
    assert data.findings == ()
    assert figures(data) == figures(clean)


@pytest.mark.parametrize(
    ("sheet", "place", "cell", "kind"),
    [
        ("unions", "E3", "", "blank"),
        ("unions", "E3", -60, "negative"),
        ("unions", "E3", 6.5, "fractional"),
        ("unions", "E3", True, "not_a_number"),
        ("unions", "H2", dt.date(2024, 6, 1), "not_a_number"),
        ("unions", "B3", "岩手", "branch_mismatch"),
        ("counts", "C3", 2024.1, "ambiguous_month"),
        ("counts", "C3", dt.date(2034, 6, 1), "outside_series"),
        ("counts", "B3", 40, "unknown_union"),
        ("counts", "A3", 99, "unknown_branch"),
        ("products", "A4", "火災", "unknown_product"),
        ("totals", "C2", "件", "unknown_item"),
    ],
)
def test_a_cell_that_stops_the_report(tmp_path, sheet, place, cell, kind):
    rows = spoilt_cell(sheet, place, cell)
    finding = only(findings_of(write_workbook(tmp_path / "x.xlsx", **{sheet: rows})))
    assert (finding.level, finding.kind) == (Level.ERROR, kind)
    assert (finding.file, finding.place) == ("x.xlsx", f"シート「{SHEETS[sheet]}」 {place}")


@pytest.mark.parametrize(
    ("place", "cell", "kind"),
    [
        ("C3", dt.date(2024, 6, 15), "month_form"),
        ("C3", 45444, "month_form"),
        ("C3", 2024.6, "month_form"),
        ("C3", "2024年6月", "month_form"),
        ("D3", "１２", "number_form"),
        ("B3", "39", "leading_zero"),
    ],
)
def test_a_cell_that_is_read_with_a_warning(tmp_path, clean, place, cell, kind):
    rows = spoilt_cell("counts", place, cell)
    data = load(write_workbook(tmp_path / "x.xlsx", counts=rows))
    finding = only(data.findings)
    assert (finding.level, finding.kind) == (Level.WARNING, kind)
    assert finding.place == f"シート「月次件数」 {place}"
    assert figures(data) == figures(clean)


def test_formulas_give_their_saved_values_and_errors_do_not_pass_for_zero(tmp_path, clean):
    path = write_workbook(tmp_path / "x.xlsx", counts=WIDE)
    data = {}
    for name, cell in {
        "saved": '<c r="D2"><f>6*2</f><v>12</v></c>',
        "text": '<c r="D2" t="str"><f>""</f><v></v></c>',
        "error": '<c r="D2" t="e"><f>NA()</f><v>#N/A</v></c>',
        "unsaved": '<c r="D2"><f>6*2</f><v></v></c>',
        "boolean": '<c r="D2" t="b"><v>1</v></c>',
    }.items():
        other = tmp_path / f"{name}.xlsx"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
            for part in old.namelist():
                text = old.read(part)
                if part == "xl/worksheets/sheet2.xml":
                    assert b'<c r="D2"><v>12</v></c>' in text
                    text = text.replace(b'<c r="D2"><v>12</v></c>', cell.encode())
                new.writestr(part, text)
        data[name] = findings_of(other)
    assert data["saved"] == data["text"] == ()
    assert figures(load(tmp_path / "saved.xlsx")) == figures(clean)
    for name, kind, shown in (
        ("error", "excel_error", "「#N/A」"),
        ("unsaved", "formula_without_value", "「=6*2」"),
        ("boolean", "not_a_number", "「TRUE」"),
    ):
        finding = only(data[name])
        assert (finding.level, finding.kind) == (Level.ERROR, kind)
        assert finding.place == "シート「月次件数」 D2"
        assert shown in finding.message


def test_a_workbook_written_by_openpyxl(tmp_path, clean):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table, text in CLEAN.items():
        sheet = book.create_sheet(SHEETS[table])
        for row in with_dates(typed(rows_of(text))):
            sheet.append(row)
    book.save(tmp_path / "x.xlsx")
    assert figures(load(tmp_path / "x.xlsx")) == figures(clean)
    book["単組"]["E3"] = "=30*2"
    book.save(tmp_path / "x.xlsx")
    finding = only(findings_of(tmp_path / "x.xlsx"))
    assert (finding.kind, finding.place) == ("formula_without_value", "シート「単組」 E3")


def rename(path, **names):
    book = openpyxl.load_workbook(path)
    for old, new in names.items():
        if new is None:
            del book[SHEETS[old]]
        elif SHEETS[old] in book.sheetnames:
            book[SHEETS[old]].title = new
    book.save(path)
    return path


def test_sheets_may_be_named_like_the_files(tmp_path, clean):
    path = rename(
        write_workbook(tmp_path / "x.xlsx"), unions="Model_Unions ", products="product_results"
    )
    assert figures(load(path)) == figures(clean)


def test_other_sheets_are_not_looked_at(tmp_path, clean):
    path = write_workbook(tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("メモ", 0)["A1"] = "=1/0"
    book.create_chartsheet("グラフ", 0)
    book.save(path)
    data = load(path)
    assert data.findings == ()
    assert figures(data) == figures(clean)


@pytest.mark.parametrize("table", ["unions", "counts", "products"])
def test_a_missing_sheet(tmp_path, table):
    finding = only(findings_of(write_workbook(tmp_path / "x.xlsx", **{table: None})))
    assert (finding.level, finding.kind) == (Level.ERROR, "missing_table")
    assert f"シート「{SHEETS[table]}」がありません" in finding.message


def test_two_sheets_for_one_table(tmp_path):
    path = rename(write_workbook(tmp_path / "x.xlsx"), totals="model_unions")
    finding = only(findings_of(path))
    assert (finding.kind, finding.level) == ("doubled_sheet", Level.ERROR)
    assert "「単組」「model_unions」" in finding.message


def test_a_workbook_without_any_table(tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "x.xlsx")
    finding = only(findings_of(tmp_path / "x.xlsx"))
    assert (finding.kind, finding.file) == ("no_tables", "x.xlsx")
    assert "「Sheet」" in finding.message
    assert "「単組」、「月次件数」、「主要共済」" in finding.action


@pytest.mark.parametrize("rows", [[], [["", ""]]])
def test_an_empty_sheet(tmp_path, rows):
    finding = only(findings_of(write_workbook(tmp_path / "x.xlsx", products=rows)))
    assert (finding.kind, finding.level) == ("empty_table", Level.ERROR)
    assert "「主要共済」" in finding.message


def test_a_sheet_with_a_header_only(tmp_path):
    rows = rows_of(COUNTS)[:1]
    finding = only(findings_of(write_workbook(tmp_path / "x.xlsx", counts=rows)))
    assert (finding.kind, finding.place) == ("no_rows", "シート「月次件数」 1行目")


def test_missing_columns_are_named(tmp_path):
    rows = [row[:-1] for row in typed(rows_of(UNIONS))]
    finding = only(findings_of(write_workbook(tmp_path / "x.xlsx", unions=rows)))
    assert (finding.kind, finding.place) == ("missing_columns", "シート「単組」 1行目")
    assert "「区分」の列がありません" in finding.message


def test_no_permission(tmp_path):
    path = write_workbook(tmp_path / "x.xlsx")
    with forbidden(path):
        assert only(findings_of(path)).kind == "no_permission"
