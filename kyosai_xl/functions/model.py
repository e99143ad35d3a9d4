"""What a spreadsheet function is: name, arguments, help, the Python, the native formula."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

CATEGORY = "共済推進"
"""The group of the functions in Excel's and LibreOffice's function wizards."""

Scalar = float | int | str | bool | None
"""A cell's value as the rules see it: None is an empty cell, an error value is its text (#N/A)."""

Block = tuple[tuple[Scalar, ...], ...]
"""The values of a range, row by row; a single cell is a 1×1 block."""


class Parameter(NamedTuple):
    """One argument.

    ``name`` is ASCII and fixed; ``label`` and ``help`` are Japanese. A ``ranged`` argument takes
    a range as a whole, the others one value a cell and give a range for a range.
    """

    name: str
    label: str
    help: str
    optional: bool = False
    ranged: bool = False


class Function(NamedTuple):
    """One function of the catalogue.

    ``python`` takes one ``Block`` an argument (None for an optional one left out) and returns a
    ``Block``; it never raises for a wrong argument but returns one of the short messages.
    ``native`` takes the arguments' formula text and returns the equal built-in formula without
    the equals sign; ``spills`` says that the result can be larger than one cell.
    """

    name: str
    help: str
    parameters: tuple[Parameter, ...]
    python: Callable[..., Block]
    native: Callable[..., str]
    spills: bool = False

    def call(self, *arguments: Block | None) -> Block:
        """Work the function out; one left out is None if optional, else a blank cell."""
        missing = len(self.parameters) - len(arguments)
        given = zip(self.parameters, (*arguments, *(None,) * missing), strict=True)
        blank: Block = ((None,),)
        return self.python(
            *(
                blank if argument is None and not parameter.optional else argument
                for parameter, argument in given
            )
        )

    def udf(self, arguments: Sequence[str]) -> str:
        """Return the formula that calls the function, e.g. ``REMAINING(C2,B2)``."""
        return f"{self.name}({','.join(arguments)})"
