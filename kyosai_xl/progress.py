"""A progress bar for work that takes longer than a second, on a terminal only."""

from __future__ import annotations

import sys
from threading import Timer
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds before the bar appears."""


class ProgressBar:
    """Counts rows quietly and shows itself only to someone who has been waiting."""

    def __init__(self) -> None:
        """Start with nothing to do and nothing shown."""
        self._total: int | None = None
        self._done = 0
        self._label = "読み込み中"
        self._timer = Timer(PATIENCE, self._show)
        self._timer.daemon = True
        self._shown: tuple[Progress, TaskID] | None = None

    def __enter__(self) -> Self:
        """Begin to wait."""
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._timer.cancel()
        if self._timer.is_alive():
            self._timer.join()
        if self._shown:
            self._shown[0].stop()

    def begin(self, total: int) -> None:
        """Say how many rows there are to write."""
        self._total = total
        self._update()

    def advance(self, sheet: str, rows: int) -> None:
        """Count rows written on a sheet."""
        self._label, self._done = f"作成中 {sheet}", self._done + rows
        self._update()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        bar = Progress(console=Console(stderr=True), transient=True)
        task = bar.add_task(self._label, total=self._total, completed=self._done)
        bar.start()
        self._shown = bar, task

    def _update(self) -> None:
        if self._shown:
            bar, task = self._shown
            bar.update(task, description=self._label, total=self._total, completed=self._done)
