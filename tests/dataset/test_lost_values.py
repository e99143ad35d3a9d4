import zipfile

import pytest

from kyosai_xl.dataset import lost_values
from kyosai_xl.dataset.lost_values import find_lost_values
from kyosai_xl.dataset.reading import LostFormula

WORKBOOK = """<?xml version="1.0"?><x:workbook xmlns:r="r"><x:sheets>
<x:sheet name="a&gt;b" sheetId="9" r:id="rId7"/><x:sheet name='c>d' sheetId='3' r:id='rId2' />
</x:sheets></x:workbook>"""
RELATIONS = """<Relationships><Relationship Target="/xl/worksheets/one.xml" Id="rId7"/>
<Relationship Id="rId2" Target="worksheets/two.xml"/></Relationships>"""
CLEAN = '<c r="A1" t="s"><v>0</v></c><c r="B1" s="1"/><c r="C1"><f>1+1</f><v>2</v></c>'


def workbook(path, one, two=CLEAN):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        for name, cells in (("one", one), ("two", two)):
            archive.writestr(f"xl/worksheets/{name}.xml", f"<sheetData>{cells}</sheetData>")
    return path


@pytest.mark.parametrize(
    ("cell", "lost"),
    [
        ('<c r="C5" t="e"><v>#N/A</v></c>', "#N/A"),
        ("<c r='C5' s='2' t='e'><f>1/0</f><v>#DIV/0!</v></c>", "#DIV/0!"),
        ('<x:c r="C5" t="e"><x:v>#REF!</x:v></x:c>', "#REF!"),
        ('<c r="C5" t="e"/>', "#N/A"),
        ('<c r="C5"><f>A1&amp;"x"</f><v></v></c>', '=A1&"x"'),
        ('<c r="C5"><f>A1</f><v /></c>', "=A1"),
        ('<c r="C5"><f>A1</f></c>', "=A1"),
        ('<c r="C5"><f t="shared" si="0"/></c>', "="),
        ('<x:c r="C5"><x:f>A1</x:f></x:c>', "=A1"),
    ],
)
def test_a_lost_value_is_found_where_it_stands(tmp_path, cell, lost):
    path = workbook(tmp_path / "x.xlsx", f"{CLEAN}{cell}{CLEAN}")
    found = find_lost_values(path, 0)
    assert found == {5: {2: lost}}
    assert isinstance(found[5][2], LostFormula) == lost.startswith("=")
    assert find_lost_values(path, 1) == {}


@pytest.mark.parametrize(
    "cell", ['<c r="C5" t="str"><f>""</f><v></v></c>', '<c r="C5" t="inlineStr"><is><t/></is></c>']
)
def test_an_empty_text_is_blank(tmp_path, cell):
    assert find_lost_values(workbook(tmp_path / "x.xlsx", cell), 0) == {}


def test_far_columns_and_small_chunks(tmp_path, monkeypatch):
    monkeypatch.setattr(lost_values, "_CHUNK", 300)
    cells = CLEAN * 50 + '<c r="AB1234" t="e"><v>#N/A</v></c>'
    assert find_lost_values(workbook(tmp_path / "x.xlsx", cells), 0) == {1234: {27: "#N/A"}}


def test_an_unusual_workbook_has_none(tmp_path):
    path = workbook(tmp_path / "x.xlsx", CLEAN)
    assert find_lost_values(path, 5) == {}
    with zipfile.ZipFile(tmp_path / "y.xlsx", "w") as archive:
        archive.writestr("a", "b")
    assert find_lost_values(tmp_path / "y.xlsx", 0) == {}
    (tmp_path / "z.xlsx").write_bytes(b"PK")
    assert find_lost_values(tmp_path / "z.xlsx", 0) == {}
