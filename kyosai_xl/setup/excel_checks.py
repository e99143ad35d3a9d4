"""Whether Excel is there and of a kind that can start Python."""

from __future__ import annotations

from kyosai_xl.setup.check import Case, Probe, Result, good, problem, unknown
from kyosai_xl.setup.ports import Computer

_APP_PATH = r"Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_CLICK_TO_RUN = r"HKLM\Software\Microsoft\Office\ClickToRun\Configuration"
_INSTALL_ROOT = r"HKLM\Software\Microsoft\Office\{}\Excel\InstallRoot"
_VERSIONS = ("16.0", "15.0", "14.0")
_SUPPORTED = "16.0"
_BITS = {"x64": 64, "x86": 32}


def excel_path(computer: Computer) -> str | None:
    """Return Excel's program, as Windows starts it; None if there is none."""
    for hive in ("HKCU", "HKLM"):
        path = computer.registry.value(f"{hive}\\{_APP_PATH}")
        if path:
            return path.strip('"')
    for version in _VERSIONS:
        folder = computer.registry.value(_INSTALL_ROOT.format(version), "Path")
        if folder:
            return folder.rstrip("\\") + r"\EXCEL.EXE"
    return None


def excel_bits(computer: Computer) -> int:
    """Return 32 or 64; 64 where Windows does not say."""
    platform = computer.registry.value(_CLICK_TO_RUN, "Platform")
    if platform is None:
        path = excel_path(computer) or ""
        platform = "x86" if "program files (x86)" in path.lower() else "x64"
    return _BITS.get(platform.lower(), 64)


def _excel(case: Case) -> Result:
    path = excel_path(case.computer)
    if path is None:
        return problem(
            "Excelが見つかりません。",
            "Windows版のExcel(2016以降)を入れてください。ない場合はLibreOffice用の拡張機能を使えます。",
        )
    return good(f"{path}({excel_bits(case.computer)}ビット)")


def _store(case: Case) -> Result:
    path = excel_path(case.computer)
    if path is None:
        return unknown("Excelが見つかりません。")
    if "\\windowsapps\\" in path.lower():
        return problem(
            "Microsoft Store版のExcelです。アドインからPythonを起動できません。",
            "Officeをいったん削除し、Microsoftのアカウントのページから入れ直してください。",
        )
    return good("Microsoft Store版ではありません。")


def _version(case: Case) -> Result:
    registry = case.computer.registry
    version = registry.value(_CLICK_TO_RUN, "VersionToReport")
    if version:
        product = registry.value(_CLICK_TO_RUN, "ProductReleaseIds") or "Office"
        return good(f"{product} {version}(クイック実行形式)")
    for version in _VERSIONS:
        if registry.value(_INSTALL_ROOT.format(version), "Path"):
            if version == _SUPPORTED:
                return good(f"Office {version}(MSI形式)")
            return problem(f"Office {version} は古い版です。", "Excel 2016以降にしてください。")
    return unknown(
        "Officeの版が分かりません。", "Excelの「ファイル」-「アカウント」で確かめてください。"
    )


PROBES = (
    Probe("excel", "Excel", _excel),
    Probe("excel_store", "Excelの入手元", _store),
    Probe("excel_version", "Officeの版", _version),
)
