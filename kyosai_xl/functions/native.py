"""The built-in formula that equals each function, for Excel 2010 and later and LibreOffice.

Arguments are formula text. For counts from 0 to a million the results are the same to the last
digit: rates are worked out on whole numbers, because rounding a quotient leaves ties to binary.
"""

from __future__ import annotations

import re

from kyosai_xl.domain.months import MONTHS_IN_YEAR
from kyosai_xl.domain.rates import CUT_OFF, HALF_UP, NO_RATE
from kyosai_xl.functions.achievers import NOBODY
from kyosai_xl.functions.monthly import MOST_PAST_YEARS
from kyosai_xl.functions.rates import METHODS, PRINTED

_OPERATOR = re.compile(r"[-+*/^&=<>,]")
_ENCLOSED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\{[^{}]*\}|\([^()]*\)")
_BACK = "{" + ",".join(map(str, range(1, MOST_PAST_YEARS + 1))) + "}"
_OFFSETS = "{" + ",".join(map(str, range(MONTHS_IN_YEAR))) + "}"


def achievement(
    actual: str, target: str, digits: str | None = None, method: str | None = None
) -> str:
    """達成率; a method written out makes the formula short, a cell's works too."""
    part, whole, way = _one(actual), _one(target), method or f'"{HALF_UP}"'
    if digits is None:
        rounded = _printed(part, whole, way)
    else:
        rounded = _rounded(part, whole, _units(digits), way)
    return f'IF({_one(target)}=0,"{NO_RATE}",{rounded})'


def enrolment(policies: str, members: str) -> str:
    """加入率."""
    return achievement(policies, members)


def remaining(target: str, actual: str) -> str:
    """残件数."""
    return f"{_one(target)}-{_one(actual)}"


def achieved(actual: str, target: str) -> str:
    """目標達成, also over ranges, where AND would give one value for all."""
    return f"({_one(target)}>0)*({_one(actual)}>={_one(target)})=1"


def achiever_count(actuals: str, targets: str) -> str:
    """達成数; a text would count as larger than any number."""
    return f"SUMPRODUCT({_reached(_one(actuals), _one(targets))})"


def achievers(names: str, targets: str, actuals: str, method: str | None = None) -> str:
    """達成一覧 of columns, as an array formula; rows left over stay blank."""
    name, target, actual = map(_one, (names, targets, actuals))
    reached = _reached(actual, target)
    place = f"(ROW({name})-MIN(ROW({name}))+1)"
    order = f"SMALL(IF({reached},{place}),{place})"
    columns = ",".join(
        f"LOOKUP({order},{place},{values})"
        for values in (name, target, actual, _printed(actual, target, method or f'"{HALF_UP}"'))
    )
    nobody = f'IF(({place}=1)*({{1,2,3,4}}=1),"{NOBODY}","")'
    return f'IF(SUMPRODUCT({reached})=0,{nobody},IFERROR(CHOOSE({{1,2,3,4}},{columns}),""))'


def fiscal_months(fiscal_year: str, start_month: str) -> str:
    """The twelve headings, as an array formula of one row."""
    return f"DATE({fiscal_year},{_one(start_month)}+{_OFFSETS},1)"


def cumulative(months: str, counts: str, start_month: str, as_of: str) -> str:
    """累積件数 of one line of counts; only headings that are dates meet the conditions."""
    return f"SUMIFS({counts},{_between(months, start_month, as_of, '')})"


def year_on_year(months: str, counts: str, start_month: str, as_of: str) -> str:
    """前年比 of one line of counts."""
    before = f"SUMIFS({counts},{_between(months, start_month, as_of, '-1')})"
    return f"{cumulative(months, counts, start_month, as_of)}-{before}"


def required_pace(target: str, actual: str, start_month: str, as_of: str) -> str:
    """必要件数 a month."""
    need = f"{_one(target)}-{_one(actual)}"
    left = f"({MONTHS_IN_YEAR - 1}-MOD(MONTH({as_of})-{_one(start_month)},{MONTHS_IN_YEAR}))"
    return f'IF({need}<=0,0,IF({left}=0,"{NO_RATE}",ROUNDUP(({need})/{left},0)))'


def landing(months: str, counts: str, start_month: str, as_of: str) -> str:
    """着地見込み of one line of counts."""
    begin, after = (_start(start_month, as_of, f"-{_BACK}{later}") for later in ("", "+1"))
    year = f'{months},">="&{begin},{months},"<"&{after}'
    complete = f"(COUNTIFS({year})={MONTHS_IN_YEAR})"
    upto = _between(months, start_month, as_of, f"-{_BACK}")
    reached = f"SUMPRODUCT({complete}*SUMIFS({counts},{upto}))"
    full = f"SUMPRODUCT({complete}*SUMIFS({counts},{year}))"
    now = cumulative(months, counts, start_month, as_of)
    return f'IF({reached}>0,ROUND({now}*{full}/{reached},0),"{NO_RATE}")'


def _one(text: str) -> str:
    """Put brackets round an argument that an operator beside it would tear apart."""
    bare, count = text, 1
    while count:
        bare, count = _ENCLOSED.subn("", bare)
    return f"({text})" if _OPERATOR.search(bare) else text


def _units(digits: str) -> str:
    return str(10 ** (int(digits) + 2)) if digits.isdigit() else f"10^({digits}+2)"


def _rounded(part: str, whole: str, units: str, method: str) -> str:
    double = str(2 * int(units)) if units.isdigit() else f"2*{units}"
    half_up = f"INT(({part}*{double}+{whole})/({whole}*2))/{units}"
    cut_off = f"INT({part}*{units}/{whole})/{units}"
    return _chosen(method, half_up, cut_off)


def _printed(part: str, whole: str, method: str) -> str:
    texts = {
        way: _rounded(part, whole, _units(str(rounding.digits)), f'"{way}"')
        for way, rounding in PRINTED.items()
    }
    return _chosen(method, texts[HALF_UP], texts[CUT_OFF])


def _chosen(method: str, half_up: str, cut_off: str) -> str:
    if method.startswith('"'):
        return cut_off if METHODS.get(method.strip('"')) == CUT_OFF else half_up
    words = ",".join(f'{_one(method)}="{word}"' for word, way in METHODS.items() if way == CUT_OFF)
    return f"IF(OR({words}),{cut_off},{half_up})"


def _reached(actual: str, target: str) -> str:
    numbers = f"ISNUMBER({actual})*ISNUMBER({target})"
    return f"{numbers}*({target}>0)*({actual}>={target})"


def _start(start_month: str, as_of: str, later: str) -> str:
    start = _one(start_month)
    return f"DATE(YEAR({as_of})-(MONTH({as_of})<{start}){later},{start},1)"


def _between(months: str, start_month: str, as_of: str, later: str) -> str:
    begin = _start(start_month, as_of, later)
    after = f"DATE(YEAR({as_of}){later},MONTH({as_of})+1,1)"
    return f'{months},">="&{begin},{months},"<"&{after}'
