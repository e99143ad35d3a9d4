from kyosai_xl.domain.changes import Change, Kind
from kyosai_xl.domain.months import Month

CORRECTION = Change(Kind.CORRECTION, "03", "青森", "034", "横浜町職員組合", Month(2024, 10), 7, 4)


def test_every_kind_has_words_of_its_own():
    assert len({kind.label for kind in Kind}) == len(Kind)
    assert all(kind.figure for kind in Kind)
    assert (Kind.CORRECTION.label, Kind.CORRECTION.figure) == ("遡及訂正", "その月の件数")


def test_the_difference_is_one_of_two_numbers():
    assert CORRECTION.difference == -3
    assert CORRECTION._replace(old=0).difference == 4
    assert CORRECTION._replace(old=None).difference is None
    assert CORRECTION._replace(new=None).difference is None
    assert CORRECTION._replace(kind=Kind.UNION_CODE, old="034", new="035").difference is None


def test_a_change_of_all_branches_is_one_of_the_total():
    assert CORRECTION.place == "青森"
    assert CORRECTION._replace(branch="").place == "合計"
