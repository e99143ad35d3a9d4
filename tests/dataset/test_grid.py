from kyosai_xl.dataset import tables
from kyosai_xl.dataset.findings import Findings, warning
from kyosai_xl.dataset.grid import RowReader, Source, column_letters, find_grid
from tests.dataset.inputs import kinds

HEADER = ["県コード", "単組コード", "年月", "件数"]
ROWS = [["01", "039", "2024/6", "３"], ["01", "039", "2024/6", "x"]]


def source(sheet=None, rows=ROWS):
    def open_rows(_, line):
        return iter([(line + n, row) for n, row in enumerate(rows, 1)])

    return Source(tables.UNION_COUNTS, "counts.csv", sheet, open_rows)


def grid_of(sheet=None, candidates=((1, HEADER),), rows=ROWS):
    findings = Findings()
    return find_grid(source(sheet, rows), candidates, findings), findings


def test_places_are_named_as_the_person_sees_them():
    grid, _ = grid_of()
    assert grid.place(12, 2) == ("12行目 年月", "", "")
    assert grid.place(12) == ("12行目", "", "")
    grid, _ = grid_of("月次件数")
    assert grid.place(12, 2) == ("シート「月次件数」 C12", "月次件数", "C12")
    assert grid.place(12) == ("シート「月次件数」 12行目", "月次件数", "A12")


def test_columns_after_z():
    assert [column_letters(n) for n in (0, 25, 26, 701, 702, 16383)] == [
        *("A", "Z", "AA", "ZZ", "AAA", "XFD")
    ]


def test_the_header_may_stand_below_a_title():
    title = ["2024年度 月次件数", "", "", ""]
    grid, findings = grid_of("月次件数", [(1, title), (3, HEADER), (4, ROWS[0])])
    assert (grid.line, findings.all) == (3, ())


def test_the_likeliest_row_is_taken_when_columns_are_missing():
    grid, findings = grid_of("月次件数", [(1, ["件数", "", "", ""]), (2, HEADER[:3]), (3, ROWS[0])])
    assert grid.line == 2
    assert kinds(findings.all) == ["missing_columns"]


def test_no_header_at_all():
    grid, findings = grid_of("月次件数", [(1, ["a"]), (2, ["b"])])
    assert grid is None
    assert kinds(findings.all) == ["missing_columns"]


def test_a_header_without_rows():
    grid, findings = grid_of(rows=[])
    assert grid.empty
    assert kinds(findings.all) == ["no_rows"]


def test_cells_are_read_by_column_and_noted_at_their_place():
    grid, _ = grid_of()
    findings = Findings()
    reader = RowReader(grid, findings)
    values = [
        (line, reader.read(tables.MONTH), reader.read(tables.COUNT)) for line in reader.rows()
    ]
    assert [(line, str(month), count) for line, month, count in values] == [
        (2, "2024-06", 3),
        (3, "2024-06", None),
    ]
    assert [(each.kind, each.place) for each in findings.all] == [
        ("month_form", "2行目 年月"),
        ("number_form", "2行目 件数"),
        ("month_form", "3行目 年月"),
        ("not_a_number", "3行目 件数"),
    ]


def test_a_missing_column_reads_as_nothing():
    grid, _ = grid_of()
    findings = Findings()
    reader = RowReader(grid, findings)
    next(reader.rows())
    assert not reader.has(tables.UNION)
    assert reader.read(tables.UNION) is None
    assert reader.look(tables.COUNT, "x").notes
    assert findings.all == ()
    reader.note(warning("a", "あ。", "い。"), tables.UNION_CODE)
    reader.note(warning("a", "あ。", "い。"))
    assert [each.place for each in findings.all] == ["2行目 単組コード", "2行目"]
