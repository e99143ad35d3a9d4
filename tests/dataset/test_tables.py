import pytest

from kyosai_xl.dataset.tables import SETTINGS, TABLES, UNION_COUNTS
from tests.dataset.inputs import SAMPLE, rows_of


# Only a template sets anything.
@pytest.mark.parametrize(
    "table", [each for each in TABLES if each != SETTINGS], ids=lambda table: table.sheet
)
def test_the_sample_has_exactly_these_columns(table):
    text = (SAMPLE / table.file).read_text(encoding="utf-8")
    assert rows_of(text)[0] == [column.header for column in table.columns]


def test_a_sheet_may_be_named_in_japanese_or_like_the_file():
    assert UNION_COUNTS.sheets == ("月次件数", "model_union_counts")


def test_keys_and_headers_are_unique_in_a_table():
    for table in TABLES:
        assert len({column.key for column in table.columns}) == len(table.columns)
        assert len({column.header for column in table.columns}) == len(table.columns)


def test_only_the_origin_and_the_union_of_a_story_may_be_missing():
    optional = [
        column.header for table in TABLES for column in table.columns if not column.required
    ]
    assert optional == ["出所", "単組コード"]
