"""Whether Microsoft Defender's attack surface reduction stops Excel from starting Python."""

from __future__ import annotations

import re

from kyosai_xl.setup.check import Case, Probe, Result, caution, good, problem
from kyosai_xl.setup.ports import Computer

CHILD_PROCESSES = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
"""Block all Office applications from creating child processes."""
WIN32_CALLS = "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b"
"""Block Win32 API calls from Office macros."""
RULES = {
    CHILD_PROCESSES: "Officeアプリケーションによる子プロセス作成のブロック",
    WIN32_CALLS: "OfficeマクロからのWin32 API呼び出しのブロック",
}
_GROUP_POLICY = (
    r"HKLM\Software\Policies\Microsoft\Windows Defender"
    r"\Windows Defender Exploit Guard\ASR\Rules"
)
_LOCAL = r"HKLM\Software\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
_MANAGED = r"HKLM\Software\Policies\Microsoft\Windows Defender\Policy Manager"
_BLOCK, _WARN = "1", "6"


def _state(computer: Computer, rule: str) -> str | None:
    for key in (_GROUP_POLICY, _LOCAL):
        state = computer.registry.value(key, rule)
        if state is not None:
            return state
    managed = computer.registry.value(_MANAGED, "ASRRules") or ""
    found = re.search(rf"{rule}=(\d)", managed, re.IGNORECASE)
    return found[1] if found else None


def _defender(case: Case) -> Result:
    states = {rule: _state(case.computer, rule) for rule in RULES}
    blocking = [f"{RULES[rule]}({rule})" for rule, state in states.items() if state == _BLOCK]
    if blocking:
        return problem(
            f"Microsoft Defenderの規則「{'」「'.join(blocking)}」が有効です。",
            "関数とボタンは動きません。情報システム担当に、下の「起動するもの」を例外にできるか"
            "相談してください。kyosai-xl regenerate はこの規則に関係なく使えます。",
        )
    if _WARN in states.values():
        return caution(
            "Microsoft Defenderが、Pythonの起動を確認する設定です。",
            "「ブロックを解除」を選ぶと動きます。情報システム担当に相談してください。",
        )
    return good(
        "Microsoft Defenderの規則では止められていません。ほかのウイルス対策ソフトは調べていません。"
    )


PROBES = (Probe("defender", "Defenderの規則", _defender),)
