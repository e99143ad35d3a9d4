"""What the generated VBA makes of Python's answers, run by a real LibreOffice."""

import pytest

from kyosai_xl.excel.modules import Kind, Module
from tests.excel import templates
from tests.excel.test_in_libreoffice import opened_with_macros

pytestmark = pytest.mark.libreoffice

SERVER = """Function CallUDF(module, name, arguments, book, caller)
    Dim answer({last})
    {cells}
    CallUDF = answer{first}
End Function
"""
CELLS = 'answer({0}0) = "#DIV/0!": answer({0}1) = "#text": answer({0}2) = 2'


def server(last, cells, first=""):
    """The parts of xlwings that a wrapper calls, giving that answer in Basic."""
    source = SERVER.format(last=last, cells=cells, first=first)
    return (
        Module(
            "xlwings", Kind.STANDARD, "Function XLPy()\n    Set XLPy = New Server\nEnd Function\n"
        ),
        Module("Server", Kind.CLASS, source),
    )


VALUE = server("0", 'answer(0) = "#N/A"', first="(0)")
ROW, ROWS = server("2", CELLS.format("")), server("1,2", CELLS.format("1,"))
CALL = templates.RATE


# LibreOffice's Basic has error values, but shows their numbers in the cell.
@pytest.mark.parametrize(
    ("answering", "formula", "shown"),
    [
        (VALUE, CALL, "Error 2042"),
        (ROW, f"INDEX({CALL},1,1)", "Error 2007"),
        (ROW, f"INDEX({CALL},1,3)", "2"),
        (ROWS, f"INDEX({CALL},2,1)", "Error 2007"),
        (ROWS, f"INDEX({CALL},2,2)", "#text"),
    ],
)
def test_an_error_value_is_one_again(soffice, tmp_path, answering, formula, shown):
    *others, wrappers = (module for module in templates.modules() if module.name != "xlwings")
    # LibreOffice cannot say which cell calls.
    source = wrappers.source.replace("Application.Caller", "Nothing")
    modules = [*others, *answering, wrappers._replace(source=source)]
    workbook = templates.template(modules, rate=formula)
    saved = opened_with_macros(soffice, tmp_path, workbook, "csv")
    assert saved.read_text(encoding="utf-8").splitlines()[1] == f"100,120,{shown}"
