"""What a printed PDF shows, held against the workbook it was printed from.

    assert faults(pdf, workbook, soffice, tmp_path) == []

Poppler reads the PDF; what the cells show is LibreOffice's own answer, so no number format is
worked out a second time here.
"""

from __future__ import annotations

import csv
import html
import re
import subprocess
import unicodedata
import warnings
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import openpyxl
from PIL import Image

from tests import office

A4, A3 = (595, 842), (842, 1191)
"""Upright, in points."""
WHITE_EDGE = 9.0
"""Points along every edge of a page that stay white: printers cannot reach them."""
_HAIR = 0.3
"""Points that a stroke may lose at a cell's edge before it counts as cut."""

_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1"
_PAPERS = {"8": A3, "9": A4}
_WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
_PAGE = re.compile(r'<page width="(.*?)" height="(.*?)">(.*?)</page>', re.DOTALL)
_BOOKMARK = re.compile(r'<item page="(\d+)">(.*?)</item>')
_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"


class Box(NamedTuple):
    """Points from a page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def cuts(self, other: Box) -> bool:
        lost = (self.left - other.left, self.top - other.top)
        return max(*lost, other.right - self.right, other.bottom - self.bottom) > _HAIR

    def within(self, other: Box) -> Box:
        least = (max(pair) for pair in zip(self[:2], other[:2], strict=True))
        return Box(*least, *(min(pair) for pair in zip(self[2:], other[2:], strict=True)))

    def moved(self, x: float, y: float) -> Box:
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)


class Word(NamedTuple):
    text: str
    box: Box


class Page(NamedTuple):
    number: int
    size: tuple[int, int]
    words: tuple[Word, ...]


class Glyph(NamedTuple):
    """Where a character was drawn: its origin, and its strokes as far as it has any."""

    x: float
    y: float
    ink: Box | None
    clip: Box


def faults(
    pdf: Path, workbook: Path, soffice: Path, folder: Path, *, margin: float = WHITE_EDGE
) -> list[str]:
    """Everything wrong with the PDF: sheets, paper, missing or cut text, what leaves the page."""
    return [
        *wrong_sheets(pdf, workbook),
        *missing_text(pdf, shown(workbook, soffice, folder)),
        *cut_text(pdf),
        *over_the_edge(pdf, folder, margin),
        *fonts_left_out(pdf),
    ]


def wrong_sheets(pdf: Path, workbook: Path) -> list[str]:
    """Sheets without a bookmark, out of order, or not on their own paper."""
    expected = papers(workbook)
    if [title for title, _ in bookmarks(pdf)] != list(expected):
        return [f"bookmarks {bookmarks(pdf)} instead of {list(expected)}"]
    return [
        f"page {page.number} of {name!r} is {page.size} instead of {expected[name]}"
        for name, printed in sheets(pdf).items()
        for page in printed
        if page.size != expected[name]
    ]


def missing_text(pdf: Path, cells: dict[str, list[str]]) -> list[str]:
    """Texts of cells, by sheet, that its pages do not have, or not often enough."""
    found = []
    for name, printed in sheets(pdf).items():
        text = "".join(plain(raw_text(pdf, page.number)) for page in printed)
        found += [f"{name}: {cell!r} is missing" for cell in cells[name] if plain(cell) not in text]
        # A number is found inside any other one; that none is missing shows in the digits' count.
        lacking = Counter(plain("".join(cells[name]))) - Counter(text)
        if lacking:
            found.append(f"{name}: too few of {dict(lacking)}")
        if "###" in text:
            found.append(f"{name}: a column is too narrow for a number")
    return found


def cut_text(pdf: Path) -> list[str]:
    """Words of which a cell's edge hides a stroke or more."""
    return [
        f"page {page.number}: {word!r} is cut"
        for page in pages(pdf)
        for word in dict.fromkeys(_cut(page, glyphs(pdf, page.number)))
    ]


def _cut(page: Page, drawn: Sequence[Glyph]) -> Iterator[str]:
    drawn = sorted(drawn, key=lambda glyph: glyph.y)
    heights = [glyph.y for glyph in drawn]
    for word in page.words:
        left, top, right, bottom = word.box
        line = drawn[bisect_left(heights, top) : bisect_right(heights, bottom)]
        own = [glyph for glyph in line if left - _HAIR <= glyph.x <= right]
        # What is hidden altogether is in the PDF, but not among the glyphs drawn.
        hidden = len(own) < sum(not unicodedata.category(sign).startswith("M") for sign in word[0])
        if hidden or any(glyph.ink and glyph.clip.cuts(glyph.ink) for glyph in own):
            yield word.text


def over_the_edge(pdf: Path, folder: Path, margin: float = WHITE_EDGE) -> list[str]:
    """Words and strokes that leave the page or come too near to its edge."""
    found = []
    for page in pages(pdf):
        inside = Box(margin, margin, page.size[0] - margin, page.size[1] - margin)
        outside = [word.text for word in page.words if inside.cuts(word.box)]
        found += [f"page {page.number}: {text!r} leaves the page" for text in outside]
    for number, picture in enumerate(pictures(pdf, folder, dpi=72), 1):
        with Image.open(picture) as image:
            inner = image.convert("L").point(lambda grey: 255 if grey < 250 else 0).getbbox()
            edge = int(margin) - 1
            allowed = Box(edge, edge, image.width - edge, image.height - edge)
        if inner and allowed.cuts(Box(*inner)):
            found.append(f"page {number}: something is drawn at the edge: {inner}")
    return found


