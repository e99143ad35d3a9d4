"""A report small enough to work out by hand, and ways to look at a sheet.

As of August 2024, contracts (zero months left out; the months in brackets are too late or too
early for the June sheet):

    01 001 甲  2022-06 5, 2022-08 4, 2023-05 6, 2023-07 1000, 2024-06 20, 2024-08 27, [2024-09 99]
    01 002 乙  [2022-05 7], 2023-06 3, 2024-05 19, 2024-06 1
    03 010 丙  2023-12 2, 2024-07 2                                     no target, no members
    03 011 丁  2022-06 1, 2023-08 4, 2024-06 4, 2024-07 5, [2024-10 8]
    60 001 戊  2022-07 2, 2024-06 3                                     参考

    June  2022年度実績  2023年度実績  8月累計  8月累計  累積  目標  前年比  達成率  残件数
    甲          15          1000        9     1000    47    30    −953  156.7%   −17
    乙           0            22        0        3     1    20      −2    5.0%    19
    丙           0             2        0        0     2     0       2      －     −2
    丁           1             4        1        4     9    16       5   56.3%     7
    合計        16          1028       10     1007    59    66    −948   89.4%     7
    戊           2             0        2        0     3    80       3    3.8%    77

    May
    甲           9          1006        9     1006    47    30    −959  156.7%   −17
    乙           7             3        7        3    20    20      17  100.0%     0
    丙           0             2        0        0     2     0       2      －     −2
    丁           1             4        1        4     9    16       5   56.3%     7
    合計        17          1015       17     1013    78    66    −935  118.2%   −12
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kyosai_xl.domain import products as branch_products
from kyosai_xl.domain.branches import BRANCHES
from kyosai_xl.domain.model_unions import ModelUnion, ModelUnionReport, ModelUnions
from kyosai_xl.domain.months import Calendar, Month
from kyosai_xl.domain.products import BranchResult, summarise_products
from kyosai_xl.domain.tie_out import tie_out
from kyosai_xl.layout.achievers_sheet import AchieverGrid
from kyosai_xl.layout.model import ROW, Block, Formula, Sheet, Value, address
from kyosai_xl.layout.model_union_grid import ModelUnionGrid
from kyosai_xl.layout.products_sheet import ProductGrid
from kyosai_xl.layout.styles import Style
from kyosai_xl.layout.tie_out_sheet import Grids

_CELL = r"(\$?[A-Z]{1,3}\$?\d+)"
_AREA = re.compile(rf"(?:'([^']+)'!)?{_CELL}(?::{_CELL})?")

AUGUST = Month(2024, 8)
FIRST = Month(2022, 5)
MONTHS = 30


def counted(**months: int) -> tuple[int, ...]:
    """A series from months written as m202206=5."""
    known = {Month(int(name[1:5]), int(name[5:])): count for name, count in months.items()}
    return tuple(known.get(FIRST.plus(n), 0) for n in range(MONTHS))


KOU = ModelUnion(
    *("01", "北海道", "001", "甲市職員組合", 200, 93, 10, 30, True),
    counted(
        m202206=5, m202208=4, m202305=6, m202307=1000, m202406=20, m202408=27, m202409=99
    ),
)  # fmt: skip
OTSU = ModelUnion(
    *("01", "北海道", "002", "乙町職員組合", 80, 0, 4, 20, True),
    counted(m202205=7, m202306=3, m202405=19, m202406=1),
)
HEI = ModelUnion(
    *("03", "青森", "010", "丙村職員組合", 0, 0, None, 0, True),
    counted(m202312=2, m202407=2),
)
TEI = ModelUnion(
    *("03", "青森", "011", "丁病院職員組合", 160, 172, 12, 16, True),
    counted(m202206=1, m202308=4, m202406=4, m202407=5, m202410=8),
)
BO = ModelUnion(
    *("60", "社保労連", "001", "戊労働組合", 6000, 2010, 12, 80, False),
    counted(m202207=2, m202406=3),
)
UNIONS = ModelUnions(FIRST, (KOU, OTSU, HEI, TEI, BO))

RESULTS = (
    # 134 and 74 in July, of which 青森 achieves; June is superseded.
    BranchResult("団体生命共済", Month(2024, 6), "01", "北海道", 10, 99),
    BranchResult("団体生命共済", Month(2024, 7), "01", "北海道", 120, 60),
    BranchResult("団体生命共済", Month(2024, 7), "03", "青森", 14, 14),
    # 46.249…%
    BranchResult("自賠責共済", Month(2024, 6), "01", "北海道", 12824, 5931),
    # 28 and 1384, 4942.857…%; both achieve.
    BranchResult("交通災害共済", AUGUST, "43", "佐賀", 18, 990),
    BranchResult("交通災害共済", AUGUST, "21", "福井", 10, 394),
)


def report(start=6, as_of=AUGUST, unions=UNIONS) -> ModelUnionReport:
    return ModelUnionReport(unions, Calendar(start, as_of))


def of_branch(code, start=6, results=RESULTS, unions=UNIONS):
    """One branch's report and products, the nation's beside them."""
    nation = report(start, unions=unions)
    own = only(*(union for union in unions.unions if union.branch_code == code))
    made = ModelUnionReport(own, nation.calendar, BRANCHES[code], nation.as_nation)
    blocks = tuple(branch_products.of_branch(product, code) for product in products(results))
    return made, blocks


def only(*unions: ModelUnion) -> ModelUnions:
    return ModelUnions(FIRST, unions)


def products(results=RESULTS, as_of=AUGUST):
    return summarise_products(results, as_of)


def checks(reports, results=RESULTS):
    return tie_out(reports, products(results), results)


def grids(reports, results=RESULTS) -> Grids:
    unions = tuple(map(ModelUnionGrid, reports))
    return Grids(unions, ProductGrid(products(results)), AchieverGrid(unions))


class Shown(NamedTuple):
    """One cell: its value, its formula without the equals sign, its style, its last cell."""

    value: Value
    formula: str
    style: Style
    last: str


def shown(sheet: Sheet) -> dict[str, Shown]:
    """Every cell by its address, merged cells by their first."""
    found = {}
    for cell in sheet.cells:
        last = cell[2:4] if isinstance(cell, Block) else cell[:2]
        found[address(*cell[:2])] = _shown(cell.value, None, cell.style, address(*last))
    for table in sheet.tables:
        for row, (key, values) in enumerate(table.rows(), table.row):
            cells = zip(table.columns, values, table.styles[key], strict=True)
            for number, (column, value, style) in enumerate(cells):
                if style is None:
                    assert value is None
                    continue
                at = address(row, number)
                assert at not in found, at
                formula = column.formula and column.formula.replace(ROW, str(row + 1))
                found[at] = _shown(value, formula, style, at)
    return found


def _shown(value: Value | Formula, formula: str | None, style: Style, last: str) -> Shown:
    if isinstance(value, Formula):
        return Shown(value.value, value.text, style, last)
    return Shown(value, formula or "" if value is not None else "", style, last)


def values(sheet: Sheet) -> dict[str, Value]:
    return {at: cell.value for at, cell in shown(sheet).items()}


def formulas(sheet: Sheet) -> dict[str, str]:
    return {at: cell.formula for at, cell in shown(sheet).items() if cell.formula}


def references(text: str, sheet: str) -> Iterator[tuple[str, str]]:
    """The sheet and the first and last cell of every area in a formula that stands on a sheet."""
    for name, *corners in _AREA.findall(re.sub('"[^"]*"', '""', text)):
        yield from ((name or sheet, corner.replace("$", "")) for corner in corners if corner)


def line(cells: dict[str, Value], row: int, columns: str) -> list[Value]:
    """The values of a row in columns given as "A B AX"; a cell that is not there is "absent"."""
    return [cells.get(f"{column}{row}", "absent") for column in columns.split()]
