"""Where the numbers behind the pictures stand on 「図の数字」, and which pictures there are."""

from __future__ import annotations

from typing import NamedTuple

from kyosai_xl.domain.branches import NATION, PREFECTURAL
from kyosai_xl.domain.model_unions import TOTAL_LABEL, UnionFigures
from kyosai_xl.domain.months import MONTHS_IN_YEAR
from kyosai_xl.domain.progress import (
    RATE_BANDS,
    BranchProgress,
    by_branch,
    cumulatives,
    most_missing_first,
)
from kyosai_xl.layout.model import address, on_sheet
from kyosai_xl.layout.model_union_grid import ModelUnionGrid

NAME = "図の数字"
SCALE_ROW = 2
"""The months without 「月」, for axes too short for it."""
FIRST_ROW = 4
FIRST_MONTH = 1
"""The column of the fiscal year's first month; labels stand before it."""
TARGET_LABEL = "目標"
BRANCHES_A_PAGE = 8


class LineBlock(NamedTuple):
    """The numbers of one picture of cumulatives: a row of months, then a row a line.

    ``branch`` is None for all unions; ``years`` are the positions of the fiscal years that have
    a line, the current one always.
    """

    label: str
    row: int
    branch: BranchProgress | None
    figures: UnionFigures
    years: tuple[int, ...]

    @property
    def has_target(self) -> bool:
        """Whether there is a line of the target."""
        return self.figures.union.target > 0

    @property
    def target_row(self) -> int:
        """The row of the target, behind those of the years."""
        return self.row + 1 + len(self.years)

    @property
    def end(self) -> int:
        """The first row that the block does not take, one blank row kept."""
        return self.target_row + self.has_target + 1


class PictureGrid:
    """Which pictures a model-union sheet gives, and where their numbers stand.

    A picture of nothing is left out: of no contracts and no target, of rates and 残件数 without a
    target, of one branch ranked by itself or drawn a second time.
    """

    def __init__(self, grid: ModelUnionGrid) -> None:
        """Take the grid of the sheet that the numbers follow."""
        self.grid = grid
        self.report = grid.report
        self.calendar = grid.calendar
        branches = by_branch(self.report)
        several = branches if len(branches) > 1 else ()
        drawn = tuple(branch for branch in several if _is_something(branch.figures))
        ranked = tuple(branch for branch in several if branch.figures.union.target > 0)
        self.not_drawn = tuple(branch for branch in several if branch not in drawn)
        self.not_ranked = tuple(branch for branch in several if branch not in ranked)
        self.without_target = sum(union.target <= 0 for union in self.report.counted)
        self.has_bands = self.without_target < len(self.report.counted)
        self.ranking = most_missing_first(ranked) if len(ranked) > 1 else ()
        years = self._years()
        self.whole = LineBlock(_whole(branches), FIRST_ROW, None, self.report.total, years)
        self.bands_row = self.whole.end
        self.ranking_row = self.bands_row + (RATE_BANDS + 2 if self.has_bands else 0)
        row = self.ranking_row + (len(self.ranking) + 2 if self.ranking else 0)
        blocks = []
        for branch in drawn:
            blocks.append(LineBlock(branch.label, row, branch, branch.figures, years))
            row = blocks[-1].end
        self.branches = tuple(blocks)

    def _years(self) -> tuple[int, ...]:
        """Return the years that have a line: a past one in which nobody counted has none."""
        counts = cumulatives(self.report.total, self.calendar.elapsed)
        current = len(counts) - 1
        return tuple(at for at, year in enumerate(counts) if year[-1] or at == current)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw at all."""
        return not _is_something(self.report.total)


def _is_something(figures: UnionFigures) -> bool:
    """Whether there is a contract or a target to draw."""
    return figures.union.target > 0 or any(figures.months)


def _whole(branches: tuple[BranchProgress, ...]) -> str:
    if len(branches) == 1:
        return branches[0].label
    codes = {branch.figures.union.branch_code for branch in branches}
    return NATION if codes == set(PREFECTURAL) else TOTAL_LABEL


def months_of(row: int, count: int = MONTHS_IN_YEAR) -> str:
    """Return the first months of a row, as a series refers to them."""
    return fixed(row, FIRST_MONTH, row, FIRST_MONTH + count - 1)


def fixed(row: int, column: int, last_row: int, last_column: int) -> str:
    """Return cells of 「図の数字」 as a series refers to them."""
    first, last = (
        address(*corner, fixed=True) for corner in ((row, column), (last_row, last_column))
    )
    return on_sheet(NAME, first if first == last else f"{first}:{last}")
