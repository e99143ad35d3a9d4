"""The tables of an input and their columns: the Japanese header ↔ the name in code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NamedTuple

from kyosai_xl.dataset import labels, normalise
from kyosai_xl.dataset.month_forms import read_month, read_month_of_any_year
from kyosai_xl.dataset.reading import Reading, T


class Column(NamedTuple, Generic[T]):
    """One column: its header, its name in code, how a cell of it is read."""

    header: str
    key: str
    read: Callable[[object], Reading[T]]
    required: bool = True


class Table(NamedTuple):
    """One table: a CSV file or a sheet.

    One that is ``optional`` need not be there, one that ``may_be_empty`` can
    do without rows, which is told.
    ``wide`` are the columns needed when the months stand side by side; ``silent`` are headers
    that may stand there for people's sake.
    """

    file: str
    sheet: str
    columns: tuple[Column[Any], ...]
    optional: bool = False
    may_be_empty: bool = False
    wide: tuple[Column[Any], ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def sheets(self) -> tuple[str, str]:
        """The names a sheet may have."""
        return self.sheet, self.file.removesuffix(".csv")

    @property
    def required(self) -> tuple[Column[Any], ...]:
        """The columns that may not be missing."""
        return tuple(column for column in self.columns if column.required)


BRANCH_CODE = Column("県コード", "branch_code", normalise.read_branch_code)
BRANCH = Column("県名", "branch", labels.read_label)
UNION_CODE = Column("単組コード", "union_code", normalise.read_union_code)
UNION = Column("単組名", "name", normalise.read_name)
MEMBERS = Column("組合員数", "members", normalise.read_count)
POLICIES = Column("団生保有", "policies", normalise.read_count)
EFFECTIVE_MONTH = Column("発効月", "effective_month", normalise.read_effective_month)
TARGET = Column("目標件数", "target", normalise.read_target)
CATEGORY = Column("区分", "category", labels.read_category)
MONTH = Column("年月", "month", read_month)
COUNT = Column("件数", "count", normalise.read_count)
PRODUCT = Column("共済名", "product", labels.read_product)
AS_OF = Column("集計月", "as_of", read_month)
BRANCH_TARGET = Column("目標件数", "target", normalise.read_branch_target)
ACTUAL = Column("実績件数", "actual", normalise.read_count)
ORIGIN = Column("出所", "origin", labels.read_label, required=False)
REPORT_TABLE = Column("表", "table", labels.read_report_table)
ITEM = Column("項目", "item", labels.read_item)
VALUE = Column("値", "value", normalise.read_integer)
SUBJECT = Column("共済・運動", "subject", labels.read_subject)
STORY_UNION = Column("単組コード", "union_code", normalise.read_optional_union_code, required=False)
REASON = Column("ヒアリング理由", "reason", normalise.read_text)
STORY = Column("取り組み内容", "story", normalise.read_text)
CONFIRMED = Column("確認月", "confirmed", read_month_of_any_year)
SETTING = Column("項目", "item", labels.read_label)
SETTING_VALUE: Column[object] = Column("値", "value", Reading)

UNIONS = Table(
    "model_unions.csv",
    "単組",
    (
        BRANCH_CODE,
        BRANCH,
        UNION_CODE,
        UNION,
        MEMBERS,
        POLICIES,
        EFFECTIVE_MONTH,
        TARGET,
        CATEGORY,
    ),
)
UNION_COUNTS = Table(
    "model_union_counts.csv",
    "月次件数",
    (BRANCH_CODE, UNION_CODE, MONTH, COUNT),
    wide=(BRANCH_CODE, UNION_CODE),
    silent=("県名", "単組名"),
)
PRODUCT_RESULTS = Table(
    "product_results.csv",
    "主要共済",
    (PRODUCT, AS_OF, BRANCH_CODE, BRANCH, BRANCH_TARGET, ACTUAL, ORIGIN),
    # A branch may have none yet; what is missing is told product by product.
    may_be_empty=True,
)
STORIES = Table(
    "stories.csv",
    "取り組み",
    (SUBJECT, BRANCH_CODE, BRANCH, STORY_UNION, REASON, STORY, CONFIRMED),
    optional=True,
)
CONTROL_TOTALS = Table(
    "control_totals.csv",
    "照合値",
    (AS_OF, REPORT_TABLE, ITEM, VALUE),
    optional=True,
)
SETTINGS = Table("settings.csv", "設定", (SETTING, SETTING_VALUE), optional=True, silent=("説明",))
TABLES = (UNIONS, UNION_COUNTS, PRODUCT_RESULTS, STORIES, CONTROL_TOTALS, SETTINGS)
