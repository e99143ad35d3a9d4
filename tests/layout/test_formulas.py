import math
import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kyosai_xl.domain.rates import achievement, enrolment, product_achievement
from kyosai_xl.layout.formulas import Dialect, MonthlyCounts
from kyosai_xl.layout.model import Formula

NATIVE, UDF, VALUES = Dialect
COUNTS = st.integers(0, 10**7)


def cumulative(dialect):
    return dialect.cumulative(MonthlyCounts("$K$4:$V$4", "K5:V5", 6, "$BA$2"))


def year_on_year(dialect):
    return dialect.year_on_year(MonthlyCounts("$X$4:$AV$4", "X5:AV5", 6, "$BA$2"))


def test_own_functions_and_the_order_of_their_arguments():
    assert UDF.achievement("A1", "T1") == "ACHIEVEMENT(A1,T1)"
    assert UDF.product_achievement("A1", "T1") == 'ACHIEVEMENT(A1,T1,2,"切り捨て")'
    assert UDF.enrolment("P1", "M1") == "ENROLMENT(P1,M1)"
    assert UDF.remaining("T1", "A1") == "REMAINING(T1,A1)"
    assert cumulative(UDF) == "CUMULATIVE($K$4:$V$4,K5:V5,6,$BA$2)"
    assert year_on_year(UDF) == "YEAR_ON_YEAR($X$4:$AV$4,X5:AV5,6,$BA$2)"
    assert UDF.achiever_count("A1:A9", "T1:T9") == "ACHIEVER_COUNT(A1:A9,T1:T9)"


def test_built_in_functions():
    assert NATIVE.achievement("A1", "T1") == 'IF(T1=0,"－",INT((A1*2000+T1)/(T1*2))/1000)'
    assert NATIVE.enrolment("P1", "M1") == 'IF(M1=0,"－",INT((P1*2000+M1)/(M1*2))/1000)'
    assert NATIVE.product_achievement("A1", "T1") == 'IF(T1=0,"－",INT(A1*10000/T1)/10000)'
    assert NATIVE.remaining("T1", "A1") == "T1-A1"
    # A text would count as larger than any number.
    assert NATIVE.achiever_count("A1:A9", "T1:T9") == (
        "SUMPRODUCT(ISNUMBER(A1:A9)*ISNUMBER(T1:T9)*(T1:T9>0)*(A1:A9>=T1:T9))"
    )


def test_built_in_sums_move_with_the_as_of_month():
    assert cumulative(NATIVE) == (
        "SUMIFS(K5:V5,"
        '$K$4:$V$4,">="&DATE(YEAR($BA$2)-(MONTH($BA$2)<6),6,1),'
        '$K$4:$V$4,"<"&DATE(YEAR($BA$2),MONTH($BA$2)+1,1))'
    )
    assert year_on_year(NATIVE) == (
        "SUMIFS(X5:AV5,"
        '$X$4:$AV$4,">="&DATE(YEAR($BA$2)-(MONTH($BA$2)<6),6,1),'
        '$X$4:$AV$4,"<"&DATE(YEAR($BA$2),MONTH($BA$2)+1,1))'
        "-SUMIFS(X5:AV5,"
        '$X$4:$AV$4,">="&DATE(YEAR($BA$2)-(MONTH($BA$2)<6)-1,6,1),'
        '$X$4:$AV$4,"<"&DATE(YEAR($BA$2)-1,MONTH($BA$2)+1,1))'
    )


def test_a_cell_carries_formula_and_value():
    for dialect in (NATIVE, UDF):
        assert dialect.cell("C6-D6", 7) == Formula("C6-D6", 7)
        assert dialect.column("C6-D6") == "C6-D6"
    assert VALUES.cell("C6-D6", 7) == 7
    assert VALUES.column("C6-D6") is None


@pytest.mark.parametrize("dialect", ["native", "udf", "values"])
def test_dialects_have_the_names_people_type(dialect):
    assert Dialect(dialect).value == dialect


def work_out(text, **cells):
    """What a spreadsheet makes of such a formula, in binary floating point as it does."""
    whole, quotient, units = re.fullmatch(r'IF\((\w)=0,"－",INT\((.+)\)/(\d+)\)', text).groups()
    if cells[whole] == 0:
        return "－"
    numerator, _, divisor = quotient.partition("/")
    top = re.fullmatch(r"\(?(\w)\*(\d+)(?:\+(\w)\))?", numerator)
    below = re.fullmatch(r"\(?(\w)(?:\*(\d+)\))?", divisor)
    above = float(cells[top[1]]) * int(top[2]) + (cells[top[3]] if top[3] else 0)
    return math.floor(above / (float(cells[below[1]]) * int(below[2] or 1))) / int(units)


@given(COUNTS, COUNTS)
@example(41, 80)
@example(201, 400)
@example(5, 0)
def test_the_built_in_half_up_agrees_with_the_exact_rate(part, whole):
    for text, exact in (
        (NATIVE.achievement("A", "T"), achievement(part, whole)),
        (NATIVE.enrolment("A", "T"), enrolment(part, whole)),
    ):
        shown = work_out(text, A=part, T=whole)
        assert shown == "－" if exact is None else Decimal(repr(shown)) == exact


@given(COUNTS, COUNTS)
@example(57, 50)
@example(43, 125)
@example(5931, 12824)
@example(5, 0)
def test_the_built_in_cut_off_agrees_with_the_exact_rate(part, whole):
    exact = product_achievement(part, whole)
    shown = work_out(NATIVE.product_achievement("A", "T"), A=part, T=whole)
    assert shown == "－" if exact is None else Decimal(repr(shown)) == exact
