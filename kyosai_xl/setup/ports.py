"""What installing and the doctor see of the computer, so that both can be tried on any other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol


class Registry(Protocol):
    r"""The Windows registry, read only; keys are written ``HKCU\Software\…``."""

    def value(self, key: str, name: str = "") -> str | None:
        """Return a value as text, the key's own for an empty name; None if there is none."""

    def subkeys(self, key: str) -> tuple[str, ...]:
        """Return the names of the keys right below; none for a key that is missing."""


class Files(Protocol):
    """Files by their full path, read only."""

    def read(self, path: str) -> bytes | None:
        """Return the content; None for what is missing or cannot be read."""

    def stream(self, path: str, name: str) -> bytes | None:
        """Return an alternate data stream such as ``Zone.Identifier``; None if there is none."""


class Python(NamedTuple):
    """The Python that runs; ``packages`` gives the version of each package asked about."""

    version: tuple[int, int, int]
    bits: int
    executable: str
    base: str
    packages: Mapping[str, str | None]


class Computer(NamedTuple):
    """One computer; ``ansi`` names the encoding that VBA reads and writes text files in."""

    windows: bool
    system: str
    ansi: str
    environment: Mapping[str, str]
    python: Python
    registry: Registry
    files: Files


class TemplateFacts(NamedTuple):
    """What a template's VBA and its sheet 「xlwings.conf」 ask for.

    ``xlwings`` is the version in the DLL's name; ``interpreter`` is None unless the sheet names
    one, which then counts instead of the person's configuration.
    """

    xlwings: str
    interpreter: str | None = None


TemplateReader = Callable[[Path], TemplateFacts | None]
"""Reads a template's facts; None for a file without the xlwings module."""


def expanded(text: str, environment: Mapping[str, str]) -> str:
    """Return the text with every %NAME% that is known replaced, as Windows does."""
    names = {name.upper(): value for name, value in environment.items()}
    return re.sub("%([^%]+)%", lambda found: names.get(found[1].upper(), found[0]), text)
