"""What is typed into a template: 単組, 月次件数, 主要共済, 取り組み and 照合値."""

from __future__ import annotations

from collections.abc import Sequence

from kyosai_xl.domain.control_totals import ControlTotal
from kyosai_xl.domain.model_unions import ModelUnion, ModelUnions
from kyosai_xl.domain.months import MONTHS_IN_YEAR, FiscalYear, Month
from kyosai_xl.domain.products import BranchResult
from kyosai_xl.domain.stories import MODEL_UNION_SUBJECT, Story
from kyosai_xl.layout.choices_sheet import PRODUCT_NAMES
from kyosai_xl.layout.input_columns import (
    BRANCH,
    CENTRED,
    MONTH_CELL,
    MONTH_RULE,
    UNION_CODE,
    UNION_NAME,
    WRAPPED,
    count_column,
)
from kyosai_xl.layout.input_table import (
    INPUT_COUNT,
    INPUT_TEXT,
    InputColumn,
    InputTable,
    choice_rule,
    count_rule,
)
from kyosai_xl.layout.model import Rule, serial
from kyosai_xl.layout.styles import MONTH_NUMBER

COUNTED, REFERENCE = "集計", "参考"

_STORY_COLUMNS = (
    InputColumn(
        "subject",
        "共済・運動",
        24.0,
        WRAPPED,
        Rule(
            "text",
            "共済・運動",
            f"共済か運動の名前です。モデル単組の取り組みなら「{MODEL_UNION_SUBJECT}」とします。",
        ),
    ),
    *BRANCH,
    UNION_CODE._replace(
        rule=Rule("text", "単組コード", "モデル単組の取り組みのとき、3桁のコードを入力します。")
    ),
    InputColumn(
        "reason",
        "ヒアリング理由",
        40.0,
        WRAPPED,
        Rule("text", "ヒアリング理由", "この県支部に聞いた理由(目立った数字)です。"),
    ),
    InputColumn("story", "取り組み内容", 70.0, WRAPPED),
    InputColumn("confirmed", "確認月", 12.0, MONTH_CELL, MONTH_RULE._replace(title="確認月")),
)


def union_input(unions: Sequence[ModelUnion]) -> InputTable:
    """Return 「単組」: a row a union."""
    return InputTable(
        name="単組",
        code_name="ShUnions",
        list_name="tbl_unions",
        explanation=(
            "加入拡大モデル単組を1行に1つ入力します。黄色のセルに入力し、行は下に足せます。"
        ),
        columns=_union_columns(),
        rows=[
            (
                union.branch_code,
                union.branch,
                union.union_code,
                union.name,
                union.members,
                union.policies,
                union.effective_month,
                union.target,
                COUNTED if union.counted else REFERENCE,
            )
            for union in unions
        ],
        keys=[union[0:3:2] for union in unions],
        fixed=4,
        title="加入拡大モデル単組",
    )


def _union_columns() -> tuple[InputColumn, ...]:
    return (
        *BRANCH,
        UNION_CODE,
        UNION_NAME,
        count_column("members", "組合員数", "組合員の人数です。"),
        count_column("policies", "団生保有", "団体生命共済の保有件数です。"),
        InputColumn(
            "effective_month",
            "発効月",
            9.0,
            CENTRED.but(number=MONTH_NUMBER),
            Rule(
                "whole",
                "発効月",
                "新契約が発効する月の数字です(10月なら10)。決まっていなければ空白にします。",
                "発効月は1から12までの数字で入力してください。",
                1,
                MONTHS_IN_YEAR,
            ),
        ),
        count_column("target", "目標件数", "年度の目標件数です。目標がなければ0にします。"),
        InputColumn(
            "category",
            "区分",
            8.0,
            CENTRED,
            choice_rule(
                "区分",
                f"合計に入れるなら「{COUNTED}」、入れないなら「{REFERENCE}」です。",
                f"{COUNTED},{REFERENCE}",
            ),
        ),
    )


