"""The XML of single rows."""

from decimal import Decimal

import pytest

from kyosai_xl.layout.model import ROW, Column, Formula, Table
from kyosai_xl.writers import row_stream
from kyosai_xl.writers.row_stream import stream_rows


def rows_of(*rows, formula=None, height=None, ids=(3,)):
    columns = tuple(Column(f"{n}", formula) for n in range(len(ids)))
    table = Table(4, columns, {}, len(rows), lambda: (("look", row) for row in rows), height=height)
    return list(stream_rows(table, {"look": ids}))


def cell_of(value, formula=None):
    [row] = rows_of((value,), formula=formula)
    return row.removeprefix('<row r="5"><c r="A5" s="3"').removesuffix("</row>")


def text_of(value):
    before, text = cell_of(value).split('<t xml:space="preserve">')
    assert before == ' t="inlineStr"><is>'
    return text.removesuffix("</t></is></c>")


@pytest.mark.parametrize(
    ("value", "xml"),
    [
        (None, "/>"),
        (0, "><v>0</v></c>"),
        (-1502, "><v>-1502</v></c>"),
        (Decimal("0.564"), "><v>0.564</v></c>"),
        ("0012", ' t="inlineStr"><is><t xml:space="preserve">0012</t></is></c>'),
        (Formula("A1<B1", 3), "><f>A1&lt;B1</f><v>3</v></c>"),
        (Formula(f"A{ROW}", "&"), ' t="str"><f>A5</f><v>&amp;</v></c>'),
        (Formula("A1", None), "><f>A1</f></c>"),
    ],
)
def test_a_value_is_written_as_what_it_is(value, xml):
    assert cell_of(value) == xml


def test_a_column_formula_names_its_own_row():
    formula = f'IF(A{ROW}<>"%s",B{ROW},"&")'
    first, second = rows_of((1,), ("－",), formula=formula)
    assert '<f>IF(A5&lt;&gt;"%s",B5,"&amp;")</f><v>1</v>' in first
    assert 't="str"><f>IF(A6&lt;&gt;"%s",B6,"&amp;")</f><v>－</v>' in second


def test_a_blank_in_a_formula_column_is_blank():
    assert cell_of(None, formula="A1") == "/>"


@pytest.mark.parametrize(
    ("text", "xml"),
    [
        ("<r><t>bold</t></r>", "&lt;r&gt;&lt;t&gt;bold&lt;/t&gt;&lt;/r&gt;"),
        ("=1+1", "=1+1"),
        ("100% %s", "100% %s"),
        (f"no {ROW} row", "no  row"),
        ("\x01\x0b\x1f\ufffe\uffff", ""),
        ("_x0041_", "_x005F_x0041_"),
        ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),
        ("_x41_ _X0041_", "_x41_ _X0041_"),
        ("𠮷\n髙\t", "𠮷\n髙\t"),
    ],
)
def test_text_stays_text(text, xml):
    assert text_of(text) == xml


@pytest.mark.parametrize("text", ["あ" * 40_000, "𠮷" * 40_000, "a" + "𠮷" * 40_000])
def test_text_is_cut_where_a_cell_is_full(text):
    cut = text_of(text)
    assert text.startswith(cut)
    assert 32_766 <= len(cut.encode("utf-16-le")) // 2 <= 32_767


def test_a_cell_without_a_style_is_not_written():
    [row] = rows_of(("a", "unseen", 1), ids=(3, None, 5))
    assert "B5" not in row
    assert "unseen" not in row
    assert row.endswith('<c r="C5" s="5"><v>1</v></c></row>')


@pytest.mark.parametrize(("points", "ht"), [(18.75, "18.75"), (19.0, "18.75"), (19.4, "19.5")])
def test_heights_are_whole_pixels(points, ht):
    [row] = rows_of((1,), height=points)
    assert row.startswith(f'<row r="5" ht="{ht}" customHeight="1">')


def test_forgetting_pieces_changes_nothing(monkeypatch):
    rows = [(str(n % 7),) for n in range(50)]
    remembered = rows_of(*rows)
    monkeypatch.setattr(row_stream, "_KEPT", 2)
    assert rows_of(*rows) == remembered
