"""Reading the registry of Windows, its 64-bit view; nothing is ever written."""

import sys

if sys.platform == "win32":
    import winreg

    _HIVES = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}
    _ACCESS = winreg.KEY_READ | winreg.KEY_WOW64_64KEY

    def read_value(hive: str, key: str, name: str) -> str | None:
        """A value as text ("" as ``name`` is the key's own value); None when absent."""
        try:
            with winreg.OpenKey(_HIVES[hive], key, 0, _ACCESS) as opened:
                return str(winreg.QueryValueEx(opened, name)[0])
        except OSError:
            return None

    def read_keys(hive: str, key: str) -> tuple[str, ...]:
        """Names of the sub-keys."""
        names: list[str] = []
        try:
            with winreg.OpenKey(_HIVES[hive], key, 0, _ACCESS) as opened:
                for place in range(winreg.QueryInfoKey(opened)[0]):
                    names.append(winreg.EnumKey(opened, place))
        except OSError:
            return tuple(names)
        return tuple(names)
