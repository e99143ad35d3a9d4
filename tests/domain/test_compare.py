import tracemalloc
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.domain.changes import Change, Kind
from kyosai_xl.domain.compare import compare
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import PRODUCTS, BranchResult
from tests.domain.editions import FIRST, edition
from tests.domain.figures import sample, union

JUNE, JULY, AUGUST = (FIRST.plus(n) for n in range(3))
KOU = union((1, 0, 3), code="001", name="甲")
OTSU = union((0, 2, 1), code="002", name="乙")
HEI = union((4, 0, 0), branch="60", code="001", name="丙", counted=False)
OLD = edition(KOU, OTSU, HEI)


def of_union(kind, of, old, new, month=None):
    return Change(kind, of.branch_code, of.branch, of.union_code, of.name, month, old, new)


def of_month(kind, month, old, new):
    return Change(kind, "", "", "", "", month, old, new)


def changes(old, new):
    return list(compare(old, new))


def test_the_same_is_no_change():
    comparison = compare(OLD, OLD)
    assert list(comparison) == []
    assert comparison.total == 0
    assert comparison.counts == dict.fromkeys(Kind, 0)
    assert list(compare(sample(), sample())) == []


def test_both_as_of_months_are_known():
    comparison = compare(OLD, edition(KOU, as_of=Month(2024, 9)))
    assert (comparison.old_as_of, comparison.new_as_of) == (AUGUST, Month(2024, 9))


# Months


def test_a_new_month_is_one_line_with_the_total_of_the_unions_that_count():
    new = edition(
        *(each._replace(counts=(*each.counts, n)) for each, n in ((KOU, 5), (OTSU, 6), (HEI, 9)))
    )
    assert changes(OLD, new) == [of_month(Kind.NEW_MONTH, Month(2024, 9), None, 11)]
    assert changes(new, OLD) == [of_month(Kind.LOST_MONTH, Month(2024, 9), 11, None)]


def test_months_before_the_series_are_new_too():
    new = edition(
        *(each._replace(counts=(7, 0, *each.counts)) for each in (KOU, OTSU, HEI)),
        first=Month(2024, 4),
    )
    # May holds nothing.
    assert changes(OLD, new) == [of_month(Kind.NEW_MONTH, Month(2024, 4), None, 14)]


def test_a_month_without_contracts_yet_is_none():
    new = edition(*(each._replace(counts=(*each.counts, 0)) for each in (KOU, OTSU, HEI)))
    assert changes(OLD, new) == changes(new, OLD) == []


def test_a_correction_says_whose_when_and_what():
    new = edition(KOU._replace(counts=(1, 4, 2)), OTSU, HEI)
    assert changes(OLD, new) == [
        of_union(Kind.CORRECTION, KOU, 0, 4, JULY),
        of_union(Kind.CORRECTION, KOU, 3, 2, AUGUST),
    ]


def test_a_correction_is_found_where_the_series_begin_apart():
    new = edition(
        *(each._replace(counts=each.counts[1:]) for each in (KOU, OTSU._replace(counts=(0, 9, 1)))),
        first=JULY,
    )
    assert changes(edition(KOU, OTSU), new) == [
        of_month(Kind.LOST_MONTH, JUNE, 1, None),
        of_union(Kind.CORRECTION, OTSU, 2, 9, JULY),
    ]


def test_a_month_between_without_contracts_is_held_all_the_same():
    old = edition(KOU, OTSU._replace(counts=(0, 0, 1)))
    assert changes(old, edition(KOU, OTSU)) == [of_union(Kind.CORRECTION, OTSU, 0, 2, JULY)]


def test_a_month_up_to_the_one_that_is_set_is_held_all_the_same():
    # A branch without a contract in September, which comes in later.
    old = edition(KOU, as_of=Month(2024, 9))
    late = KOU._replace(counts=(*KOU.counts, 2, 8))
    assert changes(old, edition(late)) == [
        of_month(Kind.NEW_MONTH, Month(2024, 10), None, 8),
        of_union(Kind.CORRECTION, KOU, 0, 2, Month(2024, 9)),
    ]


def test_a_month_after_the_one_that_is_set_is_held_if_it_has_contracts():
    old, new = (edition(each, as_of=JULY) for each in (KOU, KOU._replace(counts=(1, 0, 2))))
    assert changes(old, new) == [of_union(Kind.CORRECTION, KOU, 3, 2, AUGUST)]


def test_series_that_share_no_month():
    new = edition(KOU._replace(counts=(2,)), first=Month(2030, 1))
    assert changes(edition(KOU), new) == [
        of_month(Kind.NEW_MONTH, Month(2030, 1), None, 2),
        of_month(Kind.LOST_MONTH, JUNE, 1, None),
        of_month(Kind.LOST_MONTH, AUGUST, 3, None),
    ]


# Unions


