"""kyosai_xl: the monthly report of 自治労共済, regenerated and checked from the counts."""

from __future__ import annotations

import os

from kyosai_xl.version import VERSION

# Not typing's own: importing that takes longer than all of --help.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from kyosai_xl.notebook import Source

__version__ = VERSION
__all__ = ["__version__", "load"]


def load(source: str | os.PathLike[str]) -> Source:
    """Read and check a source: a folder of CSV files, a workbook, or the word ``sample``.

    Raises ``kyosai_xl.errors.KyosaiError`` with every fault found, in Japanese.

    >>> load("sample").model_unions(start=6).total.actual
    1945
    """
    # Imported here so that the package's other parts start without it.
    from kyosai_xl.notebook import Source

    return Source.read(source)
