"""Copies of the report beside the workbook: an .xlsx that needs no Python, a PDF."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kyosai_xl.domain.months import Month
from kyosai_xl.errors import KyosaiError
from kyosai_xl.layout.formulas import Dialect
from kyosai_xl.open_book.sheets import CancelledError
from kyosai_xl.output import Output, deliver
from kyosai_xl.regenerate import Figures
from kyosai_xl.writers.xlsx import write_xlsx

if TYPE_CHECKING:
    import xlwings as xw

_TITLE = "共済推進"


class NoFolderError(KyosaiError):
    """The workbook stands in no folder of this computer."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"ブック「{place}」の保存先のフォルダーが分かりません。"
            "パソコンのフォルダーに保存してから、もう一度押してください。"
        )


class PagesFailedError(KyosaiError):
    """The PDF could not be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"「{path}」に保存できませんでした({reason})。"
            "同じ名前のファイルを閉じ、空き容量を確かめてから、もう一度押してください。"
        )


def save_copy(book: xw.Book, figures: Figures) -> Path:
    """Write the report in built-in formulas beside the workbook, and return where."""
    path = _beside(book, f"配布用_{figures.as_of}.xlsx")
    _ask(book, path)
    output = Output(str(path), (book.fullname,), overwrite=True)
    deliver(output, lambda file: write_xlsx(figures.book(Dialect.NATIVE), file))
    return path


def save_pages(book: xw.Book, sheets: list[str], as_of: Month) -> Path:
    """Print the sheets into a PDF beside the workbook, whole or not at all, and return where."""
    path = _beside(book, f"{as_of}.pdf")
    _ask(book, path)
    aside = path.with_name(f"~{os.getpid()}_{path.name}")
    try:
        book.to_pdf(str(aside), include=list(sheets))
        aside.replace(path)
    except OSError as error:
        raise PagesFailedError(path, error.strerror or str(error)) from error
    finally:
        aside.unlink(missing_ok=True)
    return path


def _beside(book: xw.Book, ending: str) -> Path:
    own = Path(book.fullname)
    if not own.is_absolute() or not own.parent.is_dir():
        raise NoFolderError(book.fullname)
    return own.with_name(f"{own.stem}_{ending}")


def _ask(book: xw.Book, path: Path) -> None:
    if not path.exists():
        return
    answer = book.app.alert(
        f"「{path.name}」はすでにあります。置き換えますか?", title=_TITLE, buttons="yes_no"
    )
    if answer != "yes":
        raise CancelledError
