"""Every check of the doctor, good and bad, on made-up computers."""

import hashlib
import json

import pytest

from kyosai_xl.setup import doctor
from kyosai_xl.setup.check import Case, Template, Verdict
from kyosai_xl.setup.defender_checks import CHILD_PROCESSES, WIN32_CALLS
from kyosai_xl.setup.excel_checks import excel_bits, excel_path
from kyosai_xl.setup.install import install
from kyosai_xl.setup.page import as_json, as_text
from kyosai_xl.setup.places import places
from kyosai_xl.setup.ports import TemplateFacts
from kyosai_xl.setup.receipt import Receipt
from kyosai_xl.version import VERSION
from tests.setup import computers
from tests.setup.computers import (
    APP_PATH,
    CLICK_TO_RUN,
    DLL,
    LOCATION,
    OFFICE,
    POLICY,
    PYTHONW,
    TEMPLATE,
    FakeFiles,
    FakeRegistry,
    windows,
)

RECEIPT = Receipt(VERSION, "0.37.8", {}, False, {}, ())
FACTS = TemplateFacts("0.37.8")
ASR = r"HKLM\Software\Policies\Microsoft\Windows Defender"
RULES = rf"{ASR}\Windows Defender Exploit Guard\ASR\Rules"
ONEDRIVE = r"HKCU\Software\Microsoft\OneDrive\Accounts\Business1"
FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
MSI = r"HKLM\Software\Microsoft\Office\{}\Excel\InstallRoot"


def case(facts=FACTS, receipt=RECEIPT, path=TEMPLATE, fault="", **changes):
    return Case(windows(**changes), (Template(path, facts),), receipt, fault)


def registry(*without, **values):
    kept = {key: value for key, value in computers.REGISTRY.items() if key[0] not in without}
    return FakeRegistry(kept | values.get("values", {}))


def with_values(values, *without):
    return {"registry": registry(*without, values=values)}


def result(kind, a_case):
    return next(check.result for check in doctor.examined(a_case) if check.kind == kind)


def test_all_is_well():
    checks = doctor.examined(case())
    assert {check.kind: check.result.verdict for check in checks} == dict.fromkeys(
        (probe.kind for probe in doctor.PROBES), Verdict.GOOD
    )
    assert doctor.is_well(checks)


