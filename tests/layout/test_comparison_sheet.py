import subprocess
from datetime import date

import pytest

from kyosai_xl.domain.changes import Kind
from kyosai_xl.domain.compare import compare
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import BranchResult
from kyosai_xl.layout import comparison_sheet as module
from kyosai_xl.layout.comparison_sheet import NAME, comparison_sheet
from kyosai_xl.layout.model import Book, serial
from kyosai_xl.writers.xlsx import write_xlsx
from tests import office
from tests.domain.editions import edition
from tests.layout.golden import compare_values
from tests.layout.small import BO, FIRST, HEI, KOU, OTSU, RESULTS, TEI, counted, line, shown, values

ROW = "A B C D E F G"
JULY, AUGUST = Month(2024, 7), Month(2024, 8)


def figures(*unions, products=RESULTS, as_of=AUGUST):
    return edition(*unions, first=FIRST, products=products, as_of=as_of)


OLD = figures(
    *(union._replace(counts=union.counts[:28]) for union in (KOU, OTSU, HEI, TEI, BO)),
)
# In September 甲 has 99, 丁 in October 8; 乙 lost a contract of June, 丙 is gone, 己 is new.
NEW = figures(
    KOU._replace(target=1200, members=190),
    OTSU._replace(
        name="乙市職員組合",
        effective_month=None,
        counts=counted(m202205=7, m202306=3, m202405=19, m202406=1200),
    ),
    TEI._replace(union_code="012"),
    BO._replace(counted=True, policies=2000),
    HEI._replace(branch_code="60", branch="社保労連", union_code="002", name="己", target=5),
    products=(
        *RESULTS[:3],
        BranchResult("団体生命共済", AUGUST, "01", "北海道", 130, 70),
        RESULTS[3]._replace(actual=5930),
        RESULTS[4],
        RESULTS[5]._replace(branch_code="22", branch="静岡"),
    ),
    as_of=Month(2024, 10),
)


def sheet(old=OLD, new=NEW):
    return comparison_sheet(compare(old, new), "2024-08", "2024-10.xlsm")


def many(number):
    """As many corrections in two editions of one union each."""
    union = KOU._replace(counts=(1,) * number)
    one = edition(union, first=Month(1900, 1))
    return one, edition(union._replace(counts=(2,) * number), first=Month(1900, 1))


def test_the_golden(update_goldens):
    compare_values("comparison", sheet(), update_goldens)


def test_both_sources_and_the_verdict_stand_on_top():
    cells = values(sheet())
    assert [cells[f"A{row}"] for row in range(1, 5)] == [
        "前回との差",
        "前回: 2024-08(集計月 2024年8月)",
        "今回: 2024-10.xlsm(集計月 2024年10月)",
        "違いが18件あります。",
    ]


def test_the_kinds_that_occur_are_counted():
    cells = values(sheet())
    assert line(cells, 6, "A B C") == ["種類", "件数", "前回・今回の数字"]
    kinds = [line(cells, row, "A B C") for row in range(7, 22)]
    assert kinds[:3] == [
        ["新しい月", 2, "その月の合計件数(参考を除く)"],
        ["遡及訂正", 1, "その月の件数"],
        ["単組の追加", 1, "目標件数"],
    ]
    assert sum(count for _, count, _ in kinds) == 18
    assert cells["A22"] == "ほかの種類の違いはありません。"


