import re
from itertools import pairwise

from kyosai_xl.domain.branches import AFFILIATE, BRANCHES, PREFECTURAL
from tests.domain.figures import raw

PREFECTURES = re.findall(
    r"\w+",
    "北海道 青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 富山 石川 福井 "
    "山梨 長野 岐阜 静岡 愛知 三重 滋賀 京都 大阪 兵庫 奈良 和歌山 鳥取 島根 岡山 広島 山口 徳島 "
    "香川 愛媛 高知 福岡 佐賀 長崎 熊本 大分 宮崎 鹿児島 沖縄",
)


def test_every_prefecture_has_one_branch():
    assert len(PREFECTURAL) == len(PREFECTURES) == 47
    assert {BRANCHES[code] for code in PREFECTURAL} == set(PREFECTURES)


def test_the_national_affiliate_stands_apart():
    assert AFFILIATE == "60"
    assert BRANCHES["60"] == "社保労連"
    assert "60" not in PREFECTURAL
    assert set(BRANCHES) == {*PREFECTURAL, "60"}


def test_codes_are_the_unions_own():
    numbers = {f"{number:02d}" for number in range(1, 50)} - {"02", "31"}
    assert set(PREFECTURAL) == numbers
    ends = {"01": "北海道", "03": "青森", "14": "東京", "32": "兵庫", "49": "沖縄"}
    assert {code: BRANCHES[code] for code in ends} == ends


def test_codes_come_in_order():
    assert all(one < other for one, other in pairwise(BRANCHES))
    assert all(one < other for one, other in pairwise(PREFECTURAL))


def test_names_are_those_of_the_report():
    for file in ("model_unions", "product_results"):
        assert all(BRANCHES[row["県コード"]] == row["県名"] for row in raw(file))
