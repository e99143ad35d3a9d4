import pytest

from kyosai_xl.domain.matching import match_unions
from tests.domain.figures import union


def matched(old, new):
    return match_unions(old, new, lambda one, other: one != other)


A, B, C = (
    union(code=code, name=name) for code, name in (("001", "甲"), ("002", "乙"), ("003", "丙"))
)


def test_unions_of_both_are_kept_only_if_they_differ():
    later = B._replace(target=11)
    assert matched([A, B, C], [A, later, C]) == ([(B, later)], [], [])


@pytest.mark.parametrize(
    ("old", "new", "added", "dropped"),
    [
        ([], [], [], []),
        ([], [A, B], [A, B], []),
        ([A, B], [], [], [A, B]),
        ([B], [A, B, C], [A, C], []),
        ([A, B, C], [B], [], [A, C]),
        ([A, C], [B], [B], [A, C]),
    ],
)
def test_unions_of_one_side(old, new, added, dropped):
    assert matched(old, new) == ([], added, dropped)


def test_the_same_code_in_another_branch_is_another_union():
    other = union(branch="03", code="001", name="甲町")
    assert matched([A], [other]) == ([], [other], [A])


def test_another_code_is_no_other_union():
    recoded = B._replace(union_code="009", policies=41, counts=(1,))
    assert matched([A, B, C], [A, C, recoded]) == ([(B, recoded)], [], [])


def test_pairs_stand_in_the_order_of_the_new_codes():
    later, recoded = B._replace(target=11), C._replace(union_code="000")
    assert matched([A, B, C], [recoded, A, later]).pairs == [(C, recoded), (B, later)]


@pytest.mark.parametrize(
    "change", [{"name": "乙町"}, {"members": 101}, {"target": 11}, {"branch_code": "03"}]
)
def test_more_than_another_code_is_another_union(change):
    other = B._replace(union_code="009", **change)
    assert matched([A, B], [A, other]) == ([], [other], [B])


def test_of_several_alike_none_is_taken_for_another():
    twin, ninth, tenth = (B._replace(union_code=code) for code in ("005", "009", "010"))
    assert matched([B], [ninth, tenth]) == ([], [ninth, tenth], [B])
    assert matched([B, twin], [ninth, tenth]) == ([], [ninth, tenth], [B, twin])
    assert matched([B, twin], [ninth]) == ([], [ninth], [B, twin])