def fonts_left_out(pdf: Path) -> list[str]:
    """Fonts that are not embedded; a PDF without any is a fault too."""
    lines = _poppler("pdffonts", pdf).splitlines()[2:]
    # The last columns: embedded, subset, unicode, object number and generation.
    left_out = [f"not embedded: {line}" for line in lines if line.split()[-5] != "yes"]
    return left_out if lines else ["no fonts at all"]


def pages(pdf: Path) -> tuple[Page, ...]:
    found = _PAGE.findall(_poppler("pdftotext", "-bbox", pdf, "-"))
    return tuple(
        Page(number, (round(float(width)), round(float(height))), tuple(_words(words)))
        for number, (width, height, words) in enumerate(found, 1)
    )


def _words(text: str) -> Iterator[Word]:
    for *corners, word in _WORD.findall(text):
        yield Word(html.unescape(word), Box(*map(float, corners)))


def bookmarks(pdf: Path) -> tuple[tuple[str, int], ...]:
    """Title and page of each bookmark, in the order shown."""
    found = _BOOKMARK.findall(_poppler("pdftohtml", "-xml", "-i", "-stdout", pdf))
    return tuple((html.unescape(title), int(page)) for page, title in found)


def sheets(pdf: Path) -> dict[str, tuple[Page, ...]]:
    """The pages of each sheet: from its bookmark to the next one's."""
    every = pages(pdf)
    marks = (*bookmarks(pdf), ("", len(every) + 1))
    return {name: every[first - 1 : after - 1] for (name, first), (_, after) in pairwise(marks)}


def raw_text(pdf: Path, page: int) -> str:
    """A page's text in the order drawn, so that the lines of a cell stand together."""
    return _poppler("pdftotext", "-raw", "-f", str(page), "-l", str(page), pdf, "-")


def lines(pdf: Path, page: int) -> str:
    """A page's text line by line, cells side by side as printed."""
    return _poppler("pdftotext", "-layout", "-f", str(page), "-l", str(page), pdf, "-")


def plain(text: str) -> str:
    """The text without blanks and line breaks; characters that look alike are alike."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def glyphs(pdf: Path, page: int) -> list[Glyph]:
    """Every character drawn on a page, and what it was drawn through."""
    options = ("-svg", "-noshrink", "-nocenter", "-f", str(page), "-l", str(page))
    drawing = ET.fromstring(_poppler("pdftocairo", *options, pdf, "-"))
    named = {item.get("id"): _outline(item) for item in drawing.iter() if item.get("id")}
    everywhere = Box(*(float("-inf"),) * 2, *(float("inf"),) * 2)
    return list(_glyphs(drawing, named, everywhere))


def _glyphs(item: ET.Element, named: dict[str, Box | None], clip: Box) -> Iterator[Glyph]:
    through = re.fullmatch(r"url\(#(.*)\)", item.get("clip-path", ""))
    edge = named[through[1]] if through else None
    clip = clip.within(edge) if edge else clip
    for each in item:
        if each.tag == f"{_SVG}use" and "glyph" in each.get(_LINK, ""):
            x, y = float(each.get("x", "0")), float(each.get("y", "0"))
            outline = named[each.get(_LINK, "")[1:]]
            yield Glyph(x, y, outline and outline.moved(x, y), clip)
        elif each.tag == f"{_SVG}g":
            yield from _glyphs(each, named, clip)


def _outline(item: ET.Element) -> Box | None:
    paths = (path.get("d", "") for path in item.iter(f"{_SVG}path"))
    numbers = [float(number) for path in paths for number in re.findall(r"-?[\d.]+", path)]
    across, down = numbers[::2], numbers[1::2]
    return Box(min(across), min(down), max(across), max(down)) if numbers else None


def shown(workbook: Path, soffice: Path, folder: Path) -> dict[str, list[str]]:
    """The text that each cell of each sheet shows, empty ones left out."""
    office.convert(soffice, workbook, _AS_SHOWN, folder)
    return {name: _texts(folder / f"{workbook.stem}-{name}.csv") for name in papers(workbook)}


def _texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row if cell]


def papers(workbook: Path) -> dict[str, tuple[int, int]]:
    """Each visible sheet's paper, as set in the workbook."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of extensions that openpyxl leaves out
        book = openpyxl.load_workbook(workbook)
    return {sheet.title: _paper(sheet) for sheet in book if sheet.sheet_state == "visible"}


def _paper(sheet) -> tuple[int, int]:
    short, long = _PAPERS[str(sheet.page_setup.paperSize)]
    return (long, short) if sheet.page_setup.orientation == "landscape" else (short, long)


def pictures(pdf: Path, folder: Path, *, dpi: int) -> list[Path]:
    """A picture of each page."""
    _poppler("pdftoppm", "-r", str(dpi), "-png", pdf, folder / f"{pdf.stem}-page")
    return sorted(folder.glob(f"{pdf.stem}-page-*.png"))


def _poppler(program: str, *arguments: str | Path) -> str:
    done = subprocess.run([program, *arguments], check=True, capture_output=True)
    return done.stdout.decode("utf-8")
