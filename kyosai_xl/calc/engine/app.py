"""A running LibreOffice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from kyosai_xl.calc.engine.book import Book
from kyosai_xl.calc.engine.books import Books
from kyosai_xl.calc.engine.range import Range
from kyosai_xl.calc.engine.uno_tools import Uno, enum, properties
from kyosai_xl.calc.engine.values import Free

if TYPE_CHECKING:
    from kyosai_xl.calc.engine.engine import Engine

_BUTTONS = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
_ANSWERS = ("cancel", "ok", "yes", "no")
_BOXES = {"info": "INFOBOX", "critical": "ERRORBOX"}


class App(base_classes.App):
    """LibreOffice as an xlwings app; its settings count for every open spreadsheet."""

    visible = True
    display_alerts = True
    enable_events = True
    interactive = True
    cut_copy_mode = False

    def __init__(self, engine: Engine, context: Uno) -> None:
        self._engine = engine
        self.context = context
        """LibreOffice's component context."""
        self.revision = 0
        """Counts up whenever cells move, so that what was looked up before is not used."""
        self._desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        self._known: list[Book] = []
        self._locked: list[Book] = []
        self._status: tuple[Uno, str] | None = None

    @property
    def engine(self) -> Engine:
        """The engine."""
        return self._engine

    @property
    def api(self) -> Uno:
        """LibreOffice's desktop."""
        return self._desktop

    @property
    def books(self) -> Books:
        """The open spreadsheets."""
        return Books(self)

    @property
    def pid(self) -> int:
        """A number of its own; not the process's, which LibreOffice does not tell."""
        return id(self)

    @property
    def hwnd(self) -> None:
        """No window has a number here."""

    @property
    def path(self) -> str:
        """Not told by LibreOffice."""
        return ""

    @property
    def startup_path(self) -> str:
        """LibreOffice has no such folder."""
        return ""

    @property
    def version(self) -> str:
        """LibreOffice's version, such as 7.4.7.2."""
        provider = self.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", self.context
        )
        product = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess",
            properties(nodepath="/org.openoffice.Setup/Product"),
        )
        return str(product.ooSetupVersionAboutBox)

    @property
    def selection(self) -> Range | None:
        """What is selected in the spreadsheet in front, None unless cells."""
        book = self.books.active
        selected = None if book.controller is None else book.controller.getSelection()
        if not hasattr(selected, "RangeAddress"):
            return None
        return book.range_of(selected)

    @property
    def screen_updating(self) -> bool:
        """Whether windows follow every change."""
        return not self._locked

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        if value:
            for book in self._locked:
                book.api.unlockControllers()
            self._locked = []
        elif not self._locked:
            self._locked = list(self.books)
            for book in self._locked:
                book.api.lockControllers()

    @property
    def calculation(self) -> str:
        """``automatic``, or ``manual`` when some book waits for ``calculate``."""
        automatic = all(book.api.isAutomaticCalculationEnabled() for book in self.books)
        return "automatic" if automatic else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        for book in self.books:
            book.api.enableAutomaticCalculation(value != "manual")

    @property
    def status_bar(self) -> str | bool:
        """The text that was put into the status bar, else False."""
        return self._status[1] if self._status else False

    @status_bar.setter
    def status_bar(self, value: str | bool | None) -> None:
        if self._status:
            self._status[0].end()
            self._status = None
        controller = self.books.active.controller if value else None
        if controller is not None:
            indicator = controller.Frame.createStatusIndicator()
            indicator.start(str(value), 0)
            self._status = (indicator, str(value))

    def calculate(self) -> None:
        """Work out every formula of every open spreadsheet."""
        for book in self.books:
            book.api.calculateAll()

    def activate(self, steal_focus: bool = False) -> None:  # noqa: FBT001, FBT002
        """Bring the window to the front."""
        frame = self._desktop.getCurrentFrame()
        if steal_focus and frame is not None:
            frame.getContainerWindow().toFront()

    def alert(
        self, prompt: str, title: str | None, buttons: str, mode: str | None, callback: Free
    ) -> str:
        """Ask, and return the button that was pressed."""
        del callback
        window = self._desktop.getCurrentFrame().getContainerWindow()
        box = _BOXES.get(mode or "", "QUERYBOX" if buttons != "ok" else "MESSAGEBOX")
        shown = window.getToolkit().createMessageBox(
            window, enum("awt.MessageBoxType", box), _BUTTONS[buttons], title or "", prompt
        )
        try:
            return _ANSWERS[shown.execute()]
        finally:
            shown.dispose()

    def quit(self) -> None:
        """End LibreOffice."""
        self._desktop.terminate()

    def kill(self) -> None:
        """End LibreOffice."""
        self.quit()

    def note_move(self) -> None:
        """Remember that cells moved."""
        self.revision += 1

    def book(self, own: Uno) -> Book:
        """Return a document as a book, the same one each time."""
        for known in self._known:
            if known.api == own:
                return known
        self._known.append(Book(self, own))
        return self._known[-1]

    def forget(self, own: Uno) -> None:
        """Let a document go that is closed."""
        self._known = [book for book in self._known if book.api != own]
        self._locked = [book for book in self._locked if book.api != own]
