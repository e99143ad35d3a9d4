from kyosai_xl.functions.model import Function, Parameter
from tests.functions.cells_of import one


def made(python):
    parameters = (Parameter("a", "あ", "あ"), Parameter("b", "い", "い", optional=True))
    return Function("MADE", "", parameters, python, lambda a, b="1": f"{a}+{b}")


def test_an_optional_argument_left_out_is_none_and_another_a_blank_cell():
    seen = []
    made(lambda *cells: seen.append(cells)).call()
    made(lambda *cells: seen.append(cells)).call(None, one(2))
    made(lambda *cells: seen.append(cells)).call(one(1))
    assert seen == [(one(None), None), (one(None), one(2)), (one(1), None)]


def test_the_formula_that_calls_it():
    assert made(None).udf(["A1", "B1"]) == "MADE(A1,B1)"
