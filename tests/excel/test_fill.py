import shutil
import zipfile
from pathlib import Path

import pytest

from kyosai_xl.cli import main
from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.months import Month
from kyosai_xl.errors import KyosaiError
from kyosai_xl.excel.fill import (
    BranchError,
    NotATemplateFileError,
    OtherVersionError,
    fill_template,
    read_template,
)
from kyosai_xl.excel.package import CONTENT_TYPES, RIBBON, read_parts, write_parts
from kyosai_xl.excel.structure import PROJECT
from kyosai_xl.layout.template_book import BRANCH, NATION

TEMPLATES = Path(__file__).parents[2] / "workbook_templates"
SAMPLE = load("sample")
FEBRUARY = SAMPLE.last_month
SIGNATURE = "xl/vbaProjectSignature.bin"


@pytest.fixture
def template(tmp_path):
    """Copies of the shipped templates, by their kind's name."""
    return lambda kind: Path(
        shutil.copy(TEMPLATES / f"{kind.name}.xlsm", tmp_path / f"{kind.name}.xlsm")
    )


def changed(path, **parts):
    """The template with some parts replaced or added, as another program saves it."""
    whole = read_parts(path.read_bytes()) | parts.pop("added", {})
    path.write_bytes(write_parts(whole))
    return path


def test_which_template_it_is_stands_in_the_file(template):
    for kind in (BRANCH, NATION):
        assert read_template(template(kind)).kind == kind


def test_ribbon_and_macros_are_those_of_the_file_given(template):
    path = template(NATION)
    own = {RIBBON: b"<customUI/>", PROJECT: b"saved and signed by Excel"}
    filled = read_parts(fill_template(read_template(changed(path, added=own)), SAMPLE, FEBRUARY))
    assert {name: filled[name] for name in own} == own


def test_a_signature_stays_with_the_macros_it_signs(template):
    path = template(NATION)
    types = read_parts(path.read_bytes())[CONTENT_TYPES].decode()
    override = f'<Override PartName="/{SIGNATURE}" ContentType="application/x-signature"/>'
    added = {
        SIGNATURE: b"signed",
        "xl/_rels/vbaProject.bin.rels": b"<Relationships/>",
        CONTENT_TYPES: types.replace("</Types>", f"{override}</Types>").encode(),
    }
    filled = read_parts(fill_template(read_template(changed(path, added=added)), SAMPLE, FEBRUARY))
    assert filled[SIGNATURE] == b"signed"
    assert "xl/_rels/vbaProject.bin.rels" in filled
    assert filled[CONTENT_TYPES].decode().count(override) == 1


def test_a_branch_gets_its_own_rows_only(template, tmp_path):
    path = tmp_path / "filled.xlsm"
    path.write_bytes(fill_template(read_template(template(BRANCH)), SAMPLE, FEBRUARY, "13"))
    data = load(path)
    assert data.settings == (2024, FEBRUARY, "13")
    assert {union.branch for union in data.model_unions.unions} == {"埼玉"}
    assert [union.name for union in data.model_unions.unions] == [
        union.name for union in SAMPLE.model_unions.unions if union.branch_code == "13"
    ]
    assert {row.branch_code for row in data.products} == {"13"}
    assert data.control_totals == ()
    assert data.stories == ()


def test_a_branch_gets_its_own_stories(template, tmp_path):
    path = tmp_path / "filled.xlsm"
    path.write_bytes(fill_template(read_template(template(BRANCH)), SAMPLE, FEBRUARY, "18"))
    data = load(path)
    assert [story.union for story in data.stories] == ["", "松本市職員労働組合"]
    assert data.stories == tuple(s for s in SAMPLE.stories if s.branch_code == "18")


def test_the_affiliate_has_unions_outside_the_total(template, tmp_path):
    path = tmp_path / "filled.xlsm"
    path.write_bytes(fill_template(read_template(template(BRANCH)), SAMPLE, FEBRUARY, "60"))
    assert [union.counted for union in load(path).model_unions.unions] == [False, False]


