"""The menu 「共済推進」 of a real LibreOffice, clicked with a mouse."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlsxwriter

from kyosai_xl.commands import TAB
from tests.calc_extension.office_process import Ask, running
from tests.calc_extension.screen import Screen, screen, wait_for

pytestmark = pytest.mark.libreoffice

# In place of the real macros, so that the menu is tested apart from what they do.
MACROS = """
from kyosai_xl.errors import KyosaiError

def press(name, book):
    if name == "check":
        raise KyosaiError("点検するシートがありません。")
    if name == "save_pdf":
        raise ZeroDivisionError
    book.sheets[0].range("A1").value = name
"""
KEPT = Path(__file__).parents[2] / "out" / "menu"
"""Where CI finds the pictures; elsewhere they lie in pytest's folder."""
TYPED = [["支部", "実績"], ["東京", 10.0], ["大阪", 20.0]]


class Office(NamedTuple):
    ask: Ask
    screen: Screen
    pictures: Path
    profile: Path

    def choose(self, label: str) -> None:
        self.press("MENU", TAB)
        place = self.ask("place", "MENU", TAB, label)
        self.picture(f"menu-{label}")
        self.screen.click(place)

    def press(self, *names: str) -> None:
        place = self.ask("place", *names)
        self.screen.focus(place)
        self.screen.click(place)

    def picture(self, name: str) -> None:
        self.screen.picture(self.pictures / f"libreoffice-{name}.png")

    def sheet(self) -> tuple[list[Any], Any, Any]:
        """Return the cells, whether they are locked, and what can be undone."""
        answer = self.ask("sheet")
        return [row[:2] for row in answer["cells"][:3]], answer["locked"], answer["undo"]

    def wait_for_sheet(self, first_row: list[str]) -> None:
        done = [first_row, *TYPED[1:]], True, []
        wait_for(lambda: self.sheet() == done)

    def log(self) -> str:
        log = self.profile / "user" / "kyosai_xl.log"
        return log.read_text(encoding="utf-8") if log.exists() else ""


@pytest.fixture(scope="module")
def office(
    soffice: Path, extension: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("menu")
    pictures = KEPT if os.environ.get("CI") else folder
    pictures.mkdir(parents=True, exist_ok=True)
    profile, book = folder / "profile", folder / "book.xlsx"
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(TYPED):
            sheet.write_row(number, 0, row)
        sheet.protect()
    with running(soffice, profile) as ask:
        ask("install", with_macros(extension, folder / "test.oxt"))
    # A menu appears with the next start.
    with screen() as display, running(soffice, profile, environment=display.environment) as ask:
        ask("open", book)
        yield Office(ask, display, pictures, profile)


def with_macros(extension: Path, target: Path) -> Path:
    macros = "pythonpath/kyosai_xl/macros.py"
    with zipfile.ZipFile(extension) as source, zipfile.ZipFile(target, "w") as result:
        for name in source.namelist():
            if name != macros:
                result.writestr(name, source.read(name))
        result.writestr(macros, MACROS)
    return target


def test_a_menu_item_runs_its_command(office):
    office.choose("ヘルプ")
    office.wait_for_sheet(["show_help", "実績"])
    office.picture("after-command")


@pytest.mark.parametrize(
    ("label", "name", "logged"),
    [("点検", "check", "点検するシートがありません。"), ("PDF", "save_pdf", "ZeroDivisionError")],
)
def test_a_failure_is_told(office, label, name, logged):
    before = office.sheet()
    office.choose(label)
    box = wait_for(lambda: office.ask("box"))
    office.picture(f"failure-{name}")
    assert ("点検するシートがありません。" if name == "check" else f"「{label}」を") in box["text"]
    office.screen.click(box["ok"])
    wait_for(lambda: not office.ask("box"))
    assert office.sheet() == before
    assert logged in office.log()


def test_a_toolbar_button_does_the_same(office):
    office.press("TOOL_BAR", TAB, "主要共済")
    office.wait_for_sheet(["products", "実績"])
