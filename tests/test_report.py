"""「実績報告分冊」 as written and as printed, held against the printed report."""

import csv
from datetime import date
from pathlib import Path

import pytest

from kyosai_xl.cli import main
from kyosai_xl.dataset.loading import load
from kyosai_xl.font_metrics import report_measure
from kyosai_xl.layout.booklet import Content, Meeting, booklet
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.regenerate import STARTS, work_out
from kyosai_xl.writers.xlsx import write_xlsx
from tests import office, printed_pdf

PRINTED = Path(__file__).parent / "printed"
SECTIONS = (
    *("主要共済の実績", "特徴的な取り組み", "モデル単組の取り組み状況"),
    *("モデル単組(6月開始)", "モデル単組(5月開始)", "図"),
)
BEHIND = ("目標達成単組", "検算", "図の数字")
A4, A3 = (595, 842), (1191, 842)


def printed(name):
    with (PRINTED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run(*words):
    return main(["report", *map(str, words)])


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The sample's booklet, with the PDF where there is a LibreOffice."""
    out = tmp_path_factory.mktemp("report") / "実績報告分冊.xlsx"
    assert run("sample", "-o", out, "--meeting", "2025-02-28", "--title", "第2回会議(例)") == 0
    return out


@pytest.fixture(scope="module")
def pdf(soffice, tmp_path_factory):
    out = tmp_path_factory.mktemp("printed") / "実績報告分冊.xlsx"
    words = ("--pdf", "--meeting", "2025-02-28", "--title", "第2回会議(例)", "--soffice", soffice)
    assert run("sample", "-o", out, *words) == 0
    return out.with_suffix(".pdf")


def rows_of(path, sheet):
    found = {}
    for (row, _), value in sorted(office.values(path)[sheet].items()):
        found.setdefault(row, []).append(value)
    return list(found.values())


def test_the_sections_in_the_order_printed(report):
    assert list(office.values(report)) == [*SECTIONS, *BEHIND]


def test_the_title_block(report):
    assert rows_of(report, SECTIONS[0])[:4] == [
        ["2025年2月28日"],
        ["第2回会議(例)"],
        ["実績報告分冊"],
        ["1. 新契約件数 主要共済の実績"],
    ]


def test_section_1_is_the_printed_one(report):
    rows = rows_of(report, SECTIONS[0])
    for line in printed("products.csv"):
        heading = next(n for n, row in enumerate(rows) if line["共済名"] in str(row[0]))
        target, actual, rate, achieved = rows[heading + 2]
        assert (target, actual, achieved) == (
            int(line["目標"]),
            int(line["実績"]),
            int(line["目標達成県支部数"]),
        )
        assert f"{rate:.4f}" == f"{float(line['到達率']) / 100:.4f}"


def test_section_3_lists_the_twenty_achievers_of_the_may_year(report):
    rows = rows_of(report, SECTIONS[2])
    assert [110, 3447, 1945, 0.564, 13, 1502] in rows
    assert [110, 3447, 2237, 0.649, 20, 1210] in rows
    head = rows.index(["県支部", "単組", "目標", "実績", "到達率", "取り組み内容"])
    listed = [row for row in rows[head + 1 :] if len(row) > 4 and row[0] != "県支部"]
    assert len(listed) == 20
    assert [row[:5] for row in listed if row[1] == "千葉市職員労働組合"] == [
        ["千葉", "千葉市職員労働組合", 30, 47, 1.567]
    ]


@pytest.mark.libreoffice
def test_formulas_work_out_as_cached(report, soffice, tmp_path):
    cached = office.values(report)
    worked_out = office.values(office.recalculated(soffice, report, tmp_path))
    for name, sheet in cached.items():
        wrong = {
            at: (value, worked_out[name].get(at))
            for at, value in sheet.items()
            if rounded(value) != rounded(worked_out[name].get(at))
        }
        assert wrong == {}, name


def rounded(value):
    return round(value, 9) if isinstance(value, float) else value


@pytest.mark.libreoffice
def test_the_pdf_holds_every_section_on_its_paper(pdf):
    assert [title for title, _ in printed_pdf.bookmarks(pdf)] == list(SECTIONS)
    sizes = {
        name: {tuple(round(side) for side in page.size) for page in pages}
        for name, pages in printed_pdf.sheets(pdf).items()
    }
    assert sizes == {name: {A3 if "開始" in name else A4} for name in SECTIONS}


@pytest.mark.libreoffice
def test_no_text_of_the_pdf_is_cut_and_nothing_leaves_the_page(pdf, tmp_path):
    assert printed_pdf.cut_text(pdf) == []
    assert printed_pdf.over_the_edge(pdf, tmp_path) == []
    assert printed_pdf.fonts_left_out(pdf) == []


@pytest.mark.libreoffice
def test_the_printed_lines_are_in_the_text_of_the_pdf(pdf):
    texts = {
        name: printed_pdf.plain("".join(printed_pdf.lines(pdf, page.number) for page in pages))
        for name, pages in printed_pdf.sheets(pdf).items()
    }
    for line in printed("products.csv"):
        shown = f"{int(line['目標']):,}件{int(line['実績']):,}件{float(line['到達率']):.2f}%"
        assert printed_pdf.plain(shown) in texts[SECTIONS[0]], line
    for line in printed("product_achievers.csv"):
        assert printed_pdf.plain(line["県支部"]) in texts[SECTIONS[0]], line
    stories = load("sample").stories
    assert stories
    # Read cell by cell, as the lines of neighbouring cells would run into each other.
    whole = {
        name: printed_pdf.plain("".join(printed_pdf.raw_text(pdf, page.number) for page in pages))
        for name, pages in printed_pdf.sheets(pdf).items()
    }
    for story in stories:
        where = SECTIONS[2] if story.union_code else SECTIONS[1]
        for sentence in filter(None, story.story.split("\n")):
            assert printed_pdf.plain(sentence) in whole[where], sentence


@pytest.mark.libreoffice
def test_two_or_three_products_stand_on_a_page_and_none_is_split(pdf):
    for page in printed_pdf.sheets(pdf)[SECTIONS[0]]:
        text = printed_pdf.plain(printed_pdf.lines(pdf, page.number))
        assert text.count("目標達成県支部") in {2, 3}


def test_a_comparison_with_the_month_before_is_one_more_sheet(tmp_path):
    out = tmp_path / "out.xlsx"
    assert run("sample", "-o", out, "--previous", "sample") == 0
    assert "前回との差" in office.values(out)


def test_without_libreoffice_nothing_is_written(tmp_path, capsys):
    out = tmp_path / "out.xlsx"
    assert run("sample", "-o", out, "--pdf", "--soffice", tmp_path / "nowhere") == 1
    assert "LibreOffice" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_neither_file_is_replaced_unasked(tmp_path, capsys):
    (tmp_path / "out.pdf").write_text("mine", encoding="utf-8")
    assert run("sample", "-o", tmp_path / "out.xlsx", "--pdf") == 1
    assert "すでにあります" in capsys.readouterr().err
    assert (tmp_path / "out.pdf").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


def test_an_achiever_without_a_story_is_told(tmp_path, capsys):
    assert run("sample", "-o", tmp_path / "out.xlsx") == 0
    told = capsys.readouterr().err
    assert "目標達成単組「大間町職員労働組合」の取り組み内容がありません" in told
    assert "注意 16件" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--meeting", "2月28日"], "「2月28日」は日付として読めません"),
        (["--by", "branch", "--pdf"], "--pdf は、--by branch と一緒には使えません"),
    ],
)
def test_what_the_command_line_refuses(tmp_path, capsys, words, told):
    try:
        code = run("sample", "-o", tmp_path / "out", *words)
    except SystemExit as stop:
        code = stop.code
    assert code in {1, 2}
    assert told in capsys.readouterr().err


