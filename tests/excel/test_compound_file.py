"""The container, read by olefile, and its directory tree looked at entry by entry."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.excel.compound_file import CompoundFileError, compound_file
from tests.excel import read_back

RED = 0
NOBODY = 0xFFFFFFFF
names = st.text("abcXYZ_0表示", min_size=1, max_size=31)
contents = st.sampled_from([0, 1, 63, 64, 65, 511, 512, 4095, 4096, 4097, 70_000])


@st.composite
def storages(draw):
    found = draw(
        st.lists(st.tuples(names, contents), max_size=40, unique_by=lambda pair: pair[0].upper())
    )
    return {name: bytes([65 + at % 26]) * size for at, (name, size) in enumerate(found)}


@given(storages(), storages())
def test_olefile_reads_every_stream(inner, outer):
    data = compound_file({"Storage": inner} | outer)
    expected = {f"Storage/{name}": content for name, content in inner.items()}
    expected |= {name: content for name, content in outer.items() if name != "Storage"}
    if "Storage" not in outer:
        assert read_back.streams(data) == expected


@given(storages())
def test_the_directory_is_a_red_black_tree_in_order(storage):
    entries = directory(compound_file(storage))
    top = entries[0].child
    found = list(walked(entries, top))
    assert found == sorted(storage, key=lambda name: (len(name), name.upper()))
    if top != NOBODY:
        assert entries[top].colour != RED
        black_heights(entries, top)


class Entry:
    def __init__(self, raw):
        length, self.colour = struct.unpack_from("<H", raw, 64)[0], raw[67]
        self.name = raw[: length - 2].decode("utf-16-le")
        self.left, self.right, self.child = struct.unpack_from("<III", raw, 68)


def directory(data):
    with read_back.strict(data) as ole:
        raw = ole.directory_fp.getvalue()
    return [Entry(raw[at : at + 128]) for at in range(0, len(raw), 128)]


def walked(entries, at):
    if at != NOBODY:
        yield from walked(entries, entries[at].left)
        yield entries[at].name
        yield from walked(entries, entries[at].right)


def black_heights(entries, at):
    """The one number of black entries on every way down; no red entry below a red one."""
    if at == NOBODY:
        return 1
    entry = entries[at]
    below = [side for side in (entry.left, entry.right) if side != NOBODY]
    if entry.colour == RED:
        assert all(entries[side].colour != RED for side in below)
    heights = {black_heights(entries, side) for side in (entry.left, entry.right)}
    assert len(heights) == 1
    return heights.pop() + (entry.colour != RED)


@pytest.mark.parametrize(
    "storage", [{"a" * 32: b""}, {"": b""}, {"a/b": b""}, {"Dir": b"", "DIR": b""}]
)
def test_a_name_that_the_format_does_not_take_is_refused(storage):
    with pytest.raises(CompoundFileError):
        compound_file(storage)


def test_more_than_the_header_can_list_is_refused():
    with pytest.raises(CompoundFileError):
        compound_file({"large": bytes(8_000_000)})
