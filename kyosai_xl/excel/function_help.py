"""Function help in workbook.xml, in the form that Excel saves: the category and the arguments."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kyosai_xl.excel.wrappers import BUILT_IN_GROUPS, GROUPS, check_help
from kyosai_xl.functions.model import Function

_NAMESPACE = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_EXTENSION = "{8193D73E-4604-4355-AFF4-8A2333D13BE4}"


def function_groups() -> str:
    """Return the element that stands after ``sheets``."""
    groups = "".join(f'<functionGroup name="{escape(name)}"/>' for name in GROUPS)
    return f'<functionGroups builtInGroupCount="{BUILT_IN_GROUPS}">{groups}</functionGroups>'


def argument_descriptions(functions: Sequence[Function]) -> str:
    """Return the ``extLst`` that ends the workbook. Raises FunctionHelpError."""
    names = "".join(map(_described, sorted(functions, key=lambda function: function.name)))
    names = f"<x14:definedNames>{names}</x14:definedNames>"
    return f'<extLst><ext uri="{_EXTENSION}" xmlns:x14="{_NAMESPACE}">{names}</ext></extLst>'


def _described(function: Function) -> str:
    helps = [parameter.help for parameter in function.parameters]
    check_help(function.name, helps)
    if not helps:
        return ""
    texts = "".join(
        f'<x14:argumentDescription index="{index}">{escape(text)}</x14:argumentDescription>'
        for index, text in enumerate(helps)
    )
    texts = f'<x14:argumentDescriptions count="{len(helps)}">{texts}</x14:argumentDescriptions>'
    return f'<x14:definedName name="{function.name}">{texts}</x14:definedName>'
