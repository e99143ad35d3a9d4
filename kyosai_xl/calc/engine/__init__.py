"""An xlwings engine over UNO: macros on xlwings' public API run in LibreOffice."""

from kyosai_xl.calc.engine.engine import attach

__all__ = ["attach"]
