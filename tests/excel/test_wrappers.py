"""The generated VBA functions, held to what xlwings' own generator writes."""

import importlib
import io
import re
import sys
import types
from unittest import mock

import pytest

from kyosai_xl.excel.wrappers import (
    FAILED,
    LONGEST_HELP,
    ArgumentNameError,
    FunctionHelpError,
    attribute_text,
    wrapper_module,
)
from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.functions.model import Function, Parameter
from tests.excel import templates

both = pytest.mark.parametrize("functions", [templates.FUNCTIONS, FUNCTIONS])
CALL = re.compile(r"^\s*(\w+ = XLPy\.CallUDF\(.*\))$", re.MULTILINE)
SIGNATURE = re.compile(r"^(?:Public )?Function (\w+\(.*?\))(?: As Variant)?$", re.MULTILINE)


@pytest.fixture(scope="module")
def generator():
    """xlwings.udfs; it imports pywin32, which only exists on Windows and is not used here."""
    client = types.SimpleNamespace(Dispatch=None)
    stubs = {
        "pythoncom": types.SimpleNamespace(CoInitialize=None),
        "pywintypes": types.SimpleNamespace(com_error=OSError),
        "win32com": types.SimpleNamespace(client=client),
        "win32com.client": client,
    }
    with mock.patch.dict(sys.modules, stubs):
        yield importlib.import_module("xlwings.udfs")
    sys.modules.pop("xlwings.udfs", None)


def as_xlwings_sees_it(udfs, function):
    arguments = (
        f"{parameter.name}=None" if parameter.optional else parameter.name
        for parameter in function.parameters
    )
    made = {}
    exec(f"def {function.name}({', '.join(arguments)}): ...", made)  # noqa: S102 - as a module would
    return udfs.xlfunc(made[function.name])


@both
def test_every_call_and_signature_is_the_one_that_xlwings_writes(generator, functions):
    module = types.SimpleNamespace(
        **{
            function.name: as_xlwings_sees_it(generator, function)
            for function in sorted(functions, key=lambda function: function.name)
        }
    )
    file, book = io.StringIO(), types.SimpleNamespace(Name="x.xlsm")
    generator.generate_vba_wrapper("kyosai_xl.functions.udfs", module, file, book)
    theirs, ours = file.getvalue(), wrapper_module(functions).source
    calls = {call for call in CALL.findall(theirs) if call.endswith("Application.Caller)")}
    assert set(CALL.findall(ours)) == calls
    assert len(calls) == len(functions)
    assert set(SIGNATURE.findall(ours)) == set(SIGNATURE.findall(theirs))


@both
def test_every_function_is_a_procedure_with_its_help(functions):
    module = wrapper_module(functions)
    assert list(module.procedures()) == [function.name for function in functions]
    lines = module.stored_text().split("\r\n")
    for function in functions:
        head = next(at for at, line in enumerate(lines) if f"Function {function.name}(" in line)
        name, text = function.name, attribute_text(function.help)
        assert lines[head + 1] == f"Attribute {name}.VB_Description = {text}"
        assert lines[head + 2] == rf'Attribute {name}.VB_ProcData.VB_Invoke_Func = " \n20"'
    assert module.stored_bytes().decode("cp932") == module.stored_text()


def test_code_is_ascii_apart_from_the_help():
    for line in wrapper_module(FUNCTIONS).source.splitlines():
        assert line.isascii() or "VB_Description" in line


def test_the_sentence_of_a_failure_is_spelt_in_numbers():
    source = wrapper_module(()).source
    codes = re.search(r"Array\(([\d, ]+)\)", source)[1]
    assert "".join(chr(int(code)) for code in codes.split(", ")) == FAILED
    assert len(FAILED) <= 60


def test_attribute_texts_are_escaped_as_excel_does():
    assert attribute_text('a"b\\c\nd') == '"a""b\\\\c\\r\\nd"'


def test_help_that_excel_would_cut_is_refused():
    function = templates.FUNCTIONS[0]._replace(help="あ" * (LONGEST_HELP + 1))
    with pytest.raises(FunctionHelpError, match="REMAINING"):
        wrapper_module([function])
    wrapper_module([function._replace(help="あ" * LONGEST_HELP)]).stored_bytes()


@pytest.mark.parametrize("name", ["To", "next", "a-b", "目 標"])
def test_a_word_of_vba_is_no_argument(name):
    parameters = (Parameter(name, "", ""),)
    function = Function("F", "", parameters, templates.no_result, templates.no_formula)
    with pytest.raises(ArgumentNameError, match="関数F"):
        wrapper_module([function])
