"""Compound files that we wrote and those of other programs, next to what olefile reads."""

import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import xlwings
from hypothesis import given

from kyosai_xl.excel.compound_file import compound_file
from kyosai_xl.excel.compound_reader import DamagedFileError, read_streams
from tests.excel import read_back
from tests.excel.test_compound_file import storages

SHIPPED = sorted(Path(xlwings.__file__).parent.rglob("*.xl[as]m"))
SMALL = compound_file({"VBA": {"dir": b"short", "Long": b"long" * 2000}, "PROJECT": b""})


@given(storages(), storages())
def test_every_stream_that_was_written_is_read(inner, outer):
    content = outer | {"Storage": inner}
    expected = {name: stream for name, stream in content.items() if name != "Storage"}
    expected |= {f"Storage/{name}": stream for name, stream in inner.items()}
    assert read_streams(compound_file(content)) == expected


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_files_of_other_programs(path):
    with zipfile.ZipFile(path) as archive:
        data = archive.read("xl/vbaProject.bin")
    assert read_streams(data) == read_back.streams(data)


@pytest.mark.parametrize("length", [0, 7, 511, 512, 1024, len(SMALL) - 512])
def test_a_file_cut_short_is_refused(length):
    with pytest.raises(DamagedFileError):
        read_streams(SMALL[:length])


def test_sectors_that_follow_each_other_in_a_circle_are_refused():
    table = len(SMALL) - 512  # written last
    circle = SMALL[:table] + b"\0\0\0\0" * 128
    with pytest.raises(DamagedFileError):
        read_streams(circle)


def test_a_directory_that_goes_in_a_circle_is_refused():
    at = SMALL.index("dir".encode("utf-16-le")) + 68
    with pytest.raises(DamagedFileError):
        read_streams(SMALL[:at] + b"\x01\0\0\0" + SMALL[at + 4 :])


def test_damage_anywhere_is_read_or_refused():
    chance = random.Random(1)  # noqa: S311 - no secret
    for _ in range(500):
        data = bytearray(SMALL)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(DamagedFileError):
            assert isinstance(read_streams(bytes(data)), dict)
