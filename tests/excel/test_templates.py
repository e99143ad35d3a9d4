"""The templates as built and as filled: whole, sound, repeatable, and read back as they were."""

import subprocess
import sys
import warnings
from pathlib import Path

import openpyxl
import pytest

from kyosai_xl.dataset.loading import load
from kyosai_xl.domain.months import Month
from kyosai_xl.excel.package import read_parts
from kyosai_xl.excel.structure import PROJECT, faults
from kyosai_xl.excel.templates import (
    CONFIGURATION,
    FIRST_AS_OF,
    build_template,
    filled_template,
    filling,
    modules_for,
    no_data,
    specimens,
)
from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.layout.origin import Origin
from kyosai_xl.layout.palette_sheet import look_key, looks_of
from kyosai_xl.layout.settings_sheet import default_settings
from kyosai_xl.layout.template_book import BRANCH, KINDS, NATION, template_book
from kyosai_xl.regenerate import STARTS, work_out
from kyosai_xl.template_report import report_sheets
from kyosai_xl.version import VERSION
from kyosai_xl.writers.xlsx import write_xlsx
from tests import office
from tests.excel.read_back import sources
from tests.layout.small import values
from tests.writers.read_back import BOOK, sheets

COMMITTED = Path(__file__).parents[2] / "workbook_templates"
SAMPLE = load("sample")
FEBRUARY = SAMPLE.last_month
OTHER_ENVIRONMENT = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}


def opened(path):
    with warnings.catch_warnings():
        # It cannot show Excel 2010's data bars and says so.
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path)


def book_of(kind, data, as_of):
    return template_book(kind, filling(kind, data, default_settings(as_of)), VERSION, CONFIGURATION)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "全国集計.xlsm"
    path.write_bytes(filled_template(NATION, SAMPLE, FEBRUARY))
    return path


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_committed_templates_are_what_the_sources_build(kind, update_goldens):
    built = build_template(kind)
    path = COMMITTED / f"{kind.name}.xlsm"
    if update_goldens:
        path.write_bytes(built)
    assert path.read_bytes() == built, "kyosai-xl template build -o workbook_templates --overwrite"


def test_another_process_builds_the_same_bytes(tmp_path):
    target = tmp_path / "built.xlsm"
    code = (
        "import sys; from pathlib import Path\n"
        "from kyosai_xl.excel.templates import build_template\n"
        "from kyosai_xl.layout.template_book import BRANCH\n"
        "Path(sys.argv[1]).write_bytes(build_template(BRANCH))\n"
    )
    subprocess.run([sys.executable, "-c", code, target], check=True, env=OTHER_ENVIRONMENT)
    assert target.read_bytes() == build_template(BRANCH)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
@pytest.mark.parametrize("data", [no_data(FIRST_AS_OF), SAMPLE], ids=["empty", "filled"])
def test_excel_would_find_no_fault(kind, data):
    modules = modules_for(book_of(kind, data, FEBRUARY))
    assert faults(filled_template(kind, data, FEBRUARY), modules) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_other_programs_read_every_module_of_a_built_template(kind):
    modules = modules_for(book_of(kind, no_data(FIRST_AS_OF), FIRST_AS_OF))
    project = read_parts((COMMITTED / f"{kind.name}.xlsm").read_bytes())[PROJECT]
    assert sources(project) == {module.name: module.stored_text() for module in modules}
    names = [module.name for module in modules]
    assert {"KyosaiRibbon", "KyosaiSheets", "xlwings", "xlwings_udfs"} <= set(names)


def test_a_filled_template_is_read_back_as_the_data_it_holds(filled):
    back = load(filled)
    assert back.findings == ()
    assert back.settings == (2024, FEBRUARY, None)
    assert back.products == SAMPLE.products
    assert back.control_totals == SAMPLE.control_totals
    assert back.stories == SAMPLE.stories
    assert back.story_places.rows == {story: 4 + n for n, story in enumerate(SAMPLE.stories)}
    assert back.model_unions.first == SAMPLE.model_unions.first
    for ours, theirs in zip(back.model_unions.unions, SAMPLE.model_unions.unions, strict=True):
        months = len(theirs.counts)
        assert ours[:9] == theirs[:9]
        assert (*ours.counts[:months], *ours.counts[months:]) == (
            *theirs.counts,
            *[0] * (len(ours.counts) - months),
        )


def test_what_is_found_in_a_story_leads_to_its_cell_in_the_template():
    """Not to the line of the CSV that the template was filled from."""
    found = filling(NATION, SAMPLE, default_settings(Month(2024, 12))).findings
    texts = {text for text in values(found).values() if isinstance(text, str)}
    assert {"取り組み F10", "取り組み E12"} <= texts
    assert not any("行目" in text for text in texts)


