"""Everything the report is made from, read and checked."""

from __future__ import annotations

from typing import NamedTuple

from kyosai_xl.dataset.findings import Finding
from kyosai_xl.dataset.places import NOWHERE, Places
from kyosai_xl.dataset.settings import Settings
from kyosai_xl.domain.control_totals import ControlTotal
from kyosai_xl.domain.model_unions import ModelUnions
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import BranchResult
from kyosai_xl.domain.stories import Story


class DataSet(NamedTuple):
    """One input; ``source`` is what the user named, ``findings`` holds no errors.

    ``story_places`` are the rows of the stories themselves.
    """

    source: str
    model_unions: ModelUnions
    products: tuple[BranchResult, ...]
    control_totals: tuple[ControlTotal, ...]
    findings: tuple[Finding, ...]
    settings: Settings = Settings()
    stories: tuple[Story, ...] = ()
    story_places: Places = NOWHERE

    def of_branch(self, code: str) -> DataSet:
        """Return one branch's part of the data; totals of the nation are left out."""
        unions = tuple(row for row in self.model_unions.unions if row.branch_code == code)
        return self._replace(
            model_unions=self.model_unions._replace(unions=unions),
            products=tuple(row for row in self.products if row.branch_code == code),
            stories=tuple(row for row in self.stories if row.branch_code == code),
            control_totals=(),
        )

    @property
    def as_of(self) -> Month:
        """The as-of month that is set, else the last month with contracts."""
        return self.settings.as_of or self.last_month

    @property
    def last_month(self) -> Month:
        """The last calendar month with contracts."""
        unions = self.model_unions.unions
        months = max((len(union.counts) for union in unions), default=1)
        while months > 1 and not any(union.counts[months - 1] for union in unions):
            months -= 1
        return self.model_unions.first.plus(months - 1)
