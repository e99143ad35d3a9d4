"""Sources of single modules, next to what oletools extracts."""

import zipfile

import pytest

from kyosai_xl.excel.compound_file import compound_file
from kyosai_xl.excel.compression import compress
from kyosai_xl.excel.ovba import build_project
from kyosai_xl.excel.vba_source import DamagedProjectError, module_source
from tests.excel import read_back, templates
from tests.excel.test_compound_reader import SHIPPED


@pytest.mark.parametrize("modules", [templates.plain_modules(), templates.modules()])
def test_every_source_is_the_one_that_was_built(modules):
    project = build_project(modules)
    for module in modules:
        assert module_source(project, module.name).decode("cp932") == module.stored_text()
    assert module_source(project, "Missing") is None


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_sources_behind_compiled_code(path):
    with zipfile.ZipFile(path) as archive:
        project = archive.read("xl/vbaProject.bin")
    for name, code in read_back.sources(project).items():
        assert module_source(project, name.partition(".")[0]).decode("ascii") == code


def test_names_are_found_whatever_their_case():
    project = build_project(templates.modules())
    assert module_source(project, "XLWINGS") == module_source(project, "xlwings")


@pytest.mark.parametrize(
    "project",
    [
        b"",
        compound_file({}),
        compound_file({"VBA": {"dir": b"damaged"}}),
        compound_file({"VBA": {"dir": compress(b"\x2b\0\0\0\0\0")}}),
        compound_file({"VBA": {"dir": compress(b"\x2b")}}),
    ],
)
def test_no_project(project):
    with pytest.raises(DamagedProjectError):
        module_source(project, "xlwings")
