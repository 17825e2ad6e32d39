"""Is everything of ours in order: the journal's integrity, the folder, the room on the disk.

Nothing is repaired and nothing is made: looking must not change what is looked at.
"""

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from gosupport_cli.adapters.database import JOURNAL
from gosupport_cli.adapters.migrations import MIGRATIONS
from gosupport_cli.core.diagnosis import Check

_LITTLE_ROOM = 200 * 1024 * 1024  # bytes


def journal_health(home: Path) -> Check:
    """Whether the journal can be read to its last page, in a format that we know."""
    file = home / JOURNAL
    if not file.exists():
        return Check("journal", "ok", "journal-none", {"file": str(file)})
    try:
        # Read only, so that a journal of an older or newer format stays what it is.
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=2)) as opened:
            version = int(opened.execute("PRAGMA user_version").fetchone()[0])
            said = [str(row[0]) for row in opened.execute("PRAGMA quick_check(5)")]
            count = opened.execute("SELECT count(*) FROM requests").fetchone()[0] if version else 0
    except sqlite3.Error as error:
        values = {"file": str(file)}
        return Check("journal", "problem", "journal-damaged", values, type(error).__name__)
    if said != ["ok"]:
        return Check("journal", "problem", "journal-damaged", {"file": str(file)}, said[0][:200])
    if version > len(MIGRATIONS):
        return Check("journal", "problem", "journal-newer", {"file": str(file)}, str(version))
    return Check("journal", "ok", "journal-ok", {"file": str(file), "count": str(count)})


def folder_health(home: Path) -> tuple[Check, ...]:
    """Whether the folder is ours, closed to others, writable, with room on its disk."""
    values = {"folder": str(home)}
    if not home.exists():
        parent = next(place for place in home.parents if place.exists())
        if not os.access(parent, os.W_OK):
            return (Check("folders", "problem", "folder-read-only", {"folder": str(parent)}),)
        return (Check("folders", "ok", "folder-none", values),)
    if not home.is_dir() or not os.access(home, os.W_OK | os.X_OK):
        return (Check("folders", "problem", "folder-read-only", values),)
    open_ones = [place for place in _private_places(home) if _open_to_others(place)]
    if open_ones:
        values["places"] = ", ".join(str(place) for place in open_ones[:5])
        found = Check("folders", "warning", "folder-open", values)
    else:
        found = Check("folders", "ok", "folder-ok", values)
    return (found, _room(home))


def _private_places(home: Path) -> list[Path]:
    names = ("", JOURNAL, "evidence", "drafts", "settings.yaml")
    return [place for name in names if (place := home / name).exists()]


def _open_to_others(place: Path) -> bool:
    """Windows keeps its rights elsewhere: a folder of the user's profile is private there."""
    if os.name == "nt":
        return False
    return bool(stat.S_IMODE(place.stat().st_mode) & 0o077)


def _room(home: Path) -> Check:
    free = shutil.disk_usage(home).free
    megabytes = {"megabytes": str(free // 1024 // 1024)}
    if free < _LITTLE_ROOM:
        return Check("disk", "warning", "disk-little", megabytes)
    return Check("disk", "ok", "disk-ok", megabytes)
