"""The computer this runs on, behind the ports."""

from __future__ import annotations

import locale
import os
import platform
import struct
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kyosai_xl.setup.ports import Computer, Python, Registry

_PACKAGES = ("xlwings", "pywin32")
_BITS_A_BYTE = 8


class DiskFiles:
    """Files on disk; NTFS opens a stream under the name ``file:stream``."""

    def read(self, path: str) -> bytes | None:
        """Return the content; None for what is missing or cannot be read."""
        try:
            return Path(path).read_bytes()
        except OSError:
            return None

    def stream(self, path: str, name: str) -> bytes | None:
        """Return an alternate data stream; None if there is none."""
        return self.read(f"{path}:{name}")


class NoRegistry:
    """The registry of a computer without Windows."""

    def value(self, key: str, name: str = "") -> None:
        """Return None."""

    def subkeys(self, key: str) -> tuple[str, ...]:
        """Return no names."""
        del key
        return ()


def this_computer() -> Computer:
    """Return the computer this runs on."""
    return Computer(
        windows=sys.platform == "win32",
        system=platform.platform(),
        ansi=locale.getencoding(),
        environment=dict(os.environ),
        python=_python(),
        registry=_registry(),
        files=DiskFiles(),
    )


def _python() -> Python:
    return Python(
        version=sys.version_info[:3],
        bits=struct.calcsize("P") * _BITS_A_BYTE,
        executable=sys.executable,
        base=sys.base_prefix,
        packages={name: _version(name) for name in _PACKAGES},
    )


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _registry() -> Registry:
    registry: Registry
    if sys.platform == "win32":
        from kyosai_xl.setup.windows_registry import WindowsRegistry

        registry = WindowsRegistry()
    else:
        registry = NoRegistry()
    return registry
