"""Installing the add-in: the xlwings configuration and the templates, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kyosai_xl.errors import KyosaiError
from kyosai_xl.setup.changes import Change, Changes, Done, refuse_open
from kyosai_xl.setup.configuration import with_settings, without_settings
from kyosai_xl.setup.places import Places, interpreter, is_store_python, places
from kyosai_xl.setup.ports import Computer
from kyosai_xl.setup.receipt import Receipt, read_receipt, sha256, unedited
from kyosai_xl.setup.template_files import templates_in
from kyosai_xl.version import VERSION


class StorePythonError(KyosaiError):
    """The Microsoft Store's Python writes where Excel does not look."""

    def __init__(self) -> None:
        super().__init__(
            "Microsoft Store版のPythonでは、Excelから見えない場所に書き込まれるため導入できません。"
            "何も変更していません。python.orgのPythonで入れ直してください。"
        )


class InterpreterUnreadableError(KyosaiError):
    """VBA could not read where Python is."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"Pythonの場所「{path}」に、Excelが扱えない文字があります。何も変更していません。"
            r"C:\kyosai のような半角英数字だけの場所にPythonを入れ直してください。"
        )


class EditedTemplateError(KyosaiError):
    """A book of a template's name holds something of a person's."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"「{path}」はだれかが編集したか、別に作ったブックなので、置き換えません。"
            "何も変更していません。"
            "別の名前にするか別の場所に移してから、もう一度実行してください。"
        )


class _Plan(NamedTuple):
    """Every file as it is to be."""

    settings: Mapping[str, str]
    former: bytes
    configuration: bytes
    templates: Mapping[Path, bytes]
    outdated: tuple[Path, ...]
    receipt: Receipt


def install(computer: Computer, source: Path) -> tuple[Change, ...]:
    """Install the templates of the folder for the person signed in, and say what was done.

    Doing it twice is the same as once. A template at the target that somebody has edited is
    never replaced.
    """
    where = places(computer)
    if is_store_python(computer):
        raise StorePythonError
    receipt = read_receipt(where.receipt)
    plan = _planned(computer, where, receipt, templates_in(source, computer.files))
    _refuse_edited(plan, receipt)
    refuse_open((*plan.templates, *plan.outdated))
    return _carried_out(where, plan)


def settings_for(computer: Computer) -> dict[str, str]:
    """Return what xlwings.conf has to say; the template's own sheet says the rest."""
    return {"INTERPRETER_WIN": interpreter(computer), "USE UDF SERVER": "True"}


def _planned(
    computer: Computer, where: Places, receipt: Receipt | None, templates: Mapping[str, bytes]
) -> _Plan:
    settings = settings_for(computer)
    now = where.configuration.read_bytes() if where.configuration.exists() else b""
    former = now
    if receipt:
        kept = where.former.read_bytes() if where.former.exists() else b""
        former = without_settings(now, receipt.settings, kept, computer.ansi)
    try:
        configuration = with_settings(former, settings, computer.ansi)
    except UnicodeEncodeError as error:
        raise InterpreterUnreadableError(computer.python.executable) from error
    known = dict(receipt.templates) if receipt else {}
    targets = {where.templates / name: content for name, content in templates.items()}
    outdated = tuple(
        path for path in map(Path, known) if path not in targets and unedited(path, known)
    )
    return _Plan(
        settings=settings,
        former=former,
        configuration=configuration,
        templates=targets,
        outdated=outdated,
        receipt=Receipt(
            version=VERSION,
            xlwings=computer.python.packages.get("xlwings") or "",
            settings=settings,
            had_configuration=receipt.had_configuration
            if receipt
            else where.configuration.exists(),
            templates=_known(targets, known),
            folders=receipt.folders if receipt else (),
        ),
    )


def _known(
    targets: Mapping[Path, bytes], known: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the hashes of ours; a file that was there before and is the same is not ours."""
    ours = {}
    for path, content in targets.items():
        before = known.get(str(path), ())
        if before or not path.exists():
            ours[str(path)] = tuple(dict.fromkeys((*before, sha256(content))))
    return ours


def _refuse_edited(plan: _Plan, receipt: Receipt | None) -> None:
    known = receipt.templates if receipt else {}
    for path, content in plan.templates.items():
        if path.exists() and path.read_bytes() != content and not unedited(path, known):
            raise EditedTemplateError(path)


def _carried_out(where: Places, plan: _Plan) -> tuple[Change, ...]:
    done: list[Change] = []
    with Changes() as changes:
        for folder in (where.receipt.parent, where.configuration.parent, where.templates):
            changes.make_folder(folder)
        folders = tuple(dict.fromkeys((*plan.receipt.folders, *changes.folders)))
        # The receipt comes first: whatever interrupts the rest, "remove" knows of it.
        changes.write(where.receipt, plan.receipt._replace(folders=folders).content)
        if plan.receipt.had_configuration:
            changes.write(where.former, plan.former)
        for path, content in ((where.configuration, plan.configuration), *plan.templates.items()):
            done.append(Change(changes.write(path, content), path))
        for path in plan.outdated:
            changes.remove(path)
            done.append(Change(Done.REMOVED, path, "この版にはないひな形"))
    return tuple(done)