def test_every_change_is_a_row():
    cells = values(sheet())
    assert line(cells, 24, ROW) == ["種類", "県名", "単組・共済", "年月", "前回", "今回", "差"]
    assert [line(cells, row, ROW) for row in range(25, 43)] == [
        ["新しい月", "合計", None, serial(2024, 9), None, 99, None],
        ["新しい月", "合計", None, serial(2024, 10), None, 8, None],
        ["遡及訂正", "北海道", "乙市職員組合", serial(2024, 6), 1, 1200, 1199],
        ["単組の追加", "社保労連", "己", None, None, 5, None],
        ["単組の削除", "青森", "丙村職員組合", None, 0, None, None],
        ["単組コードの変更", "青森", "丁病院職員組合", None, "011", "012", None],
        ["単組名の変更", "北海道", "乙市職員組合", None, "乙町職員組合", "乙市職員組合", None],
        ["目標の変更", "北海道", "甲市職員組合", None, 30, 1200, 1170],
        ["目標の変更", "北海道", "団体生命共済", serial(2024, 8), 120, 130, 10],
        ["組合員数の変更", "北海道", "甲市職員組合", None, 200, 190, -10],
        ["団生保有の変更", "社保労連", "戊労働組合", None, 2010, 2000, -10],
        ["発効の変更", "北海道", "乙市職員組合", None, "4月", None, None],
        ["区分の変更", "社保労連", "戊労働組合", None, "参考", "集計", None],
        ["共済の新しい集計月", "合計", "団体生命共済", serial(2024, 8), None, 70, None],
        ["共済の実績の訂正", "北海道", "自賠責共済", serial(2024, 6), 5931, 5930, -1],
        ["共済の県支部の追加", "静岡", "交通災害共済", serial(2024, 8), None, 394, None],
        ["共済の県支部の削除", "青森", "団体生命共済", serial(2024, 8), 14, None, None],
        ["共済の県支部の削除", "福井", "交通災害共済", serial(2024, 8), 394, None, None],
    ]
    assert "A43" not in cells


def test_nothing_changed():
    cells = values(sheet(NEW, NEW))
    assert cells["A4"] == "違いはありません。"
    assert line(cells, 6, ROW) == ["種類", "県名", "単組・共済", "年月", "前回", "今回", "差"]
    assert line(cells, 7, ROW) == ["なし", *[None] * 6]
    assert "A8" not in cells


def test_every_kind_has_a_first_row_that_stands_out():
    cells = shown(sheet())
    firsts = [row for row in range(25, 43) if cells[f"A{row}"].style.bold]
    assert firsts == [25, 27, 28, 29, 30, 31, 32, 34, 35, 36, 37, 38, 39, 40, 41]
    assert {cells[f"G{row}"].style.top for row in firsts} == {"medium"}
    assert {cells[f"G{row}"].style.top for row in (26, 33, 42)} == {"thin"}


def test_texts_and_numbers_are_shown_as_what_they_are():
    cells = shown(sheet())
    numbers, texts = cells["E27"].style, cells["E31"].style
    assert (numbers.number, numbers.align) == ("#,##0", "right")
    assert (texts.number, texts.align, texts.shrink) == ("General", "", True)
    # 「4月」 and nothing.
    assert cells["F36"].style == texts


def test_of_very_many_the_first_are_listed_and_all_are_counted(monkeypatch):
    monkeypatch.setattr(module, "MOST", 1_000)
    for number, told in (
        (1_000, "違いが1,000件あります。"),
        (1_001, "違いが1,001件あります。(はじめの1,000件を表示)"),
    ):
        made = sheet(*many(number))
        cells = values(made)
        assert cells["A4"] == told
        assert cells["B7"] == number
        assert (made.tables[0].length, "A1010" in cells, "A1011" in cells) == (1_000, True, False)


def test_how_it_prints():
    made = sheet()
    assert (made.name, made.page.paper, made.page.landscape) == (NAME, "A4", True)
    assert made.page.repeat_rows == (23, 23)
    assert sheet(NEW, NEW).page.repeat_rows == (5, 5)


@pytest.mark.libreoffice
def test_libreoffice_shows_every_row_and_the_header_on_every_page(soffice, tmp_path):
    old, new = many(120)
    path = tmp_path / "差.xlsx"
    with path.open("wb") as file:
        write_xlsx(Book(NAME, date(2024, 10, 1), (sheet(old, new),)), file)
    again = office.convert(soffice, path, "xlsx", tmp_path / "again")
    cells = office.values(again)[NAME]
    label = Kind.CORRECTION.label
    assert [cells[row, 0] for row in range(10, 130)] == [label] * 120
    assert (10 + 120, 0) not in cells
    assert [cells[129, column] for column in (4, 5, 6)] == [1, 2, 1]
    assert cells[129, 3] == date(1909, 12, 1)
    printed = office.convert(soffice, path, "pdf", tmp_path / "printed")
    text = subprocess.run(
        ["pdftotext", "-layout", printed, "-"], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    *pages, _ = text.split("\f")
    assert len(pages) > 2
    assert all(page.count("単組・共済") == 1 for page in pages)
