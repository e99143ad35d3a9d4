"""From the tables of an input to a checked data set, whatever they were read from."""

from __future__ import annotations

from collections.abc import Mapping

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.control_totals import read_control_totals
from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Finding, Findings, describe
from kyosai_xl.dataset.grid import Grid
from kyosai_xl.dataset.model_unions import join_counts, read_master
from kyosai_xl.dataset.products import read_products
from kyosai_xl.dataset.settings import Settings, other_branches, read_settings
from kyosai_xl.dataset.stories import read_stories
from kyosai_xl.dataset.tables import Table
from kyosai_xl.dataset.union_counts import read_counts
from kyosai_xl.errors import KyosaiError


class SourceError(KyosaiError):
    """The source cannot be used; ``findings`` says everything that is wrong with it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Take all findings, warnings included."""
        super().__init__(findings)
        self.findings = findings

    def __str__(self) -> str:
        """The findings' sentences, of many alike the first few."""
        return "\n".join(describe(self.findings))


def assemble(grids: Mapping[Table, Grid], source: str, findings: Findings) -> DataSet:
    """Read the tables; ``source`` is what the user named.

    Raises ``SourceError`` with every fault found, not only the first.
    """
    unions, counts = grids.get(tables.UNIONS), grids.get(tables.UNION_COUNTS)
    products, totals = grids.get(tables.PRODUCT_RESULTS), grids.get(tables.CONTROL_TOTALS)
    setting, stories = grids.get(tables.SETTINGS), grids.get(tables.STORIES)
    settings = read_settings(setting, findings) if setting else Settings()
    master = read_master(unions, findings) if unions else None
    series = read_counts(counts, master, findings) if counts else None
    results = read_products(products, findings) if products else ()
    control_totals = read_control_totals(totals, findings) if totals else ()
    if master:
        other_branches(master.unions, settings, findings)
    data = None
    if master and series and not findings.errors:
        data = DataSet(source, join_counts(master, series), results, control_totals, (), settings)
    if stories:
        told, places = read_stories(stories, master, data.as_of if data else None, findings)
        data = data._replace(stories=told, story_places=places) if data else None
    if data is None or findings.errors:
        raise SourceError(findings.all)
    return data._replace(findings=findings.all)
