from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.months import Month


def test_the_last_month_is_the_last_with_contracts():
    data = load("sample")
    assert data.last_month == Month(2025, 2)
    unions = tuple(
        union._replace(counts=(*union.counts[:-2], 0, 0, 0)) for union in data.model_unions.unions
    )
    shorter = data._replace(model_unions=data.model_unions._replace(unions=unions))
    assert shorter.last_month == Month(2024, 12)


def test_without_any_contract_it_is_the_first_month():
    data = load("sample")
    unions = tuple(union._replace(counts=(0, 0)) for union in data.model_unions.unions)
    empty = data._replace(model_unions=data.model_unions._replace(unions=unions))
    assert empty.last_month == data.model_unions.first


def test_a_branch_s_part_has_its_rows_only_and_no_total_of_the_nation():
    data = load("sample")
    part = data.of_branch("13")
    unions, whole = part.model_unions.unions, data.model_unions.unions
    assert unions == tuple(union for union in whole if union.branch == "埼玉") != ()
    assert part.model_unions.first == data.model_unions.first
    assert [row.branch for row in part.products] == ["埼玉"] * 11
    assert data.control_totals
    assert part.control_totals == ()
    assert {story.branch_code for story in data.of_branch("29").stories} == {"29"}
    assert (part.source, part.settings) == (data.source, data.settings)
