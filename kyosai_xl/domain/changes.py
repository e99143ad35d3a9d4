"""What can change from one edition of the figures to the next: a closed list of kinds."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kyosai_xl.domain.model_unions import TOTAL_LABEL
from kyosai_xl.domain.months import Month


class Kind(StrEnum):
    """A kind of change, in the order they are told; the value is a stable code."""

    NEW_MONTH = "new_month"
    LOST_MONTH = "lost_month"
    CORRECTION = "correction"
    UNION_ADDED = "union_added"
    UNION_DROPPED = "union_dropped"
    UNION_CODE = "union_code"
    UNION_NAME = "union_name"
    TARGET = "target"
    MEMBERS = "members"
    POLICIES = "policies"
    EFFECTIVE_MONTH = "effective_month"
    CATEGORY = "category"
    PRODUCT_MONTH = "product_month"
    PRODUCT_LOST_MONTH = "product_lost_month"
    PRODUCT_CORRECTION = "product_correction"
    PRODUCT_BRANCH_ADDED = "product_branch_added"
    PRODUCT_BRANCH_DROPPED = "product_branch_dropped"

    @property
    def label(self) -> str:
        """「遡及訂正」, 「単組の追加」 …."""
        return _WORDS[self][0]

    @property
    def figure(self) -> str:
        """What ``Change.old`` and ``Change.new`` are, e.g. 「目標件数」."""
        return _WORDS[self][1]


_WORDS = {
    Kind.NEW_MONTH: ("新しい月", "その月の合計件数(参考を除く)"),
    Kind.LOST_MONTH: ("なくなった月", "その月の合計件数(参考を除く)"),
    Kind.CORRECTION: ("遡及訂正", "その月の件数"),
    Kind.UNION_ADDED: ("単組の追加", "目標件数"),
    Kind.UNION_DROPPED: ("単組の削除", "目標件数"),
    Kind.UNION_CODE: ("単組コードの変更", "単組コード"),
    Kind.UNION_NAME: ("単組名の変更", "単組名"),
    Kind.TARGET: ("目標の変更", "目標件数"),
    Kind.MEMBERS: ("組合員数の変更", "組合員数"),
    Kind.POLICIES: ("団生保有の変更", "団生保有"),
    Kind.EFFECTIVE_MONTH: ("発効の変更", "発効月"),
    Kind.CATEGORY: ("区分の変更", "区分"),
    Kind.PRODUCT_MONTH: ("共済の新しい集計月", "全県支部の実績件数"),
    Kind.PRODUCT_LOST_MONTH: ("共済のなくなった集計月", "全県支部の実績件数"),
    Kind.PRODUCT_CORRECTION: ("共済の実績の訂正", "実績件数"),
    Kind.PRODUCT_BRANCH_ADDED: ("共済の県支部の追加", "実績件数"),
    Kind.PRODUCT_BRANCH_DROPPED: ("共済の県支部の削除", "実績件数"),
}


class Change(NamedTuple):
    """One thing that changed.

    ``name`` is the union's or the product's; ``union_code`` is empty for a product, and all
    four are empty for a month of all unions. ``old`` and ``new`` are what ``Kind.figure`` says,
    None on the side that has none.
    """

    kind: Kind
    branch_code: str
    branch: str
    union_code: str
    name: str
    month: Month | None
    old: int | str | None
    new: int | str | None

    @property
    def place(self) -> str:
        """The branch, or 「合計」 for all of them."""
        return self.branch or TOTAL_LABEL

    @property
    def difference(self) -> int | None:
        """New minus old, where both are numbers."""
        if isinstance(self.old, int) and isinstance(self.new, int):
            return self.new - self.old
        return None
