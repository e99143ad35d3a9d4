"""県名 beside 県コード: the code decides, the name must not disagree."""

from __future__ import annotations

from kyosai_xl.dataset import tables
from kyosai_xl.dataset.findings import error, warning
from kyosai_xl.dataset.grid import RowReader
from kyosai_xl.dataset.reading import quoted
from kyosai_xl.domain.branches import BRANCHES

_SUFFIXES = ("", "県", "府", "都")


def check_branch_name(reader: RowReader, code: str) -> None:
    """Note it if the row's 県名 is not that of the code; 「青森県」 is 「青森」."""
    if not reader.has(tables.BRANCH):
        return
    name, expected = reader.read(tables.BRANCH), BRANCHES[code]
    if name == expected or name in {expected + suffix for suffix in _SUFFIXES}:
        return
    if name is None:
        message = f"県名が空白です。県コードから「{expected}」としました。"
        reader.note(warning("branch_blank", message, "県名を入力してください。"), tables.BRANCH)
        return
    message = f"{quoted(name)}は県コード{code}の「{expected}」と合いません。"
    action = "県名か県コードの、間違っているほうを直してください。"
    reader.note(error("branch_mismatch", message, action), tables.BRANCH)
