"""Locked sheets in a real LibreOffice."""

import pytest
import xlsxwriter
from openpyxl import load_workbook

pytestmark = pytest.mark.libreoffice


@pytest.fixture
def locked(tmp_path):
    path = tmp_path / "locked.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("集計", "消える", "秘密", "入力"):
            sheet = book.add_worksheet(name)
            sheet.write("A1", "前")
            if name != "入力":
                sheet.protect("himitsu" if name == "秘密" else "")
    return path


@pytest.mark.parametrize("fails", [False, True])
def test_sheets_without_a_password_are_open_for_a_while(office, locked, tmp_path, fails):
    def work(book, fails, path):
        from kyosai_xl.calc.extension.inside.unprotected import unprotected

        def state():
            return {sheet.name: bool(sheet.api.isProtected()) for sheet in book.sheets}

        seen = [state()]
        try:
            with unprotected(book.api):
                seen.append(state())
                book.sheets["集計"]["A1"].value = "後"
                book.sheets["消える"].delete()
                seen += [1 / 0] if fails else []
        except ZeroDivisionError:
            seen.append("failed")
        seen.append(state())
        book.save(path)
        return seen

    path = tmp_path / "saved.xlsx"
    before, during, *failed, after = office.run(work, locked, fails, str(path))
    assert before == {"集計": True, "消える": True, "秘密": True, "入力": False}
    assert during == {"集計": False, "消える": False, "秘密": True, "入力": False}
    assert failed == ["failed"] * fails
    assert after == {"集計": True, "秘密": True, "入力": False}
    saved = load_workbook(path)
    assert saved["集計"]["A1"].value == "後"
    assert [sheet.protection.sheet for sheet in saved] == [True, True, False]


def test_what_may_be_done_in_a_locked_sheet_stays_the_same(office, locked, tmp_path):
    def work(book, path, work_in_it):
        from kyosai_xl.calc.extension.inside.unprotected import unprotected

        if work_in_it:
            with unprotected(book.api):
                book.sheets["集計"]["A1"].value = "後"
        book.save(path)

    saved = [tmp_path / "as_opened.xlsx", tmp_path / "after.xlsx"]
    for path, work_in_it in zip(saved, (False, True), strict=True):
        office.run(work, locked, str(path), work_in_it)
    as_opened, after = (vars(load_workbook(path)["集計"].protection) for path in saved)
    assert after == as_opened
