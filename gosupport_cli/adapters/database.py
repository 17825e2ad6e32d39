"""One SQLite file that survives: private, durable, safe for two processes, clear when it fails.

Everything that SQLite can refuse becomes a ``StorageError`` that says what to do; a damaged
file is set aside under a name that the error gives.
"""

import errno
import os
import re
import sqlite3
import time
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from gosupport_cli.adapters.folders import alone, private_folder, write_private
from gosupport_cli.adapters.migrations import MIGRATIONS, migrate, version_of
from gosupport_cli.core.errors import StorageError

JOURNAL = "journal.sqlite3"
# The last id ever given stands beside the journal too: a new journal, begun after the old
# one was damaged or removed, goes on counting, so that no id is given twice.
LAST_ID = "journal.last-id"

_SIDE_FILES = ("", "-wal", "-shm")
_NO_ROOM = ("SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_SHMOPEN", "SQLITE_IOERR_SHMMAP")
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
_OF_THE_SYSTEM = {errno.ENOSPC: "journal-disk-full", errno.EDQUOT: "journal-disk-full",
                  errno.EROFS: "journal-read-only"}


class Unreadable(ValueError):
    """A row holds what was never written there: bytes of the file are damaged."""


@contextmanager
def readable() -> Iterator[None]:
    """Rows become values here; what cannot is ``Unreadable``."""
    try:
        yield
    except (ValueError, LookupError, TypeError) as error:
        raise Unreadable from error


