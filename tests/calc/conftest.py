"""One private LibreOffice a test worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.calc.harness import Office, office_python


@pytest.fixture(scope="session")
def office(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A running LibreOffice that macros are sent to."""
    try:
        office_python(soffice)
    except FileNotFoundError as error:
        pytest.skip(str(error))
    with Office(soffice, tmp_path_factory.mktemp("office")) as running:
        yield running
