"""The totals known from elsewhere (照合値), row by row."""

from __future__ import annotations

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.findings import Findings, error
from kyosai_xl.dataset.grid import Grid, RowReader
from kyosai_xl.domain.control_totals import MODEL_UNION_ITEMS, PRODUCT_ITEMS, ControlTotal
from kyosai_xl.domain.months import Month
from kyosai_xl.domain.products import PRODUCTS

_MAY_BE_NEGATIVE = frozenset({"前年比", "残件数"})
_TotalKey = tuple[Month, str, str]


def read_control_totals(grid: Grid, findings: Findings) -> tuple[ControlTotal, ...]:
    """Read the totals, in the order of month, table (model unions first) and item."""
    reader = RowReader(grid, findings)
    totals = []
    lines: dict[_TotalKey, int] = {}
    for line in reader.rows():
        as_of = reader.read(tables.AS_OF)
        table = reader.read(tables.REPORT_TABLE)
        item = _read_item(reader, table)
        value = _read_value(reader, item)
        if as_of is None or table is None or item is None:
            continue
        first = lines.setdefault((as_of, table, item), line)
        if first != line:
            message = f"{as_of.label}の{table}の{item}は{first}行目にもあります。"
            action = "どちらかを直すか、要らない行を消してください。"
            reader.note(error("doubled_total", message, action), tables.ITEM)
        elif value is not None:
            totals.append(ControlTotal(as_of, table, item, value))
    totals.sort(key=_order)
    return tuple(totals)


def _read_item(reader: RowReader, table: str | None) -> str | None:
    item = reader.read(tables.ITEM)
    items = PRODUCT_ITEMS if table in PRODUCTS else MODEL_UNION_ITEMS
    if table is None or item is None or item in items:
        return item
    message = f"{table}に「{item}」という項目はありません。"
    action = f"{'、'.join(items)}のどれかに直してください。"
    reader.note(error("unknown_item", message, action), tables.ITEM)
    return None


def _read_value(reader: RowReader, item: str | None) -> int | None:
    value = reader.read(tables.VALUE)
    if value is not None and value < 0 and item is not None and item not in _MAY_BE_NEGATIVE:
        message = f"{item}が負の数（{value}）です。"
        reader.note(error("negative", message, "0以上の整数に直してください。"), tables.VALUE)
        return None
    return value


def _order(total: ControlTotal) -> tuple[Month, int, int, int]:
    if total.table in PRODUCTS:
        place = (1, PRODUCTS.index(total.table), PRODUCT_ITEMS.index(total.item))
    else:
        start = int(total.table.removesuffix("月開始"))
        place = (0, -start, MODEL_UNION_ITEMS.index(total.item))
    return (total.as_of, *place)
