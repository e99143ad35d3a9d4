"""Which modules a template holds, and in which order."""

import pytest

from kyosai_xl.excel.modules import Kind
from kyosai_xl.excel.project import REGENERATED_MARK, NoWorkbookSourceError, project_modules
from tests.excel import templates


def test_documents_come_first_and_generated_modules_last():
    assert [(module.name, module.kind) for module in templates.modules()] == [
        ("ThisWorkbook", Kind.WORKBOOK),
        ("Sheet1", Kind.SHEET),
        ("Sheet2", Kind.SHEET),
        ("KyosaiRibbon", Kind.STANDARD),
        ("KyosaiSheets", Kind.STANDARD),
        ("xlwings", Kind.STANDARD),
        ("xlwings_udfs", Kind.STANDARD),
    ]


def test_the_mark_of_a_regenerated_sheet_is_the_one_in_the_vba():
    source = (templates.SOURCES / "KyosaiSheets.bas").read_text(encoding="utf-8")
    assert f'MARK As String = "{REGENERATED_MARK}"' in source


@pytest.mark.parametrize("folder", ["", "missing"])
def test_a_folder_without_sources_is_refused(tmp_path, folder):
    with pytest.raises(NoWorkbookSourceError, match="ThisWorkbook"):
        project_modules(("Sheet1",), tmp_path / folder, ())
