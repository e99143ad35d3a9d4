"""The program in which the buttons are pressed: LibreOffice, or Excel where there is one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.months import Month
from kyosai_xl.excel.fill import fill_template, read_template
from kyosai_xl.layout.template_book import BRANCH, NATION

TEMPLATES = Path(__file__).parents[2] / "workbook_templates"
SAMPLE = load("sample")


class Program(Protocol):
    """A spreadsheet program with the add-in; what it asked, and what its status bar said."""

    alerts: list[dict[str, str]]
    status: list[str | bool]

    def run(self, macro, path, *arguments, answers=(), timeout=60): ...


@pytest.fixture(scope="session")
def program(request, tmp_path_factory) -> Iterator[Program]:
    if request.config.getoption("--engine") == "excel":
        from tests.buttons.in_excel import Excel

        with Excel() as excel:
            yield excel
        return
    from tests.buttons.in_office import office_with_extension

    soffice = request.getfixturevalue("soffice")
    with office_with_extension(soffice, tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture
def do(program):
    """Do steps in a workbook and return what each gave; see inside.py."""

    def done(path, *steps, answers=()):
        return program.run("tests.buttons.inside:run", path, steps, answers=answers, timeout=180)

    return done


@pytest.fixture(scope="session")
def filled():
    """The sample in a template, by kind and as-of month; a fresh copy each time."""
    kept = {}

    def path(folder, kind=NATION, as_of=SAMPLE.last_month, branch=None):
        key = kind, as_of, branch
        if key not in kept:
            template = read_template(TEMPLATES / f"{kind.name}.xlsm")
            kept[key] = fill_template(template, SAMPLE, Month(*as_of), branch)
        target = folder / f"{kind.name}_{Month(*as_of)}.xlsm"
        target.write_bytes(kept[key])
        return target

    return path


@pytest.fixture
def national(filled, tmp_path):
    """「全国集計」 with the sample, as of February 2025."""
    return filled(tmp_path)


@pytest.fixture
def branch(filled, tmp_path):
    """「支部実績」 of 11 栃木, as of February 2025: small and quick."""
    return filled(tmp_path, BRANCH, branch="11")
