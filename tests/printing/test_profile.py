from xml.etree import ElementTree as ET

from kyosai_xl.printing.profile import write_profile

OOR = "{http://openoffice.org/2001/registry}"


def written(folder, font):
    write_profile(folder / "profile", font)
    root = ET.parse(folder / "profile" / "user" / "registrymodifications.xcu").getroot()
    return {
        (item.get(f"{OOR}path").rsplit("/", 1)[-1], *parents, prop.get(f"{OOR}name")): value.text
        for item in root
        for parents, props in _nodes(item)
        for prop in props
        for value in prop
    }


def _nodes(item):
    yield (), item.findall("prop")
    for node in item.findall("node"):
        yield (node.get(f"{OOR}name"),), node.findall("prop")


def test_both_names_of_the_font_are_replaced_always(tmp_path):
    settings = written(tmp_path, "IPAexGothic")
    assert settings["Substitution", "Replacement"] == "true"
    for node, name in (("_0", "游ゴシック"), ("_1", "Yu Gothic")):
        assert settings["FontPairs", node, "ReplaceFont"] == name
        assert settings["FontPairs", node, "SubstituteFont"] == "IPAexGothic"
        assert settings["FontPairs", node, "Always"] == "true"
        assert settings["FontPairs", node, "OnScreenOnly"] == "false"


def test_without_a_stand_in_no_font_is_replaced(tmp_path):
    settings = written(tmp_path, None)
    assert not any(path[0] in {"Substitution", "FontPairs"} for path in settings)
    assert settings["Export", "ExportBookmarks"] == "true"
    assert settings["L10N", "ooSetupSystemLocale"] == "ja-JP"
