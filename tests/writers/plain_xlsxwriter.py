"""The oracle: the same layout written by XlsxWriter alone, a typed call a cell."""

from kyosai_xl.layout.model import ROW, Formula
from kyosai_xl.writers.skeleton import (
    Formats,
    define_names,
    new_workbook,
    set_up_sheet,
    write_cells,
    write_value,
)

KEPT_CONTROLS = "\t\n"


def write_plainly(book, target):
    workbook = new_workbook(book, target)
    formats = Formats(workbook)
    for sheet in book.sheets:
        worksheet = workbook.add_worksheet(sheet.name)
        set_up_sheet(worksheet, sheet)
        write_cells(worksheet, sheet, formats)
        for table in sheet.tables:
            write_table(worksheet, table, formats)
    define_names(workbook, book)
    workbook.close()


def write_table(worksheet, table, formats):
    looks = list(table.rows())
    for column, first, last in table.spans():
        style = table.styles[looks[first - table.row][0]][column]
        worksheet.merge_range(first, column, last, column, "", formats[style])
    for row, (look, values) in enumerate(looks, table.row):
        if table.height is not None:
            worksheet.set_row(row, table.height)
        cells = zip(table.columns, table.styles[look], values, strict=True)
        for number, (column, style, value) in enumerate(cells):
            if style is not None:
                written = in_row(column, row, value)
                write_value(worksheet, row, number, written, formats[style])


def in_row(column, row, value):
    if value is not None and column.formula is not None and not isinstance(value, Formula):
        value = Formula(column.formula, value)
    if isinstance(value, Formula):
        return Formula(value.text.replace(ROW, str(row + 1)), cleaned(value.value))
    return cleaned(value)


def cleaned(value):
    """Leave out the characters that no cell can hold."""
    if not isinstance(value, str):
        return value
    return "".join(c for c in value if c in KEPT_CONTROLS or (c >= " " and c not in "\ufffe\uffff"))
