"""The functions as xlwings calls them from Excel, generated from the catalogue.

Each is an attribute of this module under its own name: ``ACHIEVEMENT``, ``REMAINING``, ….
Off Windows xlwings' decorators do nothing, and the functions are plain Python.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from typing import Any

import xlwings as xw

from kyosai_xl.functions.calling import evaluate, scalar
from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.functions.model import CATEGORY, Block, Function, Scalar

Shim = Callable[..., Any]


def shim(function: Function) -> Shim:
    """Return the function with the signature and the help that xlwings reads."""

    def call(*arguments: object) -> object:
        return shown(evaluate(function, arguments))

    call.__name__ = call.__qualname__ = function.name
    call.__doc__ = function.help
    call.__annotations__ = {}
    call.__signature__ = _signature(function)  # type: ignore[attr-defined]
    made: Shim = call
    for parameter in function.parameters:
        options = {"ndim": 2, "err_to_str": True, "dates": _serial}
        made = xw.arg(parameter.name, doc=parameter.help, **options)(made)
    return xw.func(category=CATEGORY)(xw.ret()(made))


def shown(block: Block) -> object:
    """Return what goes into the cells: one value bare, more as rows; a blank is an empty text."""
    rows = [[_cell(value) for value in row] for row in block]
    return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows


def _cell(value: Scalar) -> object:
    if value is None:
        return ""
    # COM would send a large int as a type that Excel's cells do not have.
    return value if isinstance(value, (bool, str)) else float(value)


def _serial(**parts: int) -> Scalar:
    return scalar(dt.datetime(**parts))  # type: ignore[arg-type]  # noqa: DTZ001 (nor has a cell)


def _signature(function: Function) -> inspect.Signature:
    return inspect.Signature(
        [
            inspect.Parameter(
                parameter.name,
                inspect.Parameter.POSITIONAL_OR_KEYWORD,
                default=None if parameter.optional else inspect.Parameter.empty,
            )
            for parameter in function.parameters
        ]
    )


globals().update({function.name: shim(function) for function in FUNCTIONS})
