"""What may be typed into a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from kyosai_xl.calc.engine.names import Name
from kyosai_xl.calc.engine.references import quoted_sheet
from kyosai_xl.calc.engine.uno_tools import OPERATORS, Uno, enum

if TYPE_CHECKING:
    from kyosai_xl.calc.engine.range import Range

_TYPES = {
    "whole_number": "WHOLE",
    "decimal": "DECIMAL",
    "list": "LIST",
    "date": "DATE",
    "time": "TIME",
    "text_length": "TEXT_LEN",
    "custom": "CUSTOM",
}
_COMPARED = _TYPES.keys() - {"list", "custom"}
_ALERTS = {"STOP": "stop", "WARNING": "warning", "INFO": "information"}
_UNSORTED_LIST = 1


class DataValidation(base_classes.DataValidation):
    """The rule of a range, taken from its first cell where the cells differ."""

    def __init__(self, cells: Range) -> None:
        self._range = cells

    @property
    def api(self) -> Uno:
        """LibreOffice's validation, a copy: it counts once it is set again."""
        return self._range.api.Validation

    @property
    def type(self) -> str:
        """The kind of rule, as xlwings names it."""
        if self._range.api.getPropertyState("Validation").value == "AMBIGUOUS_VALUE":
            return "inconsistent"
        kind = self.api.Type.value
        if kind == "ANY":
            return "none"
        return next((name for name, own in _TYPES.items() if own == kind), "unknown")

    @property
    def operator(self) -> str | None:
        """How numbers, days and lengths are compared."""
        if self.type not in _COMPARED:
            return None
        operator = self.api.getOperator().value
        return next((name for name, own in OPERATORS.items() if own == operator), None)

    @property
    def formula1(self) -> str | None:
        """The first number or formula compared with."""
        return self._formula(0) if self.type in _COMPARED else None

    @property
    def formula2(self) -> str | None:
        """The second one, for ``between`` and ``not_between``."""
        return self._formula(1) if self.operator in {"between", "not_between"} else None

    @property
    def formula(self) -> str | None:
        """The formula of a custom rule."""
        return self._formula(0) if self.type == "custom" else None

    @property
    def source(self) -> str | None:
        """The cells of a list as a formula, or its words with commas between."""
        if self.type != "list":
            return None
        text = str(self.api.getFormula1())
        if text.startswith('"'):
            return ",".join(word.strip('"') for word in text.split(";"))
        return self._formula(0)

    @property
    def in_cell_dropdown(self) -> bool | None:
        """Whether a list opens in its cell."""
        return bool(self.api.ShowList) if self.type == "list" else None

    @property
    def ignore_blank(self) -> bool:
        """Whether an empty cell is always right."""
        return bool(self.api.IgnoreBlankCells)

    @property
    def input_title(self) -> str:
        """The title of the message shown while a cell is selected."""
        return str(self.api.InputTitle)

    @property
    def input_message(self) -> str:
        """The message shown while a cell is selected."""
        return str(self.api.InputMessage)

    @property
    def show_input(self) -> bool:
        """Whether that message is shown."""
        return bool(self.api.ShowInputMessage)

    @property
    def error_title(self) -> str:
        """The title of the message on a wrong input."""
        return str(self.api.ErrorTitle)

    @property
    def error_message(self) -> str:
        """The message on a wrong input."""
        return str(self.api.ErrorMessage)

    @property
    def show_error(self) -> bool:
        """Whether a wrong input is stopped."""
        return bool(self.api.ShowErrorMessage)

    @property
    def alert_style(self) -> str | None:
        """What a wrong input meets."""
        return _ALERTS.get(self.api.ErrorAlertStyle.value)

    def set_list(self, source: list[str] | Name | Range, in_cell_dropdown: bool) -> None:  # noqa: FBT001
        """Allow the words of a list, the cells of a range, or those that a name stands for."""
        rule = self._rule("list")
        rule.ShowList = _UNSORTED_LIST if in_cell_dropdown else 0
        if isinstance(source, list):
            rule.setFormula1(";".join(f'"{word}"' for word in source))
        elif isinstance(source, Name):
            self._set_formula(rule, 0, source.name)
        else:
            self._set_formula(rule, 0, f"{quoted_sheet(source.sheet.name)}!{source.address}")
        self._range.api.Validation = rule

    def set_rule(
        self, rule_type: str, operator: str | None, formula1: str, formula2: str | None
    ) -> None:
        """Allow what a comparison or a formula lets pass; messages stay."""
        rule = self._rule(rule_type)
        own = OPERATORS[operator] if operator else "FORMULA"
        rule.setOperator(enum("sheet.ConditionOperator", own))
        self._set_formula(rule, 0, formula1)
        if formula2 is not None:
            self._set_formula(rule, 1, formula2)
        self._range.api.Validation = rule

    def delete(self) -> None:
        """Allow everything."""
        rule = self._rule(None)
        rule.ShowErrorMessage = rule.ShowInputMessage = False
        for text in ("ErrorTitle", "ErrorMessage", "InputTitle", "InputMessage"):
            setattr(rule, text, "")
        self._range.api.Validation = rule

    def _rule(self, kind: str | None) -> Uno:
        rule = self.api
        if rule.Type.value == "ANY":
            rule.ShowErrorMessage = rule.ShowInputMessage = rule.IgnoreBlankCells = True
        rule.Type = enum("sheet.ValidationType", _TYPES[kind] if kind else "ANY")
        return rule

    def _set_formula(self, rule: Uno, place: int, formula: str) -> None:
        cells = self._range
        rule.setSourcePosition(cells.first_cell.CellAddress)
        at = (cells.sheet.index - 1, cells.row, cells.column)
        rule.setTokens(place, cells.book.formulas.tokens(formula, *at))

    def _formula(self, place: int) -> str:
        rule, cells = self.api, self._range
        text = str(rule.getFormula2() if place else rule.getFormula1())
        return cells.book.formulas.to_excel(text, cells.row, cells.column)
