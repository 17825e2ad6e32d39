"""Reading small system files that may be missing, huge, binary or hostile."""

from pathlib import Path
from typing import Any

from gosupport_cli.core.machine import Machine
from gosupport_cli.core.model import Fact
from gosupport_cli.core.normalise import clean_line

_MOST = 512 * 1024  # bytes; no setting that we read is larger
_LONGEST = 80  # characters of one name or version


def read_text(file: Path, most: int = _MOST) -> str:
    """At most ``most`` bytes of a plain file as text; "" when there is none to read."""
    return read_bytes(file, most).decode("utf-8", "replace")


def read_bytes(file: Path, most: int = _MOST) -> bytes:
    """At most ``most`` bytes; b"" for what is no plain file (a pipe would wait for ever)."""
    try:
        if not file.is_file():
            return b""
        with file.open("rb") as source:
            return source.read(most)
    except (OSError, ValueError):
        return b""


def read_plist(file: Path) -> dict[str, Any]:
    """A property list of macOS; {} for what is none, is too large or is built to explode."""
    data = read_bytes(file, _MOST + 1)
    if not data or len(data) > _MOST:
        return {}
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        parsed = plistlib.loads(data)
    except (ValueError, TypeError, LookupError, RecursionError, OverflowError, MemoryError,
            AttributeError, ExpatError, plistlib.InvalidFileException):
        return {}
    return parsed if isinstance(parsed, dict) else {}


def entries(folder: Path, most: int = 2000) -> list[Path]:
    """What lies in a folder, in order; [] when it cannot be read."""
    try:
        found = []
        for place in folder.iterdir():
            found.append(place)
            if len(found) >= most:
                break
        return sorted(found)
    except (OSError, ValueError):
        return []


def exists(place: Path) -> bool:
    """Whether something is there; a loop of links or a forbidden folder is nothing."""
    try:
        return place.exists()
    except (OSError, ValueError):
        return False


def pairs(text: str) -> dict[str, str]:
    """``KEY=value`` lines with quotes taken off; the first of equal keys counts."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        key, sign, value = line.partition("=")
        if sign and not key.lstrip().startswith("#"):
            found.setdefault(key.strip(), value.strip().strip("\"'"))
    return found


def fact(fact_id: str, value: str, source: str, confidence: str = "high") -> Fact:
    """A fact whose words hold nothing that a terminal would obey; the time comes later."""
    level: Any = confidence if value else "none"
    return Fact(fact_id, clean_line(value)[: _LONGEST * 8], clean_line(source)[:300], level, "")


def short(text: str) -> str:
    """One name or version, cleaned and cut."""
    return clean_line(text)[:_LONGEST]


def shown(machine: Machine, place: Path) -> str:
    """``/etc/os-release``; the person's own folder is ``~``, so that no login is told."""
    for base, sign in ((machine.home, "~"), (machine.root, "")):
        if place.is_relative_to(base):
            return f"{sign}/{place.relative_to(base).as_posix()}"
    return place.as_posix()
