"""What the operating system refuses, in plain Japanese."""

from __future__ import annotations

from kyosai_xl.dataset.findings import Note, error


def os_fault(cause: OSError | ValueError) -> Note:
    """Why a file or folder cannot be read; a ValueError is a path that no file can have."""
    if isinstance(cause, FileNotFoundError | NotADirectoryError | ValueError):
        return error("not_found", "見つかりません。", "名前と場所を確かめてください。")
    if isinstance(cause, PermissionError):
        return error(
            "no_permission",
            "読み取る許可がありません。",
            "ほかのソフトで開いていれば閉じ、ファイルのアクセス権を確かめてください。",
        )
    message = f"読み取れません（{cause.strerror or cause}）。"
    return error("unreadable", message, "別の場所に写してから、もう一度試してください。")