def test_a_union_of_one_edition_is_one_line_with_its_target():
    assert changes(edition(KOU), edition(KOU, OTSU)) == [of_union(Kind.UNION_ADDED, OTSU, None, 10)]
    assert changes(edition(KOU, OTSU), edition(KOU)) == [
        of_union(Kind.UNION_DROPPED, OTSU, 10, None)
    ]


def test_another_code_is_a_change_of_code_and_all_else_is_told_beside_it():
    moved = OTSU._replace(union_code="009", policies=50, counts=(0, 2, 5))
    assert changes(OLD, edition(KOU, moved, HEI)) == [
        of_union(Kind.CORRECTION, moved, 1, 5, AUGUST),
        of_union(Kind.UNION_CODE, moved, "002", "009"),
        of_union(Kind.POLICIES, moved, 40, 50),
    ]


@pytest.mark.parametrize(
    ("field", "value", "kind", "old", "new"),
    [
        ("name", "乙市", Kind.UNION_NAME, "乙", "乙市"),
        ("target", 12, Kind.TARGET, 10, 12),
        ("members", 0, Kind.MEMBERS, 100, 0),
        ("policies", 41, Kind.POLICIES, 40, 41),
        ("effective_month", 4, Kind.EFFECTIVE_MONTH, "10月", "4月"),
        ("effective_month", None, Kind.EFFECTIVE_MONTH, "10月", None),
        ("counted", False, Kind.CATEGORY, "集計", "参考"),
    ],
)
def test_a_field_that_changed(field, value, kind, old, new):
    after = OTSU._replace(**{field: value})
    assert changes(OLD, edition(KOU, after, HEI)) == [of_union(kind, after, old, new)]


# Order, counts, size


def test_targets_of_unions_and_products_stand_together_by_branch():
    results = [
        BranchResult(PRODUCTS[0], AUGUST, code, BRANCHES[code], 10, 5) for code in ("01", "60")
    ]
    raised = [each._replace(target=20) for each in (KOU, OTSU, HEI, *results)]
    old = edition(KOU, OTSU, HEI, products=results)
    comparison = compare(old, edition(*raised[:3], products=raised[3:]))
    assert [(change.branch_code, change.name) for change in comparison.of(Kind.TARGET)] == [
        *(("01", "甲"), ("01", "乙"), ("01", PRODUCTS[0]), ("60", "丙"), ("60", PRODUCTS[0]))
    ]
    assert comparison.counts == dict.fromkeys(Kind, 0) | {Kind.TARGET: 5}
    assert comparison.total == 5


def test_a_walk_keeps_nothing():
    """Changes of a large nation are made one by one, however many there are."""
    unions = [
        union((1,) * 36, branch=f"{number // 100:02d}", code=f"{number % 100:03d}")
        for number in range(2_000)
    ]
    new = edition(*(each._replace(counts=(2,) * 36) for each in unions))
    comparison = compare(edition(*unions), new)
    assert comparison.total == 36 * 2_000
    tracemalloc.start()
    assert sum(1 for _ in comparison) == 36 * 2_000
    assert tracemalloc.get_traced_memory()[1] < 100_000
    tracemalloc.stop()
    assert list(islice(comparison, 3)) == list(islice(comparison, 3))


# Any edits at all

MONTHS = 6
HELD = tuple(FIRST.plus(n) for n in range(MONTHS))
# It has a contract in every month and is never edited, so that both editions hold all of them.
STEADY = union((1,) * MONTHS, code="000", name="不動")
CODES = [(branch, f"{n:03d}") for branch in ("01", "03", "60") for n in range(1, 6)]
NUMBERS = st.integers(0, 3)
FIELDS = {
    "target": (Kind.TARGET, NUMBERS),
    "policies": (Kind.POLICIES, NUMBERS),
    "effective_month": (Kind.EFFECTIVE_MONTH, st.none() | st.integers(1, 12)),
    "counted": (Kind.CATEGORY, st.booleans()),
    "members": (Kind.MEMBERS, NUMBERS),
    "name": (Kind.UNION_NAME, st.sampled_from("木林森")),
}
RESULT_KEYS = [
    (product, month, branch)
    for product in PRODUCTS[:2]
    for month in (JULY, AUGUST)
    for branch in ("01", "03", "60")
]


def told(value):
    """A field as a change tells it."""
    return {True: "集計", False: "参考"}[value] if isinstance(value, bool) else value


@st.composite
def unions(draw, keys):
    """Unions of these codes, each with a name of its own."""
    made = []
    for branch, code in keys:
        counts = draw(st.lists(NUMBERS, min_size=MONTHS, max_size=MONTHS))
        values = {key: draw(strategy) for key, (_, strategy) in FIELDS.items() if key != "name"}
        made.append(union(counts, branch=branch, code=code, name=f"組合{branch}{code}", **values))
    return made


