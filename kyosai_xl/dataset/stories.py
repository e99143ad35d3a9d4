"""What branches and model unions told (取り組み), row by row."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import NamedTuple

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.branch_names import check_branch_name
from kyosai_xl.dataset.findings import Findings, Note, error, warning
from kyosai_xl.dataset.grid import Grid, RowReader
from kyosai_xl.dataset.model_unions import Master, UnionKey, union_label
from kyosai_xl.dataset.places import Places
from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.stories import MODEL_UNION_SUBJECT, Story, in_printed_order

_NONE: UnionKey = ("", "")


class Stories(NamedTuple):
    """The stories in printed order, and where each stands."""

    stories: tuple[Story, ...]
    places: Places


def read_stories(
    grid: Grid, master: Master | None, as_of: Month | None, findings: Findings
) -> Stories:
    """Read the stories; 「8月」 is the last August that is not after the as-of month.

    Without a master any union is accepted, so that the rows' own faults still come to light.
    """
    reader = RowReader(grid, findings)
    names = _names(master) if master else None
    found = [(_read_story(reader, names, as_of), line) for line in reader.rows()]
    rows: dict[Hashable, int] = {story: line - 1 for story, line in found if story}
    return Stories(
        in_printed_order([story for story, _ in found if story]),
        Places(grid.source.sheet or "", rows, grid.header.positions),
    )


def _names(master: Master) -> Mapping[UnionKey, str]:
    names = {(union.branch_code, union.union_code): union.name for union in master.unions}
    return dict.fromkeys(master.keys, "") | names


def _read_story(
    reader: RowReader, names: Mapping[UnionKey, str] | None, as_of: Month | None
) -> Story | None:
    subject = reader.read(tables.SUBJECT)
    branch_code = reader.read(tables.BRANCH_CODE)
    if branch_code:
        check_branch_name(reader, branch_code)
    union = _read_union(reader, subject, branch_code, names)
    reason = reader.read(tables.REASON) or ""
    story = reader.read(tables.STORY) or ""
    confirmed = reader.read(tables.CONFIRMED)
    if not reason and not story:
        message = "ヒアリング理由も取り組み内容もありません。この行は使いません。"
        reader.note(warning("empty_story", message, "どちらかを入力するか、行を消してください。"))
        return None
    if subject is None or branch_code is None or union is None:
        return None
    branch = BRANCHES[branch_code]
    return Story(subject, branch_code, branch, *union, reason, story, _dated(confirmed, as_of))


def _read_union(
    reader: RowReader,
    subject: str | None,
    branch_code: str | None,
    names: Mapping[UnionKey, str] | None,
) -> tuple[str, str] | None:
    """Code and name of a model union's story, empty for any other; None if there is a fault."""
    code = reader.read(tables.STORY_UNION) if reader.has(tables.STORY_UNION) else ""
    if code is None or subject is None or branch_code is None:
        return None
    if subject != MODEL_UNION_SUBJECT:
        if code:
            reader.note(_not_used(code), tables.STORY_UNION)
        return _NONE
    if not code:
        reader.note(_code_missing(), tables.STORY_UNION)
        return None
    if names is not None and (branch_code, code) not in names:
        reader.note(_unknown((branch_code, code)), tables.STORY_UNION)
        return None
    return code, names[branch_code, code] if names else ""


def _dated(confirmed: Month | int | None, as_of: Month | None) -> Month | None:
    if not isinstance(confirmed, int):
        return confirmed
    return as_of and Month(as_of.year - (confirmed > as_of.month), confirmed)


def _not_used(code: str) -> Note:
    message = f"共済・運動が「{MODEL_UNION_SUBJECT}」でないので、単組コード{code}は使いません。"
    action = "モデル単組の取り組みなら共済・運動を直し、そうでなければコードを消してください。"
    return warning("union_code_not_used", message, action)


def _code_missing() -> Note:
    message = f"「{MODEL_UNION_SUBJECT}」の取り組みに単組コードがありません。"
    return error("union_code_missing", message, "3桁の単組コードを入力してください。")


def _unknown(key: UnionKey) -> Note:
    message = f"{union_label(key)}は単組の表にありません。"
    action = "コードを直すか、単組の表にこの単組を加えてください。"
    return error("unknown_union", message, action)
