"""Excel's points, characters and colours as LibreOffice counts them."""

from __future__ import annotations

from kyosai_xl.calc.engine.uno_tools import Uno, struct

POINT = 2540 / 72
"""One point in hundredths of a millimetre, LibreOffice's unit."""

NO_COLOUR = -1
_DIGIT, _PADDING = 7, 5
"""Pixels of a digit and of a column's padding, as Excel and XlsxWriter count a width."""
_PIXEL = 0.75
_TWIPS = 20

Colour = tuple[int, int, int]


def office_colour(value: Colour | str | int | None) -> int:
    """Return (r, g, b), ``#rrggbb`` or Excel's number (blue first) as 0xrrggbb; None as none."""
    if value is None:
        return NO_COLOUR
    if isinstance(value, str):
        return int(value.removeprefix("#"), 16)
    if isinstance(value, int):
        value = (value & 255, value >> 8 & 255, value >> 16 & 255)
    red, green, blue = value
    return red << 16 | green << 8 | blue


def xlwings_colour(value: int | None) -> Colour | None:
    """Return 0xrrggbb as (r, g, b), and None for no colour."""
    if value is None or value < 0:
        return None
    return (value >> 16 & 255, value >> 8 & 255, value & 255)


def digit_width(book: Uno) -> float:
    """Return the width of a digit in the book's default font, the measure of saved columns.

    LibreOffice measures it in this way when it reads an Excel file: twips in place of pixels.
    """
    style = book.StyleFamilies.getByName("CellStyles").getByName("Default")
    height = round(style.CharHeight * _TWIPS)
    font = struct("awt.FontDescriptor", Name=style.CharFontName, Height=height)
    measured = book.ReferenceDevice.getFont(font)
    widest = max(measured.getCharWidth(digit) for digit in "0123456789")
    return float(widest / _TWIPS * POINT)


def office_height(points: float) -> int:
    """Return the height of so many points in Excel: whole pixels of three quarters each."""
    return round(int(points / _PIXEL + 0.5) * _PIXEL * POINT)


def office_width(characters: float, digit: float) -> int:
    """Return the width of so many characters in Excel: whole pixels, padding added."""
    if characters < 1:
        pixels = int(characters * (_DIGIT + _PADDING) + 0.5)
    else:
        pixels = int(characters * _DIGIT + 0.5) + _PADDING
    return round(pixels / _DIGIT * digit)


def excel_width(width: float, digit: float) -> float:
    """Return a column's width in Excel's characters."""
    pixels = width / digit * _DIGIT
    if pixels < _DIGIT + _PADDING:
        return round(pixels / (_DIGIT + _PADDING), 2)
    return round((pixels - _PADDING) / _DIGIT, 2)
