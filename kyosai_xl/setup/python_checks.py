"""Whether Python and its packages fit."""

from __future__ import annotations

from pathlib import PureWindowsPath

from kyosai_xl.setup.check import Case, Probe, Result, Template, caution, good, problem, unknown
from kyosai_xl.setup.excel_checks import excel_bits
from kyosai_xl.setup.places import interpreter, is_store_python
from kyosai_xl.setup.ports import expanded

_OLDEST = (3, 11)
_BITS = 64
_REINSTALL = "管理者権限の要らない新しい仮想環境に kyosai-xl を入れ直してください。"


def _version(case: Case) -> Result:
    version = case.computer.python.version
    found = "Python " + ".".join(map(str, version))
    if version >= _OLDEST:
        return good(found)
    return problem(found, "Python 3.11以降を入れてください。")


def _bits(case: Case) -> Result:
    bits = case.computer.python.bits
    if bits == _BITS:
        return good(f"{bits}ビット")
    return caution(
        f"{bits}ビット",
        "64ビット版のPythonをお勧めします。Excelのビット数とは違っていても動きます。",
    )


def _store(case: Case) -> Result:
    if is_store_python(case.computer):
        return problem(
            "Microsoft Store版のPythonです。Excelから起動できません。",
            "python.orgのPythonを入れ、kyosai-xl を入れ直してください。",
        )
    return good("Microsoft Store版ではありません。")


def _console(case: Case) -> Result:
    path = interpreter(case.computer)
    if case.computer.files.read(path) is None:
        return problem(f"{path} がありません。", _REINSTALL)
    return good(path)


def _xlwings(case: Case) -> Result:
    version = case.computer.python.packages.get("xlwings")
    if version is None:
        return problem("xlwings が入っていません。", "pip install xlwings で入れてください。")
    return good(f"xlwings {version}")


def _pywin32(case: Case) -> Result:
    version = case.computer.python.packages.get("pywin32")
    if version is None:
        return problem("pywin32 が入っていません。", "pip install pywin32 で入れてください。")
    return good(f"pywin32 {version}")


def _dll(case: Case) -> Result:
    read = [template for template in case.templates if template.facts]
    if not read:
        return unknown(
            "ひな形のVBAが求めるxlwingsの版を読めませんでした。",
            "ひな形のあるパソコンで、もう一度実行してください。",
        )
    for template in read:
        result = _dll_of(case, template)
        if result:
            return result
    return good(f"ひな形{len(read)}件のVBAとxlwingsの版が一致し、DLLもあります。")


def _dll_of(case: Case, template: Template) -> Result | None:
    assert template.facts  # noqa: S101 - the caller has looked
    version = case.computer.python.packages.get("xlwings")
    wanted, other = template.facts.xlwings, template.facts.interpreter
    if wanted != version:
        return problem(
            f"「{template.name}」はxlwings {wanted} 用です(今は {version or 'なし'})。",
            f"pip install xlwings=={wanted} を実行するか、この版のひな形に替えてください。",
        )
    name = f"xlwings{excel_bits(case.computer)}-{wanted}.dll"
    running = PureWindowsPath(interpreter(case.computer))
    if all(
        case.computer.files.read(str(folder / name)) is None
        for folder in (running.parent, running.parent.parent)
    ):
        return problem(f"{name} がPythonのフォルダーにもその上にもありません。", _REINSTALL)
    if other and PureWindowsPath(expanded(other, case.computer.environment)) != running:
        return caution(
            f"「{template.name}」のシート xlwings.conf は別のPython({other})を指定しています。",
            "そのPythonで診断するか、シートの INTERPRETER_WIN を消してください。",
        )
    return None


PROBES = (
    Probe("python_version", "Pythonの版", _version, windows=False),
    Probe("python_bits", "Pythonのビット数", _bits, windows=False),
    Probe("python_store", "Pythonの入手元", _store),
    Probe("python_console", "画面を出さないPython", _console),
    Probe("xlwings", "xlwings", _xlwings),
    Probe("pywin32", "pywin32", _pywin32),
    Probe("dll", "ひな形とxlwingsの版", _dll),
)
