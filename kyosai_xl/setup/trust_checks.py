"""Whether Excel lets the templates' macros run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PureWindowsPath

from kyosai_xl.setup.check import Case, Probe, Result, caution, good, problem, unknown
from kyosai_xl.setup.mark_of_the_web import from_internet
from kyosai_xl.setup.ports import Computer, expanded

_POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0"
_PERSON = r"HKCU\Software\Microsoft\Office\16.0"
_SECURITY = r"\Excel\Security"
_LOCATIONS = rf"{_SECURITY}\Trusted Locations"
_ASK_IT = "情報システム担当に、この診断書を渡して相談してください。"
_SIGNED_ONLY, _NONE = "3", "4"


def _mark(case: Case) -> Result:
    if not case.templates:
        return unknown("ひな形がありません。", "addin install でひな形を入れてください。")
    marked = [
        template.name
        for template in case.templates
        if from_internet(case.computer.files, template.path)
    ]
    if not marked:
        return good("ひな形に、インターネットから入手した印はありません。")
    return problem(
        f"{'、'.join(marked)} に、インターネットから入手した印が付き、マクロが止められます。",
        "配布元が確かなら、ファイルのプロパティで「許可する」を付けてください。"
        "メールでは送らず、addin install で配ってください。",
    )


def _macros(case: Case) -> Result:
    registry = case.computer.registry
    by_policy = registry.value(_POLICY + _SECURITY, "VBAWarnings")
    setting = by_policy or registry.value(_PERSON + _SECURITY, "VBAWarnings")
    who = "組織の設定" if by_policy else "Excelの設定"
    if setting == _NONE:
        return caution(
            f"{who}で、マクロはすべて無効です。信頼できる場所のひな形だけが動きます。", _ASK_IT
        )
    if setting == _SIGNED_ONLY:
        return caution(
            f"{who}で、署名のあるマクロだけが動きます。",
            "署名したひな形を配るか、信頼できる場所で開いてください。",
        )
    return good("マクロは、確認のうえ有効にできます。")


def trusted_locations(computer: Computer) -> Iterator[tuple[str, bool]]:
    """Yield Excel's trusted folders, and whether the folders in them are trusted too."""
    for root in (_POLICY, _PERSON):
        for name in computer.registry.subkeys(root + _LOCATIONS):
            key = rf"{root}{_LOCATIONS}\{name}"
            path = computer.registry.value(key, "Path")
            if path:
                below = computer.registry.value(key, "AllowSubFolders") == "1"
                yield expanded(path, computer.environment), below


def is_trusted(computer: Computer, path: str) -> bool:
    """Whether the file stands in a trusted folder."""
    folder = PureWindowsPath(path).parent
    return any(
        folder == PureWindowsPath(trusted)
        or (below and folder.is_relative_to(PureWindowsPath(trusted)))
        for trusted, below in trusted_locations(computer)
    )


def _locations(case: Case) -> Result:
    registry = case.computer.registry
    if any(
        registry.value(root + _LOCATIONS, "AllLocationsDisabled") == "1"
        for root in (_POLICY, _PERSON)
    ):
        return caution("「信頼できる場所」がすべて無効になっています。", _ASK_IT)
    if not case.templates:
        return unknown("ひな形がありません。", "addin install でひな形を入れてください。")
    outside = [each for each in case.templates if not is_trusted(case.computer, each.path)]
    if not outside:
        return good("ひな形は「信頼できる場所」にあります。")
    first = outside[0].path
    if first.startswith("\\\\") and (
        registry.value(_PERSON + _LOCATIONS, "AllowNetworkLocations") != "1"
    ):
        return caution(
            f"{first} は共有フォルダーにあり、「信頼できる場所」とみなされません。", _ASK_IT
        )
    return caution(
        f"{first} は「信頼できる場所」にありません。",
        "Excelの「ファイル」-「オプション」-「トラスト センター」-「信頼できる場所」を見て、"
        f"ひな形のフォルダーを追加してください。できなければ、{_ASK_IT}",
    )


PROBES = (
    Probe("mark_of_the_web", "インターネットの印", _mark),
    Probe("macros", "マクロの設定", _macros),
    Probe("trusted_locations", "信頼できる場所", _locations),
)