def count_input(unions: ModelUnions, months: Sequence[Month]) -> InputTable:
    """Return 「月次件数」: a row a union, a column a calendar month; 0 is left blank."""
    start = unions.first.ordinal

    def counts(union: ModelUnion) -> tuple[int | None, ...]:
        places = (month.ordinal - start for month in months)
        return tuple(
            union.counts[place] or None if 0 <= place < len(union.counts) else None
            for place in places
        )

    rule = count_rule("件数", "その月の新契約件数です。なければ空白のままにします。")
    return InputTable(
        name="月次件数",
        code_name="ShCounts",
        list_name="tbl_counts",
        explanation=(
            "単組ごと、月ごとの新契約件数を入力します。集計のシートは、すべてここから作られます。"
        ),
        columns=(
            *BRANCH,
            UNION_CODE,
            UNION_NAME,
            *(
                InputColumn(str(month), str(month), 8.0, INPUT_COUNT.but(indent=0), rule)
                for month in months
            ),
        ),
        rows=[(*union[:4], *counts(union)) for union in unions.unions],
        keys=[union[0:3:2] for union in unions.unions],
        fixed=4,
        title="新契約件数(月別)",
        wide=True,
    )


def product_input(results: Sequence[BranchResult]) -> InputTable:
    """Return 「主要共済」: a row a product, as-of month and branch."""
    return InputTable(
        name="主要共済",
        code_name="ShProducts",
        list_name="tbl_products",
        explanation=(
            "共済ごとに、集計月までの県支部の目標と実績を入力します。新しい集計月は下に足します。"
        ),
        columns=(
            InputColumn(
                "product",
                "共済名",
                30.0,
                INPUT_TEXT,
                choice_rule("共済名", "共済を選びます。", f"={PRODUCT_NAMES}"),
            ),
            InputColumn("as_of", "集計月", 13.0, MONTH_CELL, MONTH_RULE),
            *BRANCH,
            count_column("target", "目標件数", "年度の目標件数です。"),
            count_column("actual", "実績件数", "集計月までの実績の件数です。"),
        ),
        rows=[
            (row.product, serial(*row.as_of), *row[2:4], row.target, row.actual) for row in results
        ],
        keys=[row[:3] for row in results],
        spare=40,
        fixed=4,
        title="主要共済の目標と実績",
    )


def story_input(stories: Sequence[Story]) -> InputTable:
    """Return 「取り組み」: a row a story, high enough to read it."""
    return InputTable(
        name="取り組み",
        code_name="ShStories",
        list_name="tbl_stories",
        explanation="特徴的な取り組みを1行に1つ入力します。改行はAlt+Enterです。",
        columns=tuple(
            column._replace(style=column.style.but(vertical="top")) for column in _STORY_COLUMNS
        ),
        rows=[
            (
                story.subject,
                story.branch_code,
                story.branch,
                story.union_code or None,
                story.reason or None,
                story.story or None,
                serial(*story.confirmed) if story.confirmed else None,
            )
            for story in stories
        ],
        keys=stories,
        title="特徴的な取り組み",
        height=60.0,
    )


def total_input(totals: Sequence[ControlTotal]) -> InputTable:
    """Return 「照合値」: totals known from elsewhere, compared in 「検算」."""
    return InputTable(
        name="照合値",
        code_name="ShTotals",
        list_name="tbl_totals",
        explanation="ほかの資料で分かっている合計を入力すると、「検算」で比べます。なくても構いません。",
        columns=(
            InputColumn("as_of", "集計月", 13.0, MONTH_CELL, MONTH_RULE),
            InputColumn("table", "表", 30.0),
            InputColumn("item", "項目", 24.0),
            InputColumn("value", "値", 12.0, INPUT_COUNT.but(number="#,##0")),
        ),
        rows=[(serial(*row.as_of), row.table, row.item, row.value) for row in totals],
        title="照合する合計",
    )


def input_months(fiscal_year: int, start_months: Sequence[int]) -> tuple[Month, ...]:
    """Return the months of 「月次件数」: two past fiscal years, this one and the next."""
    first = min(FiscalYear(fiscal_year - 2, start).first for start in start_months)
    last = max(FiscalYear(fiscal_year + 1, start).months[-1] for start in start_months)
    return tuple(first.plus(n) for n in range(last.ordinal - first.ordinal + 1))
