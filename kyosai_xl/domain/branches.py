"""The 47 prefectural branches (県支部) and the national affiliate, by the union's own codes."""

from __future__ import annotations

_NAMES = (
    "01北海道 03青森 04岩手 05宮城 06秋田 07山形 08福島 09新潟 10群馬 11栃木 12茨城 13埼玉 14東京 "
    "15千葉 16神奈川 17山梨 18長野 19富山 20石川 21福井 22静岡 23愛知 24岐阜 25三重 26滋賀 27京都 "
    "28奈良 29和歌山 30大阪 32兵庫 33岡山 34広島 35鳥取 36島根 37山口 38香川 39徳島 40愛媛 41高知 "
    "42福岡 43佐賀 44長崎 45大分 46宮崎 47熊本 48鹿児島 49沖縄 60社保労連"
)

BRANCHES: dict[str, str] = {entry[:2]: entry[2:] for entry in _NAMES.split()}
"""Code → name in code order; 02 and 31 are not used, 60 is 社保労連."""

AFFILIATE = "60"
NATION = "全国"
"""What stands beside a branch for comparison."""
PREFECTURAL = tuple(code for code in BRANCHES if code != AFFILIATE)
"""The codes of the 47 prefectural branches."""
