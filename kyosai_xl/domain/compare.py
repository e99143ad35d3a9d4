"""What changed from one edition of the figures to the next, union by union and month by month.

Both editions stand in code order and are walked side by side; a union is looked into only if
its row differs, and changes are made while they are walked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from heapq import merge
from itertools import chain, repeat, starmap
from typing import Protocol

from kyosai_xl.domain.changes import Change, Kind
from kyosai_xl.domain.compare_products import compare_products
from kyosai_xl.domain.matching import Pair, match_unions
from kyosai_xl.domain.model_unions import ModelUnion, ModelUnions
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import BranchResult

_COUNTS = ModelUnion._fields.index("counts")


class Edition(Protocol):
    """The figures of one time; a data set is one."""

    @property
    def model_unions(self) -> ModelUnions:
        """The model unions in code order."""

    @property
    def products(self) -> tuple[BranchResult, ...]:
        """The branches' results."""

    @property
    def as_of(self) -> Month:
        """The as-of month."""

    @property
    def last_month(self) -> Month:
        """The last month with contracts."""


def compare(old: Edition, new: Edition) -> Comparison:
    """Return what changed from OLD to NEW."""
    return Comparison(old, new)


class Comparison:
    """The changes, by kind, then by code, then by month; worked out anew for each walk.

    An edition holds the months from the first of its series to its as-of month, or to the last
    one with contracts if that is later. A month that both hold can be corrected, even from or
    to nothing; one that a single edition holds is told in one line, with the total of the
    unions that count. Of one branch, model unions come before products.
    """

    def __init__(self, old: Edition, new: Edition) -> None:
        """Match the unions of both editions."""
        self.old_as_of, self.new_as_of = old.as_of, new.as_of
        self._old, self._new = _Series(old), _Series(new)
        self._months = _SharedMonths(self._old, self._new)
        self._matched = match_unions(self._old.unions, self._new.unions, self._months.differ)
        self._products = compare_products(old.products, new.products)

    @cached_property
    def counts(self) -> dict[Kind, int]:
        """How many changes there are of each kind, zeros included."""
        found = Counter(change.kind for change in self)
        return {kind: found[kind] for kind in Kind}

    @property
    def total(self) -> int:
        """How many changes there are."""
        return sum(self.counts.values())

    def __iter__(self) -> Iterator[Change]:
        """Walk all changes in order."""
        return chain.from_iterable(map(self.of, Kind))

    def of(self, kind: Kind) -> Iterator[Change]:
        """Walk the changes of one kind in order."""
        products = (change for change in self._products if change.kind is kind)
        return merge(self._of_unions(kind), products, key=lambda change: change.branch_code)

    def _of_unions(self, kind: Kind) -> Iterable[Change]:
        pairs, added, dropped = self._matched
        match kind:
            case Kind.NEW_MONTH:
                return self._new.months_outside(self._old)
            case Kind.LOST_MONTH:
                return map(_lost, self._old.months_outside(self._new))
            case Kind.CORRECTION:
                return chain.from_iterable(starmap(self._months.corrections, pairs))
            case Kind.UNION_ADDED:
                return (_change(kind, union, None, union.target) for union in added)
            case Kind.UNION_DROPPED:
                return (_change(kind, union, union.target, None) for union in dropped)
            case _:
                return _field_changes(kind, pairs) if kind in _FIELDS else ()


class _Series:
    """The unions of one edition and the calendar months that it holds."""

    def __init__(self, edition: Edition) -> None:
        self.first, self.unions = edition.model_unions
        self.last = max(edition.as_of, edition.last_month)

    def months_outside(self, other: _Series) -> Iterator[Change]:
        """Each month with contracts that the other edition does not hold, as a new one."""
        for position in range(self.last.ordinal - self.first.ordinal + 1):
            month = self.first.plus(position)
            if other.first <= month <= other.last:
                continue
            held = [u for u in self.unions if len(u.counts) > position and u.counts[position]]
            if held:
                count = sum(union.counts[position] for union in held if union.counted)
                yield Change(Kind.NEW_MONTH, "", "", "", "", month, None, count)


class _SharedMonths:
    """The months that both editions hold."""

    def __init__(self, old: _Series, new: _Series) -> None:
        first, last = max(old.first, new.first), min(old.last, new.last)
        length = max(0, last.ordinal - first.ordinal + 1)
        self.months = tuple(first.plus(n) for n in range(length))
        begins = (first.ordinal - series.first.ordinal for series in (old, new))
        self.old, self.new = (slice(begin, begin + length) for begin in begins)

    def differ(self, old: ModelUnion, new: ModelUnion) -> bool:
        """Whether anything may have changed."""
        return old[:_COUNTS] != new[:_COUNTS] or old.counts[self.old] != new.counts[self.new]

    def corrections(self, old: ModelUnion, new: ModelUnion) -> Iterator[Change]:
        """The counts that changed; after the end of its series a union has none."""
        olds, news = old.counts[self.old], new.counts[self.new]
        if olds == news:
            return
        counts = zip(self.months, chain(olds, repeat(0)), chain(news, repeat(0)), strict=False)
        for month, before, after in counts:
            if before != after:
                yield _change(Kind.CORRECTION, new, before, after, month)


_FIELDS: dict[Kind, Callable[[ModelUnion], int | str | None]] = {
    Kind.UNION_CODE: lambda union: union.union_code,
    Kind.UNION_NAME: lambda union: union.name,
    Kind.TARGET: lambda union: union.target,
    Kind.MEMBERS: lambda union: union.members,
    Kind.POLICIES: lambda union: union.policies,
    Kind.EFFECTIVE_MONTH: lambda union: union.effective_month and f"{union.effective_month}月",
    Kind.CATEGORY: lambda union: "集計" if union.counted else "参考",
}


def _field_changes(kind: Kind, pairs: Iterable[Pair]) -> Iterator[Change]:
    read = _FIELDS[kind]
    for old, new in pairs:
        before, after = read(old), read(new)
        if before != after:
            yield _change(kind, new, before, after)


def _lost(change: Change) -> Change:
    return change._replace(kind=Kind.LOST_MONTH, old=change.new, new=None)


def _change(
    kind: Kind,
    union: ModelUnion,
    old: int | str | None,
    new: int | str | None,
    month: Month | None = None,
) -> Change:
    codes = union.branch_code, union.branch, union.union_code, union.name
    return Change(kind, *codes, month, old, new)
