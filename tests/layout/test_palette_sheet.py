from hypothesis import given
from hypothesis import strategies as st

from kyosai_xl.layout.model import Cell, Column, Page, Sheet, Table
from kyosai_xl.layout.palette_sheet import FRESH, look_key, looks_of, palette_sheet
from kyosai_xl.layout.styles import (
    COUNT,
    COUNT_OR_BLANK,
    HEAD,
    NOTE,
    NUMBER,
    PERCENT_1,
    RATE_1,
    TEXT,
    TEXT_CODE,
    TITLE,
    Style,
)
from tests.layout.small import shown, values

BORDERS = st.sampled_from(["", "thin", "hair", "medium", "double"])
COLOURS = st.sampled_from(["", "#FFFFFF", "#808080", "#FFF9D9"])
STYLES = st.builds(
    Style,
    size=st.sampled_from([8, 9, 9.5, 10, 10.5, 16]),
    bold=st.booleans(),
    colour=COLOURS,
    fill=COLOURS,
    align=st.sampled_from(["", "left", "center", "right"]),
    vertical=st.sampled_from(["top", "center", "bottom"]),
    wrap=st.booleans(),
    shrink=st.booleans(),
    number=st.sampled_from(["General", COUNT, COUNT_OR_BLANK, PERCENT_1, TEXT_CODE]),
    left=BORDERS,
    right=BORDERS,
    top=BORDERS,
    bottom=BORDERS,
    line=COLOURS,
    indent=st.integers(0, 3),
)
LOOKS = st.lists(st.none() | STYLES, min_size=1, max_size=4).map(tuple)


def sheet(*styles, table=None):
    """A sheet of single cells with these styles, and a table with these row styles."""
    cells = tuple(Cell(row, 0, "甲", style) for row, style in enumerate(styles))
    tables = ()
    if table:
        width = max(map(len, table.values()))
        columns = tuple(Column(str(n)) for n in range(width))
        tables = (Table(100, columns, table, 0, lambda: iter(())),)
    return Sheet("甲", Page("A4"), (9.0,), cells, tables)


def rows_of(made):
    """Key → the styles beside it, blanks between them as None."""
    cells = shown(made)
    found = {}
    for at, key in values(made).items():
        if at.startswith("A"):
            beside = [cells.get(f"{column}{at[1:]}") for column in "BCDEF"]
            found[key] = tuple(cell and cell.style for cell in beside)
    return found


# Keys


def test_a_key_is_the_same_for_good():
    # A template in use was written with it; another key is another version.
    assert look_key(FRESH) == "e4a6a0577479b2b4"
    assert look_key((HEAD,)) == "6cd0e73e2c5f4045"
    assert look_key((TEXT, None, RATE_1)) == "29ecae82ead2ecef"


@given(STYLES)
def test_a_whole_size_is_the_same_as_integer_and_as_float(style):
    whole = style.but(size=int(style.size))
    assert look_key((whole,)) == look_key((whole.but(size=float(whole.size)),))


@given(LOOKS, LOOKS)
def test_distinct_looks_have_distinct_keys(looks, others):
    assert (look_key(looks) == look_key(others)) == (looks == others)


@given(STYLES, st.data())
def test_any_change_of_a_look_changes_its_key(style, data):
    other = data.draw(STYLES)
    for field in Style._fields:
        changed = style._replace(**{field: getattr(other, field)})
        assert (look_key((changed,)) == look_key((style,))) == (changed == style)


# The sheet


def test_a_table_gives_its_rows_looks_all_at_once_and_a_cell_its_own():
    rows = {"plain": (TEXT, None), "achieved": (TEXT, NUMBER)}
    assert list(looks_of(sheet(TITLE, NOTE, table=rows))) == [(TITLE,), (NOTE,), *rows.values()]


def test_every_look_stands_beside_its_key_once():
    rows = {"plain": (TEXT, None, NUMBER), "same": (TEXT, None, NUMBER)}
    made = palette_sheet([sheet(TITLE, NOTE, TITLE, table=rows), sheet(NOTE)])
    padded = {
        look_key(looks): (*looks, *[None] * (5 - len(looks)))
        for looks in (FRESH, (TITLE,), (NOTE,), (TEXT, None, NUMBER))
    }
    assert rows_of(made) == padded
    assert len([at for at in values(made) if at.startswith("A")]) == len(padded)
    assert all(value is None for at, value in values(made).items() if not at.startswith("A"))


@given(st.lists(STYLES, max_size=6), st.randoms())
def test_the_order_in_which_looks_are_met_does_not_matter(styles, chance):
    mixed = chance.sample(styles, len(styles))
    assert palette_sheet([sheet(*styles)]) == palette_sheet([sheet(*mixed), sheet()])


def test_without_any_look_there_is_the_fresh_one():
    assert rows_of(palette_sheet([])) == {look_key(FRESH): (None,) * 5}


def test_nobody_sees_it():
    assert palette_sheet([]).visibility == "very_hidden"
