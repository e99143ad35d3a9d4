"""What each button does, given the open workbook; the ribbon and LibreOffice's menu call these."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, NamedTuple

from kyosai_xl.commands import TAB, commands
from kyosai_xl.domain.months import FiscalYear, Month
from kyosai_xl.errors import KyosaiError
from kyosai_xl.layout import achievers_sheet, findings_sheet, products_sheet
from kyosai_xl.layout.choices_sheet import START_MONTH
from kyosai_xl.layout.model import Sheet
from kyosai_xl.layout.template_book import CODE_NAMES, JUNE, MAY, in_template, regenerated
from kyosai_xl.open_book.care import at_work
from kyosai_xl.open_book.copies import save_copy, save_pages
from kyosai_xl.open_book.inputs import InputFaultError, Inputs, read_inputs
from kyosai_xl.open_book.records import Records
from kyosai_xl.open_book.sheets import CancelledError, rewrite
from kyosai_xl.regenerate import Figures
from kyosai_xl.template_report import checked_sheet, figures_of, finding_lines, report_sheets
from kyosai_xl.version import VERSION

if TYPE_CHECKING:
    import xlwings as xw

Macro = Callable[["xw.Book"], None]
_LABELS = {command.name: command.label for command in commands()}


class UnknownCommandError(KyosaiError):
    """A button of another version's ribbon."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"ボタン「{name}」は、今のkyosai_xlにありません。"
            "新しいひな形に入力を移してから、もう一度実行してください。"
        )


class NoMonthColumnError(KyosaiError):
    """The month to come has no column to type its counts into."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            f"「月次件数」に{month.label}の列がないため、集計月を進められません。"
            f"最後の列の右に、見出しを「{month}」とした列を足してください。"
        )


def run(name: str) -> None:
    """Run a button's macro on the workbook that calls from Excel; failures become a message."""
    import xlwings as xw

    book = xw.Book.caller()
    try:
        press(name, book)
    except KyosaiError as error:
        book.app.alert(str(error), title=TAB, mode="critical")
    except Exception:  # noqa: BLE001 - the last line of defence: the traceback goes to the log
        from kyosai_xl.crash_log import write_crash_log

        told = (
            f"「{_LABELS.get(name, name)}」を終えられませんでした。ブックは元のままです。"
            f"担当者に次の記録を渡してください: {write_crash_log()}"
        )
        book.app.alert(told, title=TAB, mode="critical")


def press(name: str, book: xw.Book) -> None:
    """Do what the button does, in a workbook made from a template.

    Raises KyosaiError with one sentence; the workbook is as before.
    """
    if name not in MACROS:
        raise UnknownCommandError(name)
    Records(book)
    try:
        MACROS[name](book)
    except CancelledError:
        return


def advance_month(book: xw.Book) -> None:
    """集計月を進める: the as-of month moves on by one, and all sheets are written anew."""
    with at_work(book, _LABELS["advance_month"]):
        read = _read(book)
        following = read.figures.as_of.plus(1)
        if str(following) not in read.inputs.origin.counts.columns:
            raise NoMonthColumnError(following)
        cells = [book.names[name].refers_to_range for name in ("fiscal_year", "as_of")]
        before = [cell.value for cell in cells]
        year = FiscalYear.containing(following, START_MONTH).year
        try:
            for cell, value in zip(cells, (year, dt.datetime(*following, 1)), strict=True):  # noqa: DTZ001
                cell.value = value
            _rewrite(book, CODE_NAMES)
        except BaseException:
            for cell, value in zip(cells, before, strict=True):
                cell.value = value
            raise


def recalculate(book: xw.Book) -> None:
    """再集計: all sheets are written anew from the input."""
    with at_work(book, _LABELS["recalculate"]):
        _rewrite(book, CODE_NAMES)


def model_unions_june(book: xw.Book) -> None:
    """モデル単組(6月開始)."""
    with at_work(book, _LABELS["model_unions_june"]):
        _rewrite(book, {JUNE})


def model_unions_may(book: xw.Book) -> None:
    """モデル単組(5月開始)."""
    with at_work(book, _LABELS["model_unions_may"]):
        _rewrite(book, {MAY})


def model_unions(book: xw.Book) -> None:
    """Both sheets of the model unions."""
    with at_work(book, _LABELS["model_unions"]):
        _rewrite(book, {JUNE, MAY})


def achievers(book: xw.Book) -> None:
    """目標達成一覧."""
    with at_work(book, _LABELS["achievers"]):
        _rewrite(book, {achievers_sheet.NAME})


def products(book: xw.Book) -> None:
    """主要共済."""
    with at_work(book, _LABELS["products"]):
        _rewrite(book, {products_sheet.NAME})


def check(book: xw.Book) -> None:
    """点検: what is wrong with the input on a sheet, each with a link to its cell."""
    with at_work(book, _LABELS["check"]):
        try:
            read = _read(book)
            sheet = read.sheets[-1]
        except InputFaultError as error:
            found = findings_sheet.findings_sheet(finding_lines(error.findings))
            sheet = in_template(found)
        rewrite(book, [sheet], {sheet.name})
    book.sheets[findings_sheet.NAME].activate()


def save_for_distribution(book: xw.Book) -> None:
    """配布用に保存: a copy of the report with built-in formulas, which needs no Python."""
    with at_work(book, _LABELS["save_for_distribution"]):
        saved = save_copy(book, _read(book).figures)
    book.app.alert(f"保存しました: {saved}", title=TAB, mode="info")


def save_pdf(book: xw.Book) -> None:
    """PDF: the regenerated sheets, as they print, brought up to date first."""
    with at_work(book, _LABELS["save_pdf"]):
        read = _rewrite(book, ())
        names = [sheet.name for sheet in read.sheets if sheet.name != findings_sheet.NAME]
        saved = save_pages(book, names, read.figures.as_of)
    book.app.alert(f"保存しました: {saved}", title=TAB, mode="info")


def show_help(book: xw.Book) -> None:
    """ヘルプ: what to do each month."""
    lines = Records(book).kind.steps
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(lines, 1))
    told = f"{steps}\n\n関数の説明は、関数の挿入の分類「共済推進」にあります。\nkyosai_xl {VERSION}"
    book.app.alert(told, title=TAB, mode="info")


MACROS: dict[str, Macro] = {
    macro.__name__: macro
    for macro in (
        *(advance_month, recalculate, model_unions_june, model_unions_may, model_unions),
        *(achievers, products, check, save_for_distribution, save_pdf, show_help),
    )
}
"""Button → what it does."""


class _Read(NamedTuple):
    """The input of a workbook and what follows from it; 「点検」 is the last sheet."""

    inputs: Inputs
    figures: Figures
    sheets: tuple[Sheet, ...]


def _read(book: xw.Book) -> _Read:
    inputs = read_inputs(book)
    figures = figures_of(inputs.data, inputs.data.as_of)
    report = report_sheets(figures, inputs.origin)
    sheets = regenerated(report, checked_sheet(inputs.data, figures))
    return _Read(inputs, figures, sheets)


def _rewrite(book: xw.Book, requested: Collection[str]) -> _Read:
    read = _read(book)
    rewrite(book, read.sheets, requested)
    return read
