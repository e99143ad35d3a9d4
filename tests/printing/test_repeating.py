from datetime import UTC, datetime

import pytest

from kyosai_xl.printing.repeating import repeating

THEN = datetime(2025, 2, 1, tzinfo=UTC)
PDF = """%PDF-1.6
<</Creator<FEFF0043>
/CreationDate(D:{time}+09'00')>>
<</Size 1503/Root 1501 0 R
/ID [ <{digest}>
<{digest}> ]
/DocChecksum /{digest}
>>
{figures}
%%EOF
"""


def pdf(time="20261124073013", digest="4B67E34377D0C71BB947FC8AD01F7D00", figures="1,945"):
    return PDF.format(time=time, digest=digest, figures=figures).encode()


def test_the_same_pages_are_the_same_bytes():
    later = pdf("20261125090000", "216A68210656A7782A2F625933DC0A03")
    assert repeating(pdf(), THEN) == repeating(later, THEN)


def test_it_was_created_when_the_workbook_was():
    assert b"/CreationDate(D:20250201000000+09'00')" in repeating(pdf(), THEN)


def test_other_pages_have_other_digests():
    digests = {repeating(pdf(figures=each), THEN).split(b"/DocChecksum ")[1][:33] for each in "12"}
    assert len(digests) == 2


def test_nothing_moves():
    assert len(repeating(pdf(), THEN)) == len(pdf())


@pytest.mark.parametrize("other", [b"%PDF-1.7\n/ID [<00><00>]\n%%EOF", b""])
def test_what_is_written_in_another_way_stays(other):
    assert repeating(other, THEN) == other
