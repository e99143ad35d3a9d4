"""Options and fixtures every test may use; how a missing LibreOffice is told."""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

USUAL_PLACES = (
    Path("/usr/lib/libreoffice/program/soffice"),
    Path("/snap/bin/libreoffice"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.com"),
)
REQUIRED = os.environ.get("KYOSAI_XL_REQUIRE_LIBREOFFICE") == "1"


def find_soffice() -> Path | None:
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    if on_path:
        return Path(on_path)
    return next((place for place in USUAL_PLACES if place.exists()), None)


@pytest.fixture(scope="session")
def soffice() -> Path:
    """The LibreOffice program; ask for it in tests marked `libreoffice`."""
    found = find_soffice()
    if found is None:
        pytest.skip("LibreOffice is not installed")
    return found


@pytest.fixture(scope="session")
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether this run rewrites the goldens instead of comparing with them."""
    return request.config.getoption("--update-goldens")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite the goldens from this run; check the difference against the printed report",
    )
    parser.addoption(
        "--engine",
        choices=("libreoffice", "excel"),
        default="libreoffice",
        help="where tests/buttons presses the buttons; excel needs Windows with Excel",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if find_soffice() is None:
        for item in items:
            if item.get_closest_marker("libreoffice"):
                item.add_marker(pytest.mark.skip(reason="LibreOffice is not installed"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if item.get_closest_marker("libreoffice"):
        fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    # A module skipped whole shows no markers, so any of them counts.
    report = yield
    fail_if_skipped(report)
    return report


def fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Where LibreOffice is required, a skip is a failure; an expected failure is not a skip."""
    if REQUIRED and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"LibreOffice tests must run here, but one was skipped: {reason}"
