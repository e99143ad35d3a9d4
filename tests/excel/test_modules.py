"""Modules: what is stored of a source, and what is refused."""

import pytest

from kyosai_xl.excel.modules import (
    Kind,
    LineTooLongError,
    Module,
    ModuleNameError,
    NotInCodePageError,
    check_names,
    read_module,
)
from tests.excel import templates

EXPORTED = """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "Other"
Attribute VB_Exposed = True
Option Explicit
"""


def test_what_an_exported_file_says_of_the_module_is_written_anew():
    stored = Module("Thing", Kind.CLASS, EXPORTED).stored_text().split("\r\n")
    assert stored[:2] == [
        'Attribute VB_Name = "Thing"',
        'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"',
    ]
    assert stored[-2:] == ["Option Explicit", ""]
    assert "Attribute VB_Exposed = False" in stored
    assert "VERSION 1.0 CLASS" not in stored


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_always_end_the_windows_way(ending):
    module = Module("Plain", Kind.STANDARD, ending.join(["a", "", "b", "", ""]))
    assert module.stored_text() == 'Attribute VB_Name = "Plain"\r\na\r\n\r\nb\r\n'


def test_attributes_inside_the_code_stay():
    source = 'Sub A()\nAttribute A.VB_Description = "説明"\nEnd Sub\n'
    assert "Attribute A.VB_Description" in Module("Plain", Kind.STANDARD, source).stored_text()


@pytest.mark.parametrize("character", ["𠮷", "—", "〜", "é", "한"])
def test_a_character_that_would_be_lost_is_refused(character):
    module = Module("Plain", Kind.STANDARD, f"' 一行目\n' {character}\n")
    with pytest.raises(NotInCodePageError, match=rf"「Plain」の3行目の文字「{character}」"):
        module.stored_bytes()


def test_a_line_that_vba_would_cut_is_refused():
    assert Module("Plain", Kind.STANDARD, "'" * 1023).stored_bytes()
    with pytest.raises(LineTooLongError, match="2行目"):
        Module("Plain", Kind.STANDARD, "'" * 1024).stored_bytes()
    with pytest.raises(LineTooLongError):
        Module("Plain", Kind.STANDARD, "表" * 512).stored_bytes()


@pytest.mark.parametrize(
    "names", [["集計"], ["1st"], ["a b"], [""], ["a" * 32], ["Sheet1", "SHEET1"], ["_a"]]
)
def test_a_name_that_vba_does_not_take_is_refused(names):
    with pytest.raises(ModuleNameError):
        check_names(names)


def test_procedures_are_those_that_others_can_call():
    source = """
Public Sub One()
Sub Two(a As Long)
Public Function Three() As Variant
Private Sub Four()
' Public Sub Five()
"""
    assert list(Module("Plain", Kind.STANDARD, source).procedures()) == ["One", "Two", "Three"]


def test_every_source_in_the_repository_is_ascii_and_explicit():
    for path in templates.SOURCES.iterdir():
        module = read_module(path)
        assert module.source.isascii(), path
        assert module.code().startswith("Option Explicit"), path
        assert f'Attribute VB_Name = "{module.name}"' in module.source, path
