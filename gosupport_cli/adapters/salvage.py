"""What can still be read of a damaged journal, row by row, in a new one. The damaged stays."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from gosupport_cli.adapters import journal_rows as rows
from gosupport_cli.adapters.folders import write_private
from gosupport_cli.adapters.journal_archive import PARTS, insert, sound
from gosupport_cli.adapters.journal_core import write_words
from gosupport_cli.adapters.migrations import MIGRATIONS, migrate, version_of
from gosupport_cli.core.frozen import Frozen

# Names that ``purge --all`` removes as well, should a kill leave one.
_COPY, _NEW = "journal.salvage.sqlite3", "journal.salvaged.sqlite3"
_MOST = 1_000_000  # ids tried one by one; a damaged counter may hold any number
_READING = (sqlite3.Error, UnicodeDecodeError)
_TAKING = (*_READING, ValueError, LookupError, TypeError, AssertionError, AttributeError)


class Salvaged(Frozen):
    """Ids like «GS-2» that live in the new journal, and those that could not be read."""

    kept: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def salvage(damaged: Path, file: Path) -> Salvaged:
    """Make a journal at ``file`` of what ``damaged`` still holds; no file when that is nothing.

    Ids stay as they were. Raises OSError.
    """
    copy, new = (file.with_name(name) for name in (_COPY, _NEW))
    try:
        _copied(damaged, copy)
        found = _saved(copy, new)
        if found.kept and not file.exists():
            new.replace(file)
        return found
    finally:
        for place in (copy, new):
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(f"{place}{suffix}").unlink(missing_ok=True)


def _copied(damaged: Path, copy: Path) -> None:
    """Opening changes a journal that has a log; the one set aside must stay as it was found."""
    for suffix in ("", "-wal"):
        source = Path(f"{damaged}{suffix}")
        if source.exists():
            with source.open("rb") as data:
                write_private(Path(f"{copy}{suffix}"), data)


def _saved(copy: Path, new: Path) -> Salvaged:
    write_private(new, b"")
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as old:
            old.row_factory = sqlite3.Row
            if version_of(old) > len(MIGRATIONS):
                return Salvaged()
            migrate(old)
            with closing(sqlite3.connect(new, isolation_level=None)) as made:
                made.execute("PRAGMA secure_delete = ON")
                migrate(made)
                return _moved(old, made)
    except _READING:
        return Salvaged()


def _moved(old: sqlite3.Connection, new: sqlite3.Connection) -> Salvaged:
    kept: list[int] = []
    lost: list[int] = []
    new.execute("BEGIN")
    for number, is_row in _ids(old):
        new.execute("SAVEPOINT one")
        try:
            _one(old, new, number)
        except _TAKING:
            new.execute("ROLLBACK TO one")
            if is_row:
                lost.append(number)
        else:
            kept.append(number)
        new.execute("RELEASE one")
    _links(old, new, set(kept))
    for table in ("profiles", "state"):
        for row in _rows(old, f"SELECT * FROM {table}"):  # noqa: S608 - our own names
            with suppress(sqlite3.Error):
                insert(new, table, row)
    new.execute("COMMIT")
    return Salvaged(*(tuple(map(rows.local_id, one)) for one in (kept, lost)))


def _ids(old: sqlite3.Connection) -> Iterator[tuple[int, bool]]:
    """Every id that may be there, and whether a row of it was seen.

    A broken page ends a walk: the walk from the other end sees the rest, and what lies between
    is tried by number.
    """
    up, whole = _numbers(old, "SELECT id FROM requests ORDER BY id")
    seen = set(up)
    if not whole:
        seen.update(_numbers(old, "SELECT id FROM requests ORDER BY id DESC")[0])
        with suppress(*_READING):
            counted = old.execute("SELECT seq FROM sqlite_sequence WHERE name = 'requests'")
            last = min(int(counted.fetchone()[0]), _MOST)
            yield from ((one, one in seen) for one in range(1, last + 1))
            seen = {one for one in seen if one > last}
    yield from ((one, True) for one in sorted(seen))


def _numbers(old: sqlite3.Connection, sql: str) -> tuple[list[int], bool]:
    found: list[int] = []
    try:
        found.extend(one for (one,) in old.execute(sql) if one > 0)
    except _READING:
        return found, False
    return found, True


def _one(old: sqlite3.Connection, new: sqlite3.Connection, number: int) -> None:
    """A request with what can be read of its parts; its own row must be whole."""
    ref = rows.local_id(number)
    row = old.execute("SELECT * FROM requests WHERE id = ?", (number,)).fetchone()
    insert(new, "requests", dict(row))
    parts = [(table, part) for table in PARTS for part in
             _rows(old, f"SELECT * FROM {table} WHERE request = {number:d}")]  # noqa: S608
    if not _taken(new, ref, parts):  # at once is fast; one by one finds the bad ones
        for one in parts:
            _taken(new, ref, [one])
    write_words(new, sound(new, ref))


def _taken(new: sqlite3.Connection, ref: str, parts: list[tuple[str, dict[str, Any]]]) -> bool:
    """Whether the request can be read with all of ``parts``; if not, none of them is there."""
    new.execute("SAVEPOINT part")
    try:
        for table, part in parts:
            insert(new, table, part)
        sound(new, ref)
    except _TAKING:
        new.execute("ROLLBACK TO part")
        return False
    finally:
        new.execute("RELEASE part")
    return True


def _links(old: sqlite3.Connection, new: sqlite3.Connection, kept: set[int]) -> None:
    for row in _rows(old, "SELECT * FROM links"):
        if row["request"] in kept and row["other"] in kept:
            with suppress(sqlite3.Error):
                insert(new, "links", row)


def _rows(old: sqlite3.Connection, sql: str) -> list[dict[str, Any]]:
    """Those that can be read before the first broken page."""
    found: list[dict[str, Any]] = []
    with suppress(*_READING):
        found.extend(dict(row) for row in old.execute(sql))
    return found
