"""Text to the clipboard; every way may fail, and none may keep the person waiting."""

import base64
import contextlib
import os
import subprocess
from collections.abc import Mapping
from typing import TextIO

from gosupport_cli.core.settings import for_children

SECONDS = 3.0  # wl-copy may hang on text that it takes for another type (DEPENDENCIES, pitfall 5)
_LONGEST_OSC = 70_000  # base64 signs; terminals cut off more


class Clipboard:
    """Tries wl-copy, then the system's clipboard, then the terminal's own sequence OSC 52."""

    def __init__(
        self, environ: Mapping[str, str], terminal: TextIO, *, escapes: bool = True
    ) -> None:
        """``escapes`` False: the terminal gets no sequence, as in linear mode."""
        self._environ = environ
        self._terminal = terminal
        self._escapes = escapes

    def copy(self, text: str) -> str:
        """How it was copied: ``wayland``, ``system``, ``terminal``; "" when it was not."""
        if self._environ.get("WAYLAND_DISPLAY") and _wl_copy(text):
            return "wayland"
        if self._has_system() and _system(text):
            return "system"
        return "terminal" if self._escapes and self._osc52(text) else ""

    def _has_system(self) -> bool:
        if os.name == "nt" or os.uname().sysname == "Darwin":
            return True
        return bool(self._environ.get("DISPLAY") or self._environ.get("WSL_DISTRO_NAME"))

    def _osc52(self, text: str) -> bool:
        """The terminal sets the clipboard, over ssh too; whether it did is not told."""
        coded = base64.b64encode(text.encode("utf-8")).decode("ascii")
        if not self._terminal.isatty() or len(coded) > _LONGEST_OSC:
            return False
        if self._environ.get("TERM", "") in ("", "dumb", "linux"):
            return False
        self._terminal.write(f"\x1b]52;c;{coded}\x07")
        self._terminal.flush()
        return True


def _wl_copy(text: str) -> bool:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(
            ["wl-copy", "--type", "text/plain;charset=utf-8"],  # noqa: S607
            input=text.encode("utf-8"), timeout=SECONDS, check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=for_children(os.environ),
        )
        return done.returncode == 0
    return False


def _system(text: str) -> bool:
    import pyperclip

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError, UnicodeError):
        return False
    return True
