"""What can be undone in a real LibreOffice before and after a command."""

import pytest

pytestmark = pytest.mark.libreoffice


@pytest.mark.parametrize(("what", "left"), [("nothing", 1), ("cells", 0), ("failure", 0)])
@pytest.mark.parametrize("saved", [True, False])
def test_nothing_is_undone_in_part(office, tmp_path, what, left, saved):
    def work(book, what, path):
        from kyosai_xl.calc.extension.inside.no_undo import no_undo

        sheet, undo = book.sheets[0], book.api.getUndoManager()
        undo.clear()
        sheet["A1"].value = "手で入れた"
        if path:
            book.save(path)
        seen = [len(undo.getAllUndoActionTitles()), book.api.isModified()]
        try:
            with no_undo(book.api):
                if what != "nothing":
                    sheet["A1:B2"].value = 1
                    book.sheets.add("足した")
                seen += [1 / 0] if what == "failure" else []
        except ZeroDivisionError:
            pass
        seen += [len(undo.getAllUndoActionTitles()), book.api.isModified()]
        sheet["C1"].value = "また手で"
        return [*seen, len(undo.getAllUndoActionTitles())]

    path = str(tmp_path / "saved.xlsx") if saved else None
    before, modified_before, after, modified_after, later = office.run(work, None, what, path)
    assert (before, modified_before) == (1, not saved)
    assert (after, modified_after) == (left, modified_before or what != "nothing")
    assert later == after + 1
