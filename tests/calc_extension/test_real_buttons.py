"""A button of the real macros, run by LibreOffice itself in a template that Excel has locked."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.months import Month
from kyosai_xl.excel.fill import fill_template, read_template
from kyosai_xl.layout.template_book import BRANCH, CODE_NAMES
from tests.calc_extension.office_process import running

pytestmark = pytest.mark.libreoffice

TEMPLATES = Path(__file__).parents[2] / "workbook_templates"
LOCK = b'</sheetData><sheetProtection sheet="1" objects="1" scenarios="1"/>'


@pytest.fixture
def locked_template(tmp_path: Path) -> Path:
    path, unlocked = tmp_path / "支部実績.xlsm", tmp_path / "unlocked.xlsm"
    template = read_template(TEMPLATES / f"{BRANCH.name}.xlsm")
    unlocked.write_bytes(fill_template(template, load("sample"), Month(2024, 12), "11"))
    with zipfile.ZipFile(unlocked) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = content.replace(b"</sheetData>", LOCK)
            target.writestr(name, content)
    return path


def test_a_locked_sheet_is_written_anew_and_stays_locked(
    soffice, extension, locked_template, tmp_path
):
    profile = tmp_path / "profile"
    with running(soffice, profile) as ask:
        ask("install", extension)
    with running(soffice, profile) as ask:
        ask("open", locked_template)
        assert ask("sheet", "集計")["cells"][1][0] == "集計月 2024年12月"
        assert ask("press", "advance_month") == []
        assert ask("sheet", "集計")["cells"][1][0] == "集計月 2025年1月"
        assert all(ask("sheet", name)["locked"] for name in CODE_NAMES)
    log = (profile / "user" / "kyosai_xl.log").read_text(encoding="utf-8")
    assert "Traceback" not in log
