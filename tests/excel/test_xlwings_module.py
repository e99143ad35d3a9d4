"""The VBA module of the installed xlwings."""

from importlib import metadata

import pytest

from kyosai_xl.excel import xlwings_module as subject
from kyosai_xl.excel.xlwings_module import XlwingsModuleError, checked_module, xlwings_module


def test_the_installed_module_carries_the_installed_version_and_its_notice():
    module = xlwings_module()
    version = metadata.version("xlwings")
    assert module.name == "xlwings"
    assert f'"xlwings64-{version}.dll"' in module.source
    assert "'Copyright (C) 2014-present, Zoomer Analytics LLC." in module.stored_text()
    assert {"RunPython", "XLPy"} <= set(module.procedures())


def test_another_version_of_the_library_is_refused():
    source = xlwings_module().source
    with pytest.raises(XlwingsModuleError, match=r"本体は0\.0\.1、VBAが使うDLLは\d"):
        checked_module(source, "0.0.1")
    version = metadata.version("xlwings")
    mixed = source.replace(f"xlwings32-{version}", "xlwings32-0.0.2")
    with pytest.raises(XlwingsModuleError, match=r"0\.0\.2"):
        checked_module(mixed, version)
    with pytest.raises(XlwingsModuleError, match="不明"):
        checked_module("", version)


def test_a_module_without_its_notice_is_refused():
    with pytest.raises(XlwingsModuleError, match="著作権表示"):
        checked_module('"xlwings64-1.dll"', "1")


def test_without_xlwings_there_is_one_sentence(monkeypatch):
    monkeypatch.setattr(subject, "_NAME", "no-such-library")
    with pytest.raises(XlwingsModuleError, match="xlwingsが入っていない"):
        xlwings_module()
