import importlib.util
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kyosai_xl.calc.extension import english, ids, libraries
from kyosai_xl.calc.extension.builder import COMPONENTS, build_extension
from kyosai_xl.commands import GROUPS, commands
from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.version import VERSION

OOR = "{http://openoffice.org/2001/registry}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MANIFEST = "{http://openoffice.org/2001/manifest}"
DESCRIPTION = "{http://openoffice.org/extensions/description/2006}"


@pytest.fixture(scope="session")
def files(extension: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(extension) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(files: dict[str, bytes], name: str) -> ET.Element:
    return ET.fromstring(files[name])


def nodes(tree: ET.Element, name: str) -> list[ET.Element]:
    found = (node for node in tree.iter("node") if node.get(f"{OOR}name") == name)
    return [child for node in found for child in node if child.tag == "node"]


def props(node: ET.Element, name: str) -> dict[str | None, str | None]:
    found = (prop for prop in node if prop.get(f"{OOR}name") == name)
    return {value.get(LANGUAGE): value.text for prop in found for value in prop}


def test_two_builds_are_the_same_bytes(extension: Path, tmp_path: Path):
    again = tmp_path / "再び.oxt"
    build_extension(again)
    assert again.read_bytes() == extension.read_bytes()


def test_the_container_tells_nothing_of_the_machine(extension: Path):
    with zipfile.ZipFile(extension) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {0}
    names = [entry.filename for entry in entries]
    assert names == sorted(names)


def test_every_xml_file_is_well_formed(files):
    assert [tree(files, name) for name in files if name.endswith((".xml", ".xcu"))]


def test_the_manifest_names_files_that_are_there(files):
    entries = tree(files, "META-INF/manifest.xml")
    named = {entry.get(f"{MANIFEST}full-path") for entry in entries}
    assert named <= files.keys()
    assert named >= {*COMPONENTS, "functions.idl"}
    assert named >= {name for name in files if name.endswith(".xcu")}


def test_version_and_names(files):
    description = tree(files, "description.xml")
    assert description.find(f"{DESCRIPTION}identifier").get("value") == ids.EXTENSION
    assert description.find(f"{DESCRIPTION}version").get("value") == VERSION
    names = description.findall(f"{DESCRIPTION}display-name/{DESCRIPTION}name")
    assert {name.get("lang") for name in names} == {"en", "ja"}


def test_every_function_has_help_in_both_languages(files):
    entries = nodes(tree(files, "CalcAddIns.xcu"), "AddInFunctions")
    for function, entry in zip(FUNCTIONS, entries, strict=True):
        assert entry.get(f"{OOR}name") == ids.uno_name(function.name)
        assert props(entry, "DisplayName") == {"en": function.name, "ja": function.name}
        assert props(entry, "CompatibilityName") == {"en": function.name}
        assert props(entry, "Category") == {None: "Add-In"}
        assert props(entry, "Description") == {
            "en": english.FUNCTIONS[function.name],
            "ja": function.help,
        }
        for parameter, node in zip(function.parameters, nodes(entry, "Parameters"), strict=True):
            assert props(node, "DisplayName") == {"en": parameter.name, "ja": parameter.label}
            assert props(node, "Description") == {
                "en": english.parameter(function.name, parameter.name),
                "ja": parameter.help,
            }


def test_english_differs_where_japanese_does():
    texts = {
        (parameter.name, parameter.help, english.parameter(function.name, parameter.name))
        for function in FUNCTIONS
        for parameter in function.parameters
    }
    assert len(texts) == len({text[:2] for text in texts}) == len({text[2] for text in texts})
    used = {name for name, *_ in texts}
    assert english.PARAMETERS.keys() == used
    assert english.FUNCTIONS.keys() == {function.name for function in FUNCTIONS}


def test_english_says_the_same_of_blanks_dashes_and_truth_values():
    for function in FUNCTIONS:
        words = english.FUNCTIONS[function.name]
        for word in ("「－」", "TRUE", "FALSE", "「なし」", 'm"月"'):
            assert (word.strip("「」") in words) == (word in function.help), (function.name, word)


def test_the_interface_has_every_function(files):
    interface = files["functions.idl"].decode()
    for function in FUNCTIONS:
        assert f" {ids.uno_name(function.name)}( " in interface
    assert "_" not in interface


@pytest.mark.parametrize("place", ["Submenu", ids.TOOLBAR])
def test_every_command_in_its_order_with_groups_apart(files, place):
    items = nodes(tree(files, "Addons.xcu"), place)
    assert [item.get(f"{OOR}name") for item in items] == [
        f"M{number:03d}" for number in range(1, len(items) + 1)
    ]
    titles = [props(item, "Title").get(None) for item in items]
    expected: list[str | None] = []
    for group in GROUPS:
        expected += [*(command.label for command in group.commands), None]
    assert titles == expected[:-1]
    addresses = [props(item, "URL")[None] for item in items]
    assert [address for address in addresses if address != "private:separator"] == [
        f"{ids.PROTOCOL}{command.name}" for command in commands()
    ]


def test_only_pure_python_and_text(files):
    endings = {Path(name).suffix for name in files}
    assert endings == {".py", ".xcu", ".xml", ".idl", ".txt"}
    for content in files.values():
        content.decode()


def test_every_package_inside_has_its_licence_there_and_in_the_list(files):
    first_words = {
        "kyosai_xl": b"MIT License",
        "xlwings": b"BSD 3-clause license",
        "XlsxWriter": b"BSD 2-Clause License",
    }
    for name, words in first_words.items():
        assert words in files[f"licences/{name}.txt"].partition(b"\n\n")[0]
    listed = files["licences/list.txt"].decode().splitlines()
    assert [line.split(": ")[1] for line in listed] == [
        "MIT, kyosai_xl.txt",
        "BSD-3-Clause, xlwings.txt",
        "BSD-2-Clause, XlsxWriter.txt",
    ]
    inside = {name.split("/")[1] for name in files if name.startswith("pythonpath/")}
    assert {name.lower() for name in first_words} == inside


@pytest.mark.parametrize("package", ["xlwings", "xlsxwriter"])
def test_without_a_library_a_sentence(monkeypatch, tmp_path, package):
    found = importlib.util.find_spec
    there = {name: found(name) for name in ("xlwings", "xlsxwriter")}
    there[package] = None
    monkeypatch.setattr("importlib.util.find_spec", there.get)
    with pytest.raises(libraries.LibraryMissingError, match=f"(?i){package}"):
        build_extension(tmp_path / "kyosai_xl.oxt")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "expected"),
    [("ACHIEVED", "achieved"), ("YEAR_ON_YEAR", "yearOnYear"), ("as_of", "asOf")],
)
def test_names_without_underscores(name, expected):
    assert ids.uno_name(name) == expected
