"""The XML of table rows, from a template compiled once a row style.

XlsxWriter spends some 400 µs on a row of 54 styled cells with nine formulas, most of it on
substitutions and objects a cell. Here a row is one ``%`` of a prepared template, because every
cell's address, style and formula are known beforehand but for the row number; what differs is
the value, and values repeat, so their XML is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import getitem

from kyosai_xl.layout.model import ROW, Column, Formula, Table, Value, letter

_KEPT = 1_000
"""Pieces of XML kept a column: names never repeat, and memory must not grow with the rows."""

_LONGEST = 32_767
"""UTF-16 units that a cell can hold."""

_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Where Excel would take text for one of its own escapes of a character."""


class _Pieces(dict[Value | Formula, str]):
    """Value → the rest of its cell's XML, behind address and style."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.formula = None if column.formula is None else _markup(column.formula)

    def __missing__(self, value: Value | Formula) -> str:
        if isinstance(value, Formula):
            return _formula(_markup(value.text), value.value)
        if len(self) > _KEPT:
            self.clear()
        piece = self[value] = self._piece(value)
        return piece

    def _piece(self, value: Value) -> str:
        if value is None:
            return "/>"
        if self.formula is not None:
            return _formula(self.formula, value)
        if isinstance(value, str):
            return f' t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
        return f"><v>{value}</v></c>"


def _formula(formula: str, value: Value) -> str:
    kind = ' t="str"' if isinstance(value, str) else ""
    shown = "" if value is None else f"<v>{_text(str(value))}</v>"
    return f"{kind}><f>{formula}</f>{shown}</c>"


def _text(value: str) -> str:
    if len(value) > _LONGEST // 2:
        value = value.encode("utf-16-le")[: 2 * _LONGEST].decode("utf-16-le", "ignore")
    return _markup(_LIKE_ESCAPE.sub("_x005F_", _NOT_XML.sub("", value)))


def _markup(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def stream_rows(table: Table, style_ids: Mapping[str, Sequence[int | None]]) -> Iterator[str]:
    """Yield each row of the table as XML; ``style_ids`` are the cell styles of each row style."""
    templates = {key: _template(ids, table.height) for key, ids in style_ids.items()}
    pieces = [_Pieces(column) for column in table.columns]
    for number, (style, values) in enumerate(table.rows(), table.row + 1):
        xml = templates[style] % tuple(map(getitem, pieces, values))
        yield xml.replace(ROW, str(number))


def _template(style_ids: Sequence[int | None], height: float | None) -> str:
    # "%.0s" takes the value of a cell that this row style does not have, and shows nothing.
    cells = (
        "%.0s" if style is None else f'<c r="{letter(column)}{ROW}" s="{style}"%s'
        for column, style in enumerate(style_ids)
    )
    return f'<row r="{ROW}"{_height(height)}>{"".join(cells)}</row>'


def _height(points: float | None) -> str:
    if points is None:
        return ""
    pixels = int(points * 4 / 3 + 0.5)  # Excel keeps whole ones
    return f' ht="{pixels * 0.75:g}" customHeight="1"'
