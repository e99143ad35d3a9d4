"""Starting fast: a command loads the libraries it needs and no others."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
HEAVY = {"dask", "distributed", "numpy", "openpyxl", "pandas", "xlwings"}
# Needed by a command's work or a slow one's progress bar, not by an answer on the spot.
LATER = {"isal", "python_calamine", "rich", "xlsxwriter"}
CODE = """
import sys
from kyosai_xl.cli import main
try:
    main(sys.argv[1:])
finally:
    print("loaded", *{name.partition(".")[0] for name in sys.modules})
"""


def loaded(*arguments):
    done = subprocess.run(
        [sys.executable, "-c", CODE, *arguments],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=PROJECT,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_regenerate_loads_no_heavy_library(tmp_path):
    modules = loaded("regenerate", "sample", "-o", str(tmp_path / "report.xlsx"))
    assert "xlsxwriter" in modules
    assert not modules & HEAVY
    assert not modules & {"python_calamine", "rich"}


def test_compare_loads_no_heavy_library():
    modules = loaded("compare", "sample", "sample")
    assert not modules & HEAVY
    assert not modules & {"python_calamine", "rich"}


def test_a_file_a_branch_loads_dask_only_for_a_cluster(tmp_path):
    folder = str(tmp_path / "支部")
    modules = loaded("regenerate", "sample", "-o", folder, "--by", "branch", "--jobs", "1")
    assert not modules & HEAVY


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["regenerate", "--help"],
        ["compare", "--help"],
        ["addin", "install", "--help"],
        ["doctor", "--help"],
        ["extension", "build", "--help"],
    ],
)
def test_help_loads_the_standard_library_only(arguments):
    assert not loaded(*arguments) & (HEAVY | LATER)
