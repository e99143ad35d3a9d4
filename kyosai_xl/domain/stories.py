"""取り組み: what branches and model unions told about their drive, in the order printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import PRODUCTS

MODEL_UNION_SUBJECT = "加入拡大モデル単組"
"""What a model union's story is about, beside the products and campaigns of any name."""


class Story(NamedTuple):
    """One story.

    ``union_code`` and ``union`` are empty unless it is a model union's; ``reason`` (ヒアリング理由)
    or ``story`` (取り組み内容) may be empty, and both may hold line breaks.
    """

    subject: str
    branch_code: str
    branch: str
    union_code: str
    union: str
    reason: str
    story: str
    confirmed: Month | None

    @property
    def confirmed_label(self) -> str:
        """「【8月確認】」; empty without a month."""
        return f"【{self.confirmed.short_label}確認】" if self.confirmed else ""


class StoryGroup(NamedTuple):
    """The stories of one product or campaign, in branch-code order."""

    subject: str
    stories: tuple[Story, ...]


def story_groups(stories: Sequence[Story]) -> tuple[StoryGroup, ...]:
    """Return section 2: products in printed order, then campaigns in order of appearance."""
    by_subject: dict[str, list[Story]] = {name: [] for name in PRODUCTS}
    for story in stories:
        if story.subject != MODEL_UNION_SUBJECT:
            by_subject.setdefault(story.subject, []).append(story)
    return tuple(
        StoryGroup(subject, _by_code(group)) for subject, group in by_subject.items() if group
    )


def union_stories(stories: Iterable[Story]) -> tuple[Story, ...]:
    """Return the model unions' stories, for section 3, in code order."""
    return _by_code(story for story in stories if story.subject == MODEL_UNION_SUBJECT)


def in_printed_order(stories: Sequence[Story]) -> tuple[Story, ...]:
    """Return section 2's stories, then section 3's."""
    groups = story_groups(stories)
    return (*(story for group in groups for story in group.stories), *union_stories(stories))


def _by_code(stories: Iterable[Story]) -> tuple[Story, ...]:
    return tuple(sorted(stories, key=lambda story: (story.branch_code, story.union_code)))
