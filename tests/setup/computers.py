"""Computers made up for the tests: a Windows one whose folders are real, and its registry."""

from dataclasses import dataclass, field
from pathlib import Path

from kyosai_xl.setup.ports import Computer, Python
from kyosai_xl.setup.this_computer import DiskFiles

PYTHON = r"C:\kyosai\venv\Scripts\python.exe"
PYTHONW = r"C:\kyosai\venv\Scripts\pythonw.exe"
DLL = r"C:\kyosai\venv\xlwings64-0.37.8.dll"
EXCEL = r"C:\Program Files\Microsoft Office\Root\Office16\EXCEL.EXE"
TEMPLATES = r"C:\Users\hanako\AppData\Roaming\Microsoft\Templates"
TEMPLATE = rf"{TEMPLATES}\支部実績.xlsm"
OFFICE = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security"
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security"
LOCATION = rf"{OFFICE}\Trusted Locations\Location1"
APP_PATH = r"HKLM\Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
CLICK_TO_RUN = r"HKLM\Software\Microsoft\Office\ClickToRun\Configuration"

ENVIRONMENT = {
    "USERPROFILE": r"C:\Users\hanako",
    "APPDATA": r"C:\Users\hanako\AppData\Roaming",
    "LOCALAPPDATA": r"C:\Users\hanako\AppData\Local",
}
REGISTRY = {
    (APP_PATH, ""): EXCEL,
    (CLICK_TO_RUN, "Platform"): "x64",
    (CLICK_TO_RUN, "VersionToReport"): "16.0.17928.20114",
    (LOCATION, "Path"): r"%APPDATA%\Microsoft\Templates",
}


@dataclass
class FakeRegistry:
    values: dict = field(default_factory=lambda: dict(REGISTRY))

    def value(self, key, name=""):
        return self.values.get((key, name))

    def subkeys(self, key):
        below = [k[len(key) + 1 :] for k, _ in self.values if k.startswith(key + "\\")]
        return tuple(dict.fromkeys(name.split("\\")[0] for name in below))


@dataclass
class FakeFiles:
    contents: dict = field(default_factory=lambda: {PYTHONW: b"", DLL: b"", TEMPLATE: b"book"})
    streams: dict = field(default_factory=dict)

    def read(self, path):
        return self.contents.get(path)

    def stream(self, path, name):
        return self.streams.get((path, name))


def windows(**changes):
    """A Windows computer on which all is well."""
    computer = Computer(
        windows=True,
        system="Windows-11-10.0.22631",
        ansi="cp932",
        environment=dict(ENVIRONMENT),
        python=Python(
            (3, 12, 4), 64, PYTHON, r"C:\Python312", {"xlwings": "0.37.8", "pywin32": "308"}
        ),
        registry=FakeRegistry(),
        files=FakeFiles(),
    )
    python = computer.python._replace(**changes.pop("python", {}))
    return computer._replace(python=python, **changes)


def at(folder: Path, **changes):
    """The same with the person's folders really there, below ``folder``."""
    home = folder / "hanako"
    roaming = home / "AppData" / "Roaming"
    roaming.mkdir(parents=True, exist_ok=True)
    environment = {
        "USERPROFILE": str(home),
        "APPDATA": str(roaming),
        "LOCALAPPDATA": str(home / "AppData" / "Local"),
    }
    return windows(environment=environment, files=DiskFiles(), **changes)


def tree(folder: Path):
    """Every folder and file below with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }
