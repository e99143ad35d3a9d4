"""The XML of table rows, from a template compiled once a row style.

XlsxWriter spends some 400 µs on a row of 54 styled cells with nine formulas, most of it on
substitutions and objects a cell. Here a row is one ``%`` of a prepared template, because every
cell's address, style and formula are known beforehand but for the row number; what differs is
the value, and values repeat, so their XML is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from operator import getitem

from kyosai_xl.layout.model import ROW, Column, Formula, Table, Value, letter

_KEPT = 20_000
"""Pieces of XML kept a column: names never repeat, and memory must not grow with the rows."""

_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


class _Pieces(dict[Value | Formula, str]):
    """Value → the rest of its cell's XML, behind address and style."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.formula = column.formula

    def __missing__(self, value: Value | Formula) -> str:
        if len(self) > _KEPT:
            self.clear()
        piece = self[value] = self._piece(value)
        return piece

    def _piece(self, value: Value | Formula) -> str:
        if value is None:
            return "/>"
        if isinstance(value, Formula):
            return _formula(value.text, value.value)
        if self.formula is not None:
            return _formula(self.formula, value)
        if isinstance(value, str):
            return f' t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
        return f"><v>{value}</v></c>"


def _formula(formula: str, value: Value) -> str:
    kind = ' t="str"' if isinstance(value, str) else ""
    shown = "" if value is None else f"<v>{_text(str(value))}</v>"
    return f"{kind}><f>{escape(formula, quote=False)}</f>{shown}</c>"


def _text(value: str) -> str:
    return escape(value.translate(_NOT_XML), quote=False)


def stream_rows(table: Table, style_ids: Mapping[str, Sequence[int | None]]) -> Iterator[str]:
    """Yield each row of the table as XML; ``style_ids`` are the cell styles of each row style."""
    height = "" if table.height is None else f' ht="{table.height:g}" customHeight="1"'
    templates = {key: _template(ids, height) for key, ids in style_ids.items()}
    pieces = [_Pieces(column) for column in table.columns]
    for number, (style, values) in enumerate(table.rows(), table.row + 1):
        xml = templates[style] % tuple(map(getitem, pieces, values))
        yield xml.replace(ROW, str(number))


def _template(style_ids: Sequence[int | None], height: str) -> str:
    # "%.0s" takes the value of a cell that this row style does not have, and shows nothing.
    cells = (
        "%.0s" if style is None else f'<c r="{letter(column)}{ROW}" s="{style}"%s'
        for column, style in enumerate(style_ids)
    )
    return f'<row r="{ROW}"{height}>{"".join(cells)}</row>'
