"""The doctor's page as a file."""

from __future__ import annotations

from pathlib import Path

from kyosai_xl.errors import KyosaiError
from kyosai_xl.whole_file import whole_file


class PageNotWrittenError(KyosaiError):
    """The page could not be written there."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"「{path}」に書けません({error.strerror})。"
            "保存先のフォルダーを確かめて、もう一度実行してください。"
        )


def write_page(page: str, path: Path, *, mark: bool) -> None:
    """Write the page in UTF-8, for people with the mark by which Windows programs know it."""
    try:
        with whole_file(path) as file:
            file.write(page.encode("utf-8-sig" if mark else "utf-8"))
    except OSError as error:
        raise PageNotWrittenError(path, error) from error
