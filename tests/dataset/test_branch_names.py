import pytest

from kyosai_xl.dataset.findings import Level
from kyosai_xl.dataset.loading import load
from tests.dataset.inputs import figures, findings_of, only, spoilt, text_of, write_folder


def folder(tmp_path, table, name):
    line = 3
    return write_folder(tmp_path / "x", **{table: text_of(spoilt(table, line, "県名", name))})


@pytest.mark.parametrize("table", ["unions", "products"])
@pytest.mark.parametrize("name", ["青森", "青森県", " 青森　"])
def test_the_name_may_be_written_in_full(tmp_path, table, name):
    assert findings_of(folder(tmp_path, table, name)) == ()


@pytest.mark.parametrize("table", ["unions", "products"])
@pytest.mark.parametrize("name", ["岩手", "青森支部", "青", "03"])
def test_a_name_that_disagrees_with_the_code(tmp_path, table, name):
    finding = only(findings_of(folder(tmp_path, table, name)))
    assert (finding.level, finding.kind) == (Level.ERROR, "branch_mismatch")
    assert finding.place == "3行目 県名"
    assert f"「{name}」" in finding.message
    assert "「青森」" in finding.message


@pytest.mark.parametrize("table", ["unions", "products"])
def test_a_blank_name_follows_from_the_code(tmp_path, table):
    data = load(folder(tmp_path, table, ""))
    finding = only(data.findings)
    assert (finding.level, finding.kind) == (Level.WARNING, "branch_blank")
    assert figures(data) == figures(load(write_folder(tmp_path / "clean")))
