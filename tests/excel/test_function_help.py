"""Function help in the form that Excel saves."""

from xml.etree import ElementTree as ET

import pytest

from kyosai_xl.excel.function_help import argument_descriptions, function_groups
from kyosai_xl.excel.wrappers import FunctionHelpError
from kyosai_xl.functions.catalogue import FUNCTIONS
from tests.excel import templates

X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"


def test_the_category_stands_after_the_built_in_ones():
    expected = (
        '<functionGroups builtInGroupCount="19"><functionGroup name="共済推進"/></functionGroups>'
    )
    assert function_groups() == expected


@pytest.mark.parametrize("functions", [templates.FUNCTIONS, FUNCTIONS])
def test_every_argument_has_its_help(functions):
    top = ET.fromstring(argument_descriptions(functions))
    names = list(top.iter(f"{X14}definedName"))
    assert [name.get("name") for name in names] == sorted(f.name for f in functions if f.parameters)
    by_name = {function.name: function for function in functions}
    for name in names:
        texts = list(name.iter(f"{X14}argumentDescription"))
        parameters = by_name[name.get("name")].parameters
        assert [text.text for text in texts] == [parameter.help for parameter in parameters]
        assert [text.get("index") for text in texts] == [str(at) for at in range(len(texts))]
        assert name[0].get("count") == str(len(texts))


def test_argument_help_that_excel_would_cut_is_refused():
    function = templates.FUNCTIONS[0]
    longer = function.parameters[0]._replace(help="あ" * 256)
    with pytest.raises(FunctionHelpError, match="REMAINING"):
        argument_descriptions([function._replace(parameters=(longer,))])
