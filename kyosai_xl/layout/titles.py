"""Whose sheet it is, in its title."""

from __future__ import annotations


def titled(text: str, branch: str) -> str:
    """Return a sheet's title, with a branch's name on that branch's sheets.

    >>> titled("主要共済の実績", "埼玉")
    '主要共済の実績 埼玉'
    """
    return f"{text} {branch}".rstrip()
