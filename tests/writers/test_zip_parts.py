"""Parts of the zip container, small and large."""

import io
import struct
import zipfile

import pytest

from kyosai_xl.writers import zip_parts
from kyosai_xl.writers.zip_parts import copy_part, stream_part

PIECES = [f"<row>{n} 単組</row>" for n in range(1_000)]
TEXT = "".join(PIECES)
LOCAL_HEADER = struct.Struct("<4sHHHHHLLLHH")
ZIP64_VERSION = 45


@pytest.fixture(params=["isal", "zlib"], autouse=True)
def compressor(request, monkeypatch):
    if request.param == "zlib":
        monkeypatch.setattr(zip_parts, "isal_zlib", None)
    else:
        pytest.importorskip("isal", reason="isal is optional")


def streamed(cells, name="sheet.xml"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as result:
        stream_part(result, name, PIECES, cells=cells)
        stream_part(result, "small.xml", ["<a/>"], cells=1)
    return file


def needed_version(file):
    """The version that the first entry's own header asks of a reader."""
    return LOCAL_HEADER.unpack(file.getvalue()[: LOCAL_HEADER.size])[1]


def test_a_small_part_is_an_ordinary_entry():
    file = streamed(cells=100)
    assert needed_version(file) < ZIP64_VERSION
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert archive.read("sheet.xml").decode() == TEXT


def test_a_part_beyond_the_limit_takes_zip64(monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", len(TEXT) - 1)
    with pytest.raises(RuntimeError, match="zip64"):
        streamed(cells=100)
    file = streamed(cells=1_000)
    assert needed_version(file) == ZIP64_VERSION
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["sheet.xml", "small.xml"]
        assert archive.read("sheet.xml").decode() == TEXT


def test_a_million_full_rows_are_large():
    rows, columns = 1_048_576, 54
    assert rows * columns * zip_parts._BYTES_A_CELL > zipfile.ZIP64_LIMIT


def test_a_part_is_copied_as_it_is():
    file = streamed(cells=100)
    copy = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(copy, "w") as result:
        copy_part(source, result, "sheet.xml")
    with zipfile.ZipFile(copy) as archive:
        assert archive.read("sheet.xml").decode() == TEXT
        assert archive.getinfo("sheet.xml").date_time == (1980, 1, 1, 0, 0, 0)


def test_a_streamed_entry_is_compressed_and_tells_no_time_or_system():
    with zipfile.ZipFile(streamed(cells=100)) as archive:
        entry = archive.getinfo("sheet.xml")
    assert entry.compress_type == zipfile.ZIP_DEFLATED
    assert entry.compress_size < entry.file_size
    assert entry.create_system == 0
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)
