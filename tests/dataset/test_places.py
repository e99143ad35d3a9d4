import csv
import random

from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.findings import Findings
from kyosai_xl.dataset.places import count_places, result_places, union_places
from kyosai_xl.dataset.workbook import open_workbook
from kyosai_xl.domain.months import Month
from tests.dataset.inputs import COUNTS, PRODUCTS, UNIONS, rows_of, typed, write_workbook

WIDE = [
    ["県コード", "県名", "単組コード", "2024-05", "2024-06", "2024-08"],
    ["01", "北海道", "039", 3, 12, ""],
    ["03", "青森", "034", "", "", ""],
    ["60", "社保労連", "001", "", "", 1234],
]
SHUFFLED = {"unions": rows_of(UNIONS), "counts": WIDE, "products": rows_of(PRODUCTS)}


def grids_of(path, top=0, left=0, **sheets):
    findings = Findings()
    grids = open_workbook(write_workbook(path, top, left, **sheets), findings)
    assert findings.all == ()
    return grids


def shuffled(rows, chance):
    """The rows below the header and the columns in another order."""
    header, *rest = rows
    columns = chance.sample(range(len(header)), len(header))
    rest = chance.sample(rest, len(rest))
    return [[row[column] for column in columns] for row in (header, *rest)]


def looked_up(rows, top, left):
    """Looks up what stands, in a sheet with these rows from a place on, where the places say."""
    return lambda places, key, column: rows[places.rows[key] - top][places.columns[column] - left]


def test_the_master_by_both_codes(tmp_path):
    places = union_places(grids_of(tmp_path / "x.xlsx"))
    assert places.sheet == "単組"
    assert places.rows == {("01", "039"): 1, ("03", "034"): 2, ("60", "001"): 3}
    assert (places.columns["branch_code"], places.columns["target"]) == (0, 7)
    assert set(places.columns) == {column.key for column in tables.UNIONS.columns}


def test_counts_by_month(tmp_path):
    places = count_places(grids_of(tmp_path / "x.xlsx", counts=WIDE))
    assert places == (
        "月次件数",
        {("01", "039"): 1, ("03", "034"): 2, ("60", "001"): 3},
        {"2024-05": 3, "2024-06": 4, "2024-08": 5},
    )


def test_counts_one_below_the_other_stand_nowhere(tmp_path):
    assert count_places(grids_of(tmp_path / "x.xlsx")) == ("月次件数", {}, {})
    assert "年月" in COUNTS


def test_results_by_product_month_and_branch(tmp_path):
    places = result_places(grids_of(tmp_path / "x.xlsx"))
    assert places.sheet == "主要共済"
    assert places.rows == {
        ("団体生命共済", Month(2024, 7), "01"): 1,
        ("団体生命共済", Month(2024, 7), "03"): 2,
        ("火災共済", Month(2024, 6), "03"): 3,
    }
    assert (places.columns["target"], places.columns["actual"]) == (4, 5)


def test_without_a_table_of_results_there_are_no_places():
    assert result_places({}) == ("", {}, {})


def test_codes_and_months_are_known_as_they_are_read(tmp_path):
    # Excel has made numbers of the codes, and people write months in many ways.
    products = typed(rows_of(PRODUCTS))
    products[1][1] = "2024年7月"
    findings = Findings()
    path = write_workbook(tmp_path / "x.xlsx", products=products)
    places = result_places(open_workbook(path, findings))
    assert places.rows["団体生命共済", Month(2024, 7), "01"] == 1


@given_settings(max_examples=25, deadline=None)
@given(seed=st.integers(), top=st.integers(0, 5), left=st.integers(0, 3))
def test_any_order_of_rows_and_columns_anywhere_near_the_top(tmp_path_factory, seed, top, left):
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    sheets = {table: shuffled(rows, chance) for table, rows in SHUFFLED.items()}
    grids = grids_of(tmp_path_factory.mktemp("x") / "x.xlsx", top, left, **sheets)
    unions, counts, results = union_places(grids), count_places(grids), result_places(grids)
    master, series, products = (looked_up(rows, top, left) for rows in sheets.values())
    for row in csv.DictReader(UNIONS.splitlines()):
        key = row["県コード"], row["単組コード"]
        for column in tables.UNIONS.columns:
            assert master(unions, key, column.key) == row[column.header]
    for code, _, union, *months in WIDE[1:]:
        for month, count in zip(WIDE[0][3:], months, strict=True):
            assert series(counts, (code, union), month) == count
    assert products(results, ("火災共済", Month(2024, 6), "03"), "actual") == "7"