MANAGED = {(rf"{ASR}\Policy Manager", "ASRRules"): f"{WIN32_CALLS.upper()}=1|{CHILD_PROCESSES}=0"}
BAD = [
    ("python_version", "problem", "3.10.2", {"python": {"version": (3, 10, 2)}}),
    ("python_bits", "caution", "32ビット", {"python": {"bits": 32}}),
    ("python_store", "problem", "Store版", {"python": {"base": r"C:\Program Files\WindowsApps\P"}}),
    ("python_console", "problem", PYTHONW, {"files": FakeFiles({})}),
    ("xlwings", "problem", "xlwings", {"python": {"packages": {}}}),
    ("pywin32", "problem", "pywin32", {"python": {"packages": {}}}),
    ("dll", "problem", "今は なし", {"python": {"packages": {}}}),
    ("dll", "problem", "0.37.7", {"facts": TemplateFacts("0.37.7")}),
    ("dll", "problem", "xlwings64-0.37.8.dll", {"files": FakeFiles({})}),
    (
        "dll",
        "problem",
        "xlwings32-0.37.8.dll",
        with_values({(CLICK_TO_RUN, "Platform"): "x86"}),
    ),
    ("dll", "caution", "D:", {"facts": TemplateFacts("0.37.8", r"D:\py\pythonw.exe")}),
    ("dll", "unknown", "読めません", {"facts": None}),
    ("excel", "problem", "見つかりません", with_values({}, APP_PATH)),
    ("excel_store", "unknown", "見つかりません", with_values({}, APP_PATH)),
    (
        "excel_store",
        "problem",
        "Store版",
        with_values({(APP_PATH, ""): r"C:\Program Files\WindowsApps\Microsoft.Office\EXCEL.EXE"}),
    ),
    ("excel_version", "unknown", "分かりません", with_values({}, CLICK_TO_RUN)),
    (
        "excel_version",
        "problem",
        "15.0",
        with_values({(MSI.format("15.0"), "Path"): "C:\\O15\\"}, CLICK_TO_RUN),
    ),
    (
        "mark_of_the_web",
        "problem",
        "支部実績.xlsm",
        {"files": FakeFiles(streams={(TEMPLATE, "Zone.Identifier"): b"[ZoneTransfer]\nZoneId=3"})},
    ),
    ("macros", "caution", "Excelの設定", with_values({(OFFICE, "VBAWarnings"): "4"})),
    ("macros", "caution", "組織の設定で、署名", with_values({(POLICY, "VBAWarnings"): "3"})),
    ("trusted_locations", "caution", "にありません", with_values({}, LOCATION)),
    (
        "trusted_locations",
        "caution",
        "すべて無効",
        with_values({(rf"{POLICY}\Trusted Locations", "AllLocationsDisabled"): "1"}),
    ),
    ("trusted_locations", "caution", "共有フォルダー", {"path": r"\\server\share\支部実績.xlsm"}),
    ("trusted_locations", "caution", "below", {"path": rf"{computers.TEMPLATES}\below\a.xlsm"}),
    ("defender", "problem", CHILD_PROCESSES, with_values({(RULES, CHILD_PROCESSES): "1"})),
    ("defender", "problem", WIN32_CALLS, with_values(MANAGED)),
    ("defender", "caution", "確認", with_values({(RULES, WIN32_CALLS): "6"})),
    ("onedrive", "problem", "OneDrive", {"path": r"C:\Users\h\OneDrive - 自治労\支部実績.xlsm"}),
    (
        "onedrive",
        "problem",
        "支部実績",
        {"path": r"D:\雲\支部実績.xlsm", **with_values({(ONEDRIVE, "UserFolder"): r"D:\雲"})},
    ),
    (
        "onedrive",
        "problem",
        "支部実績",
        {"path": r"D:\雲\支部実績.xlsm", "environment": {"ONEDRIVE": r"d:\雲"}},
    ),
    (
        "onedrive",
        "caution",
        "「ドキュメント」",
        with_values({(FOLDERS, "Personal"): r"%USERPROFILE%\OneDrive\ドキュメント"}),
    ),
    ("letters", "caution", "日本語", {"python": {"executable": r"C:\花子\python.exe"}}),
    ("letters", "problem", "扱えない", {"python": {"executable": "C:\\é\\python.exe"}}),
    ("home", "caution", "共有", {"environment": {"APPDATA": r"\\server\home"}}),
    ("home", "unknown", "APPDATA", {"environment": {}}),
    ("versions", "caution", "導入されていません", {"receipt": None}),
    ("versions", "caution", "導入時は", {"receipt": RECEIPT._replace(version="0.0.9")}),
    ("versions", "caution", "kyosai-xl", {"fault": "導入の記録が読めません。"}),
]


@pytest.mark.parametrize(("kind", "verdict", "said", "changes"), BAD)
def test_what_is_wrong_is_found_and_says_what_to_do(kind, verdict, said, changes):
    found = result(kind, case(**changes))
    assert found.verdict == verdict
    assert said in found.found
    if verdict != "unknown":
        assert found.action


def test_every_check_has_a_bad_case():
    assert {kind for kind, *_ in BAD} == {probe.kind for probe in doctor.PROBES}


def test_without_templates_what_asks_for_them_is_open():
    nothing = Case(windows())
    for kind in ("mark_of_the_web", "trusted_locations", "dll"):
        assert result(kind, nothing).verdict is Verdict.UNKNOWN