def test_a_booklet_a_branch(tmp_path):
    assert run("sample", "-o", tmp_path / "branches", "--by", "branch", "--jobs", "2") == 0
    files = sorted(path.name for path in (tmp_path / "branches").glob("*.xlsx"))
    assert len(files) == 48
    rows = rows_of(tmp_path / "branches" / "15_千葉.xlsx", SECTIONS[2])
    assert ["千葉", "千葉市職員労働組合", 30, 47, 1.567] in [row[:5] for row in rows]


def test_the_same_input_gives_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        assert run("sample", "-o", tmp_path / name) == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_section_4_is_the_sheet_that_regenerate_writes(report, tmp_path):
    """Which is held against the printed one, union by union, in test_printed_figures."""
    plain = tmp_path / "plain.xlsx"
    assert main(["regenerate", "sample", "-o", str(plain)]) == 0
    ours, theirs = office.values(report), office.values(plain)
    for name in SECTIONS[3:5]:
        assert ours[name] == theirs[name]


@pytest.mark.libreoffice
def test_every_text_of_the_layout_is_in_the_pdf(pdf, soffice, tmp_path):
    data = load("sample")
    figures = work_out(data, data.last_month, STARTS)
    meeting = Meeting(date(2025, 2, 28), "第2回会議(例)")
    content = Content(*figures[1:], data.stories, meeting)
    workbook = tmp_path / "printed.xlsx"
    with workbook.open("wb") as file:
        write_xlsx(booklet(content, Dialect.NATIVE, report_measure()).for_print(), file)
    shown = printed_pdf.shown(workbook, soffice, tmp_path / "shown")
    assert printed_pdf.missing_text(pdf, shown) == []
