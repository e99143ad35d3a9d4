"""Runs a command's macro on the workbook in front."""

from __future__ import annotations

from typing import Any

from kyosai_xl.errors import KyosaiError


class PartsMissingError(KyosaiError):
    """The macros cannot be imported: an incomplete extension, or a Python too old for them."""

    def __init__(self) -> None:
        super().__init__(
            "共済推進のコマンドを読み込めなかったので、"
            "LibreOfficeと拡張機能を新しい版にしてください。"
        )


def run_macro(context: Any, name: str) -> None:
    """Do what the button of that name does.

    ``context`` is LibreOffice's component context. Raises ``KyosaiError`` for what a person
    can be told, and whatever else the macro raises.
    """
    # Imported on first use: LibreOffice starts without them, and says what is wrong with them.
    try:
        from kyosai_xl.calc.engine import attach
        from kyosai_xl.macros import press
    except Exception as error:
        raise PartsMissingError from error
    press(name, attach(context).books.active)