@st.composite
def edited_unions(draw):
    """Unions before and after, and what was done to them."""
    keys = draw(st.lists(st.sampled_from(CODES), unique=True))
    kept = draw(st.integers(0, len(keys)))
    old = draw(unions(keys[:kept]))
    added = draw(unions(keys[kept:]))
    new, expected = list(added), [of_union(Kind.UNION_ADDED, u, None, u.target) for u in added]
    for before in old:
        edit = draw(st.sampled_from(["nothing", "drop", "recode", "fields", "counts"]))
        after, done = before, []
        if edit == "drop":
            expected.append(of_union(Kind.UNION_DROPPED, before, before.target, None))
            continue
        if edit == "recode":
            after = before._replace(union_code=f"9{before.union_code[1:]}")
            done.append((Kind.UNION_CODE, before.union_code, after.union_code, None))
        if edit == "fields":
            for field in draw(st.sets(st.sampled_from(sorted(FIELDS)))):
                kind, strategy = FIELDS[field]
                one, other = getattr(before, field), draw(strategy)
                after = after._replace(**{field: other})
                if kind is Kind.EFFECTIVE_MONTH:
                    one, other = (each and f"{each}月" for each in (one, other))
                if one != other:
                    done.append((kind, told(one), told(other), None))
        if edit in {"counts", "recode"}:
            counts = draw(st.lists(NUMBERS, min_size=MONTHS, max_size=MONTHS))
            after = after._replace(counts=tuple(counts))
            done += [
                (Kind.CORRECTION, one, other, month)
                for month, one, other in zip(HELD, before.counts, counts, strict=True)
                if one != other
            ]
        new.append(after)
        expected += [of_union(kind, after, one, other, month) for kind, one, other, month in done]
    return [STEADY, *old], [STEADY, *new], expected


@st.composite
def edited_results(draw):
    """Products' results of months that both hold, before and after, and what was done."""
    # One branch always reports, so that both hold every month.
    steady = [result(*key) for key in RESULT_KEYS if key[2] == "60"]
    old, new, expected = list(steady), list(steady), []
    for key in RESULT_KEYS:
        if key[2] != "60":
            before = draw(st.none() | st.builds(result, *map(st.just, key), NUMBERS, NUMBERS))
            after = draw(st.none() | st.builds(result, *map(st.just, key), NUMBERS, NUMBERS))
            old += filter(None, [before])
            new += filter(None, [after])
            expected += edits_of(before, after)
    return old, new, expected


def result(product, month, branch, target=1, actual=1):
    return BranchResult(product, month, branch, BRANCHES[branch], target, actual)


def edits_of(before, after):
    def change(kind, row, old, new):
        return Change(kind, row.branch_code, row.branch, "", row.product, row.as_of, old, new)

    if before and after:
        if before.target != after.target:
            yield change(Kind.TARGET, after, before.target, after.target)
        if before.actual != after.actual:
            yield change(Kind.PRODUCT_CORRECTION, after, before.actual, after.actual)
    elif before:
        yield change(Kind.PRODUCT_BRANCH_DROPPED, before, before.actual, None)
    elif after:
        yield change(Kind.PRODUCT_BRANCH_ADDED, after, None, after.actual)


def in_order(change):
    product = PRODUCTS.index(change.name) if change.name in PRODUCTS else -1
    kind = list(Kind).index(change.kind)
    return kind, change.branch_code, product, change.union_code, change.month or FIRST


@given(edited_unions(), edited_results())
def test_exactly_the_edits_come_back_and_in_order(of_unions, of_results):
    old = edition(*of_unions[0], products=of_results[0])
    new = edition(*of_unions[1], products=of_results[1])
    comparison = compare(old, new)
    expected = sorted(of_unions[2] + of_results[2], key=in_order)
    assert list(comparison) == expected
    assert comparison.total == len(expected)
    assert list(compare(old, old)) == list(compare(new, new)) == []


SWAPPED = {
    Kind.NEW_MONTH: Kind.LOST_MONTH,
    Kind.LOST_MONTH: Kind.NEW_MONTH,
    Kind.UNION_ADDED: Kind.UNION_DROPPED,
    Kind.UNION_DROPPED: Kind.UNION_ADDED,
}


@given(unions(CODES[:6]), unions(CODES[3:9]), st.integers(-8, 8), st.integers(0, 8))
def test_backwards_the_same_is_undone(one, other, apart, extra):
    first = FIRST.plus(apart)
    old, new = edition(*one), edition(*other, first=first, as_of=first.plus(extra))
    there, back = compare(old, new), compare(new, old)
    assert back.counts == {SWAPPED.get(kind, kind): n for kind, n in there.counts.items()}
    undone = [change._replace(old=change.new, new=change.old) for change in back]
    for kind in (Kind.NEW_MONTH, Kind.CORRECTION):
        swapped = SWAPPED.get(kind, kind)
        assert list(there.of(kind)) == [
            change._replace(kind=kind) for change in undone if change.kind is swapped
        ]
