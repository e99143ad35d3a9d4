"""The sample, the printed report, and unions made by hand."""

import csv
from functools import cache
from pathlib import Path

from kyosai_xl.dataset import loading
from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.model_unions import ModelUnion, ModelUnionReport, ModelUnions
from kyosai_xl.domain.months import Calendar, Month

PRINTED = Path(__file__).parents[1] / "printed"
SAMPLE = Path(loading.__file__).with_name("sample")
FEBRUARY = Month(2025, 2)


@cache
def sample() -> DataSet:
    return load("sample")


def report(start: int, as_of: Month = FEBRUARY, data: ModelUnions | None = None):
    return ModelUnionReport(data or sample().model_unions, Calendar(start, as_of))


def printed(name: str) -> list[dict[str, str]]:
    """The rows of the printed report, by their printed headings."""
    return _read(PRINTED / f"{name}.csv")


def raw(name: str) -> list[dict[str, str]]:
    """The rows of the sample's file as they stand, past the program's own reading."""
    return _read(SAMPLE / f"{name}.csv")


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def per_cent(text: str, digits: int) -> int:
    """A printed rate in units of its last digit: 「56.4」 is 564, 「66.81」 6681."""
    whole, _, fraction = text.partition(".")
    assert len(fraction) == digits, text
    return int(whole + fraction)


def union(counts=(), *, code="001", branch="01", target=10, **others) -> ModelUnion:
    """A union with counts from the first month of its series."""
    fields = {"branch": "北海道", "name": f"単組{branch}{code}", "members": 100, "policies": 40}
    fields |= {"effective_month": 10, "counted": True} | others
    return ModelUnion(
        branch_code=branch, union_code=code, target=target, counts=tuple(counts), **fields
    )
