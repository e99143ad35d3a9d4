import pickle

import pytest

from kyosai_xl.branch_parts import branch_parts
from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.regenerate import work_out

SAMPLE = load("sample")
NATION = work_out(SAMPLE, SAMPLE.as_of, (6, 5))
PARTS = {part.code: part for part in branch_parts(SAMPLE, NATION)}


def test_every_branch_of_the_data_has_a_part_in_code_order():
    assert list(PARTS) == list(BRANCHES)
    few = SAMPLE._replace(
        model_unions=SAMPLE.model_unions._replace(
            unions=tuple(u for u in SAMPLE.model_unions.unions if u.branch_code == "60")
        ),
        products=tuple(row for row in SAMPLE.products if row.branch_code in {"01", "49"}),
    )
    assert [part.code for part in branch_parts(few, NATION)] == ["01", "49", "60"]


@pytest.mark.parametrize(("code", "name"), [("13", "13_埼玉.xlsx"), ("60", "60_社保労連.xlsx")])
def test_a_file_is_named_by_code_and_name(code, name):
    assert PARTS[code].file_name(".xlsx") == name


def test_the_parts_add_up_to_the_nation():
    for position, report in enumerate(NATION.reports):
        own = [
            made.total
            for part in PARTS.values()
            if not (made := part.figures().reports[position]).outside_nation
        ]
        sums = [sum(counts) for counts in zip(*(total.counts for total in own), strict=True)]
        assert sums == list(report.total.counts)
    for number, product in enumerate(NATION.products):
        own = [part.products[number] for part in PARTS.values()]
        assert sum(row.actual for row in own) == product.actual
        assert {row.nation.actual for row in own} == {product.actual}


def test_every_check_of_a_part_holds():
    for part in PARTS.values():
        assert all(check.holds for check in part.figures().checks), part.name


def test_a_part_is_sent_without_what_belongs_to_others():
    sent = {code: pickle.dumps(part) for code, part in PARTS.items()}
    assert "ニセコ町".encode() in sent["01"]
    assert "ニセコ町".encode() not in sent["13"]
    assert sum(map(len, sent.values())) < 5 * len(pickle.dumps(SAMPLE))
    part = pickle.loads(sent["13"])  # noqa: S301 - packed by ourselves
    assert part.figures().checks == PARTS["13"].figures().checks
