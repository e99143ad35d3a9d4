from unicodedata import east_asian_width

from kyosai_xl.domain.compare import compare
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import BranchResult
from kyosai_xl.terminal import comparison_lines
from tests.domain.editions import edition
from tests.domain.figures import union

KOU = union((1, 1200, 3), code="001", name="甲市職員組合")
OTSU = union((0, 2, 1), code="002", name="乙")
CAR = BranchResult("じちろうマイカー共済", Month(2024, 8), "01", "北海道", 10, 5)


def width(text):
    return sum(1 + (east_asian_width(letter) in "WF") for letter in text)


def test_the_changes_in_equal_columns():
    old = edition(KOU, OTSU, products=[CAR])
    new = edition(
        KOU._replace(counts=(1, 1, 3, 4)),
        OTSU._replace(name="乙町職員組合", counts=(0, 2, 1, 8)),
        products=[CAR._replace(actual=6)],
    )
    assert comparison_lines(compare(old, new), "8月", "9月") == [
        "前回: 8月(集計月 2024年8月)",
        "今回: 9月(集計月 2024年9月)",
        "違いが4件あります。",
        "",
        "  県名    単組・共済            年月        前回          今回      差",
        "  ------  --------------------  ---------  -----  ------------  ------",
        "新しい月 1件: その月の合計件数(参考を除く)",
        "  合計                          2024年9月                   12",
        "遡及訂正 1件: その月の件数",
        "  北海道  甲市職員組合          2024年7月  1,200             1  -1,199",
        "単組名の変更 1件: 単組名",
        "  北海道  乙町職員組合                        乙  乙町職員組合",
        "共済の実績の訂正 1件: 実績件数",
        "  北海道  じちろうマイカー共済  2024年8月      5             6       1",
    ]


def test_of_many_alike_the_first_are_shown_and_the_rest_counted():
    old = edition(union((1,) * 2_000))
    lines = comparison_lines(compare(old, edition(union((9,) * 2_000))), "a", "b", most=2)
    assert lines[2] == "違いが2,000件あります。"
    assert lines[6] == "遡及訂正 2,000件: その月の件数"
    assert lines[9:] == ["  ほか1,998件"]
    assert {width(line) for line in lines[7:9]} == {width(lines[5])}


def test_as_many_as_are_shown_leave_no_rest():
    old, new = (edition(union((n,) * 5)) for n in (1, 2))
    assert len(comparison_lines(compare(old, new), "a", "b")) == 7 + 5


def test_nothing_changed():
    one = edition(KOU)
    assert comparison_lines(compare(one, one), "a", "b") == [
        "前回: a(集計月 2024年8月)",
        "今回: b(集計月 2024年8月)",
        "違いはありません。",
    ]
