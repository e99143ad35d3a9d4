"""What is typed into a template: 単組, 月次件数, 主要共済, 取り組み and 照合値."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kyosai_xl.domain.control_totals import ControlTotal
from kyosai_xl.domain.model_unions import ModelUnion, ModelUnions
from kyosai_xl.domain.months import MONTHS_IN_YEAR, FiscalYear, Month
from kyosai_xl.domain.products import BranchResult
from kyosai_xl.layout.choices_sheet import BRANCH_CODES, BRANCH_NAMES, PRODUCT_NAMES
from kyosai_xl.layout.input_table import (
    INPUT_CODE,
    INPUT_COUNT,
    INPUT_TEXT,
    InputColumn,
    InputTable,
    choice_rule,
    count_rule,
)
from kyosai_xl.layout.model import Rule, serial
from kyosai_xl.layout.styles import MONTH_NUMBER, YEAR_MONTH

COUNTED, REFERENCE = "集計", "参考"
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)

_CENTRED = INPUT_TEXT.but(align="center", indent=0)
_MONTH_CELL = _CENTRED.but(number=YEAR_MONTH)
_WRAPPED = INPUT_TEXT.but(wrap=True, vertical="top")
_MONTH_RULE = Rule(
    "date",
    "集計月",
    "その月の1日の日付で入力します(例: 2025/1/1)。",
    "2000年から2099年までの日付で入力してください(例: 2025/1/1)。",
    serial(EARLIEST.year, EARLIEST.month, EARLIEST.day),
    serial(LATEST.year, LATEST.month, LATEST.day),
)
_BRANCH = (
    InputColumn(
        "branch_code",
        "県コード",
        8.0,
        INPUT_CODE,
        choice_rule("県コード", "自治労の県コード2桁を選びます。", f"={BRANCH_CODES}"),
    ),
    InputColumn(
        "branch",
        "県名",
        10.0,
        _CENTRED,
        choice_rule("県名", "県コードと同じ県支部を選びます。", f"={BRANCH_NAMES}"),
    ),
)
_UNION_CODE = InputColumn(
    "union_code",
    "単組コード",
    9.0,
    INPUT_CODE,
    Rule("text", "単組コード", "3桁のコードです。同じ県の中で重ならないようにします。"),
)
_UNION_NAME = InputColumn("name", "単組名", 32.0)


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
        *_BRANCH,
        _UNION_CODE,
        _UNION_NAME,
        _count("members", "組合員数", "組合員の人数です。"),
        _count("policies", "団生保有", "団体生命共済の保有件数です。"),
        InputColumn(
            "effective_month",
            "発効月",
            9.0,
            _CENTRED.but(number=MONTH_NUMBER),
            Rule(
                "whole",
                "発効月",
                "新契約が発効する月の数字です(10月なら10)。決まっていなければ空白にします。",
                "発効月は1から12までの数字で入力してください。",
                1,
                MONTHS_IN_YEAR,
            ),
        ),
        _count("target", "目標件数", "年度の目標件数です。目標がなければ0にします。"),
        InputColumn(
            "category",
            "区分",
            8.0,
            _CENTRED,
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
            *_BRANCH,
            _UNION_CODE,
            _UNION_NAME,
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
            InputColumn("as_of", "集計月", 13.0, _MONTH_CELL, _MONTH_RULE),
            *_BRANCH,
            _count("target", "目標件数", "年度の目標件数です。"),
            _count("actual", "実績件数", "集計月までの実績の件数です。"),
        ),
        rows=[
            (row.product, serial(*row.as_of), *row[2:4], row.target, row.actual) for row in results
        ],
        keys=[row[:3] for row in results],
        spare=40,
        fixed=4,
        title="主要共済の目標と実績",
    )


def story_input() -> InputTable:
    """Return 「取り組み」: a row a story, all blank."""
    return InputTable(
        name="取り組み",
        code_name="ShStories",
        list_name="tbl_stories",
        explanation="特徴的な取り組みを1行に1つ入力します。改行はAlt+Enterです。",
        columns=(
            InputColumn("subject", "共済・運動", 24.0, _WRAPPED),
            *(column._replace(style=column.style.but(vertical="top")) for column in _BRANCH),
            InputColumn(
                "reason",
                "ヒアリング理由",
                40.0,
                _WRAPPED,
                Rule("text", "ヒアリング理由", "この県支部に聞いた理由(目立った数字)です。"),
            ),
            InputColumn("story", "取り組み内容", 70.0, _WRAPPED),
            InputColumn(
                "confirmed",
                "確認月",
                12.0,
                _MONTH_CELL.but(vertical="top"),
                _MONTH_RULE._replace(title="確認月"),
            ),
        ),
        title="特徴的な取り組み",
    )


def total_input(totals: Sequence[ControlTotal]) -> InputTable:
    """Return 「照合値」: totals known from elsewhere, compared in 「検算」."""
    return InputTable(
        name="照合値",
        code_name="ShTotals",
        list_name="tbl_totals",
        explanation="ほかの資料で分かっている合計を入力すると、「検算」で比べます。なくても構いません。",
        columns=(
            InputColumn("as_of", "集計月", 13.0, _MONTH_CELL, _MONTH_RULE),
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


def _count(key: str, heading: str, prompt: str) -> InputColumn:
    return InputColumn(key, heading, 10.0, INPUT_COUNT, count_rule(heading, prompt))
