import subprocess
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

pytestmark = pytest.mark.libreoffice


def test_sheets_are_added_renamed_copied_moved_hidden_and_deleted(office, tmp_path):
    def change(book, path):
        first = book.sheets[0]
        last = book.sheets.add("モデル単組(6月開始)", after=first)
        book.sheets.add(before=first)
        last["B2"].value = "=1+1"
        last["B2"].color = "#FFE699"
        last["A:A"].column_width = 30
        last.page_setup.print_area = "A1:C9"
        last.freeze_panes.freeze_at("A1:B2")
        copied = last.copy(name="控え")
        again = last.copy(before=first)
        order = [sheet.name for sheet in book.sheets]
        first.name = "表紙"
        again.visible = False
        book.sheets[0].delete()
        copied.move(before=first)
        copied.activate()
        book.save(path)
        return [
            order,
            [sheet.name for sheet in book.sheets],
            [sheet.visible for sheet in book.sheets],
            book.sheets.active.name,
            [copied["B2"].value, copied["B2"].color, copied.page_setup.print_area],
            [copied.index, "控え" in book.sheet_names, first.used_range.address],
        ]

    path = tmp_path / "sheets.xlsx"
    order, names, visible, active, copied, rest = office.run(change, None, str(path))
    union = "モデル単組(6月開始)"
    assert order == ["Sheet3", f"{union} (2)", "Sheet1", union, "控え"]
    assert names == [f"{union} (2)", "控え", "表紙", union]
    assert visible == [False, True, True, True]
    assert active == "控え"
    assert copied == [2, [255, 230, 153], "$A$1:$C$9"]
    assert rest == [2, True, "$A$1"]
    saved = load_workbook(path)
    assert saved.sheetnames == names
    assert saved["控え"].freeze_panes == "C3"
    assert saved["控え"].print_area == "'控え'!$A$1:$C$9"
    assert saved[f"{union} (2)"].sheet_state == "hidden"


@pytest.mark.parametrize(
    ("frozen", "saved"), [("A1:B4", "C5"), ("1:3", "A4"), ("A:B", "C1"), (None, None)]
)
def test_panes_freeze_below_and_beside_a_range(office, tmp_path, frozen, saved):
    def freeze(book, frozen, path):
        front = book.sheets[0]
        sheet = book.sheets.add("表", after=front)
        front.activate()
        sheet.freeze_panes.freeze_at(frozen or "A1")
        if not frozen:
            sheet.freeze_panes.unfreeze()
        book.save(path)
        return book.sheets.active.name

    path = tmp_path / "panes.xlsx"
    assert office.run(freeze, None, frozen, str(path)) == "Sheet1"
    assert load_workbook(path)["表"].freeze_panes == saved


def test_gridlines_and_print_areas_are_saved(office, tmp_path):
    def setup(book, path):
        sheet = book.sheets[0]
        sheet["A1:D9"].value = 1
        sheet.show_gridlines = False
        sheet.page_setup.print_area = "$A$1:$B$5"
        first = sheet.page_setup.print_area
        book.sheets.add("外", after=sheet).page_setup.print_area = None
        book.save(path)
        return [first, book.sheets["外"].page_setup.print_area, sheet.show_gridlines]

    path = tmp_path / "print.xlsx"
    assert office.run(setup, None, str(path)) == ["$A$1:$B$5", None, False]
    sheet = load_workbook(path).worksheets[0]
    assert sheet.print_area == "'Sheet1'!$A$1:$B$5"
    assert not sheet.sheet_view.showGridLines


def test_a_book_is_opened_changed_and_saved_in_place(office, tmp_path):
    def change(book):
        book.sheets["入力"]["B1"].value = 5
        book.save()
        app = book.app
        return [
            book.name,
            book.fullname,
            app.books.active.name,
            len(app.books),
            book == app.books[0],
        ]

    path = tmp_path / "支部 実績.xlsx"
    source = Workbook()
    source.active.title = "入力"
    source.active["A1"] = "=B1*2"
    source.save(path)
    seen = office.run(change, path)
    assert seen == [path.name, str(path), path.name, 1, True]
    sheet = load_workbook(path, data_only=True)["入力"]
    assert (sheet["B1"].value, sheet["A1"].value) == (5, 10)


