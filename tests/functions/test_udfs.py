import datetime as dt
import importlib
import inspect
import io
import sys
from types import ModuleType, SimpleNamespace

import pytest
import xlwings

from kyosai_xl.functions import udfs
from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.functions.messages import ACTUAL_NO_NUMBER
from kyosai_xl.functions.udfs import shim, shown
from tests.functions.cells_of import one, row


@pytest.fixture
def real(monkeypatch):
    """xlwings' own decorators and generator, which off Windows lack only Windows' modules."""
    client = ModuleType("win32com.client")
    client.Dispatch = client.CDispatch = object
    for module in (ModuleType("pythoncom"), ModuleType("pywintypes"), ModuleType("win32com")):
        module.com_error = type("com_error", (Exception,), {})
        module.CoInitialize = lambda: None
        module.client = client
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(sys.modules, "win32com.client", client)
    monkeypatch.delitem(sys.modules, "xlwings.udfs", raising=False)
    made = importlib.import_module("xlwings.udfs")
    monkeypatch.setattr(xlwings, "func", made.xlfunc)
    monkeypatch.setattr(xlwings, "arg", made.xlarg)
    monkeypatch.setattr(xlwings, "ret", made.xlret)
    yield made
    sys.modules.pop("xlwings.udfs", None)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda each: each.name)
def test_each_function_is_an_attribute_of_the_module(function):
    made = getattr(udfs, function.name)
    assert made.__name__ == function.name
    assert made.__doc__ == function.help
    assert list(inspect.signature(made).parameters) == [each.name for each in function.parameters]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda each: each.name)
def test_what_xlwings_reads(real, function):
    info = shim(function).__xlfunc__
    assert real
    assert (info["name"], info["category"]) == (function.name, "共済推進")
    assert info["ret"]["doc"] == function.help
    for found, parameter in zip(info["args"], function.parameters, strict=True):
        assert (found["name"], found["doc"]) == (parameter.name, parameter.help)
        assert ("optional" in found) == parameter.optional
        assert found["options"]["ndim"] == 2
        assert found["options"]["err_to_str"]


def test_the_wrappers_that_xlwings_generates(real):
    module = SimpleNamespace(**{each.name: shim(each) for each in FUNCTIONS})
    text = io.StringIO()
    real.generate_vba_wrapper("kyosai_xl.functions.udfs", module, text, SimpleNamespace(Name="x"))
    assert (
        "Function ACHIEVEMENT(actual, target, Optional digits, Optional method)" in text.getvalue()
    )
    assert text.getvalue().count("End Function") == len(FUNCTIONS)


def test_dates_reach_the_functions_as_numbers(real):
    options = shim(FUNCTIONS[3]).__xlfunc__["args"][3]["options"]
    assert real
    parts = {"year": 2025, "month": 2, "day": 1, "hour": 0, "minute": 0, "second": 0}
    assert options["dates"](**parts, microsecond=0, tzinfo=None) == 45_689


def test_a_call_as_excel_makes_it():
    assert udfs.ACHIEVEMENT([[47.0]], [[30.0]], None, None) == 1.567
    assert udfs.ACHIEVEMENT([[47.0], ["x"]], [[30.0]]) == [[1.567], [ACTUAL_NO_NUMBER]]
    assert udfs.ACHIEVED([[47.0]], [[30.0]]) is True
    assert udfs.REMAINING([[None]], [["#N/A"]]) == "#N/A"
    february = dt.date(2025, 2, 1)
    assert udfs.CUMULATIVE([[february]], [[5.0]], [[6.0]], [[february]]) == 5


def test_what_goes_back_into_the_cells():
    assert shown(one(None)) == ""
    assert shown(row("なし", None, 3, False)) == [["なし", "", 3.0, False]]
    assert isinstance(shown(one(10**12)), float)
