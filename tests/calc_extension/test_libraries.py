"""The Python inside the extension runs with nothing else: no library, no folder of this project."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.calc_extension.office_process import uno_python

PACKAGES = {"kyosai_xl", "xlwings", "xlsxwriter"}
OFFICES_OWN = {"com", "pyuno", "uno", "unohelper"}
IMPORT_ALL = """
import importlib, pathlib, sys
folder, offices_own = pathlib.Path(sys.argv[1]), set(sys.argv[2:])
before = set(sys.modules)
sys.path.insert(0, str(folder))
for path in sorted(folder.rglob("*.py")):
    name = ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name.split(".")[0] not in offices_own:
            raise
for name in set(sys.modules) - before:
    first, place = name.split(".")[0], getattr(sys.modules[name], "__file__", None)
    inside = place is not None and pathlib.Path(place).is_relative_to(folder)
    assert inside or first in sys.stdlib_module_names | offices_own, (name, place)
import xlwings
assert xlwings.__pro__ is False
print(*sorted(set(sys.modules) - before))
"""


@pytest.fixture(scope="module")
def inside(extension: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("extension")
    with zipfile.ZipFile(extension) as archive:
        archive.extractall(folder)
    return folder / "pythonpath"


def imported(python: str, inside: Path, *flags: str) -> set[str]:
    """Import every module of the extension in that Python and return all that it loaded."""
    run = subprocess.run(
        [python, "-I", *flags, "-c", IMPORT_ALL, inside, *OFFICES_OWN],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


def test_everything_inside_needs_the_standard_library_only(inside):
    loaded = imported(sys.executable, inside, "-S", "-W", "error")
    assert loaded >= {"kyosai_xl.macros", "kyosai_xl.calc.engine.engine", "xlsxwriter.workbook"}


@pytest.mark.libreoffice
def test_everything_inside_is_found_by_the_python_of_libreoffice(inside):
    loaded = imported(uno_python(), inside)
    assert loaded >= {"kyosai_xl.macros", "kyosai_xl.calc.engine.engine", "xlsxwriter.workbook"}


def test_nothing_for_another_place_is_inside(inside):
    assert {path.name for path in inside.iterdir()} == PACKAGES
    files = {path.relative_to(inside).as_posix() for path in inside.rglob("*.py")}
    forbidden = ("xlwings/pro", "xlwings/rest", "xlwings/ext", "xlwings/_xl", "kyosai_xl/excel")
    assert not [name for name in files if name.startswith(forbidden)]
    assert files.isdisjoint({"kyosai_xl/functions/udfs.py", "kyosai_xl/dataset/workbook.py"})
    assert "kyosai_xl/functions/catalogue.py" in files
