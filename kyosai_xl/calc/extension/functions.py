"""How LibreOffice learns of the functions: their interface and the function wizard's help."""

from __future__ import annotations

from kyosai_xl.calc.extension import english, ids, xcu
from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.functions.model import Function, Parameter


def interface() -> str:
    """Return functions.idl.

    Each argument is ``any``: the one type that takes cells, ranges, literals and nothing at all.
    Each result is a matrix: an array inside ``any`` would not reach the cells.
    """
    methods = "\n".join(f"    {_method(function)};" for function in FUNCTIONS)
    return (
        "module jp { module kyosai { module xl {\n"
        f"  interface XFunctions\n  {{\n{methods}\n  }};\n"
        "}; }; };\n"
    )


def wizard_help() -> str:
    """CalcAddIns.xcu: names and help of the functions and their arguments."""
    functions = xcu.group("AddInFunctions", map(_function, FUNCTIONS))
    service = xcu.added(ids.FUNCTIONS, [functions])
    return xcu.component("CalcAddIns", "org.openoffice.Office", xcu.group("AddInInfo", [service]))


def _method(function: Function) -> str:
    arguments = ", ".join(
        f"[in] any {ids.uno_name(parameter.name)}" for parameter in function.parameters
    )
    return f"sequence< sequence< any > > {ids.uno_name(function.name)}( {arguments} )"


def _function(function: Function) -> str:
    both = {"en": function.name, "ja": function.name}
    return xcu.added(
        ids.uno_name(function.name),
        [
            xcu.text("DisplayName", both),
            xcu.text("Description", {"en": english.FUNCTIONS[function.name], "ja": function.help}),
            # LibreOffice has no group of one's own, only this one.
            xcu.text("Category", "Add-In"),
            xcu.text("CompatibilityName", {"en": function.name}),
            xcu.group("Parameters", [_parameter(function, each) for each in function.parameters]),
        ],
    )


def _parameter(function: Function, parameter: Parameter) -> str:
    name = {"en": parameter.name, "ja": parameter.label}
    # Without a text for English, an English LibreOffice shows arg1.
    help_text = {"en": english.parameter(function.name, parameter.name), "ja": parameter.help}
    return xcu.added(
        ids.uno_name(parameter.name),
        [xcu.text("DisplayName", name), xcu.text("Description", help_text)],
    )
