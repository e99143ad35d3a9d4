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
