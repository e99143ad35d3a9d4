"""The benchmarks' peer does the same work: otherwise their ratios say nothing."""

from benchmarks import peer, synthetic
from benchmarks.child import two_sheets
from kyosai_xl.dataset.loading import load
from kyosai_xl.writers.xlsx import write_xlsx
from tests.writers import read_back


def test_the_peer_writes_the_same_sheets(tmp_path):
    folder, ours, plain = tmp_path / "data", tmp_path / "ours.xlsx", tmp_path / "peer.xlsx"
    synthetic.write_folder(folder, 110)
    with ours.open("wb") as file:
        write_xlsx(two_sheets(load(folder).model_unions), file)
    unions, first, last = peer.read(folder)
    peer.write([peer.lines(unions, first, last, start) for start in (6, 5)], str(plain))
    differences = read_back.differences(ours, plain)
    # Where pages break is worked out for people, not for the race.
    assert {what for _, what in differences} <= {"printing"}, differences
    only = {name for sides in differences.values() for side in sides for name, _ in side}
    assert only <= {"breaks"}, differences


def test_the_folder_holds_the_same_figures(tmp_path):
    synthetic.write_folder(tmp_path / "data", 110)
    data = load(tmp_path / "data")
    unions = synthetic.model_unions(110)
    assert [each[:9] for each in data.model_unions.unions] == [each[:9] for each in unions.unions]
    assert data.products == synthetic.branch_results()


def test_figures_repeat():
    assert synthetic.model_unions(500) == synthetic.model_unions(500)
