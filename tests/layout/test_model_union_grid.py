import pytest

from kyosai_xl.domain.checks import SheetColumns
from kyosai_xl.layout.model import letter
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from tests.domain import figures
from tests.layout.small import KOU, OTSU, only, report

GRID = ModelUnionGrid(report())
SHEET = "'モデル単組(6月開始)'!"


def test_columns_stand_where_the_report_prints_them():
    places = {key: letter(column) for key, column in GRID.columns.items()}
    assert len(places) == 54
    expected = {"branch_code": "A", "name": "D", "members": "E", "policies": "F", "enrolment": "G"}
    expected |= {"effective_month": "H", "full_year 2022": "I", "full_year 2023": "J"}
    expected |= {"2022-06": "K", "2023-05": "V", "cumulative 2022": "W"}
    expected |= {"2023-06": "X", "2024-05": "AI", "cumulative 2023": "AJ"}
    expected |= {"2024-06": "AK", "2025-05": "AV", "cumulative 2024": "AW", "target": "AX"}
    expected |= {"year_on_year": "AY", "rate": "AZ", "remaining": "BA", "branch_again": "BB"}
    assert {key: places[key] for key in expected} == expected


def test_every_count_of_a_row_has_a_column():
    assert set(GRID.report.keys) <= set(GRID.columns)
    others = {"branch_code", "branch", "union_code", "name", "enrolment", "effective_month"}
    assert set(GRID.columns) - set(GRID.report.keys) == others | {"rate", "branch_again"}


def test_rows_below_the_header():
    assert (GRID.last_row, GRID.total_row, GRID.note_row, GRID.reference_row) == (7, 8, 9, 10)
    sample = ModelUnionGrid(figures.report(6))
    assert (sample.last_row, sample.total_row, sample.reference_row) == (113, 114, 116)


def test_without_unions_a_blank_row_stands_below_the_header():
    grid = ModelUnionGrid(report(unions=only()))
    assert (grid.last_row, grid.total_row, grid.reference_row) == (4, 5, 7)
    assert grid.unions("name") == f"{SHEET}D5"
    assert grid.total("target") == f"{SHEET}AX6"


def test_addresses():
    assert GRID.cells("2022-06", "2023-05") == "K5:V8"
    assert GRID.cells("name") == "D5:D8"
    assert GRID.unions("name") == f"{SHEET}D5:D8"
    assert GRID.total("target") == f"{SHEET}AX9"
    assert GRID.union(3, "target") == f"{SHEET}AX8"
    assert ModelUnionGrid(report(unions=only(KOU))).cells("name") == "D5"


YEAR = tuple(f"2024-{month:02d}" for month in (6, 7, 8))


@pytest.mark.parametrize(
    ("cells", "formula", "described"),
    [
        (SheetColumns(6, YEAR), f"SUM({SHEET}AK5:AM8)", "AK5:AM8"),
        (SheetColumns(6, ("target",), total=True), f"{SHEET}AX9", "AX9"),
        (
            SheetColumns(6, ("target",), ("cumulative 2024",)),
            f"SUM({SHEET}AX5:AX8)-SUM({SHEET}AW5:AW8)",
            "AX5:AX8 − AW5:AW8",
        ),
    ],
)
def test_the_cells_of_a_check(cells, formula, described):
    assert GRID.sum_of(cells) == formula
    assert GRID.described(cells) == described


def test_the_cells_of_a_check_row_by_row():
    cells = SheetColumns(6, YEAR[:2], ("target",))
    assert GRID.each_of(cells) == f"{SHEET}AK5:AK8+{SHEET}AL5:AL8-{SHEET}AX5:AX8"


def test_the_name_says_the_start_month():
    assert ModelUnionGrid(report(12, unions=only(OTSU))).name == "モデル単組(12月開始)"
