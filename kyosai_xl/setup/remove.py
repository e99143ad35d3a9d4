"""Taking the add-in back: exactly what an installation did, and nothing a person has edited."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kyosai_xl.setup.changes import Change, Changes, Done, refuse_open
from kyosai_xl.setup.configuration import without_settings
from kyosai_xl.setup.places import Places, places
from kyosai_xl.setup.ports import Computer
from kyosai_xl.setup.receipt import Receipt, read_receipt, unedited


def remove(computer: Computer) -> tuple[Change, ...]:
    """Take the installation back and say what was done; nothing if there is none."""
    where = places(computer)
    receipt = read_receipt(where.receipt)
    if receipt is None:
        return ()
    ours = [path for path in map(Path, receipt.templates) if unedited(path, receipt.templates)]
    refuse_open(ours)
    with Changes() as changes:
        done = [_configuration(changes, where, receipt, computer.ansi)]
        for path in map(Path, receipt.templates):
            if path in ours:
                changes.remove(path)
                done.append(Change(Done.REMOVED, path))
            elif path.exists():
                done.append(Change(Done.KEPT, path, "編集されているため"))
        changes.remove(where.receipt)
    for folder in reversed(receipt.folders):
        with suppress(OSError):  # somebody keeps something else there
            Path(folder).rmdir()
    return tuple(done)


def _configuration(changes: Changes, where: Places, receipt: Receipt, encoding: str) -> Change:
    path = where.configuration
    if not path.exists():
        note = "だれかが削除したため"
        if receipt.had_configuration:
            note += f"。元の設定は「{where.former}」にあります"
        return Change(Done.KEPT, path, note)
    former = where.former.read_bytes() if where.former.exists() else b""
    restored = without_settings(path.read_bytes(), receipt.settings, former, encoding)
    changes.remove(where.former)
    if receipt.had_configuration or restored:
        done = changes.write(path, restored)
        return Change(Done.SAME if done is Done.SAME else Done.RESTORED, path)
    changes.remove(path)
    return Change(Done.REMOVED, path)
