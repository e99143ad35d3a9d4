"""Whether the stories cover the achievers, and whether their figures are the data's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Finding, Findings, Note, Spot, warning
from kyosai_xl.dataset.grid import column_letters
from kyosai_xl.dataset.tables import Column
from kyosai_xl.domain.model_unions import ModelUnion, ModelUnionReport
from kyosai_xl.domain.months import Calendar
from kyosai_xl.domain.products import summarise_products
from kyosai_xl.domain.stories import MODEL_UNION_SUBJECT, Story, union_stories
from kyosai_xl.domain.story_figures import (
    Disagreement,
    KnownFigures,
    branch_figures,
    disagreements,
    union_figures,
)

_MAY = 5
"""The fiscal year whose achievers are printed with their stories starts then."""
_Key = tuple[str, str, str]


def story_findings(data: DataSet, calendars: Sequence[Calendar]) -> tuple[Finding, ...]:
    """What the printed stories lack, and where they contradict the data, at its latest month."""
    findings = Findings()
    may = next((calendar for calendar in calendars if calendar.start_month == _MAY), None)
    report = ModelUnionReport(data.model_unions, may) if may else None
    if report:
        for note in _without_story(data, report):
            findings.add(note, data.source)
    known = _known(data, calendars, report)
    for story in data.stories:
        figures = known.get((story.subject, story.branch_code, story.union_code))
        for column, text in ((tables.REASON, story.reason), (tables.STORY, story.story)):
            for wrong in disagreements(text, figures) if figures else ():
                findings.add(_disagrees(story, column, wrong), *_place(data, story, column))
    return findings.all


def _without_story(data: DataSet, report: ModelUnionReport) -> Iterator[Note]:
    told = {
        (story.branch_code, story.union_code)
        for story in union_stories(data.stories)
        if story.story
    }
    for union in report.achieved:
        if (union.branch_code, union.union_code) not in told:
            yield _no_story(union)


def _known(
    data: DataSet, calendars: Sequence[Calendar], report: ModelUnionReport | None
) -> dict[_Key, KnownFigures]:
    """The figures of what the stories are about: subject, 県コード and 単組コード."""
    known: dict[_Key, KnownFigures] = {}
    if calendars:
        as_of = max(calendar.as_of for calendar in calendars)
        for product in summarise_products(data.products, as_of):
            for row in product.branches:
                known[product.name, row.branch_code, ""] = branch_figures(row)
    if report:
        told = {(story.branch_code, story.union_code) for story in data.stories}
        for union in data.model_unions.unions:
            if (union.branch_code, union.union_code) in told:
                key = (MODEL_UNION_SUBJECT, union.branch_code, union.union_code)
                known[key] = union_figures(report.figures(union))
    return known


def _no_story(union: ModelUnion) -> Note:
    message = f"{union.branch}の目標達成単組「{union.name}」の取り組み内容がありません。"
    action = (
        f"「{tables.STORIES.sheet}」に、{tables.SUBJECT.header}を「{MODEL_UNION_SUBJECT}」、"
        f"単組コードを{union.union_code}として入力してください。"
    )
    return warning("achiever_without_story", message, action)


def _disagrees(story: Story, column: Column[str], wrong: Disagreement) -> Note:
    who = f"{story.branch}の{story.union or story.subject}"
    message = (
        f"{who}の{column.header}に「{wrong.typed.label}」とありますが、"
        f"データでは{wrong.known.label}です。"
    )
    action = "文と入力の数字のうち、間違っているほうを直してください。"
    return warning("story_figure", message, action)


def _place(data: DataSet, story: Story, column: Column[str]) -> tuple[str, Spot]:
    """The file and the cell where the text stands, as far as it is known."""
    sheet, rows, columns = data.story_places
    row = rows.get(story)
    if row is None:
        return data.source, Spot()
    if not sheet:
        return tables.STORIES.file, Spot(f"{row + 1}行目 {column.header}")
    cell = f"{column_letters(columns[column.key])}{row + 1}"
    return data.source, Spot(f"シート「{sheet}」 {cell}", sheet, cell)