class Database:
    """``patience``: seconds to wait for another process before giving up."""

    def __init__(
        self,
        home: Path,
        *,
        patience: float = 15.0,
        steps: Sequence[Sequence[str]] = MIGRATIONS,
    ) -> None:
        self.file = home / JOURNAL
        self._last_id = home / LAST_ID
        self._patience = patience
        self._steps = steps
        self._open: sqlite3.Connection | None = None
        self._joined: sqlite3.Connection | None = None  # by ``together``
        self._closed_by = "journal-read-only"  # why nothing can be written, if so

    def close(self) -> None:
        """Give the file back; the next use opens it again."""
        if self._open is not None:
            self._open.close()
            self._open = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection with one view of everything until the end."""
        try:
            with self._transaction("BEGIN") as connection:
                yield connection
        except Unreadable as error:
            raise self._damaged() from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection with the write lock; all or nothing, durable when it is left."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is read and written until the end is one transaction."""
        outer = self._joined
        with self.writing() as connection:
            self._joined = connection
            try:
                yield
            finally:
                self._joined = outer

    def reserve_id(self, connection: sqlite3.Connection) -> None:
        """Go on counting after the last id ever given; called under the write lock."""
        known = self._known_last_id()
        row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name='requests'").fetchone()
        if row is None and known:
            connection.execute("INSERT INTO sqlite_sequence VALUES ('requests', ?)", (known,))
        elif row is not None and row[0] < known:  # an older copy was put back
            connection.execute("UPDATE sqlite_sequence SET seq=? WHERE name='requests'", (known,))

    def remember_id(self, number: int) -> None:
        """Keep the last id beside the journal; called under the write lock."""
        write_private(self._last_id, f"{number}\n".encode())

    def forget_deleted(self) -> None:
        """Take what was deleted out of the write-ahead log as well."""
        with self._translated():
            self._connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        end, back = "COMMIT", "ROLLBACK"
        if self._joined is not None:
            begin, end, back = "SAVEPOINT part", "RELEASE part", "ROLLBACK TO part"
        with self._translated():
            connection = self._joined or self._connection()
            connection.execute(begin)
            try:
                yield connection
                connection.execute(end)
            except BaseException:
                if connection.in_transaction:
                    with suppress(sqlite3.Error):
                        connection.execute(back)
                raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except UnicodeDecodeError as error:
            # Python's sqlite3 stumbles over the very message that tells of a broken schema.
            raise self._damaged() from error
        except sqlite3.DatabaseError as error:
            if "Could not decode to UTF-8" in str(error):
                raise self._damaged() from error
            if not _name(error):  # Python's own complaint: a mistake of ours, not of the disk
                raise
            raise self._refusal(error) from error
        except OSError as error:
            code = _OF_THE_SYSTEM.get(error.errno or 0, "journal-folder")
            raise StorageError(code, file=str(self.file)) from error

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            self._open = self._opened()
            weakref.finalize(self, _close, self._open)
        return self._open

    def _opened(self) -> sqlite3.Connection:
        if self._emptied() and traces(self.file.parent):
            # Under the lock nobody is just making it: then it was emptied, and SQLite would take
            # that for a new one and throw its side files away.
            with alone(self.file.with_name("journal.lock"), self._patience):
                if self._emptied():
                    raise self._damaged()
                return self._made()
        if not self.file.exists() and traces(self.file.parent):
            with alone(self.file.with_name("journal.lock"), self._patience):
                return self._made()
        return self._made()

    def _emptied(self) -> bool:
        return self.file.is_file() and self.file.stat().st_size == 0

    def _made(self) -> sqlite3.Connection:
        try:
            private_folder(self.file.parent)
            # SQLite gives its side files the mode of the main one, so that one is made first.
            os.close(os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            if error.errno not in _READ_ONLY or not os.access(self.file, os.R_OK):
                raise
            return self._only_read()
        connection = self._connected(str(self.file))
        try:
            self._prepare(connection)
        except BaseException as error:
            connection.close()
            if isinstance(error, sqlite3.Error) and _name(error) in _NO_ROOM:
                # Not even the side files fit: what is there can still be read.
                self._closed_by = "journal-disk-full"
                return self._only_read()
            raise
        return connection

    def _connected(self, place: str, *, uri: bool = False) -> sqlite3.Connection:
        # Used by one thread only, but the collector of garbage may close it in any.
        return sqlite3.connect(place, uri=uri, timeout=self._patience, isolation_level=None,
                               check_same_thread=False)

    def _only_read(self) -> sqlite3.Connection:
        """On a disk that takes no writing the requests can still be read."""
        log = self.file.with_name(f"{self.file.name}-wal")
        # Nothing waits in the write-ahead log: then SQLite needs no side files at all.
        how = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
        connection = self._connected(f"{self.file.absolute().as_uri()}?{how}", uri=True)
        if not self._check_format(connection):
            connection.close()
            raise StorageError(self._closed_by, file=str(self.file))  # nothing is in it yet
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        present = self._check_format(connection)
        self._use_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        if present < len(self._steps):
            migrate(connection, self._steps)

    def _check_format(self, connection: sqlite3.Connection) -> int:
        present = version_of(connection)
        if present > len(self._steps):
            raise StorageError(
                "journal-newer", file=str(self.file), found=present, known=len(self._steps)
            )
        return present

    def _use_wal(self, connection: sqlite3.Connection) -> None:
        """The change of mode does not wait for others by itself, so wait here."""
        until = time.monotonic() + self._patience
        while True:
            try:
                if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                    connection.execute("PRAGMA journal_mode = WAL").fetchone()
                return
            except sqlite3.OperationalError as error:
                if _name(error) != "SQLITE_BUSY" or time.monotonic() > until:
                    raise
                time.sleep(0.02)

    def _refusal(self, error: sqlite3.DatabaseError) -> StorageError:
        name, file = _name(error), str(self.file)
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            return self._damaged()
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return StorageError("journal-busy", file=file)
        if name.startswith(("SQLITE_FULL", *_NO_ROOM)):
            return StorageError("journal-disk-full", file=file)
        if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")):
            return StorageError(self._closed_by, file=file)
        if name.startswith("SQLITE_CANTOPEN"):
            return StorageError("journal-folder", file=file)
        return StorageError("journal-failed", file=file, detail=f"{name}: {error}")

    def _damaged(self) -> StorageError:
        """Set aside as it was found; what can be read of it is the new journal."""
        from gosupport_cli.adapters.salvage import Salvaged, salvage

        kept, found = self._set_aside(), Salvaged()
        if kept != self.file and kept.stat().st_size:
            with suppress(OSError):
                found = salvage(kept, self.file)
        code = ("journal-salvaged-part" if found.kept and found.lost else
                "journal-salvaged" if found.kept else "journal-damaged")
        return StorageError(code, file=str(self.file), kept=str(kept), n=len(found.kept),
                            lost=", ".join(found.lost))

    def _set_aside(self) -> Path:
        """Rename the journal and its side files; the id counter stays behind."""
        self.close()
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        number, kept = 1, self.file.with_name(f"journal.damaged-{stamp}.sqlite3")
        while kept.exists():  # two in one second: neither takes the place of the other
            number += 1
            kept = self.file.with_name(f"journal.damaged-{stamp}-{number}.sqlite3")
        for suffix in _SIDE_FILES:
            with suppress(OSError):
                Path(f"{self.file}{suffix}").rename(f"{kept}{suffix}")
        return kept if kept.exists() else self.file

    def _known_last_id(self) -> int:
        with suppress(OSError, UnicodeDecodeError):
            text = self._last_id.read_text(encoding="ascii").strip()
            if re.fullmatch(r"\d{1,12}", text):
                return int(text)
        return 0


def traces(home: Path) -> bool:
    """Whether there were requests here: an id was given, a file or a page of one is kept."""
    if any((home / name).is_file() and (home / name).stat().st_size
           for name in (LAST_ID, f"{JOURNAL}-wal")):
        return True
    kinds = ("evidence", "sent", "outbox", "handover")
    return any(next((home / kind).iterdir(), None) for kind in kinds if (home / kind).is_dir())


def _close(connection: sqlite3.Connection) -> None:
    """At the very end all is done and said: a Ctrl-C there has nothing left to stop."""
    with suppress(KeyboardInterrupt):
        connection.close()


def _name(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", "") or "")
