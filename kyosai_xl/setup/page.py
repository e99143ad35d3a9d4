"""The doctor's findings: one page for people, or JSON for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from kyosai_xl.setup.check import Case, Check, Verdict
from kyosai_xl.setup.defender_checks import RULES
from kyosai_xl.setup.places import interpreter
from kyosai_xl.setup.receipt import sha256
from kyosai_xl.version import VERSION


def as_text(case: Case, checks: Sequence[Check], on: str) -> str:
    """Return the page; the person's own folder is written %USERPROFILE%. ``on`` is the date."""
    page = "\n".join([*_head(case, checks, on), *_findings(checks), "", *_for_it(case)])
    profile = case.computer.environment.get("USERPROFILE") if case.computer.windows else None
    if not profile:
        return page + "\n"
    whole = re.escape(profile.rstrip("\\")) + r"(?![^\\/\s)」])"
    return re.sub(whole, "%USERPROFILE%", page, flags=re.IGNORECASE) + "\n"


def as_json(case: Case, checks: Sequence[Check], on: str) -> str:
    """Return the same for machines."""
    findings = [
        {"kind": check.kind, "title": check.title, **check.result._asdict()} for check in checks
    ]
    page = {"version": VERSION, "date": on, "system": case.computer.system, "checks": findings}
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def _head(case: Case, checks: Sequence[Check], on: str) -> Iterator[str]:
    counts = [
        f"{verdict.label} {number}"
        for verdict in Verdict
        if (number := sum(check.result.verdict is verdict for check in checks))
    ]
    yield f"共済推進アドイン 診断書  {on}"
    yield f"kyosai-xl {VERSION}  {case.computer.system}"
    yield f"結果: {'、'.join(counts)}"
    yield ""


def _findings(checks: Sequence[Check]) -> Iterator[str]:
    order = list(Verdict)
    for check in sorted(checks, key=lambda check: order.index(check.result.verdict)):
        result = check.result
        yield f"[{result.verdict.label}] {check.title}: {result.found}"
        if result.action:
            yield f"    → {result.action}"


def _for_it(case: Case) -> Iterator[str]:
    yield "情報システム担当の方へ"
    yield "・管理者権限: 要りません。サービス、タスク、レジストリへの書き込みもありません。"
    yield "・通信: 外部との通信はしません。"
    python = interpreter(case.computer) if case.computer.windows else "pythonw.exe"
    yield f"・起動するもの: EXCEL.EXE → cmd.exe → {python}"
    yield "・書き込む場所:"
    yield r"    %USERPROFILE%\.xlwings"
    yield r"    %APPDATA%\Microsoft\Templates"
    yield r"    %LOCALAPPDATA%\kyosai_xl"
    yield "・影響する規則(ASR):"
    yield from (f"    {rule}  {name}" for rule, name in RULES.items())
    yield "・ひな形(SHA-256):"
    for template in case.templates:
        content = case.computer.files.read(template.path)
        yield f"    {template.path}"
        yield f"      {sha256(content) if content is not None else '読めません'}"
    if not case.templates:
        yield "    ありません"