def test_good_in_other_ways():
    msi = with_values({(MSI.format("16.0"), "Path"): "C:\\O16\\"}, CLICK_TO_RUN, APP_PATH)
    assert result("excel_version", case(**msi)).verdict is Verdict.GOOD
    assert excel_path(windows(**msi)) == r"C:\O16\EXCEL.EXE"
    below = {(LOCATION, "Path"): r"C:\Users\hanako", (LOCATION, "AllowSubFolders"): "1"}
    assert result("trusted_locations", case(**with_values(below))).verdict is Verdict.GOOD
    beside = FakeFiles({DLL.replace("venv\\", "venv\\Scripts\\"): b"", PYTHONW: b""})
    assert result("dll", case(files=beside)).verdict is Verdict.GOOD
    named = {"facts": TemplateFacts("0.37.8", r"%Home%\venv\Scripts\PYTHONW.exe")}
    assert result("dll", case(environment={"HOME": r"C:\kyosai"}, **named)).verdict is Verdict.GOOD
    japanese = {"USERPROFILE": r"C:\Users\花子"}
    assert "支障ありません" in result("letters", case(environment=japanese)).found


@pytest.mark.parametrize(
    "mark", [b"ZoneId=2", b"[ZoneTransfer]\r\nZoneId=1", "ZoneId=0".encode("utf-16")]
)
def test_the_mark_of_a_trusted_zone_is_none(mark):
    files = FakeFiles(streams={(TEMPLATE, "Zone.Identifier"): mark})
    assert result("mark_of_the_web", case(files=files)).verdict is Verdict.GOOD


@pytest.mark.parametrize(
    ("values", "bits"),
    [
        ({(APP_PATH, ""): r"C:\Program Files (x86)\Microsoft Office\EXCEL.EXE"}, 32),
        ({(APP_PATH, ""): r"C:\Program Files\Microsoft Office\EXCEL.EXE"}, 64),
        ({}, 64),
    ],
)
def test_bits_of_an_excel_that_does_not_say(values, bits):
    assert excel_bits(windows(registry=FakeRegistry(values))) == bits


def test_elsewhere_the_windows_checks_wait_for_windows():
    checks = doctor.examined(Case(windows(windows=False)))
    waiting = {check.kind for check in checks if check.result.verdict is Verdict.UNKNOWN}
    assert waiting == {probe.kind for probe in doctor.PROBES if probe.windows}
    assert doctor.is_well(checks)
    assert as_text(Case(windows(windows=False)), checks, "").count("Windowsで確かめて") == len(
        waiting
    )


def test_the_case_takes_what_was_installed(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "支部実績.xlsm").write_bytes(b"book")
    computer = computers.at(tmp_path)
    install(computer, source)
    found = doctor.case_of(computer, lambda _: FACTS)
    assert [(template.name, template.facts) for template in found.templates] == [
        ("支部実績.xlsm", FACTS)
    ]
    assert found.receipt
    places(computer).receipt.write_bytes(b"?")
    assert "導入の記録" in doctor.case_of(computer, None, (source / "支部実績.xlsm",)).fault


def test_the_page():
    bad = case(path=r"C:\Users\Hanako2\支部実績.xlsm", **with_values({}, APP_PATH))
    page = as_text(bad, doctor.examined(bad), "2025-02-28 10:00")
    lines = page.splitlines()
    assert lines[0] == "共済推進アドイン 診断書  2025-02-28 10:00"
    assert lines[2].startswith("結果: 問題 1、注意 1、")
    assert lines[4].startswith("[問題] Excel: ")
    assert lines[5].startswith("    → ")
    assert r"Hanako2\支部実績.xlsm" in page
    assert len(lines) <= 66, "one page"


def test_the_page_shows_hashes_and_no_user_name():
    page = as_text(case(), doctor.examined(case()), "")
    assert "hanako" not in page
    assert r"%USERPROFILE%\AppData\Roaming\Microsoft\Templates\支部実績.xlsm" in page
    assert hashlib.sha256(b"book").hexdigest() in page
    assert CHILD_PROCESSES in page
    assert PYTHONW in page


def test_the_page_for_machines():
    read = json.loads(as_json(case(), doctor.examined(case()), "2025-02-28"))
    assert read["version"] == VERSION
    assert read["checks"][0] == {
        "kind": "python_version",
        "title": "Pythonの版",
        "verdict": "good",
        "found": "Python 3.12.4",
        "action": "",
    }
