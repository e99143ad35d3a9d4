"""A built template opened by a real LibreOffice, its VBA run there too."""

import re
import subprocess
import zipfile
from html import unescape

import pytest

from kyosai_xl.excel.modules import Kind, Module
from kyosai_xl.excel.package import read_parts
from kyosai_xl.excel.wrappers import FAILED
from tests import office
from tests.excel import templates

pytestmark = pytest.mark.libreoffice

# Opening a file from the command line never runs its macros; a macro of the user's own can ask to.
OPEN_AND_SAVE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Run"
 script:language="StarBasic">
Sub OpenAndSave(source As String, target As String, filter As String, options As String)
    Dim reading(0) As New com.sun.star.beans.PropertyValue
    reading(0).Name = "MacroExecutionMode"
    reading(0).Value = com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN
    Dim document As Object
    document = StarDesktop.loadComponentFromURL(source, "_blank", 0, reading())
    ' A workbook opened hidden, or not left alone for a moment, never gets its Workbook_Open.
    Wait 500
    document.calculateAll()
    Dim writing(1) As New com.sun.star.beans.PropertyValue
    writing(0).Name = "FilterName"
    writing(0).Value = filter
    writing(1).Name = "FilterOptions"
    writing(1).Value = options
    document.storeToURL(target, writing())
    document.close(True)
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Run"/></library:library>
"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/"
 xlink:type="simple" library:link="false"/></library:libraries>
"""
# The filter and its options: commas, quotes, UTF-8.
FILTERS = {
    "xlsx": ("Calc MS Excel 2007 XML", ""),
    "csv": ("Text - txt - csv (StarCalc)", "44,34,76"),
}
BASIC = re.compile(r"<script:module[^>]*>(.*)</script:module>", re.DOTALL)
# What the wrappers call, answering in Basic instead of Python.
STAND_IN = (
    Module("xlwings", Kind.STANDARD, "Function XLPy()\n    Set XLPy = New Server\nEnd Function\n"),
    Module(
        "Server",
        Kind.CLASS,
        """Function CallUDF(module, name, arguments, book, caller)
    CallUDF = module & ":" & name & ":" & arguments(0) & "/" & arguments(1)
    CallUDF = CallUDF & ":" & IsMissing(arguments(2))
End Function
""",
    ),
)


def opened(soffice, folder, workbook, ending):
    path = folder / "template.xlsm"
    path.write_bytes(workbook)
    return office.convert(soffice, path, ending, folder / "result")


def opened_with_macros(soffice, folder, workbook, ending):
    path, result = folder / "template.xlsm", folder / f"result.{ending}"
    path.write_bytes(workbook)
    profile = folder / "profile"
    # The first start fills the profile, and would put LibreOffice's own macros in place of these.
    run(soffice, profile, "--terminate_after_init")
    basic = profile / "user" / "basic"
    (basic / "script.xlc").write_text(LIBRARIES, encoding="utf-8")
    (basic / "Standard" / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    (basic / "Standard" / "Run.xba").write_text(OPEN_AND_SAVE, encoding="utf-8")
    arguments = (path.as_uri(), result.as_uri(), *FILTERS[ending])
    listed = ",".join(f'"{argument}"' for argument in arguments)
    run(soffice, profile, f"macro:///Standard.Run.OpenAndSave({listed})")
    return result


def run(soffice, profile, *words):
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", *words]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def test_every_module_arrives_with_its_source(soffice, tmp_path):
    saved = opened(soffice, tmp_path, templates.template(), "ods")
    with zipfile.ZipFile(saved) as archive:
        for module in templates.modules():
            text = archive.read(f"Basic/VBAProject/{module.name}.xml").decode()
            found = unescape(BASIC.search(text)[1]).replace("\r\n", "\n")
            lines = module.code().split("\n")
            # LibreOffice has no use for attributes.
            code = "\n".join(line for line in lines if not line.startswith("Attribute "))
            assert code in found, module.name


def test_cached_values_are_shown(soffice, tmp_path):
    saved = opened(soffice, tmp_path, templates.template(), "csv")
    assert saved.read_text(encoding="utf-8").splitlines()[1] == "100,120,1.2"


def test_a_cell_shows_one_sentence_where_python_does_not_start(soffice, tmp_path):
    saved = opened_with_macros(soffice, tmp_path, templates.template(), "csv")
    assert saved.read_text(encoding="utf-8").splitlines()[1] == f"100,120,{FAILED}"


def test_a_wrapper_hands_over_its_arguments_and_shows_the_answer(soffice, tmp_path):
    modules = [module for module in templates.modules() if module.name != "xlwings"]
    # LibreOffice cannot say which cell calls.
    *others, wrappers = modules
    source = wrappers.source.replace("Application.Caller", "Nothing")
    modules = [*others, *STAND_IN, wrappers._replace(source=source)]
    saved = opened_with_macros(soffice, tmp_path, templates.template(modules), "csv")
    answer = "kyosai_xl.functions.udfs:ACHIEVEMENT:120/100:True"
    assert saved.read_text(encoding="utf-8").splitlines()[1] == f"100,120,{answer}"


def test_opening_locks_the_regenerated_sheets_alone(soffice, tmp_path):
    assert protected(templates.template()) == [False, False]
    saved = opened(soffice, tmp_path, templates.template(), "xlsx")
    assert protected(saved.read_bytes()) == [False, False]
    template = templates.template(list(map(without_sheet, templates.modules())))
    saved = opened_with_macros(soffice, tmp_path, template, "xlsx")
    assert protected(saved.read_bytes()) == [True, False]


def without_sheet(module):
    """LibreOffice tells a name of one sheet without the sheet and the exclamation mark."""
    return module._replace(source=module.source.replace('"*!" & MARK', "MARK"))


def protected(workbook):
    parts = read_parts(workbook)
    return [b"<sheetProtection" in parts[f"xl/worksheets/sheet{at}.xml"] for at in (1, 2)]
