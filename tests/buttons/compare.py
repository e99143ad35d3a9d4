"""Whether two saved workbooks show the same on a sheet, cell by cell and look by look."""

from tests.writers.read_back import sheets


def differences(path, wanted_path, names):
    """What differs on the named sheets: sheet and what is compared → ours, theirs."""
    ours, theirs = sheets(path), sheets(wanted_path)
    found = {}
    for name in names:
        for what, sides in _compared(ours[name], theirs[name]).items():
            if sides[0] != sides[1]:
                found[name, what] = _only_different(*sides)
    return found


def _compared(found, wanted):
    shown = {at for at, look in wanted["looks"].items() if not _is_fresh(look)}
    parts = {
        what: (_filled(found[what]), _filled(wanted[what])) for what in ("cells", "cached values")
    }
    for what in ("merged", "view", "printing", "data bars"):
        parts[what] = found[what], wanted[what]
    # A program keeps a row's height, or a blank cell, where more rows had been.
    parts["heights"] = (
        {row: height for row, height in found["heights"].items() if row in wanted["heights"]},
        wanted["heights"],
    )
    parts["widths"] = found["widths"], wanted["widths"]
    constant = {at for at, content in parts["cells"][1].items() if content[0] != "f"}
    parts["looks"] = (
        {at: _look(each, at in constant) for at, each in found["looks"].items() if at in shown},
        {at: _look(wanted["looks"][at], at in constant) for at in shown},
    )
    stray = {at for at, look in found["looks"].items() if at not in shown and not _is_fresh(look)}
    parts["stray looks"] = stray, set()
    return parts  # fmt: skip


def _filled(cells):
    return {at: content for at, content in cells.items() if content[1] is not None}


def _look(look, constant):
    # Elsewhere LibreOffice saves the font of one script or the other, whichever it met last.
    number, font, *rest = look
    return (number, font if constant else font[1:], *rest)


def _is_fresh(look):
    number, _, fill, lines, _ = look
    return number == "General" and fill[0] is None and all(style is None for style, _ in lines)


def _only_different(ours, theirs):
    if isinstance(ours, dict):
        return (
            {key: value for key, value in ours.items() if theirs.get(key) != value},
            {key: value for key, value in theirs.items() if ours.get(key) != value},
        )
    return ours, theirs
