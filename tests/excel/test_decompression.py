"""The opposite of compression, held to the specification and to oletools."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.excel.compression import compress
from kyosai_xl.excel.decompression import DamagedContainerError, decompress
from tests.excel import test_compression as examples


@given(examples.text | examples.repeated)
def test_what_was_compressed_comes_back(data):
    assert decompress(compress(data)) == data


@pytest.mark.parametrize(
    ("printed", "data"),
    [
        (examples.PLAIN_COMPRESSED, examples.PLAIN),
        (examples.NORMAL_COMPRESSED, examples.NORMAL),
        (examples.REPEATED_COMPRESSED, examples.REPEATED),
    ],
)
def test_examples_of_the_specification(printed, data):
    assert decompress(bytes.fromhex(printed)) == data


def test_a_chunk_kept_as_it_is():
    raw = bytes(range(256)) * 16
    assert decompress(b"\x01\xff\x3f" + raw + compress(b"End Sub")[1:]) == raw + b"End Sub"


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "02",
        "01 19",  # half a header
        "01 19 B0 00 61",  # shorter than the header says
        "01 01 80 00 61",  # no signature
        "01 02 B0 01 00 00",  # a copy of nothing
        "01 01 B0 01 61",  # half a copy
        "01 0B B0 02 61 FF 0F 02 FF 0F FF 0F FF 0F 61",  # more than a chunk holds
    ],
)
def test_damage_is_an_error_of_its_own(damaged):
    with pytest.raises(DamagedContainerError):
        decompress(bytes.fromhex(damaged))


@given(st.binary(max_size=80))
def test_any_bytes_are_either_read_or_refused(data):
    with suppress(DamagedContainerError):
        assert isinstance(decompress(b"\x01" + data), bytes)
