"""The catalogue: every spreadsheet function with its help, its Python and its native formula."""

from __future__ import annotations

from kyosai_xl.functions import achievers, monthly, native, rates
from kyosai_xl.functions.model import Function, Parameter

_ACTUAL = Parameter("actual", "実績", "実績の件数。範囲を渡すと、結果も範囲になります。")
_TARGET = Parameter(
    "target",
    "目標",
    "目標の件数。空白か0なら目標なしとみなします。範囲を渡すと、結果も範囲になります。",
)
_TARGET_OR_0 = _TARGET._replace(
    help="目標の件数。空白は0とみなします。範囲を渡すと、結果も範囲になります。"
)
_TARGETS = Parameter(
    "targets", "目標", "目標の範囲。D:Dのように列全体でもかまいません。", ranged=True
)
_ACTUALS = Parameter("actuals", "実績", "実績の範囲。目標と同じ大きさにします。", ranged=True)
_METHOD = "「四捨五入」か「切り捨て」。英字の half_up、cut_off でもかまいません。"
_MONTHS = Parameter(
    "months",
    "月の見出し",
    "月の日付が1行か1列に並んだ範囲。日付でない見出し(「2月累計」や空白)の件数は数えません。",
    ranged=True,
)
_COUNTS = Parameter(
    "counts",
    "件数",
    "月の見出しと並んだ件数の範囲。見出しが1行なら何行でも渡せ、結果は行ごとになります。"
    "文字は数えません。",
    ranged=True,
)
_START_MONTH = Parameter("start_month", "開始月", "年度の開始月。1から12まで。6月開始なら6。")
_AS_OF = Parameter("as_of", "集計月", "集計月の日付。その月のどの日でもかまいません。")
_SERIES = (_MONTHS, _COUNTS, _START_MONTH, _AS_OF)

FUNCTIONS: tuple[Function, ...] = (
    Function(
        "ACHIEVEMENT",
        "達成率(実績÷目標)を小数で返します(56.4%なら0.564)。表示形式は % にしてください。"
        "目標がなければ「－」です。",
        (
            _ACTUAL,
            _TARGET,
            Parameter(
                "digits",
                "桁数",
                "%の小数点以下の桁数。0から6まで。省略すると、四捨五入なら1、切り捨てなら2。",
                optional=True,
            ),
            Parameter("method", "丸め方", f"{_METHOD}省略すると四捨五入。", optional=True),
        ),
        rates.achievement,
        native.achievement,
    ),
    Function(
        "REMAINING",
        "残件数(目標－実績)を返します。目標を超えると負の数になります。",
        (_TARGET_OR_0, _ACTUAL),
        rates.remaining,
        native.remaining,
    ),
    Function(
        "ENROLMENT",
        "加入率(団生保有÷組合員数)を、%の小数第1位までに四捨五入した小数で返します。"
        "100%を超えることがあります。組合員数がなければ「－」です。",
        (
            Parameter("policies", "団生保有", "団体生命共済の保有件数。範囲も渡せます。"),
            Parameter("members", "組合員数", "組合員数。空白か0なら「－」になります。"),
        ),
        rates.enrolment,
        native.enrolment,
    ),
    Function(
        "CUMULATIVE",
        "累積件数を返します。集計月を含む年度の初めから集計月までの件数の合計です。",
        _SERIES,
        monthly.cumulative,
        native.cumulative,
    ),
    Function(
        "YEAR_ON_YEAR",
        "前年比を件数の差で返します。集計月までの累積件数から、前年度の同じ月までの累積件数を"
        "引いた数です。見出しにない月は0件とみなします。",
        _SERIES,
        monthly.year_on_year,
        native.year_on_year,
    ),
    Function(
        "ACHIEVED",
        "目標を達成していればTRUE、そうでなければFALSEを返します。目標がなければFALSEです。",
        (_ACTUAL, _TARGET),
        rates.achieved,
        native.achieved,
    ),
    Function(
        "ACHIEVER_COUNT",
        "目標を達成した数を返します。実績と目標の両方が数の行だけを数えます。",
        (_ACTUALS, _TARGETS),
        achievers.achiever_count,
        native.achiever_count,
    ),
    Function(
        "ACHIEVERS",
        "目標を達成した行を、名前、目標、実績、達成率の4列で、元の順に返します。"
        "達成した行がなければ「なし」の1行です。",
        (
            Parameter("names", "名前", "県支部や単組の名前の範囲。1列か1行。", ranged=True),
            _TARGETS,
            _ACTUALS,
            Parameter(
                "method",
                "丸め方",
                f"{_METHOD}四捨五入は%の小数第1位まで、切り捨ては第2位まで。省略すると四捨五入。",
                optional=True,
                ranged=True,
            ),
        ),
        achievers.achievers,
        native.achievers,
        spills=True,
    ),
    Function(
        "FISCAL_MONTHS",
        '年度の12か月の見出しを、月の初日の日付で横に並べて返します。表示形式は m"月" などに'
        "してください。",
        (
            Parameter("fiscal_year", "年度", "年度の西暦。2024年度なら2024。"),
            _START_MONTH,
        ),
        monthly.fiscal_months,
        native.fiscal_months,
        spills=True,
    ),
    Function(
        "REQUIRED_PACE",
        "集計月の翌月から年度の終わりまでに、目標に届くために必要なひと月あたりの件数を、"
        "1件単位に切り上げて返します。届いていれば0、月が残っていなければ「－」です。",
        (_TARGET_OR_0, _ACTUAL, _START_MONTH, _AS_OF),
        monthly.required_pace,
        native.required_pace,
    ),
    Function(
        "LANDING",
        "年度末の着地見込みの件数を返します。今年度の累積件数を、過去の年度(12か月の見出しがそろった"
        "直近10年度まで)が同じ月までに達していた割合で割り、1件単位に四捨五入します。"
        "過去から求められなければ「－」です。",
        _SERIES,
        monthly.landing,
        native.landing,
    ),
)

BY_NAME: dict[str, Function] = {function.name: function for function in FUNCTIONS}


def function(name: str) -> Function:
    """Return the function of that name.

    >>> function("REMAINING").udf(["C2", "B2"])
    'REMAINING(C2,B2)'
    """
    return BY_NAME[name]
