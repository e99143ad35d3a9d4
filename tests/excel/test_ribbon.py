"""The ribbon's XML, from the list of buttons."""

import re
from xml.etree import ElementTree as ET

from kyosai_xl.commands import GROUPS, TAB, commands
from kyosai_xl.excel.modules import read_module
from kyosai_xl.excel.ribbon import CALLBACK, NAMESPACE, ribbon_xml
from tests.excel import templates

UI = f"{{{NAMESPACE}}}"
# In Microsoft's lists of every Excel from 2013 to 365.
ICONS = {
    "CalculateNow",
    "DataValidation",
    "FilePrint",
    "FileSave",
    "FileSaveAsPdfOrXps",
    "FunctionWizard",
    "Help",
    "MacroPlay",
    "PivotTableReport",
    "RefreshAll",
    "SortDialog",
    "TableInsertExcel",
}
LONGEST_TIP = 1024


def ribbon(groups=GROUPS):
    return ET.fromstring(ribbon_xml(groups).encode())


def test_groups_and_buttons_stand_in_the_order_of_the_list():
    (tab,) = ribbon().iter(f"{UI}tab")
    assert tab.get("label") == TAB
    found = [(group.get("label"), [button.get("id") for button in group]) for group in tab]
    assert found == [(group.label, [c.name for c in group.commands]) for group in GROUPS]


def test_a_button_shows_what_its_command_says():
    for button, command in zip(ribbon().iter(f"{UI}button"), commands(), strict=True):
        assert dict(button.items()) == {
            "id": command.name,
            "label": command.label,
            "size": "large" if command.large else "normal",
            "imageMso": command.icon,
            "onAction": CALLBACK,
            "screentip": command.label,
            "supertip": command.tip,
        }
        assert command.icon in ICONS
        assert len(command.tip) <= LONGEST_TIP


def test_ids_are_ascii_and_never_repeated():
    ids = [element.get("id") for element in ribbon().iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(number.isascii() and number.isidentifier() for number in ids)


def test_what_xml_needs_escaped_is_escaped():
    command = GROUPS[0].commands[0]._replace(label='"A" & <B>', tip="'")
    group = GROUPS[0]._replace(commands=(command,))
    (button,) = ribbon([group]).iter(f"{UI}button")
    assert (button.get("label"), button.get("supertip")) == ('"A" & <B>', "'")


def test_the_callback_is_in_the_sources_and_forwards_the_id():
    module, procedure = CALLBACK.split(".")
    source = read_module(templates.SOURCES / f"{module}.bas")
    assert list(source.procedures()) == [procedure]
    call = """RunPython "import kyosai_xl.macros; kyosai_xl.macros.run('" & control.ID & "')\""""
    assert call in source.source


def test_a_button_without_python_says_so_in_japanese():
    source = read_module(templates.SOURCES / "KyosaiRibbon.bas").source
    codes = re.search(r"Array\(([^)]+)\)", source)[1].replace("_", "")
    said = "".join(chr(int(code)) for code in codes.split(","))
    assert said.startswith("Pythonを実行できないため、ボタンが動きません。")
    assert "kyosai-xl doctor" in said
    assert source.isascii()
