"""Which union of one edition is which of another: by 県コード and 単組コード, or by all else.

Without good keys a change looks like a deletion and an addition. The codes are good ones, and
where a union got another code, what else is known of it stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kyosai_xl.domain.model_unions import ModelUnion

Pair = tuple[ModelUnion, ModelUnion]
"""A union as it was and as it is."""
_Identity = tuple[str, str, int, int]
"""Branch, name, members and target."""


class Matched(NamedTuple):
    """The unions of both editions that differ, in the order of the new codes, and of one only."""

    pairs: list[Pair]
    added: list[ModelUnion]
    dropped: list[ModelUnion]


def match_unions(
    old: Iterable[ModelUnion],
    new: Iterable[ModelUnion],
    differ: Callable[[ModelUnion, ModelUnion], bool],
) -> Matched:
    """Match unions that stand in code order; ``differ`` says which pairs are kept.

    A union that is gone and one that is new are the same under another code if branch, name,
    members and target are, and no third union that is gone or new has the same four.
    """
    pairs, added, dropped = [], [], []
    for before, after in _side_by_side(old, new):
        if before and after:
            if differ(before, after):
                pairs.append((before, after))
        elif after:
            added.append(after)
        elif before:
            dropped.append(before)
    recoded = _recoded(dropped, added)
    if not recoded:
        return Matched(pairs, added, dropped)
    pairs = sorted((*pairs, *recoded), key=lambda pair: _key(pair[1]))
    gone, come = ({_key(union) for union in side} for side in zip(*recoded, strict=True))
    return Matched(
        pairs,
        [union for union in added if _key(union) not in come],
        [union for union in dropped if _key(union) not in gone],
    )


def _side_by_side(
    olds: Iterable[ModelUnion], news: Iterable[ModelUnion]
) -> Iterator[tuple[ModelUnion | None, ModelUnion | None]]:
    """Pair unions of the same codes; a union of one edition only stands beside None."""
    olds, news = iter(olds), iter(news)
    old, new = next(olds, None), next(news, None)
    while old or new:
        if new is None or (old and _key(old) < _key(new)):
            yield old, None
            old = next(olds, None)
        elif old is None or _key(new) < _key(old):
            yield None, new
            new = next(news, None)
        else:
            yield old, new
            old, new = next(olds, None), next(news, None)


def _key(union: ModelUnion) -> tuple[str, str]:
    return union.branch_code, union.union_code


def _recoded(dropped: Iterable[ModelUnion], added: Iterable[ModelUnion]) -> list[Pair]:
    gone, come = (_by_identity(unions) for unions in (dropped, added))
    return [
        (gone[identity][0], come[identity][0])
        for identity in gone.keys() & come.keys()
        if len(gone[identity]) == len(come[identity]) == 1
    ]


def _by_identity(unions: Iterable[ModelUnion]) -> dict[_Identity, list[ModelUnion]]:
    found: dict[_Identity, list[ModelUnion]] = {}
    for union in unions:
        identity = union.branch_code, union.name, union.members, union.target
        found.setdefault(identity, []).append(union)
    return found
