"""Every function in the cells of a real LibreOffice, next to the same call in Python."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from kyosai_xl.calc.extension import ids
from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.functions.messages import UNEXPECTED
from kyosai_xl.functions.model import Block, Scalar
from kyosai_xl.version import VERSION
from tests.calc_extension.cases import ERRORS, Argument, Case, cases
from tests.calc_extension.office_process import running

pytestmark = pytest.mark.libreoffice

CASES_A_FUNCTION = 40
OFFICE_ERRORS = {503: "#NUM!", 519: "#VALUE!", 532: "#DIV/0!", 32767: "#N/A"}

Place = tuple[str, int, int, int, int]
"""Sheet, row, column, height, width."""


class Sheets:
    """A workbook in the making: arguments on one sheet, formulas on the other, which is locked.

    The first sheet is locked with a password, and must not keep the others from working.
    """

    def __init__(self, path: Path) -> None:
        self.book = xlsxwriter.Workbook(path)
        secret = self.book.add_worksheet("秘密")
        secret.write_formula("A1", "=ACHIEVEMENT(1,2)")
        secret.protect("himitsu")
        self.inputs = self.book.add_worksheet("入力")
        self.results = self.book.add_worksheet("結果")
        self.results.protect()
        self.next_input = 0
        self.next_result = 0

    def add(self, case: Case) -> Place:
        arguments = [self.argument(each) for each in case.arguments]
        while arguments and not arguments[-1]:
            arguments.pop()
        return self.formula(case.function.udf(arguments), case.expected())

    def argument(self, argument: Argument | None) -> str:
        if argument is None:
            return ""
        if argument.literal:
            value = argument.block[0][0]
            return f'"{value}"' if isinstance(value, str) else str(value)
        first, height, width = self.next_input, len(argument.block), len(argument.block[0])
        for row, cells in enumerate(argument.block, start=first):
            for column, value in enumerate(cells):
                put(self.inputs, row, column, value)
        self.next_input += height + 1
        return "入力!" + xl_range_abs(first, 0, first + height - 1, width - 1)

    def formula(self, formula: str, result: Block) -> Place:
        row, height, width = self.next_result, len(result), len(result[0])
        self.next_result += height + 1
        if (height, width) == (1, 1):
            self.results.write_formula(row, 0, f"={formula}")
        else:
            area = row, 0, row + height - 1, width - 1
            self.results.write_array_formula(*area, f"{{={formula}}}")
        return "結果", row, 0, height, width


def put(sheet: Worksheet, row: int, column: int, value: Scalar) -> None:
    if value in ERRORS:
        formula = "=NA()" if value == "#N/A" else "=1/0"
        sheet.write_formula(row, column, formula, value=str(value))
    elif value == "":
        sheet.write_formula(row, column, '=""', value="")
    elif value is not None:
        sheet.write(row, column, value)


@pytest.fixture(scope="module")
def answers(
    soffice: Path, extension: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("cells")
    book, places = folder / "cells.xlsx", folder / "places.json"
    sheets = Sheets(book)
    asked = [sheets.add(case) for case in cases(CASES_A_FUNCTION)]
    asked += [sheets.formula(formula, ((None,),)) for formula in COMBINED]
    sheets.book.close()
    places.write_text(json.dumps(asked), encoding="utf-8")
    with running(soffice, folder / "profile") as ask:
        ask("install", extension)
        answers: dict[str, Any] = ask("cells", book, places)
    return answers


COMBINED = {
    "ACHIEVEMENT(1,2)+1": 1.5,
    "IF(ACHIEVED(3,2),10,20)": 10.0,
    "IF(ACHIEVED(1,2),10,20)": 20.0,
    "SUM(REMAINING({10,20,30},{1,2,3}))": 54.0,
    "SUMPRODUCT(REMAINING({10,20,30},{1,2,3}))": 54.0,
    '"残り"&REMAINING(5,3)': "残り2",
    "ACHIEVEMENT(1,0)": "－",
    "INDEX(FISCAL_MONTHS(2024,6),1,12)": 45778.0,
    "REMAINING(ACHIEVER_COUNT({1,5},{2,3}),0)": 1.0,
    'ACHIEVEMENT(2,3,2,"切り捨て")': 0.6666,
    'ACHIEVEMENT(2,3,,"切り捨て")': 0.6666,
}
"""Functions within formulas → the value."""


@pytest.mark.parametrize("name", [function.name for function in FUNCTIONS])
def test_a_cell_gives_what_python_gives(answers, name):
    compared = 0
    for case, cells in zip(cases(CASES_A_FUNCTION), answers["cells"], strict=False):
        if case.function.name == name:
            compared += 1
            shown = [[shown_value(cell) for cell in row] for row in cells]
            if case.has_error():
                assert all(cell.startswith(("#", "Err:")) for row in shown for cell in row), case
            else:
                assert shown == expected(case), case
    assert compared == CASES_A_FUNCTION


def test_functions_within_formulas(answers):
    cells = answers["cells"][-len(COMBINED) :]
    assert {formula: rows[0][0] for formula, rows in zip(COMBINED, cells, strict=True)} == COMBINED


def test_opening_leaves_no_trace(answers):
    assert not answers["modified"]
    assert answers["undo"] == []


def test_every_kind_of_value_is_among_the_calls():
    blocks = [each.block for case in cases(CASES_A_FUNCTION) for each in case.arguments if each]
    values = {cell for block in blocks for row in block for cell in row}
    assert {type(value) for value in values} == {int, float, str, bool, type(None)}
    assert values >= {"", "八", *ERRORS}
    shapes = {(len(block) > 1, len(block[0]) > 1) for block in blocks}
    assert len(shapes) == 4


def test_a_failure_shows_a_sentence_and_leaves_the_rest_to_the_log(soffice, extension, tmp_path):
    broken, book, places = (tmp_path / name for name in ("broken.oxt", "book.xlsx", "places.json"))
    with zipfile.ZipFile(extension) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            fault = "\ndef remaining(*_):\n    raise ZeroDivisionError\n"
            more = fault if name == "pythonpath/kyosai_xl/functions/rates.py" else ""
            target.writestr(name, source.read(name) + more.encode())
    sheets = Sheets(book)
    places.write_text(json.dumps([sheets.formula("REMAINING(1,2)", ((None,),))]))
    sheets.book.close()
    with running(soffice, tmp_path / "profile") as ask:
        ask("install", broken)
        assert ask("cells", book, places)["cells"] == [[[UNEXPECTED]]]
    log = (tmp_path / "profile" / "user" / "kyosai_xl.log").read_text(encoding="utf-8")
    assert "REMAINING failed" in log
    assert "ZeroDivisionError" in log


def test_it_installs_where_another_python_comes_first(soffice, extension, tmp_path, monkeypatch):
    here = Path(sys.executable).parent
    monkeypatch.setenv("PATH", os.pathsep.join([str(here), os.environ["PATH"]]))
    monkeypatch.setenv("PYTHONHOME", sys.prefix)
    with running(soffice, tmp_path / "profile") as ask:
        assert ask("install", extension) == {"name": ids.EXTENSION, "version": VERSION}


def shown_value(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell
    number = cell["error"]
    return OFFICE_ERRORS.get(number, f"Err:{number}")


def expected(case: Case) -> list[list[Any]]:
    return [[as_shown(value) for value in row] for row in case.expected()]


def as_shown(value: Scalar) -> float | str:
    if value is None:
        return ""
    return value if isinstance(value, str) else float(value)
