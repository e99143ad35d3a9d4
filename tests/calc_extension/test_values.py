import struct

from kyosai_xl.calc.extension.inside.values import to_office


def test_results():
    cells = to_office(((1, 2.5, "－", None, True),))[0]
    assert cells == (1.0, 2.5, "－", "", 1.0)
    assert [type(cell) for cell in cells] == [float, float, str, str, float]


def test_an_error_value_is_one_in_the_cell():
    (cell,) = to_office((("#N/A",),))[0]
    assert struct.pack(">d", cell).hex() == "7ff8000000007fff"
