import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.libreoffice

SAME = [
    "=SUM(A1:A3)",
    "=SUMPRODUCT((A1:A3>1)*(B1:B3))",
    "=EDATE(D1,3)",
    "='モデル単組(6月開始)'!AV5",
    "='It''s'!$A$1&\"A1\"",
    '=IF(B1=0,"－",ROUNDDOWN(A1/B1,3))',
    "=IFERROR(VLOOKUP(A1,$B:$C,2,FALSE),0)",
    '=COUNTIFS(A:A,">0",B:B,"<9")',
    "=INDEX({1,2;3,4},2,1)",
    '=TEXT(D1,"yyyy""年""m""月""")',
    "=-A1%+A1^2",
    "=SUM(1:1)",
    "=IF(TRUE,1,2)",
    "=SUM(目標)",
]


def test_formulas_go_in_and_come_back_in_excels_language(office, tmp_path):
    def write(book, formulas, path):
        import datetime as dt

        first = book.sheets[0]
        detail = book.sheets.add("モデル単組(6月開始)", after=first)
        detail["AV5"].value = 42
        book.sheets.add("It's", after=detail)["A1"].value = "It's"
        first["A1"].value = [[n, n + 1, n + 2] for n in range(1, 4)]
        first["D1"].value = dt.date(2025, 1, 31)
        book.names.add("目標", "='Sheet1'!$A$1:$A$3")
        cells = first.range((5, 6), (4 + len(formulas), 6))
        cells.formula = [[formula] for formula in formulas]
        book.save(path)
        return [[row[0] for row in cells.formula], cells.value]

    path = tmp_path / "formulas.xlsx"
    formulas, values = office.run(write, None, SAME, str(path))
    assert formulas == SAME
    assert values[:6] == [6, 7, 45777, 42, "It'sA1", 0.5]
    assert values[6:] == [0, 3, 3, "2025年1月", 0.99, 45694, 1, 6]
    sheet = load_workbook(path).worksheets[0]
    saved = [sheet.cell(5 + n, 6).value for n in range(len(SAME))]
    assert saved[:4] == SAME[:4]
    assert saved[4] == "='It''s'!$A$1&\"A1\""


def test_a_block_of_everything_goes_in_at_once_and_comes_back(office, tmp_path):
    def write(book, path):
        sheet = book.sheets[0]
        counts = book.sheets.add("月次件数", after=sheet)
        counts.range((1, 1), (130, 70)).value = 2
        cells = sheet.range((5, 3), (124, 62))
        cells.color = "#FFE699"
        cells.value = "前の"

        def typed(row, column):
            kinds = (
                f"='月次件数'!F{row}",
                f"=SUM($C{row}:C{row})",
                f"=ACHIEVEMENT(B{row},C{row})",
                f"='月次件数'!$A$1*{column}",
                row * column,
                0.5,
                "'2月",
                "'001",
                "'=合計",
                "'",
                "",
                None,
            )
            return kinds[(row + column) % len(kinds)]

        block = [[typed(row, column) for column in range(3, 63)] for row in range(5, 125)]
        cells.formula = block
        back = cells.formula
        book.save(path)
        fills = {sheet.range((row, column)).color for row in (5, 60, 124) for column in (3, 30, 62)}
        return [block, back, cells.options(err_to_str=True).value, sorted(fills)]

    def read(book):
        cells = book.sheets[0].range((5, 3), (124, 62))
        return [cells.formula, cells.options(err_to_str=True).value]

    path = tmp_path / "block.xlsx"
    block, back, values, fills = office.run(write, None, str(path))
    assert back == [[read_back(value) for value in row] for row in block]
    assert fills == [[255, 230, 153]]
    shown = {
        str(typed): value
        for row, line in zip(block, values, strict=True)
        for typed, value in zip(row, line, strict=True)
        if not str(typed).startswith("=")
    }
    assert {type(value) for value in shown.values()} == {str, float, type(None)}
    assert shown.items() >= {"'2月": "2月", "'001": "001", "'=合計": "=合計", "0.5": 0.5}.items()
    assert {shown["'"], shown[""], shown["None"]} == {None}
    assert values[0][block[0].index("='月次件数'!F5")] == 2
    assert values[0][block[0].index("=ACHIEVEMENT(B5,C5)")] == "#NAME?"
    assert office.run(read, path) == [back, values]
    sheet = load_workbook(path).worksheets[0]
    assert sheet["C5"].fill.fgColor.rgb == "FFFFE699"


