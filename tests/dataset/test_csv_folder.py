import pytest

from kyosai_xl.dataset.findings import Level
from kyosai_xl.dataset.loading import load
from tests.dataset.inputs import (
    CLEAN,
    COUNTS,
    UNIONS,
    figures,
    findings_of,
    forbidden,
    kinds,
    only,
    rows_of,
    text_of,
    write_folder,
)


@pytest.fixture
def clean(tmp_path):
    return load(write_folder(tmp_path / "clean"))


def test_a_clean_folder_has_nothing_to_say(clean):
    assert clean.findings == ()
    assert [union.name for union in clean.model_unions.unions][1] == "横浜町職員組合"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8-sig", []), ("cp932", ["encoding_cp932"] * 5), ("utf-16", ["encoding_utf16"] * 5)],
)
def test_any_usual_encoding_gives_the_same_figures(tmp_path, clean, encoding, found):
    data = load(write_folder(tmp_path / "x", encoding=encoding))
    assert figures(data) == figures(clean)
    assert kinds(data.findings) == found
    assert all(finding.level is Level.INFO for finding in data.findings)


def test_excels_unicode_text_is_separated_by_tabs(tmp_path, clean):
    tables = {table: text.replace(",", "\t") for table, text in CLEAN.items()}
    data = load(write_folder(tmp_path / "x", encoding="utf-16", **tables))
    assert figures(data) == figures(clean)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_any_line_ending_will_do(tmp_path, clean, end):
    tables = {table: text.replace("\n", end) for table, text in CLEAN.items()}
    assert figures(load(write_folder(tmp_path / "x", **tables))) == figures(clean)


def test_blank_lines_and_empty_columns_are_passed_over(tmp_path, clean):
    lines = COUNTS.splitlines()
    counts = "\n,,\n" + ",,\n\n , ,\n,,,,,\n".join(lines) + ",,\n\n"
    data = load(write_folder(tmp_path / "x", counts=counts))
    assert figures(data) == figures(clean)
    assert data.findings == ()


def test_file_names_may_be_in_capitals(tmp_path, clean):
    folder = write_folder(tmp_path / "x")
    (folder / "model_unions.csv").rename(folder / "MODEL_UNIONS.CSV")
    assert figures(load(folder)) == figures(clean)


def test_line_numbers_count_every_line_of_the_file(tmp_path):
    counts = '県コード,単組コード,年月," 件\n数"\n01,"0\n39",2024-06,1\n01,039,2024-07,x\n'
    found = findings_of(write_folder(tmp_path / "x", counts=counts))
    assert [(each.kind, each.place) for each in found] == [
        ("bad_code", "3行目 単組コード"),
        ("not_a_number", "5行目 件 数"),
    ]


@pytest.mark.parametrize(
    ("row", "number"), [("01,039,2024-09", 3), ("01,039,2024-09,1,x", 5), ("こんにちは", 1)]
)
def test_a_row_with_too_many_or_too_few_cells(tmp_path, row, number):
    finding = only(findings_of(write_folder(tmp_path / "x", counts=f"{COUNTS}{row}\n")))
    assert (finding.level, finding.kind) == (Level.ERROR, "cell_count")
    assert (finding.file, finding.place) == ("model_union_counts.csv", "6行目")
    assert f"列の数が{number}で、見出しの4と" in finding.message


def test_a_quotation_mark_left_open(tmp_path):
    counts = COUNTS.replace("03,034", '03,"034')
    finding = only(findings_of(write_folder(tmp_path / "x", counts=counts)))
    assert (finding.kind, finding.place) == ("cell_count", "4行目")
    counts += "01,039,2024-05,3\n" * 20_000
    finding = only(findings_of(write_folder(tmp_path / "y", counts=counts)))
    assert (finding.kind, finding.place) == ("broken_csv", "4行目")


@pytest.mark.parametrize("table", ["unions", "counts", "products"])
def test_a_missing_file(tmp_path, table):
    finding = only(findings_of(write_folder(tmp_path / "x", **{table: None})))
    assert (finding.level, finding.kind, finding.place) == (Level.ERROR, "missing_table", "")
    assert f"「{finding.file}」" in finding.action


def test_control_totals_are_optional(tmp_path):
    data = load(write_folder(tmp_path / "x", totals=None))
    assert data.control_totals == ()
    assert data.findings == ()
    header = CLEAN["totals"].splitlines()[0]
    assert load(write_folder(tmp_path / "y", totals=header)).findings == ()


@pytest.mark.parametrize("table", ["unions", "counts", "products", "totals"])
@pytest.mark.parametrize("content", ["", "\n\n", ",,,\n", "\ufeff"])
def test_an_empty_file(tmp_path, table, content):
    finding = only(findings_of(write_folder(tmp_path / "x", **{table: content})))
    assert (finding.level, finding.kind) == (Level.ERROR, "empty_table")


