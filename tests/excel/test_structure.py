"""A sound template has no fault; each kind of damage is found and named."""

import io
import re
import zipfile

import pytest

from kyosai_xl.excel.formula_faults import called_functions
from kyosai_xl.excel.modules import Kind
from kyosai_xl.excel.package import read_parts, write_parts
from kyosai_xl.excel.structure import faults
from kyosai_xl.functions.catalogue import FUNCTIONS
from tests.excel import templates

SHEET = "xl/worksheets/sheet1.xml"
RIBBON = "customUI/customUI14.xml"
WORKBOOK = "xl/workbook.xml"


def rules(workbook, modules=None):
    found = faults(workbook, templates.modules() if modules is None else modules)
    assert all(fault.message.endswith("。") for fault in found)
    return {fault.rule for fault in found}


@pytest.mark.parametrize("functions", [templates.FUNCTIONS, FUNCTIONS])
def test_a_sound_template_has_no_fault(functions):
    workbook = templates.template(functions=functions)
    assert faults(workbook, templates.modules(functions)) == []


DAMAGES = {
    "twice the ribbon": ("_rels/.rels", rb"(<Relationship Id=.rIdRibbon[^>]*>)", rb"\1\1"),
    "no ribbon": ("_rels/.rels", rb"<Relationship Id=.rIdRibbon[^>]*>", b""),
    "lost target": ("_rels/.rels", rb"customUI/customUI14.xml", b"customUI/lost.xml"),
    "old namespace": (RIBBON, rb"2009/07", b"2006/01"),
    "repeated id": (RIBBON, rb'id="recalculate"', b'id="advance_month"'),
    "unbound": (RIBBON, rb"KyosaiRibbon\.OnKyosaiButton", b"KyosaiRibbon.OnOtherButton"),
    "no XML": (RIBBON, rb"</tab>", b""),
    "code name of the workbook": (WORKBOOK, rb'codeName="ThisWorkbook"', b'codeName="Book"'),
    "code name of a sheet": (SHEET, rb'codeName="Sheet1"', b'codeName="Sheet3"'),
    "no code name": (SHEET, rb"<sheetPr [^>]*/>", b""),
    "unknown function": (SHEET, rb"<f>ACHIEVEMENT", b"<f>ACHIEVMENT"),
    "no value": (SHEET, rb"<v>1.2</v>", b""),
    "always calculated": (WORKBOOK, rb"<calcPr ", b'<calcPr fullCalcOnLoad="1" '),
    "not macro-enabled": ("[Content_Types].xml", rb"macroEnabled\.main", b"main"),
    "unknown type": ("[Content_Types].xml", rb'<Override PartName="/xl/styles.xml"[^>]*>', b""),
    "default of binaries": ("[Content_Types].xml", rb'Extension="bin"', b'Extension="other"'),
    "no project": ("xl/_rels/workbook.xml.rels", rb'Target="vbaProject.bin"', b'Target="no.bin"'),
    "other project": ("xl/vbaProject.bin", rb"\xcc\x61\xff\xff", b"\xcc\x61\xb2\x00"),
}
RULES = {
    "twice the ribbon": {"ribbon-relationship", "relationship"},
    "no ribbon": {"ribbon-relationship"},
    "lost target": {"relationship", "readable"},
    "old namespace": {"ribbon-namespace"},
    "repeated id": {"ribbon-ids"},
    "unbound": {"ribbon-callback"},
    "no XML": {"readable"},
    "code name of the workbook": {"code-names"},
    "code name of a sheet": {"code-names"},
    "no code name": {"code-names"},
    "unknown function": {"known-function"},
    "no value": {"cached-value"},
    "always calculated": {"calculation"},
    "not macro-enabled": {"content-type"},
    "unknown type": {"content-type"},
    "default of binaries": {"content-type"},
    "no project": {"relationship", "project"},
    "other project": {"project"},
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damage_is_found_and_nothing_else(damage):
    name, old, new = DAMAGES[damage]
    parts = read_parts(templates.template())
    parts[name], count = re.subn(old, new, parts[name])
    assert count
    assert rules(write_parts(parts)) == RULES[damage]


def test_a_lost_part_is_told_not_raised():
    parts = read_parts(templates.template())
    for name in list(parts):
        left = {other: content for other, content in parts.items() if other != name}
        assert rules(write_parts(left)), name


def test_no_workbook_at_all():
    assert rules(b"PK") == {"readable"}


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("date_time", (2025, 1, 1, 0, 0, 0)),
        ("create_system", 3),
        ("compress_type", zipfile.ZIP_DEFLATED),
        ("comment", b"made here"),
    ],
)
def test_what_tells_of_the_machine_is_found(attribute, value):
    assert rules(rezipped(lambda info: setattr(info, attribute, value))) == {"container"}


def test_another_order_of_parts_is_found():
    assert rules(rezipped(lambda _: None, order=reversed)) == {"container"}


def rezipped(change, order=list):
    parts, file = read_parts(templates.template()), io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in order(list(parts)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            change(info)
            archive.writestr(info, parts[name])
    return file.getvalue()


def test_a_callback_that_the_sources_have_lost_is_found():
    modules = [module for module in templates.modules() if module.name != "KyosaiRibbon"]
    assert rules(templates.template(modules), modules) == {"ribbon-callback"}
    assert rules(templates.template(), modules) == {"ribbon-callback", "project"}


def test_a_function_whose_wrapper_is_missing_is_found():
    modules = templates.modules(templates.FUNCTIONS[:1])
    workbook = templates.template(modules, templates.FUNCTIONS[:1])
    assert rules(workbook, modules) == {"known-function"}


def test_a_project_without_a_module_for_a_sheet_is_found():
    modules = [module for module in templates.modules() if module.name != "Sheet2"]
    assert rules(templates.template(modules), modules) == {"code-names"}
    modules = [module for module in templates.modules() if module.kind is not Kind.WORKBOOK]
    assert rules(templates.template(modules), modules) == {"code-names"}


@pytest.mark.parametrize(
    ("formula", "functions"),
    [
        ('IF(A1="SUM(",_xlfn.XLOOKUP(1,B:B,C:C),"say ""NOT(""")', {"IF", "XLOOKUP"}),
        ("'NOT(a) it''s'!A1+sum (B2)", set()),
        ("_xlfn._xlws.SORT(A1:A2)+(1)", {"SORT"}),
        ("達成率(A1)*2", {"達成率"}),
        ("A1*(B1+2)", set()),
    ],
)
def test_functions_are_found_outside_texts_and_sheet_names(formula, functions):
    assert called_functions(formula) == functions