def read_back(value):
    """What ``formula`` gives for a cell: quotes are gone from sheet names that need none."""
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    return (
        value.replace("'月次件数'!", "月次件数!") if value[:1] == "=" else value.removeprefix("'")
    )


def test_one_formula_fills_a_range_with_its_references_moved(office):
    def fill(book):
        sheet = book.sheets[0]
        sheet["A1:A3"].value = [[1], [2], [3]]
        sheet["B1:C3"].color = "#F2F2F2"
        sheet["B1:C3"].formula = "=$A1*2+A$1"
        return [sheet["B1:C3"].value, sheet["C3"].formula2, sheet["C3"].color]

    values, formula, color = office.run(fill)
    assert values == [[3, 5], [5, 7], [7, 9]]
    assert formula == "=$A3*2+B$1"
    assert color == [242, 242, 242]


def test_an_array_formula_fills_its_range(office, tmp_path):
    def fill(book, path):
        sheet = book.sheets[0]
        sheet["A1:A3"].value = [[1], [2], [3]]
        sheet["C1:C3"].formula_array = "=A1:A3*10"
        book.save(path)
        cells = sheet["C1:C3"]
        return [cells.value, cells.formula_array, cells.impl.has_array, sheet["A1"].impl.has_array]

    path = tmp_path / "array.xlsx"
    assert office.run(fill, None, str(path)) == [[10, 20, 30], "=A1:A3*10", True, False]
    assert load_workbook(path).worksheets[0]["C1"].value.ref == "C1:C3"


def test_manual_calculation_waits_for_the_order(office):
    def wait(book):
        app, sheet = book.app, book.sheets[0]
        sheet["A1"].value = 1
        sheet["B1"].formula = "=A1+1"
        app.calculation = "manual"
        sheet["A1"].value = 5
        before = sheet["B1"].value
        app.calculate()
        after, mode = sheet["B1"].value, app.calculation
        app.calculation = "automatic"
        return [before, after, mode]

    assert office.run(wait) == [2, 6, "manual"]


def test_names_are_defined_found_changed_and_taken_away(office, tmp_path):
    def name(book, path):
        sheet = book.sheets.add("実績 (1)")
        sheet["B2:C3"].name = "達成表"
        book.names.add("率", "=0.5")
        sheet.names.add("内", "='実績 (1)'!$A$1")
        found = [
            book.names["達成表"].refers_to,
            book.names["達成表"].refers_to_range.address,
            sheet["達成表"].address,
            sheet["B2:C3"].name.name,
            book.names["率"].refers_to,
            [name.name for name in sheet.names],
            sorted(name.name for name in book.names),
            "率" in book.names,
        ]
        book.names["達成表"].refers_to = "='実績 (1)'!$A$1:$A$9"
        found.append(book.names["達成表"].refers_to_range.address)
        book.names["率"].delete()
        book.names.add("kyosai_x", '="abc"')
        book.names.add("kyosai_x", '="a""b、=1"')
        found.append(book.names["kyosai_x"].refers_to)
        book.save(path)
        book.names["kyosai_x"].delete()
        return [*found, "率" in book.names, "kyosai_x" in book.names]

    path = tmp_path / "names.xlsx"
    assert office.run(name, None, str(path)) == [
        "='実績 (1)'!$B$2:$C$3",
        "$B$2:$C$3",
        "$B$2:$C$3",
        "達成表",
        "=0.5",
        ["'実績 (1)'!内"],
        sorted(["'実績 (1)'!内", "率", "達成表"]),
        True,
        "$A$1:$A$9",
        '="a""b、=1"',
        False,
        False,
    ]
    assert load_workbook(path).defined_names["kyosai_x"].value == '"a""b、=1"'