def test_books_print_to_pdf_without_the_sheets_left_out(office, tmp_path):
    def to_pdf(book, path):
        book.sheets[0]["A1"].value = "一枚目"
        book.sheets.add("二枚目", after=book.sheets[0])["A1"].value = "二枚目"
        book.to_pdf(path + "/both.pdf")
        book.sheets["二枚目"].to_pdf(path + "/one.pdf")
        return [sheet.visible for sheet in book.sheets]

    assert office.run(to_pdf, None, str(tmp_path)) == [True, True]
    both, one = ((tmp_path / name).read_bytes() for name in ("both.pdf", "one.pdf"))
    assert both.startswith(b"%PDF")
    assert both.count(b"/Type/Page/") + both.count(b"/Type/Page\n") == 2
    assert one.count(b"/Type/Page/") + one.count(b"/Type/Page\n") == 1


def test_named_sheets_are_printed_and_all_are_shown_again_as_before(office, tmp_path):
    def to_pdf(book, path):
        front = book.sheets[0]
        front["A1"].value = "入力"
        for name in ("主要共済", "モデル単組(6月開始)", "型"):
            book.sheets.add(name, after=book.sheets[-1])["A1"].value = name
        book.sheets["型"].visible = 2
        book.to_pdf(path, include=["モデル単組(6月開始)", "主要共済"])
        return [sheet.visible for sheet in book.sheets]

    path = tmp_path / "pages.pdf"
    assert office.run(to_pdf, None, str(path)) == [True, True, True, False]
    text = subprocess.run(
        ["pdftotext", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = [page.split()[0] for page in text.split("\f") if page.strip()]
    assert pages == ["主要共済", "モデル単組(6月開始)"]


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (".xlsx", b"spreadsheetml.sheet.main+xml"),
        (".xlsm", b"ms-excel.sheet.macroEnabled.main+xml"),
        (".ods", b"opendocument.spreadsheet"),
    ],
)
def test_the_ending_says_what_is_saved(office, tmp_path, ending, kind):
    def save(book, path):
        book.sheets[0]["A1"].value = "達成"
        book.save(path)
        return [book.fullname, book.name]

    def read(book):
        return book.sheets[0]["A1"].value

    path = tmp_path / f"支部 実績{ending}"
    assert office.run(save, None, str(path)) == [str(path), path.name]
    assert office.run(read, path) == "達成"
    with zipfile.ZipFile(path) as parts:
        name = "mimetype" if ending == ".ods" else "[Content_Types].xml"
        assert kind in parts.read(name)


def test_settings_hold_while_a_macro_works_and_are_put_back(office):
    def work(book):
        app, sheet = book.app, book.sheets[0]
        names = ("screen_updating", "display_alerts", "calculation", "status_bar")

        def settings():
            return [getattr(app, name) for name in names]

        before = settings()
        sheet["A1:B1"].value = [1, "=A1+1"]
        with app.properties(
            screen_updating=False, display_alerts=False, calculation="manual", status_bar="再集計…"
        ):
            during = settings()
            sheet["A1"].value = 5
            other = book.sheets.add("途中", after=sheet)
            other["A1:A3"].formula = "=Sheet1!A1"
            other.delete()
        return [before, during, settings(), sheet["B1"].value]

    usual = [True, True, "automatic", False]
    busy = [False, False, "manual", "再集計…"]
    assert office.run(work) == [usual, busy, usual, 6]


def test_a_macro_asks_and_tells_what_it_does(office):
    def ask(book):
        app = book.app
        with app.properties(screen_updating=False, status_bar="再集計しています"):
            told = app.status_bar
            answer = app.alert("作り直しますか", title="共済推進", buttons="yes_no")
        return [told, answer, app.screen_updating, app.status_bar]

    assert office.run(ask, answers=["no"]) == ["再集計しています", "no", True, False]
    assert office.alerts == [
        {"prompt": "作り直しますか", "title": "共済推進", "buttons": "yes_no", "mode": None}
    ]
    assert office.status == ["再集計しています", False]


def test_ranges_are_selected_on_their_sheet(office):
    def select(book):
        sheet = book.sheets.add("選ぶ")
        book.sheets[0].activate()
        sheet["B2:C3"].select()
        return [book.selection.address, book.sheets.active.name]

    assert office.run(select) == ["$B$2:$C$3", "選ぶ"]


def test_the_engine_is_active_and_needs_no_licence(office):
    def engine(book):
        import xlwings

        return [xlwings.__pro__, xlwings.engines.active.name, book.app.engine.type]

    assert office.run(engine) == [False, "libreoffice", "desktop"]


def test_a_failing_macro_tells_where(office):
    def fail(book):
        book.sheets["ない"]["A1"].value = 1

    with pytest.raises(Exception, match="KeyError: 'ない'"):
        office.run(fail)
