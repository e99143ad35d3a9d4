"""The checker of printed PDFs finds what is wrong, and nothing else."""

import pytest
import xlsxwriter

from kyosai_xl.printing.pdf import write_pdf
from tests import printed_pdf

FONT = {"font_name": "游ゴシック", "font_size": 11}
CUT = "長い文字列ですから右が切れる"
FREE = "長い文字列ですから右へはみ出す"
LOW = "折り返す文字が三行より多くなるので上が切れてしまう長い文"
HIGH = "折り返す文字が三行より多くなるので行を高くした"
MIDDLE = "中央の長い長い長い長い長い文字列"
FLAT = "低い行"
CLEAN = "普通の文字 1,945"


@pytest.fixture
def printed(soffice, tmp_path):
    """Prints a workbook of two sheets; ``fill`` puts cells into the first."""

    def print_it(fill, paper=9):
        path = tmp_path / "book.xlsx"
        with xlsxwriter.Workbook(path, {"default_format_properties": FONT}) as book:
            first, second = book.add_worksheet("一枚目"), book.add_worksheet("二枚目")
            first.set_paper(paper)
            first.set_column(0, 3, 12)
            fill(book, first)
            second.set_paper(8)
            second.set_landscape()
            second.write("A1", CLEAN)
        write_pdf(path, path.with_suffix(".pdf"), soffice)
        return path.with_suffix(".pdf"), path

    return print_it


def found(printed, soffice, tmp_path):
    return printed_pdf.faults(*printed, soffice, tmp_path)


def clean(book, sheet):
    wrapped = book.add_format(FONT | {"text_wrap": True})
    sheet.write("A1", FREE)
    sheet.set_row(1, 90)
    sheet.write("A2", HIGH, wrapped)
    sheet.write("A3", CUT, book.add_format(FONT | {"shrink": True}))
    sheet.write("B3", -1234567, book.add_format(FONT | {"num_format": "#,##0"}))


@pytest.mark.libreoffice
def test_what_is_whole_is_not_called_cut(printed, soffice, tmp_path):
    pair = printed(clean)
    assert found(pair, soffice, tmp_path) == []
    assert printed_pdf.bookmarks(pair[0]) == (("一枚目", 1), ("二枚目", 2))
    assert [page.size for page in printed_pdf.pages(pair[0])] == [
        printed_pdf.A4,
        printed_pdf.A3[::-1],
    ]


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("fill", "expected"),
    [
        (lambda _, sheet: sheet.write_row("A1", [CUT, "右"]), [f"一枚目: '{CUT}' is missing"]),
        (
            lambda book, sheet: (
                sheet.write("A1", "左"),
                sheet.write("B1", MIDDLE, book.add_format(FONT | {"align": "center"})),
                sheet.write("C1", "右"),
            ),
            [f"page 1: '{MIDDLE}' is cut"],
        ),
        (
            lambda book, sheet: (
                sheet.set_row(0, 30),
                sheet.write("A1", LOW, book.add_format(FONT | {"text_wrap": True})),
            ),
            ["page 1: '折り返す文字' is cut"],
        ),
        (
            lambda _, sheet: (sheet.set_row(0, 7), sheet.write("A1", FLAT)),
            [f"page 1: '{FLAT}' is cut"],
        ),
        (
            lambda book, sheet: sheet.write(
                "A1", 1234567890123, book.add_format(FONT | {"num_format": "#,##0"})
            ),
            ["一枚目: a column is too narrow for a number"],
        ),
        (
            lambda _, sheet: (sheet.set_margins(0, 0, 0, 0), sheet.write("A1", CLEAN)),
            ["page 1: '普通の文字' leaves the page", "page 1: something is drawn at the edge"],
        ),
    ],
    ids=["right", "both sides", "top", "row", "number", "edge"],
)
def test_what_is_cut_is_found(printed, soffice, tmp_path, fill, expected):
    faults = found(printed(fill), soffice, tmp_path)
    for each in expected:
        assert any(fault.startswith(each) for fault in faults), faults


@pytest.mark.libreoffice
def test_sheets_are_held_to_the_workbook(printed, tmp_path):
    pdf, _ = printed(clean, paper=8)
    (tmp_path / "again").mkdir()
    other = tmp_path / "again" / "other.xlsx"
    with xlsxwriter.Workbook(other) as book:
        for name in ("一枚目", "二枚目"):
            sheet = book.add_worksheet(name)
            sheet.set_paper(9)
    assert printed_pdf.wrong_sheets(pdf, other) == [
        "page 1 of '一枚目' is (842, 1191) instead of (595, 842)",
        "page 2 of '二枚目' is (1191, 842) instead of (595, 842)",
    ]
    assert printed_pdf.missing_text(
        pdf, {"一枚目": [FREE, "ない"], "二枚目": ["1,945", "1,945"]}
    ) == [
        "一枚目: 'ない' is missing",
        "二枚目: too few of {'1': 1, ',': 1, '9': 1, '4': 1, '5': 1}",
    ]
