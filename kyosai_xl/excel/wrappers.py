"""The VBA functions that cells call: each hands its arguments to the Python of its name.

The call is the one that xlwings' own generator writes. What differs: error values come back as
such, and a failure shows one sentence instead of a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kyosai_xl.errors import KyosaiError
from kyosai_xl.excel.modules import Kind, Module
from kyosai_xl.functions.cells import ERRORS
from kyosai_xl.functions.messages import NO_PYTHON
from kyosai_xl.functions.model import CATEGORY, Function

UDF_MODULE = "kyosai_xl.functions.udfs"
MODULE_NAME = "xlwings_udfs"
FAILED = NO_PYTHON
"""What a cell shows when Python does not start or breaks off."""
GROUPS = (CATEGORY,)
"""Own categories of the function wizard."""
BUILT_IN_GROUPS = 19
"""Categories that Excel 2013 and later have of their own."""
LONGEST_HELP = 255
_HEAD = """Option Explicit
' Made from the catalogue of functions; do not edit.
"""
_FUNCTION = """
Public Function {name}({signature}) As Variant
Attribute {name}.VB_Description = {help}
Attribute {name}.VB_ProcData.VB_Invoke_Func = " \\n{group}"
    On Error GoTo failed
    {name} = XLPy.CallUDF("{module}", "{name}", Array({arguments}), {places})
    {name} = Shown({name})
    Exit Function
failed:
    {name} = FailedText()
End Function
"""
_PLACES = "ThisWorkbook, Application.Caller"
_SHOWN_FUNCTION = """
Private Function Shown(answer As Variant) As Variant
    ' Python can send an error value as a text only; one row comes as an array of one dimension.
    Dim row As Long, column As Long, last As Long
    If IsArray(answer) Then
        last = LastColumn(answer)
        For row = LBound(answer) To UBound(answer)
            If last < 0 Then
                answer(row) = ShownValue(answer(row))
            Else
                For column = 0 To last
                    answer(row, column) = ShownValue(answer(row, column))
                Next column
            End If
        Next row
        Shown = answer
    Else
        Shown = ShownValue(answer)
    End If
End Function

Private Function LastColumn(answer As Variant) As Long
    On Error GoTo failed
    LastColumn = UBound(answer, 2)
    Exit Function
failed:
    LastColumn = -1
End Function

Private Function ShownValue(value As Variant) As Variant
    ShownValue = value
    If VarType(value) <> vbString Then Exit Function
    If Left$(value, 1) <> "#" Then Exit Function
    Select Case value
{cases}
    End Select
End Function
"""
_FAILED_FUNCTION = """
Private Function FailedText() As String
    ' {length} characters, spelt out so that any Windows shows them.
    Dim code As Variant
    For Each code In Array({codes})
        FailedText = FailedText & ChrW(code)
    Next code
End Function
"""
_WORDS = """
    addressof and any array as attribute boolean byref byte byval call case cdbl cint close const
    currency date debug declare dim do double each else elseif empty end enum erase error event
    exit false for friend function get global gosub goto if imp implements in input integer is let
    like line lock long loop lset me mod new next not nothing null object on open option optional
    or paramarray preserve print private property public put redim rem resume return rset seek
    select set single static stop string sub tab then to true type until variant wend while with
    write xor
"""
_TAKEN = frozenset(_WORDS.split())


class FunctionHelpError(KyosaiError):
    """Excel would cut the help off."""

    def __init__(self, name: str) -> None:
        """Name the function."""
        super().__init__(f"関数{name}の説明が長すぎます。{LONGEST_HELP}文字以内にしてください。")


class ArgumentNameError(KyosaiError):
    """VBA has the word for itself."""

    def __init__(self, function: str, name: str) -> None:
        """Name the function and its argument."""
        super().__init__(
            f"関数{function}の引数名「{name}」は、VBAでは使えません。別の名前にしてください。"
        )


def wrapper_module(functions: Sequence[Function]) -> Module:
    """Return the module ``xlwings_udfs``. Raises FunctionHelpError, ArgumentNameError."""
    wrappers = "".join(map(_wrapper, functions))
    source = _HEAD + wrappers + _shown_function() + _failed_function()
    return Module(MODULE_NAME, Kind.STANDARD, source)


def _wrapper(function: Function) -> str:
    check_help(function.name, (function.help,))
    return _FUNCTION.format(
        name=function.name,
        signature=", ".join(_signature(function)),
        help=attribute_text(function.help),
        group=BUILT_IN_GROUPS + len(GROUPS),
        module=UDF_MODULE,
        places=_PLACES,
        arguments=", ".join(parameter.name for parameter in function.parameters),
    )


def _signature(function: Function) -> Iterator[str]:
    for parameter in function.parameters:
        if parameter.name.lower() in _TAKEN or not parameter.name.isidentifier():
            raise ArgumentNameError(function.name, parameter.name)
        yield f"Optional {parameter.name}" if parameter.optional else parameter.name


def check_help(name: str, texts: Iterable[str]) -> None:
    """Raise FunctionHelpError if a text of the function is longer than Excel keeps."""
    if any(len(text) > LONGEST_HELP for text in texts):
        raise FunctionHelpError(name)


def attribute_text(text: str) -> str:
    r"""Return the text as an attribute's value: quotes doubled, ``\`` and line ends escaped."""
    escaped = text.replace("\\", "\\\\").replace("\n", "\\r\\n").replace('"', '""')
    return f'"{escaped}"'


def _shown_function() -> str:
    cases = (f'    Case "{text}": ShownValue = CVErr({code})' for code, text in ERRORS.items())
    return _SHOWN_FUNCTION.format(cases="\n".join(cases))


def _failed_function() -> str:
    codes = ", ".join(map(str, map(ord, FAILED)))
    return _FAILED_FUNCTION.format(length=len(FAILED), codes=codes)
