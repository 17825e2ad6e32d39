"""Runs before the program of a .pyz: refuses a foreign computer, removes older unpacked copies.

It is copied into the file, so it imports nothing of ours and is read by old Pythons too.
"""

import platform
import shutil
import sys
from pathlib import Path

BUILT = ""  # filled in by tools.pyz


def here():
    # type: () -> str
    """What compiled libraries depend on, for example «Python 3.11, Linux x86_64»."""
    return "Python {}.{}, {} {}".format(*sys.version_info[:2], platform.system(),
                                        platform.machine())


def refusal(built, now):
    # type: (str, str) -> str
    """What to tell where the file cannot work; empty where it can."""
    if built in ("", now):
        return ""
    return (
        f"Этот файл собран для другого компьютера: {built}. Здесь: {now}.\n"
        "Возьмите файл для своей системы или установите программу иначе: README.ru.md.\n"
        f"This file was built for another computer: {built}. Here: {now}.\n"
        "Take the file for your system or install the program another way: README.md."
    )


def tidy(site_packages):
    # type: (Path) -> None
    """Remove what other versions unpacked beside this one."""
    mine = site_packages.parent
    for other in mine.parent.iterdir():
        if other.name != mine.name and mine.name not in other.name and ".pyz_" in other.name:
            shutil.rmtree(str(other), ignore_errors=True)
            if other.is_file():
                other.unlink()


if __name__ == "__main__" and "site_packages" in globals():
    _words = refusal(BUILT, here())
    if _words:
        _stream = sys.stderr
        if hasattr(_stream, "reconfigure"):
            _stream.reconfigure(errors="replace")
        _stream.write(_words + "\n")
        sys.exit(2)
    tidy(Path(str(globals()["site_packages"])))
