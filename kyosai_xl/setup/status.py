"""What is installed, and where it differs from what this version would install."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kyosai_xl.setup.configuration import setting
from kyosai_xl.setup.install import settings_for
from kyosai_xl.setup.places import places
from kyosai_xl.setup.ports import Computer
from kyosai_xl.setup.receipt import Receipt, read_receipt, sha256, unedited
from kyosai_xl.setup.template_files import template_paths
from kyosai_xl.version import VERSION

_AGAIN = "addin install で新しくなります"


def status(computer: Computer, source: Path) -> tuple[str, ...]:
    """Return what is installed, a line each; ``source`` holds this version's templates."""
    where = places(computer)
    receipt = read_receipt(where.receipt)
    if receipt is None:
        return ("アドインは導入されていません。addin install で導入できます。",)
    configuration = where.configuration
    content = configuration.read_bytes() if configuration.exists() else b""
    return (
        *_versions(computer, receipt),
        f"設定: {configuration}",
        *_settings(computer, receipt, content),
        f"ひな形: {where.templates}",
        *_templates(receipt, where.templates, source),
    )


def _versions(computer: Computer, receipt: Receipt) -> Iterator[str]:
    xlwings = computer.python.packages.get("xlwings") or "なし"
    for name, installed, here in (
        ("kyosai-xl", receipt.version, VERSION),
        ("xlwings", receipt.xlwings or "なし", xlwings),
    ):
        same = installed == here
        yield f"{name}: {installed}" + ("" if same else f" (今のPythonでは {here}。{_AGAIN})")


def _settings(computer: Computer, receipt: Receipt, content: bytes) -> Iterator[str]:
    wanted = settings_for(computer)
    for key, installed in receipt.settings.items():
        there = setting(content, key, computer.ansi)
        if there is None:
            yield f"  {key}: なくなっています。{_AGAIN}"
        elif there != installed:
            yield f"  {key}: {there} (導入の後で変更されました。導入時は {installed})"
        elif there != wanted.get(key, there):
            yield f"  {key}: {there} (今のPythonでは {wanted[key]}。{_AGAIN})"
        else:
            yield f"  {key}: {there}"


def _templates(receipt: Receipt, folder: Path, source: Path) -> Iterator[str]:
    shipped = {path.name: sha256(path.read_bytes()) for path in template_paths(source)}
    names = dict.fromkeys([*(Path(path).name for path in receipt.templates), *shipped])
    for name in names:
        path = folder / name
        if not path.exists():
            yield f"  {name}: ありません。addin install で入ります"
        elif sha256(path.read_bytes()) == shipped.get(name):
            yield f"  {name}: 導入済み"
        elif not unedited(path, receipt.templates):
            yield f"  {name}: 編集されています(更新も削除もしません)"
        elif name in shipped:
            yield f"  {name}: 前の版です。{_AGAIN}"
        else:
            yield f"  {name}: この版にはないひな形です。addin install で削除されます"
