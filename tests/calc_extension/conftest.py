"""The extension built once, and a LibreOffice without it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kyosai_xl.calc.extension.builder import build_extension
from tests.calc.harness import Office
from tests.calc_extension.office_process import uno_python


@pytest.fixture(scope="session")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("extension") / "kyosai_xl.oxt"
    build_extension(target)
    return target


@pytest.fixture(scope="session")
def office(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A running LibreOffice that macros are sent to."""
    uno_python()
    with Office(soffice, tmp_path_factory.mktemp("office")) as running:
        yield running
