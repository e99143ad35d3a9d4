"""The real registry; on other systems this module is empty."""

from __future__ import annotations

import sys
from contextlib import suppress

if sys.platform == "win32":
    import winreg

    _HIVES = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}
    # A 32-bit Office on a 64-bit Windows keeps its keys apart.
    _VIEWS = (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY)

    def _open(key: str, view: int) -> winreg.HKEYType:
        hive, _, path = key.partition("\\")
        return winreg.OpenKey(_HIVES[hive], path, 0, winreg.KEY_READ | view)

    class WindowsRegistry:
        """Reads both views, the 64-bit one first."""

        def value(self, key: str, name: str = "") -> str | None:
            """Return a value as text; None if there is none or reading is not allowed."""
            for view in _VIEWS:
                with suppress(OSError), _open(key, view) as opened:
                    return str(winreg.QueryValueEx(opened, name)[0])
            return None

        def subkeys(self, key: str) -> tuple[str, ...]:
            """Return the names of the keys right below, of both views, each once."""
            names: dict[str, None] = {}
            for view in _VIEWS:
                with suppress(OSError), _open(key, view) as opened:
                    count = winreg.QueryInfoKey(opened)[0]
                    names.update(dict.fromkeys(winreg.EnumKey(opened, i) for i in range(count)))
            return tuple(names)
