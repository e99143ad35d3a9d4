"""A command's failure as staff see it: one Japanese sentence, the rest in the log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kyosai_xl.calc.extension.inside.log import log, log_file
from kyosai_xl.commands import TAB, Command
from kyosai_xl.errors import KyosaiError


def guarded(command: Command, run: Callable[[], None], window: Any) -> None:
    """Run a command; whatever goes wrong ends in a message box on the window."""
    try:
        run()
    except KyosaiError as error:
        log().warning("%s: %s", command.name, error, exc_info=error)
        show_message(window, str(error))
    # No other failure may reach LibreOffice, which would swallow it in silence.
    except Exception as error:  # noqa: BLE001
        log().error("%s", command.name, exc_info=error)
        show_message(
            window,
            f"「{command.label}」を終えられなかったので、"
            f"担当者に次の記録を渡してください: {log_file()}",
        )


def show_message(window: Any, text: str) -> None:
    """Show the text in a box with an OK button and wait for it."""
    import uno  # type: ignore[import-not-found]

    kind = uno.Enum("com.sun.star.awt.MessageBoxType", "ERRORBOX")
    ok = uno.getConstantByName("com.sun.star.awt.MessageBoxButtons.BUTTONS_OK")
    box = window.getToolkit().createMessageBox(window, kind, ok, TAB, text)
    box.execute()
    box.dispose()
