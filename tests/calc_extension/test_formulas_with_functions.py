"""Formulas that call our functions, written and read by macros in a LibreOffice that has them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.calc.harness import Office
from tests.calc_extension.office_process import running

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def office(
    soffice: Path, extension: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    with running(soffice, folder / "profile") as ask:
        ask("install", extension)
    with Office(soffice, folder) as started:
        yield started


def test_a_block_with_our_functions_goes_in_at_once_and_comes_back(office, tmp_path):
    def write(book, path):
        sheet = book.sheets[0]
        book.sheets.add("月次件数", after=sheet)["F5:F124"].value = 30
        sheet["A5:B124"].value = [[n, 20] for n in range(120)]
        kinds = (
            "=ACHIEVEMENT(A{row},'月次件数'!F{row})",
            "=REMAINING($B{row},A{row})",
            '=IF(ACHIEVED(A{row},B{row}),"達成",ACHIEVEMENT(A{row},B{row},2,"切り捨て"))',
            "=SUM(A{row}:B{row})",
            "'2月",
            "",
        )
        block = [[kinds[n % 6].format(row=row) for n in range(60)] for row in range(5, 125)]
        cells = sheet.range((5, 3), (124, 62))
        cells.formula = block
        back = cells.formula
        book.save(path)
        return [block, back, cells.options(err_to_str=True).value]

    def read(book):
        cells = book.sheets[0].range((5, 3), (124, 62))
        return [cells.formula, cells.options(err_to_str=True).value]

    path = tmp_path / "block.xlsx"
    block, back, values = office.run(write, None, str(path))
    assert back == [
        [text.replace("'月次件数'!", "月次件数!").removeprefix("'") for text in row]
        for row in block
    ]
    assert values[12][:6] == [0.4, 8, 0.6, 32, "2月", None]
    assert values[25][:3] == [0.833, -5, "達成"]
    assert office.run(read, path) == [back, values]
