import re

import pytest

from kyosai_xl.commands import TAB, commands
from kyosai_xl.layout.guide_sheet import BRANCH_STEPS, NATION_STEPS, guide_sheet
from kyosai_xl.layout.input_sheets import (
    count_input,
    product_input,
    story_input,
    total_input,
    union_input,
)
from kyosai_xl.layout.settings_sheet import NAME as SETTINGS
from kyosai_xl.layout.template_book import CODE_NAMES, KINDS
from tests.layout.small import only, values

STEPS = pytest.mark.parametrize("steps", [BRANCH_STEPS, NATION_STEPS], ids=["branch", "nation"])
INPUTS = (union_input(()), count_input(only(), ()), product_input(()), story_input(()))


@STEPS
def test_the_steps_are_numbered_in_order(steps):
    cells = values(guide_sheet("支部実績 入力と集計", steps, "1.2.3"))
    assert cells["A1"] == "支部実績 入力と集計"
    assert [(cells[f"A{row}"], cells[f"B{row}"]) for row in range(4, 9)] == list(
        enumerate(steps, 1)
    )
    assert "kyosai_xl 1.2.3" in cells.values()


@STEPS
def test_what_the_steps_name_is_in_the_template(steps):
    known = {SETTINGS, TAB, *CODE_NAMES, *(command.label for command in commands())}
    known |= {table.name for table in INPUTS}
    if steps is NATION_STEPS:
        known.add(total_input(()).name)
    named = re.findall("「([^」]+)」", "".join(steps))
    assert set(named) <= known


@STEPS
def test_every_input_sheet_is_named_in_a_step(steps):
    named = "".join(steps)
    assert all(f"「{table.name}」" in named for table in INPUTS)
    assert ("「照合値」" in named) == (steps is NATION_STEPS)


def test_each_template_has_its_own_steps():
    assert [kind.steps for kind in KINDS] == [BRANCH_STEPS, NATION_STEPS]


@pytest.mark.parametrize("count", [1, 5, 9])
def test_what_to_do_in_trouble_follows_below_however_many_steps(count):
    sheet = guide_sheet("題", [f"手順{n}" for n in range(count)], "1.2.3")
    places = [(cell.row, cell.column) for cell in sheet.cells]
    assert len(set(places)) == len(places)
    cells = values(sheet)
    trouble = next(int(at[1:]) for at, value in cells.items() if value == "困ったとき")
    assert trouble > 3 + count
    assert cells[f"B{trouble + 1}"].startswith("タブ「共済推進」がないとき")
    # Every line that may wrap has room for two.
    wrapped = {cell.row for cell in sheet.cells if cell.style.wrap}
    assert all(sheet.heights[row] >= 30 for row in wrapped)
