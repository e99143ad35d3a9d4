"""Whether paths and versions are such that Excel and Python find each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PureWindowsPath

from kyosai_xl.setup.check import Case, Probe, Result, caution, good, problem, unknown
from kyosai_xl.setup.places import interpreter
from kyosai_xl.setup.ports import Computer, expanded
from kyosai_xl.version import VERSION

_ACCOUNTS = r"HKCU\Software\Microsoft\OneDrive\Accounts"
_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
_KNOWN = {"Personal": "ドキュメント", "Desktop": "デスクトップ"}
_VARIABLES = ("ONEDRIVE", "ONEDRIVECOMMERCIAL", "ONEDRIVECONSUMER")
_ELSEWHERE = r"OneDriveの外(例: C:\kyosai)に置いてください。"


def _onedrive_roots(computer: Computer) -> Iterator[PureWindowsPath]:
    """Yield OneDrive's folders, whatever they are called in this person's language."""
    for variable in _VARIABLES:
        if folder := computer.environment.get(variable):
            yield PureWindowsPath(folder)
    for account in computer.registry.subkeys(_ACCOUNTS):
        if folder := computer.registry.value(rf"{_ACCOUNTS}\{account}", "UserFolder"):
            yield PureWindowsPath(folder)


def in_onedrive(computer: Computer, path: str) -> bool:
    """Whether the path is synchronised, so that Excel calls its books by a web address."""
    place = PureWindowsPath(path)
    return any(place.is_relative_to(root) for root in _onedrive_roots(computer)) or any(
        part.lower().startswith("onedrive") for part in place.parts
    )


def _onedrive(case: Case) -> Result:
    computer = case.computer
    paths = (interpreter(computer), *(template.path for template in case.templates))
    for path in paths:
        if in_onedrive(computer, path):
            return problem(f"{path} はOneDriveの中にあります。", _ELSEWHERE)
    for name, label in _KNOWN.items():
        folder = expanded(computer.registry.value(_FOLDERS, name) or "", computer.environment)
        if in_onedrive(computer, folder):
            return caution(
                f"「{label}」({folder})はOneDriveと同期しています。",
                f"ひな形から作ったブックは、{_ELSEWHERE}",
            )
    return good("ひな形、Python、ドキュメントはOneDriveの外にあります。")


def _letters(case: Case) -> Result:
    computer = case.computer
    path = interpreter(computer)
    if path.isascii():
        profile = computer.environment.get("USERPROFILE", "")
        note = (
            ""
            if profile.isascii()
            else f"ユーザーのフォルダー({profile})の日本語は支障ありません。"
        )
        return good(f"Pythonの場所は半角英数字だけです。{note}")
    action = r"C:\kyosai のような半角英数字だけの場所に入れ直してください。"
    try:
        path.encode(computer.ansi)
    except UnicodeEncodeError:
        return problem(f"Pythonの場所({path})に、Excelが扱えない文字があります。", action)
    return caution(f"Pythonの場所({path})に日本語があります。", f"うまく動かなければ、{action}")


def _versions(case: Case) -> Result:
    if case.fault:
        return caution(f"kyosai-xl {VERSION}", case.fault)
    receipt = case.receipt
    if receipt is None:
        return caution(
            f"kyosai-xl {VERSION}。アドインは導入されていません。",
            "addin install で導入してください。",
        )
    xlwings = case.computer.python.packages.get("xlwings") or ""
    if (receipt.version, receipt.xlwings) == (VERSION, xlwings):
        return good(f"kyosai-xl {VERSION}、導入時と同じ版です。")
    return caution(
        f"kyosai-xl {VERSION}、xlwings {xlwings or 'なし'}。"
        f"導入時は kyosai-xl {receipt.version}、xlwings {receipt.xlwings or 'なし'} でした。",
        "addin install をもう一度実行してください。",
    )


def _home(case: Case) -> Result:
    folder = case.computer.environment.get("APPDATA")
    if not folder:
        return unknown("環境変数 APPDATA がありません。", "サインインし直してください。")
    if folder.startswith("\\\\"):
        return caution(
            f"個人の設定({folder})が共有フォルダーにあります。",
            "ひな形が「信頼できる場所」とみなされないことがあります。"
            "情報システム担当に相談してください。",
        )
    return good(f"個人の設定はこのパソコンにあります({folder})。")


PROBES = (
    Probe("onedrive", "OneDrive", _onedrive),
    Probe("letters", "パスの文字", _letters),
    Probe("home", "個人の設定の場所", _home),
    Probe("versions", "導入した版", _versions),
)
