"""What is added to XlsxWriter's workbook, and that nothing else changes."""

import io
import zipfile

import pytest

from kyosai_xl.excel.ovba import build_project
from kyosai_xl.excel.package import (
    PACKAGE_RELATIONSHIPS,
    RIBBON,
    WORKBOOK,
    NotATemplateError,
    finish,
    read_parts,
    write_parts,
)
from kyosai_xl.excel.ribbon import ribbon_xml
from tests import office
from tests.excel import templates


@pytest.fixture(scope="module")
def skeleton():
    return templates.skeleton(build_project(templates.modules()))


@pytest.fixture(scope="module")
def finished(skeleton):
    return finish(skeleton, ribbon=ribbon_xml(), functions=templates.FUNCTIONS)


def test_only_the_ribbon_and_the_help_are_added(skeleton, finished):
    before, after = read_parts(skeleton), read_parts(finished)
    assert after.keys() - before.keys() == {RIBBON}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {PACKAGE_RELATIONSHIPS, WORKBOOK}
    assert after[RIBBON].decode() == ribbon_xml()


def test_additions_stand_where_the_schema_wants_them(finished):
    text = read_parts(finished)[WORKBOOK].decode()
    places = ("</sheets><functionGroups", "</functionGroups><definedNames>", "<calcPr", "<extLst>")
    assert [text.index(place) for place in places] == sorted(text.index(place) for place in places)
    assert text.endswith("</extLst></workbook>")


def test_the_container_says_nothing_of_the_machine(finished):
    with zipfile.ZipFile(io.BytesIO(finished)) as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert (info.create_system, info.compress_type) == (0, zipfile.ZIP_STORED)


def test_the_order_of_parts_does_not_matter(finished):
    parts = read_parts(finished)
    assert write_parts(dict(reversed(parts.items()))) == finished


def test_a_workbook_is_finished_only_once(finished):
    with pytest.raises(NotATemplateError, match="before"):
        finish(finished, ribbon=ribbon_xml(), functions=templates.FUNCTIONS)


def test_a_workbook_without_sheets_is_refused(skeleton):
    parts = read_parts(skeleton)
    parts[WORKBOOK] = parts[WORKBOOK].replace(b"</sheets>", b"</sheet>")
    with pytest.raises(NotATemplateError, match="</sheets>"):
        finish(write_parts(parts), ribbon=ribbon_xml(), functions=())


def test_another_reader_finds_the_cached_values(finished, tmp_path):
    path = tmp_path / "template.xlsm"
    path.write_bytes(finished)
    assert office.values(path)[templates.REPORT][1, 2] == 1.2
