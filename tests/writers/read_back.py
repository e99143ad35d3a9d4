"""What a written workbook holds, as openpyxl reads it: everything that a person can see."""

import warnings

import openpyxl

BOOK = ""
"""Stands for a sheet's name where the whole workbook is meant."""


def sheets(path):
    """Sheet → name of what is compared → what the file holds."""
    with warnings.catch_warnings():
        # It cannot show Excel 2010's data bars and says so.
        warnings.simplefilter("ignore", UserWarning)
        live = openpyxl.load_workbook(path)
        shown = openpyxl.load_workbook(path, data_only=True)
    assert live.sheetnames == shown.sheetnames
    found = {sheet.title: contents(sheet, shown[sheet.title]) for sheet in live}
    return found | {BOOK: {"names": names(live), "marks": marks(live)}}


def contents(sheet, shown):
    view = sheet.sheet_view
    return {
        "cells": {cell.coordinate: content(cell) for row in sheet.rows for cell in row},
        "cached values": {cell.coordinate: content(cell) for row in shown.rows for cell in row},
        "looks": {cell.coordinate: look(cell) for row in sheet.rows for cell in row},
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "widths": {name: each.width for name, each in sheet.column_dimensions.items()},
        "heights": {row: each.height for row, each in sheet.row_dimensions.items() if each.height},
        "extent": sheet.dimensions,
        "view": (sheet.freeze_panes, view.zoomScale, view.showGridLines),
        "printing": printing(sheet),
        "data bars": sorted(str(each.sqref) for each in sheet.conditional_formatting),
        "rules": sorted(map(rule, sheet.data_validations.dataValidation)),
        "list objects": sorted(map(list_object, sheet.tables.values())),
        "names": names(sheet),
        "state": (sheet.sheet_state, sheet.sheet_properties.codeName),
    }


def rule(validation):
    limits = validation.operator or "between", validation.formula1, validation.formula2
    kept = str(validation.sqref), validation.type, *limits
    texts = validation.promptTitle, validation.prompt, validation.errorTitle, validation.error
    return tuple("" if each is None else each for each in (*kept, *texts))


def list_object(table):
    return table.displayName, table.ref, tuple(column.name for column in table.tableColumns)


def names(owner):
    """The names that a workbook or a sheet defines, those Excel keeps for itself left out."""
    found = owner.defined_names.items()
    return {name: each.attr_text for name, each in found if not name.startswith("_xlnm")}


def marks(book):
    return {each.name: each.value for each in book.custom_doc_props.props}


def content(cell):
    """Kind and value; text in the cell or in the shared strings is all the same to a person."""
    if cell.data_type == "n":
        return "n", cell.value and float(cell.value)
    if isinstance(cell.value, str):
        # It takes this escape back by itself in shared strings only.
        return cell.data_type, cell.value.replace("x005F_", "")
    return cell.data_type, cell.value


def look(cell):
    font, fill, align, sides = cell.font, cell.fill, cell.alignment, cell.border
    return (
        cell.number_format,
        (font.name, font.sz, font.b, colour(font.color)),
        (fill.patternType, colour(fill.fgColor)),
        tuple(
            (each.style, colour(each.color))
            for each in (sides.left, sides.right, sides.top, sides.bottom)
        ),
        (align.horizontal, align.vertical, align.wrap_text, align.shrink_to_fit, align.indent),
    )


def colour(given):
    return given and (given.type, given.value)


def printing(sheet):
    setup, margins = sheet.page_setup, sheet.page_margins
    return {
        "titles": sheet.print_title_rows,
        "breaks": tuple(each.id for each in sheet.row_breaks.brk),
        "paper": (setup.paperSize, setup.orientation, setup.scale, setup.fitToHeight),
        "fits": sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage,
        "margins": tuple(
            round(each, 9) for each in (margins.left, margins.right, margins.top, margins.bottom)
        ),
        "bars": (
            sheet.oddHeader.left.text,
            sheet.oddHeader.right.text,
            sheet.oddFooter.center.text,
        ),
        "tab": colour(sheet.sheet_properties.tabColor),
    }


def differences(one, other):
    """Sheet and what is compared → what only the one file holds, and what only the other."""
    left, right = sheets(one), sheets(other)
    assert list(left) == list(right)
    found = {}
    for name, compared in left.items():
        for what, value in compared.items():
            sides = value, right[name][what]
            if isinstance(value, dict):
                ours, theirs = (set(side.items()) for side in sides)
                sides = ours - theirs, theirs - ours
            if sides[0] != sides[1]:
                found[name, what] = sides
    return found
