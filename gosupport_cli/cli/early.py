"""The two settings that are needed before settings can be read: language, and templates.

A glance at the lines of the file: no YAML, no error. Whoever needs a setting in earnest reads
the file properly (``adapters.settings``) and tells what is wrong with it.
"""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def glance(home: Path, key: str) -> str:
    """The value of ``key`` in the settings file, "" when it is not there or not readable."""
    try:
        with (home / "settings.yaml").open(encoding="utf-8-sig", errors="replace") as lines:
            for line in lines:
                found = re.match(rf"""["']?{re.escape(key)}["']?\s*:\s*(.*?)\s*\Z""", line)
                if found:
                    return found[1].strip("\"'").replace("\\\\", "\\")
    except OSError:
        pass
    return ""


def likely_home(argv: Sequence[str], environ: Mapping[str, str]) -> Path:
    """The data folder as ``adapters.folders`` finds it, without the library that knows."""
    chosen = _option(argv) or environ.get("GOSUPPORT_HOME", "")
    if chosen:
        return Path(chosen).expanduser()
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - never raises, unlike Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "gosupport"
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "gosupport"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "gosupport"


def _option(argv: Sequence[str]) -> str:
    for here, word in enumerate(argv):
        if word == "--":
            return ""
        if word.startswith("--home="):
            return word.partition("=")[2]
        if word == "--home" and here + 1 < len(argv):
            return argv[here + 1]
    return ""