def test_the_sheets_of_a_template_are_those_of_the_report(filled, tmp_path):
    """Cell by cell and look by look, but for what follows an input cell."""
    report = tmp_path / "report.xlsx"
    with report.open("wb") as file:
        write_xlsx(work_out(SAMPLE, FEBRUARY, STARTS).book(Dialect.UDF), file)
    template, plain = sheets(filled), sheets(report)
    del plain[BOOK]
    for name, wanted in plain.items():
        found = template[name]
        assert found["looks"] == wanted["looks"], name
        assert found["merged"] == wanted["merged"], name
        assert found["widths"] == wanted["widths"], name
        assert found["heights"] == wanted["heights"], name
        values = {at: value for at, value in found["cached values"].items() if value[1]}
        assert values == {at: value for at, value in wanted["cached values"].items() if value[1]}


def test_typed_figures_are_followed_and_nothing_is_typed_twice(filled):
    book = opened(filled)
    june = book["モデル単組(6月開始)"]
    # 千葉市職員労働組合, the 19th union below the headings
    row = next(r for r in range(5, 115) if june.cell(r, 3).value == "002" and "千葉" in
               str(book["単組"].cell(r, 4).value))  # fmt: skip
    assert june.cell(row, 4).value == f"='単組'!D{row}"
    assert june.cell(row, 5).value == f"='単組'!E{row}"
    assert june.cell(row, 11).value == f"='月次件数'!F{row}"
    assert june["AX115"].value == "=SUM(AX5:AX114)"
    products = book["主要共済の実績"]
    assert products["A6"].value == "=SUM('主要共済'!E5:E51)"


def test_every_look_that_figures_can_call_for_is_in_the_palette():
    known = {look_key(looks) for sheet in specimens() for looks in looks_of(sheet)}
    origin = filling(NATION, SAMPLE, default_settings(FEBRUARY)).inputs[0].cells()
    nowhere = Origin(origin, origin, origin)
    for as_of in (FEBRUARY, Month(2024, 12), Month(2023, 6), Month(2021, 1), Month(2025, 5)):
        for data in (SAMPLE, no_data(FEBRUARY), only_reference()):
            report = report_sheets(work_out(data, as_of, STARTS), nowhere)
            for sheet in report.sheets:
                assert {look_key(looks) for looks in looks_of(sheet)} <= known, (sheet.name, as_of)


def only_reference():
    unions = tuple(union for union in SAMPLE.model_unions.unions if not union.counted)
    return SAMPLE._replace(model_unions=SAMPLE.model_unions._replace(unions=unions))


def test_input_cells_stand_out_and_say_in_japanese_what_belongs_there(filled):
    book = opened(filled)
    counts = book["月次件数"]
    assert counts["E5"].fill.fgColor.rgb == "FFFFF9D9"
    rules = {str(rule.sqref): rule for rule in counts.data_validations.dataValidation}
    rule = rules["E5:BA136"]
    assert (rule.type, rule.formula1, rule.errorTitle) == ("whole", "0", "件数")
    assert "0以上の整数" in rule.error
    assert "新契約件数" in rule.prompt
    assert set(book["単組"].tables) == {"tbl_unions"}
    assert book.defined_names["as_of"].attr_text == "'設定'!$B$6"


def test_only_inputs_and_report_are_seen(filled):
    book = opened(filled)
    seen = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert seen == [
        *("はじめに", "設定", "単組", "月次件数", "主要共済", "取り組み", "照合値"),
        *("集計", "主要共済の実績", "モデル単組(6月開始)", "モデル単組(5月開始)"),
        *("目標達成単組", "検算", "点検"),
    ]
    hidden = {sheet.title: sheet.sheet_state for sheet in book if sheet.title not in seen}
    assert hidden.pop("選択肢") == "hidden"
    assert set(hidden.values()) == {"veryHidden"}


@pytest.mark.libreoffice
def test_built_in_formulas_of_an_empty_template_work_out_as_cached(soffice, tmp_path):
    source = COMMITTED / f"{BRANCH.name}.xlsm"
    own = {function.name for function in FUNCTIONS}
    formulas = opened(source)
    cached = office.values(source)
    worked_out = office.values(office.recalculated(soffice, source, tmp_path))
    compared = 0
    for name, cells in worked_out.items():
        for (row, column), value in cells.items():
            formula = formulas[name].cell(row + 1, column + 1).value
            if isinstance(formula, str) and formula.startswith("="):
                if any(f"{each}(" in formula for each in own):
                    continue
                assert cached[name].get((row, column)) == value, (name, row, column, formula)
                compared += 1
    assert compared > 100
