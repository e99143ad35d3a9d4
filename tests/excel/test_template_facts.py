"""What the doctor is told about real templates, sound and damaged ones."""

import io
import random
from contextlib import suppress
from importlib import metadata

import pytest
import xlsxwriter

from kyosai_xl.excel.ovba import build_project
from kyosai_xl.excel.package import read_parts, write_parts
from kyosai_xl.excel.template_facts import TemplateUnreadableError, read_facts
from kyosai_xl.setup.ports import TemplateFacts
from tests.excel import templates
from tests.excel.test_compound_reader import SHIPPED

VERSION = metadata.version("xlwings")
PYTHON = r"%LOCALAPPDATA%\kyosai\Scripts\pythonw.exe"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "支部実績.xlsm"


def with_sheet(path, rows, name="xlwings.conf"):
    """A workbook with the real project and a hidden sheet of settings."""
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("入力")
    sheet = book.add_worksheet(name)
    sheet.very_hidden()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.add_vba_project(io.BytesIO(build_project(templates.modules())), is_stream=True)
    book.close()
    return path


def test_the_version_in_the_name_of_the_library(path):
    path.write_bytes(templates.template())
    assert read_facts(path) == TemplateFacts(VERSION)


def test_templates_that_excel_or_another_program_has_saved():
    found = {path.name: read_facts(path) for path in SHIPPED}
    assert found["quickstart_standalone.xlsm"] == TemplateFacts(VERSION)
    assert found["quickstart.xlsm"] is None


@pytest.mark.parametrize(
    ("rows", "interpreter"),
    [
        ([("INTERPRETER_WIN", PYTHON)], PYTHON),
        ([("SHOW CONSOLE", False), ("Interpreter_Win", PYTHON, "なぜ")], PYTHON),
        ([("USE UDF SERVER", True)], None),
        ([("INTERPRETER_WIN", "")], None),
        ([("INTERPRETER_WIN",)], None),
        ([("USE UDF SERVER", True), (), ("INTERPRETER_WIN", PYTHON)], None),
        ([], None),
    ],
)
def test_the_python_that_the_sheet_names(path, rows, interpreter):
    assert read_facts(with_sheet(path, rows)) == TemplateFacts(VERSION, interpreter)


def test_a_sheet_of_another_name_counts_for_nothing(path):
    rows = [("INTERPRETER_WIN", PYTHON)]
    assert read_facts(with_sheet(path, rows, "_xlwings.conf")) == TemplateFacts(VERSION)
    assert read_facts(with_sheet(path, rows, "XLWINGS.conf")) == TemplateFacts(VERSION, PYTHON)


def test_a_workbook_without_xlwings(path):
    parts = read_parts(templates.template())
    del parts["xl/vbaProject.bin"]
    path.write_bytes(write_parts(parts))
    assert read_facts(path) is None
    modules = [module for module in templates.modules() if module.name != "xlwings"]
    path.write_bytes(templates.template(modules))
    assert read_facts(path) is None


@pytest.mark.parametrize("content", [b"", b"no workbook", b"\xd0\xcf\x11\xe0 encrypted"])
def test_no_workbook_is_told_in_a_sentence(path, content):
    path.write_bytes(content)
    with pytest.raises(TemplateUnreadableError, match=r"支部実績\.xlsm」を読めません。"):
        read_facts(path)


def test_a_missing_file_is_told_too(path):
    with pytest.raises(TemplateUnreadableError):
        read_facts(path)


def test_damage_anywhere_is_told_or_does_no_harm(path):
    whole, chance = templates.template(), random.Random(1)  # noqa: S311 - no secret
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(50):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        with suppress(TemplateUnreadableError):
            assert read_facts(path) in (None, TemplateFacts(VERSION))
