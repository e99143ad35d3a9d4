"""The VBA project, read back by olefile and oletools."""

import hashlib
import io
import os
import struct
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from kyosai_xl.excel.data_encryption import encrypt
from kyosai_xl.excel.modules import Kind, Module, ModuleNameError
from kyosai_xl.excel.ovba import build_project, project_id
from tests.excel import read_back, templates

PROJECT = Path(__file__).parents[2]
both = pytest.mark.parametrize("modules", [templates.plain_modules(), templates.modules()])


@both
def test_oletools_reads_every_source_as_it_was(modules):
    found = read_back.sources(build_project(modules))
    assert found == {module.name: module.stored_text() for module in modules}


@both
def test_streams_are_stored_as_the_source_in_the_code_page(modules):
    streams = read_back.streams(build_project(modules))
    for module in modules:
        stored = read_back.decompressed(streams[f"VBA/{module.name}"])
        assert stored.decode("cp932") == module.stored_text()
    assert streams.keys() == {f"VBA/{module.name}" for module in modules} | {
        "VBA/dir",
        "VBA/_VBA_PROJECT",
        "PROJECT",
        "PROJECTwm",
    }


def test_the_project_says_that_it_holds_source_alone():
    streams = read_back.streams(build_project(templates.modules()))
    assert streams["VBA/_VBA_PROJECT"] == bytes.fromhex("CC61FFFF000100")
    starts = [content for number, content in records(templates.modules()) if number == 0x31]
    assert starts == [bytes(4)] * len(templates.modules())


def records(modules):
    data = read_back.decompressed(read_back.streams(build_project(modules))["VBA/dir"])
    file = io.BytesIO(data)
    while head := file.read(6):
        number, length = struct.unpack("<HI", head)
        if number == 0x09:  # the version's size leaves two bytes out
            length += 2
        content = file.read(length)
        assert len(content) == length
        yield number, content


MODULE = [0x19, 0x47, 0x1A, 0x32, 0x1C, 0x48, 0x31, 0x1E, 0x2C]


def test_records_come_in_the_order_of_the_specification():
    modules = templates.plain_modules()
    kinds = [0x22, 0x22, 0x21, 0x22, 0x21]
    information = [0x01, 0x02, 0x14, 0x03, 0x04, 0x05, 0x40, 0x06, 0x3D, 0x07, 0x08, 0x09, 0x0C]
    expected = [*information, 0x3C, *[0x16, 0x3E, 0x0D] * 2, 0x0F, 0x13]
    for kind in kinds:
        expected += [*MODULE, kind, 0x2B]
    found = list(records(modules))
    assert [number for number, _ in found] == [*expected, 0x10]
    assert dict(found)[0x03] == struct.pack("<H", 932)
    assert dict(found)[0x0F] == struct.pack("<H", len(modules))
    names = [content.decode("utf-16-le") for number, content in found if number == 0x47]
    assert names == [module.name for module in modules]


def test_the_two_texts_list_the_same_modules():
    modules = templates.plain_modules()
    streams = read_back.streams(build_project(modules))
    lines = streams["PROJECT"].decode("ascii").split("\r\n")
    assert lines[1:6] == [
        "Document=ThisWorkbook/&H00000000",
        "Document=Sheet1/&H00000000",
        "Module=Plain",
        "Class=Thing",
        "Module=Empty_1",
    ]
    assert lines[-6:-1] == [f"{module.name}=0, 0, 0, 0, C" for module in modules]
    rest = streams["PROJECTwm"]
    for module in modules:
        both = module.name.encode() + b"\0" + module.name.encode("utf-16-le") + b"\0\0"
        assert rest.startswith(both)
        rest = rest.removeprefix(both)
    assert rest == b"\0\0"


def decrypted(project, value):
    """The opposite of encrypt, from the specification's own words."""
    seed, version, key, *rest = bytes.fromhex(value)
    assert seed ^ version == 2
    assert seed ^ key == sum(project.encode()) & 0xFF
    plain, one_back, two_back, result = seed ^ key, key, version, []
    for byte in rest:
        plain = byte ^ (two_back + plain & 0xFF)
        one_back, two_back = byte, one_back
        result.append(plain)
    data = bytes(result)[(seed & 6) // 2 :]
    assert struct.unpack("<I", data[:4])[0] == len(data) - 4
    return data[4:]


def test_protection_is_switched_off():
    project = build_project(templates.plain_modules())
    text = read_back.streams(project)["PROJECT"].decode("ascii")
    values = dict(line.split("=", 1) for line in text.split("\r\n") if "=" in line)
    number = values["ID"].strip('"')
    assert uuid.UUID(number).version == 5
    found = {key: decrypted(number, values[key].strip('"')) for key in ("CMG", "DPB", "GC")}
    assert found == {"CMG": bytes(4), "DPB": b"\0", "GC": b"\xff"}


@pytest.mark.parametrize("seed", range(256))
def test_every_seed_can_be_read_back(seed):
    number = project_id(["ThisWorkbook"])
    assert decrypted(number, encrypt(number, b"\x01\x02\xff", seed)) == b"\x01\x02\xff"


def test_a_project_that_excel_saved_is_read_by_the_same_rules():
    # CMG, DPB and GC of a project with no password, written by Excel 2016.
    number = "{85AD1DFC-3045-4D2F-B47B-3AAB6693923A}"
    assert decrypted(number, "67659249B64FCD53CD53CD53CD53") == bytes(4)
    assert decrypted(number, "7A788F7EA37FA37FA3") == b"\0"
    assert decrypted(number, "8D8F789798AB99AB9954") == b"\xff"


def test_a_repeated_name_is_refused():
    with pytest.raises(ModuleNameError):
        build_project([Module("One", Kind.STANDARD), Module("one", Kind.STANDARD)])


def test_the_same_bytes_under_every_hash_seed_and_time_zone():
    code = """
import hashlib
from tests.excel import templates
print(hashlib.sha256(templates.template()).hexdigest())
"""
    digests = {hashlib.sha256(templates.template()).hexdigest()}
    for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"), ("4711", "America/St_Johns")):
        run = subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            cwd=PROJECT,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(PROJECT)},
        )
        digests.add(run.stdout.strip())
    assert len(digests) == 1
