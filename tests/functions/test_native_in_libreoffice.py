"""The built-in formula of every function, worked out by a real LibreOffice, next to its Python."""

import datetime as dt

import pytest
import xlsxwriter
from hypothesis import HealthCheck, Phase, given, settings
from xlsxwriter.utility import xl_range_abs

from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.functions.dates import serial
from tests import office
from tests.functions.native_cases import ARGUMENTS, cases

pytestmark = pytest.mark.libreoffice

CASES_A_FUNCTION = 150
INPUTS, RESULTS = "入力", "結果"
WRONG = "計算前"
# Otherwise LibreOffice shows the values that the file brings along.
CALCULATE_ON_LOADING = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item></oor:items>
"""


class Workbook:
    """A workbook in the making: arguments on one sheet, formulas on the other."""

    def __init__(self, path):
        self.book = xlsxwriter.Workbook(path)
        self.inputs = self.book.add_worksheet(INPUTS)
        self.results = self.book.add_worksheet(RESULTS)
        self.next_input = self.next_result = 0

    def add(self, case):
        """Add a call and return its first row, its formula and its result."""
        texts = [each and self.argument(each) for each in case.arguments]
        while texts[-1] is None:
            texts.pop()
        formula, result = "=" + case.function.native(*texts), list(case.expected())
        if case.function.name == "ACHIEVERS":
            result += [("",) * 4] * (len(case.arguments[0].block) - len(result))
        first, height, width = self.next_result, len(result), len(result[0])
        self.next_result += height
        if case.function.spills or height * width > 1:
            area = first, 0, first + height - 1, width - 1
            self.results.write_array_formula(*area, f"{{{formula}}}", None, WRONG)
            for place in range(1, height * width):
                self.results.write_string(first + place // width, place % width, WRONG)
        else:
            self.results.write_formula(first, 0, formula, None, WRONG)
        return first, formula, result

    def argument(self, argument):
        if argument.typed:
            value = argument.block[0][0]
            return f'"{value}"' if isinstance(value, str) else str(value)
        first, height, width = self.next_input, len(argument.block), len(argument.block[0])
        self.next_input += height
        for row, cells in enumerate(argument.block, first):
            self.inputs.write_row(row, 0, cells)
        return f"{INPUTS}!{xl_range_abs(first, 0, first + height - 1, width - 1)}"


def drawn(name):
    found = []

    @settings(
        max_examples=CASES_A_FUNCTION,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(cases(name))
    def collect(case):
        found.append(case)

    collect()
    return found


def shown(value):
    return serial(value) if isinstance(value, dt.date) else value


def test_every_function_is_tried():
    assert list(ARGUMENTS) == [function.name for function in FUNCTIONS]


def test_libreoffice_works_out_what_python_does(soffice, tmp_path):
    path = tmp_path / "native.xlsx"
    workbook = Workbook(path)
    calls = [(name, case, *workbook.add(case)) for name in ARGUMENTS for case in drawn(name)]
    workbook.book.close()
    profile = tmp_path / "office" / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(CALCULATE_ON_LOADING, encoding="utf-8")
    sheet = office.values(office.convert(soffice, path, "xlsx", tmp_path / "office"))[RESULTS]
    wrong = []
    for name, case, first, formula, result in calls:
        found = [
            tuple(shown(sheet.get((first + at, column), "")) for column in range(len(cells)))
            for at, cells in enumerate(result)
        ]
        # In a range of results LibreOffice keeps TRUE and FALSE as 1 and 0, which equal them.
        if found != result:
            blocks = [each and each.block for each in case.arguments]
            wrong.append((name, blocks, formula, found, result))
    assert not wrong, "\n".join(map(str, wrong[:5]))
