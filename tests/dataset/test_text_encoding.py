import pytest

from kyosai_xl.dataset import text_encoding
from kyosai_xl.dataset.text_encoding import detect_encoding

TEXT = "県コード,単組名\n01,髙﨑①㈱\n03,横浜町\n"


@pytest.mark.parametrize("chunk", [40, 1 << 20])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), ("utf-8-sig", None, "")),
        (TEXT.encode("utf-8-sig"), ("utf-8-sig", None, "")),
        (TEXT.encode("cp932"), ("cp932", "encoding_cp932", "")),
        (TEXT.encode("utf-16"), ("utf-16", "encoding_utf16", "")),
        (b"", ("utf-8-sig", None, "")),
        (b"a,b\n1,2\n", ("utf-8-sig", None, "")),
        (b"a,b\n" + "1,横".encode("cp932"), ("cp932", "encoding_cp932", "")),
        (TEXT.encode() + b"03,\xff\n", ("utf-8-sig", "undecodable", "4行目")),
        (TEXT.encode() + b"03,\xe6", ("utf-8-sig", "undecodable", "4行目")),
        (TEXT.encode("cp932") + b"03,\x81\xff\n", ("cp932", "undecodable", "4行目")),
        (TEXT.encode("utf-16") + b"\x00", ("utf-16", "undecodable", "4行目")),
        (TEXT.encode() + b"\n\x00", ("utf-8-sig", "nul_bytes", "5行目")),
        ("a,b\n".encode("utf-16-le"), (None, "nul_bytes", "1行目")),
        (b"\x81\xff\x00\xfd", (None, "undecodable", "1行目")),
    ],
)
def test_the_encoding_is_told_from_the_bytes(tmp_path, monkeypatch, chunk, data, expected):
    monkeypatch.setattr(text_encoding, "_CHUNK", chunk)
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    found = detect_encoding(path)
    assert (found.name, found.note and found.note.kind, found.place) == expected