@pytest.mark.parametrize(
    ("kind", "branch", "told"),
    [
        (BRANCH, None, "入力に48の県支部があります。--branch 13"),
        (NATION, "13", "「支部実績.xlsm」だけで使えます"),
    ],
    ids=["which branch", "no branch"],
)
def test_whose_template_it_is_must_be_clear(template, kind, branch, told):
    with pytest.raises(BranchError, match=told):
        fill_template(read_template(template(kind)), SAMPLE, FEBRUARY, branch)


def test_a_branch_without_unions_is_named(template):
    unions = tuple(union for union in SAMPLE.model_unions.unions if union.branch_code != "13")
    data = SAMPLE._replace(model_unions=SAMPLE.model_unions._replace(unions=unions))
    with pytest.raises(BranchError, match="13 埼玉の単組が入力にありません"):
        fill_template(read_template(template(BRANCH)), data, FEBRUARY, "13")


@pytest.mark.parametrize("spoil", ["missing", "text", "no mark", "no ribbon"])
def test_any_other_file_is_refused(template, tmp_path, spoil):
    path = template(BRANCH)
    parts = read_parts(path.read_bytes())
    if spoil == "missing":
        path = tmp_path / "nowhere.xlsm"
    elif spoil == "text":
        path.write_text("not a workbook", encoding="utf-8")
    else:
        del parts["docProps/custom.xml" if spoil == "no mark" else RIBBON]
        path.write_bytes(write_parts(parts))
    with pytest.raises(NotATemplateFileError, match="はひな形ではありません"):
        read_template(path)


def test_a_template_of_another_version_is_refused(template):
    path = template(BRANCH)
    mark = "docProps/custom.xml"
    text = read_parts(path.read_bytes())[mark].replace(b"0.1.0", b"0.0.9")
    with pytest.raises(OtherVersionError, match=r"の版は0\.0\.9で"):
        read_template(changed(path, added={mark: text}))


def test_the_command_line_builds_and_fills(tmp_path, capsys):
    assert main(["template", "build", "-o", str(tmp_path)]) == 0
    template, out = tmp_path / "支部実績.xlsm", tmp_path / "埼玉.xlsm"
    words = ["template", "fill", str(template), "sample", "-o", str(out), "--branch", "埼玉"]
    assert main([*words, "--as-of", "2024-12"]) == 0
    assert "集計月 2024年12月" in capsys.readouterr().out
    assert load(out).settings == (2024, Month(2024, 12), "13")
    with zipfile.ZipFile(out) as archive:
        assert {PROJECT, RIBBON} <= set(archive.namelist())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["build", "-o", "{0}/nowhere"], "保存先のフォルダー「{0}/nowhere」がありません。"),
        (["fill", "{0}/支部実績.xlsm", "sample", "-o", "{0}/a.xlsx", "--branch", "13"],
         "終わりを「.xlsm」にしてください。"),
        (["fill", "{0}/支部実績.xlsm", "sample", "-o", "{0}/支部実績.xlsm", "--branch", "13",
          "--overwrite"], "入力のファイルには書き込みません。"),
        (["fill", "{0}/支部実績.xlsm", "{0}/nowhere", "-o", "{0}/a.xlsm"], "{0}/nowhere"),
        (["build", "-o", "{0}"], "すでにあります。"),
    ],
    ids=["no folder", "ending", "over its template", "no source", "there already"],
)  # fmt: skip
def test_what_the_command_line_refuses(tmp_path, capsys, words, told):
    shutil.copy(TEMPLATES / "支部実績.xlsm", tmp_path)
    before = (tmp_path / "支部実績.xlsm").read_bytes()
    assert main(["template", *(word.format(tmp_path) for word in words)]) == 1
    assert told.format(tmp_path) in capsys.readouterr().err
    assert (tmp_path / "支部実績.xlsm").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["支部実績.xlsm"]


def test_an_unknown_branch_is_refused_before_any_work(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["template", "fill", "x.xlsm", "sample", "-o", "y.xlsm", "--branch", "99"])
    assert stop.value.code == 2
    assert "「99」という県支部はありません" in capsys.readouterr().err


def test_every_refusal_is_told_to_people():
    for error in (NotATemplateFileError, OtherVersionError, BranchError):
        assert issubclass(error, KyosaiError)
