from pathlib import Path

import pytest

from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.functions.document import render, signature
from kyosai_xl.functions.messages import MESSAGES

PAGE = Path(__file__).parents[2] / "docs" / "functions.md"


def test_the_page_is_what_the_catalogue_says(update_goldens):
    if update_goldens:
        PAGE.write_text(render(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == render()


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda each: each.name)
def test_every_function_and_argument_is_told(function):
    page = render()
    assert function.help in page
    assert f"`{signature(function)}`" in page
    for parameter in function.parameters:
        assert parameter.help in page


def test_every_message_is_told():
    assert all(f"- {message}" in render() for message in MESSAGES)


def test_table_rows_keep_their_columns():
    lines = [line for line in render().splitlines() if line.startswith("|")]
    assert all(line.endswith("|") and "  |" not in line for line in lines)
