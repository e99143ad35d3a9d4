"""What the cells of a range hold."""

from __future__ import annotations

from kyosai_xl.calc.engine.cell_block import (
    filled,
    read_formulas,
    read_values,
    write_formulas,
    write_values,
)
from kyosai_xl.calc.engine.formulas import is_formula
from kyosai_xl.calc.engine.place import Place
from kyosai_xl.calc.engine.uno_tools import struct
from kyosai_xl.calc.engine.values import Free, element

CONTENTS = 1 | 2 | 4 | 16 | 512
"""LibreOffice's flags for numbers, dates, texts, formulas and formatted texts."""


class CellContents(Place):
    """Values, formulas and links."""

    @property
    def max_cells_per_read(self) -> None:
        """No limit."""

    @property
    def max_cells_per_write(self) -> None:
        """No limit."""

    @property
    def raw_value(self) -> list[list[object]] | None:
        """All values, by rows; None of no cells."""
        if not len(self):
            return None
        return read_values(self.block)

    @raw_value.setter
    def raw_value(self, data: Free) -> None:
        if is_formula(data):
            self.formula = data
        else:
            rows = self._rows(data)
            write_values(self.block, [[element(value) for value in row] for row in rows])

    @property
    def formula(self) -> Free:
        """The formula of a single cell, or of all cells by rows; constants as text."""
        rows = read_formulas(self.block)
        return rows[0][0] if len(self) == 1 else tuple(map(tuple, rows))

    @formula.setter
    def formula(self, value: Free) -> None:
        if is_formula(value):
            write_formulas(self.block, filled(value, self.block, self.shape))
        else:
            rows = self._rows(value)
            write_formulas(self.block, [[element(one) for one in row] for row in rows])

    @property
    def formula2(self) -> Free:
        """The same: LibreOffice 7.4 spills nothing."""
        return self.formula

    @formula2.setter
    def formula2(self, value: Free) -> None:
        self.formula = value

    @property
    def formula_array(self) -> str | None:
        """The array formula that fills the range, else the formula of its first cell."""
        own = self.api.getArrayFormula()
        if own:
            return self._excel(own.strip("{}"))
        rows = read_formulas(self.block)
        return rows[0][0] if len({cell for row in rows for cell in row}) == 1 else None

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        own = self.book.formulas.to_office(value, self.row, self.column)
        self.api.setArrayFormula(own)

    @property
    def has_array(self) -> bool:
        """Whether the first cell belongs to an array formula."""
        return bool(self.first_cell.getArrayFormula())

    def clear_contents(self) -> None:
        """Empty the cells; their looks stay."""
        self.api.clearContents(CONTENTS)

    @property
    def hyperlink(self) -> str:
        """The address that the first cell links to."""
        fields = self.first_cell.TextFields
        for index in range(fields.Count):
            address: str = fields.getByIndex(index).URL
            return address
        message = "The cell doesn't seem to contain a hyperlink!"
        raise ValueError(message)

    def add_hyperlink(
        self, address: str, text_to_display: str | None = None, screen_tip: str | None = None
    ) -> None:
        """Make the first cell's text a link; LibreOffice has no tip of its own for it."""
        del screen_tip
        cell = self.first_cell
        cell.setString("")
        field = self.book.api.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = address, text_to_display or address
        cell.insertTextContent(cell.createTextCursor(), field, False)  # noqa: FBT003

    def autofill(self, destination: Place, type_: str = "fill_default") -> None:
        """Copy the cells over a larger range that begins with them."""
        if type_ not in {"fill_default", "fill_copy"}:
            message = f"LibreOffice's engine knows no {type_}"
            raise NotImplementedError(message)
        target = getattr(destination, "impl", destination)
        for row in range(target.row, target.row + target.shape[0], self.shape[0]):
            for column in range(target.column, target.column + target.shape[1], self.shape[1]):
                at = struct(
                    "table.CellAddress",
                    Sheet=target.sheet.index - 1,
                    Row=row - 1,
                    Column=column - 1,
                )
                self.sheet.api.copyRange(at, self.api.RangeAddress)

    def _excel(self, own: str) -> str:
        return self.book.formulas.to_excel(own, self.row, self.column)

    def _rows(self, data: Free) -> Free:
        """Return data by rows; a single value fills the range."""
        if not isinstance(data, (list, tuple)):
            return [[data] * self.shape[1]] * self.shape[0]
        return data if isinstance(data[0], (list, tuple)) else [data]
