"""The one place that imports UNO, and late: it exists in LibreOffice's own Python only."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

Uno = Any
"""An object of LibreOffice; UNO has no types for a checker."""
OPERATORS = {
    "between": "BETWEEN",
    "not_between": "NOT_BETWEEN",
    "equal_to": "EQUAL",
    "not_equal_to": "NOT_EQUAL",
    "greater_than": "GREATER",
    "less_than": "LESS",
    "greater_than_or_equal": "GREATER_EQUAL",
    "less_than_or_equal": "LESS_EQUAL",
}
"""How two values are compared: xlwings' names and UNO's."""


def enum(kind: str, member: str) -> Uno:
    """Return a member of an enumeration: ``enum("table.CellHoriJustify", "LEFT")``."""
    return _uno().Enum(f"com.sun.star.{kind}", member)


def constant(name: str) -> int:
    """Return a named constant's number."""
    return int(_uno().getConstantByName(f"com.sun.star.{name}"))


def struct(kind: str, **fields: Uno) -> Uno:
    """Return a new structure with some of its fields set."""
    made = _uno().createUnoStruct(f"com.sun.star.{kind}")
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def properties(**values: Uno) -> tuple[Uno, ...]:
    """Return named values as UNO's methods take them."""
    return tuple(
        struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items()
    )


def interface(name: str) -> Uno:
    """Return an interface as a class to derive from."""
    return _uno().getClass(f"com.sun.star.{name}")


def typed(kind: str, value: Uno) -> Uno:
    """Return a value with a UNO type that cannot be guessed from it."""
    return _uno().Any(kind, value)


def url(path: str) -> str:
    """Return a path as LibreOffice's file address."""
    return str(_uno().systemPathToFileUrl(str(Path(path).absolute())))


def path(address: str) -> str:
    """Return the path of LibreOffice's file address."""
    return str(_uno().fileUrlToSystemPath(address))


def common(target: Uno, name: str) -> Uno:
    """Return a property's value, or None where the cells of a range differ."""
    if target.getPropertyState(name).value == "AMBIGUOUS_VALUE":
        return None
    return target.getPropertyValue(name)


def _uno() -> Uno:
    return import_module("uno")
