"""LibreOffice's configuration files as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OOR = "http://openoffice.org/2001/registry"
_XS = "http://www.w3.org/2001/XMLSchema"

Text = str | Mapping[str, str]
"""The same for every language, or language → text."""


def component(name: str, package: str, content: str) -> str:
    """Return the file that sets part of the component ``package.name``."""
    return (
        f'{_HEAD}<oor:component-data xmlns:oor="{_OOR}" xmlns:xs="{_XS}"'
        f' oor:name="{name}" oor:package="{package}">\n{content}\n</oor:component-data>\n'
    )


def group(name: str, content: Iterable[str]) -> str:
    """Return a node that LibreOffice's schema names."""
    return _node(quoteattr(name), content)


def added(name: str, content: Iterable[str]) -> str:
    """Return an entry of a set, put there by this file."""
    return _node(f'{quoteattr(name)} oor:op="replace"', content)


def shared(name: str, content: Iterable[str]) -> str:
    """Return an entry of a set that other extensions write to as well."""
    return _node(f'{quoteattr(name)} oor:op="fuse"', content)


def text(name: str, value: Text) -> str:
    """Return a property that holds text."""
    values = {"": value} if isinstance(value, str) else value
    inner = "".join(
        f"<value{language and f' xml:lang={quoteattr(language)}'}>{escape(words)}</value>"
        for language, words in values.items()
    )
    return f'<prop oor:name="{name}" oor:type="xs:string">{inner}</prop>'


def switch(name: str, *, on: bool) -> str:
    """Return a property that is on or off."""
    value = "true" if on else "false"
    return f'<prop oor:name="{name}" oor:type="xs:boolean"><value>{value}</value></prop>'


def _node(attributes: str, content: Iterable[str]) -> str:
    inner = "\n".join(content)
    return f"<node oor:name={attributes}>\n{inner}\n</node>"