def test_a_branch_may_have_no_products_yet(tmp_path):
    header = CLEAN["products"].splitlines()[0]
    data = load(write_folder(tmp_path / "x", products=header))
    finding = only(data.findings)
    assert (finding.level, finding.kind) == (Level.WARNING, "no_rows")
    assert data.products == ()


@pytest.mark.parametrize("table", ["unions", "counts"])
def test_a_header_without_rows(tmp_path, table):
    header = CLEAN[table].splitlines()[0] + "\n,,,\n"
    found = findings_of(write_folder(tmp_path / "x", **{table: header}))
    assert [each for each in found if each.kind != "unknown_union"] == [found[0]]
    assert (found[0].kind, found[0].place) == ("no_rows", "1行目")


@pytest.mark.parametrize("table", ["unions", "counts", "products", "totals"])
def test_every_column_that_is_missing_is_named(tmp_path, table):
    rows = rows_of(CLEAN[table])
    for name in rows[0]:
        kept = [at for at, header in enumerate(rows[0]) if header != name]
        text = text_of([row[at] for at in kept] for row in rows)
        found = findings_of(write_folder(tmp_path / name, **{table: text}))
        if name == "出所":
            assert found == ()
            continue
        finding = only(found)
        assert (finding.kind, finding.level) == ("missing_columns", Level.ERROR)
        assert f"見出しに「{name}」の列がありません" in finding.message
        assert f"「{rows[0][kept[0]]}」" in finding.message.split("あるのは")[1]


def test_rows_are_checked_even_if_a_column_is_missing(tmp_path):
    rows = [row[:7] + row[8:] for row in rows_of(UNIONS)]
    rows[2][4] = "x"
    found = findings_of(write_folder(tmp_path / "x", unions=text_of(rows)))
    assert kinds(found) == ["missing_columns", "not_a_number"]


@pytest.mark.parametrize(("mark", "name"), [("\t", "タブ"), (";", "セミコロン")])
def test_the_wrong_separator(tmp_path, mark, name):
    text = COUNTS.replace(",", mark)
    finding = only(findings_of(write_folder(tmp_path / "x", counts=text)))
    assert (finding.kind, name in finding.message) == ("missing_columns", True)


def test_a_stray_byte_names_its_line_and_the_rest_is_still_checked(tmp_path):
    data = UNIONS.encode().replace("横浜町".encode(), b"\xff\xfe").replace(b",60,", b",6x,")
    found = findings_of(write_folder(tmp_path / "x", unions=data))
    assert [(each.kind, each.place) for each in found] == [
        ("undecodable", "3行目"),
        ("garbled_name", "3行目 単組名"),
        ("not_a_number", "3行目 組合員数"),
    ]


def test_nul_bytes(tmp_path):
    data = COUNTS.encode().replace(b",12\n", b",1\x002\n")
    found = findings_of(write_folder(tmp_path / "x", counts=data))
    assert [(each.kind, each.place) for each in found] == [
        ("nul_bytes", "3行目"),
        ("not_a_number", "3行目 件数"),
    ]


def test_a_file_that_is_no_text(tmp_path):
    finding = only(findings_of(write_folder(tmp_path / "x", counts=b"\x81\xff\x00\xfd" * 100)))
    assert (finding.kind, finding.place) == ("undecodable", "1行目")


def test_extra_columns_are_named_and_harmless(tmp_path, clean):
    rows = [[*row, "" if line else "備考"] for line, row in enumerate(rows_of(UNIONS))]
    data = load(write_folder(tmp_path / "x", unions=text_of(rows)))
    assert figures(data) == figures(clean)
    finding = only(data.findings)
    assert (finding.level, finding.kind) == (Level.INFO, "extra_columns")
    assert "「備考」" in finding.message


def test_a_folder_without_any_table(tmp_path):
    finding = only(findings_of(tmp_path))
    assert (finding.kind, finding.file) == ("no_tables", str(tmp_path))
    assert "「model_unions.csv」" in finding.action
    (tmp_path / "実績.xlsx").touch()
    assert "「実績.xlsx」" in only(findings_of(tmp_path)).action


def test_a_folder_in_the_place_of_a_file(tmp_path):
    folder = write_folder(tmp_path / "x", counts=None)
    (folder / "model_union_counts.csv").mkdir()
    finding = only(findings_of(folder))
    assert (finding.kind, finding.file) == ("unreadable", "model_union_counts.csv")


def test_no_permission(tmp_path):
    folder = write_folder(tmp_path / "x")
    with forbidden(folder / "model_unions.csv"):
        first, *_ = findings_of(folder)
        assert (first.kind, first.file) == ("no_permission", "model_unions.csv")
    with forbidden(folder):
        assert only(findings_of(folder)).kind == "no_permission"
