"""The compressed form, read by oletools and held to the specification's examples."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.excel.compression import IncompressibleError, compress
from tests.excel.read_back import decompressed

CHUNK = 4096
lines = st.lists(st.sampled_from(["End Sub\r\n", "If a Then b\r\n", "\r\n", "' 表示\r\n"]))
text = st.lists(st.text() | lines.map("".join)).map(lambda parts: "".join(parts).encode())
repeated = st.tuples(st.binary(min_size=1, max_size=40), st.integers(0, 900)).map(
    lambda pair: pair[0] * pair[1]
)


@given(text | repeated)
def test_oletools_gives_back_what_was_compressed(data):
    assert decompressed(compress(data)) == data


@pytest.mark.parametrize("length", [0, 1, 2, 3, 16, 17, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_every_length_around_a_chunk(length):
    data = (b"Public Sub A()\r\n' 0123456789\r\n" * 500)[:length]
    assert decompressed(compress(data)) == data


@pytest.mark.parametrize("seed", range(5))
def test_a_full_chunk_that_does_not_shrink_is_kept_as_it_is(seed):
    data = random.Random(seed).randbytes(CHUNK)  # noqa: S311 - no secret
    assert compress(data) == b"\x01\xff\x3f" + data
    assert decompressed(compress(data + b"aaaa")) == data + b"aaaa"
    with pytest.raises(IncompressibleError):
        compress(data[:-1])


# [MS-OVBA] 3.2: no compression, normal compression, maximum compression.
PLAIN = b"abcdefghijklmnopqrstuv."
PLAIN_COMPRESSED = """
    01 19 B0 00 61 62 63 64 65 66 67 68 00 69 6A 6B 6C 6D 6E 6F 70 00 71 72 73 74 75 76 2E
"""
NORMAL = b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"
NORMAL_COMPRESSED = """
    01 2F B0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6A 01 38 08 61 6B 6C 00 30 6D 6E
    6F 70 06 71 02 70 04 10 72 73 74 75 76 10 77 78 79 7A 00 3C
"""
REPEATED = b"a" * 73
REPEATED_COMPRESSED = "01 03 B0 02 61 45 00"


@pytest.mark.parametrize(
    ("data", "printed"), [(PLAIN, PLAIN_COMPRESSED), (REPEATED, REPEATED_COMPRESSED)]
)
def test_examples_of_the_specification(data, printed):
    assert compress(data) == bytes.fromhex(printed)


def test_the_example_that_leaves_a_choice():
    # It copies from farther away than its own algorithm finds; length and content are the same.
    printed = bytes.fromhex(NORMAL_COMPRESSED)
    assert decompressed(printed) == NORMAL == decompressed(compress(NORMAL))
    assert len(compress(NORMAL)) == len(printed)
