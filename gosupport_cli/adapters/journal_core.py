"""Loading, changing and finding requests; the verbs of the journal stand on this."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from gosupport_cli.adapters import journal_rows as rows
from gosupport_cli.adapters.database import Database, readable
from gosupport_cli.adapters.journal_search import query_of, words_of
from gosupport_cli.core.errors import NoSuchRequest
from gosupport_cli.core.journal_ports import Selection
from gosupport_cli.core.model import Event, Message, Request

_CHUNK = 500  # ids in one IN (…)

# What a change makes of a request, and the lines that its history gets.
Change = Callable[[sqlite3.Connection, Request], tuple[Request, Sequence[Event]]]


class Core:
    """Everything that is private to the journal's own files."""

    def __init__(self, home: Path, *, patience: float = 15.0) -> None:
        self.database = Database(home, patience=patience)

    def close(self) -> None:
        """Give the file back."""
        self.database.close()

    def together(self) -> AbstractContextManager[None]:
        """See ``core.journal_ports.Journal``."""
        return self.database.together()

    def _change(self, request_id: str, change: Change, *, at: datetime) -> Request:
        """One durable transaction; nothing is written when nothing changes."""
        with self.database.writing() as connection:
            before = load(connection, request_id)
            after, events = change(connection, before)
            if after == before and not events:
                return before
            save(connection, before, replace(after, updated_at=at), events)
            return load(connection, request_id)


def load(connection: sqlite3.Connection, request_id: str) -> Request:
    """One request with all that belongs to it. Raises NoSuchRequest."""
    number = rows.number_of(request_id)
    found = select(connection, "SELECT r.* FROM requests r WHERE r.id = ?", (number,))
    if not found:
        raise NoSuchRequest("no-such-request", ref=request_id)
    return found[0]


def select(
    connection: sqlite3.Connection, sql: str, values: Sequence[object]
) -> list[Request]:
    """The requests of a query, with their messages and links."""
    found = fetch(connection, sql, values)
    ids = [row["id"] for row in found]
    messages: dict[int, list[Message]] = {}
    links: dict[int, list[str]] = {}
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        marks = ",".join("?" * len(part))
        for row in fetch(connection, "SELECT * FROM messages WHERE request IN"  # noqa: S608
                         f" ({marks}) ORDER BY request, number", part):
            messages.setdefault(row["request"], []).append(rows.message_of(row))
        for row in fetch(connection, "SELECT request, other FROM links"  # noqa: S608
                         f" WHERE request IN ({marks}) ORDER BY request, other", part):
            links.setdefault(row["request"], []).append(rows.local_id(row["other"]))
    with readable():
        return [
            rows.request_of(row, messages.get(row["id"], ()), links.get(row["id"], ()))
            for row in found
        ]


def fetch(
    connection: sqlite3.Connection, sql: str, values: Sequence[object] = ()
) -> list[sqlite3.Row]:
    """All rows, their columns by name."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, tuple(values)).fetchall()


def save(
    connection: sqlite3.Connection, before: Request, after: Request, events: Iterable[Event]
) -> None:
    """The columns that differ, the new lines of history, and the words for the search."""
    number = rows.number_of(after.id)
    old, new = rows.columns_of(before), rows.columns_of(after)
    changed = {name: value for name, value in new.items() if value != old[name]}
    if changed:
        names = ", ".join(f"{name} = ?" for name in changed)
        connection.execute(
            f"UPDATE requests SET {names} WHERE id = ?",  # noqa: S608 - our own column names
            (*changed.values(), number),
        )
    write_events(connection, number, events)
    write_words(connection, load(connection, after.id))


def write_events(connection: sqlite3.Connection, number: int, events: Iterable[Event]) -> None:
    """New lines of history."""
    connection.executemany(
        "INSERT INTO events (request, at, event, status, source, text) VALUES (?,?,?,?,?,?)",
        [(number, rows.iso(one.at), one.event, one.status, one.source, one.text)
         for one in events],
    )


def read_events(connection: sqlite3.Connection, number: int) -> tuple[Event, ...]:
    """The history, oldest first."""
    found = fetch(connection, "SELECT * FROM events WHERE request = ? ORDER BY id", (number,))
    with readable():
        return tuple(rows.event_of(row) for row in found)


def write_words(connection: sqlite3.Connection, request: Request) -> None:
    """What ``list --search`` looks at."""
    number = rows.number_of(request.id)
    words = words_of(request, read_events(connection, number))
    connection.execute("DELETE FROM words WHERE rowid = ?", (number,))
    connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, words))


def find_query(selection: Selection) -> tuple[str, list[object]]:
    """SQL and values of a selection, newest first; see bench/journal.py for its plans."""
    where: list[str] = []
    values: list[object] = []
    if selection.statuses:
        where.append(f"r.status IN ({','.join('?' * len(selection.statuses))})")
        values.extend(str(one) for one in selection.statuses)
    for column, value in (("category", selection.category), ("channel", selection.channel)):
        if value:
            where.append(f"r.{column} = ?")
            values.append(value)
    if selection.since:
        where.append("r.filed >= ?")
        values.append(rows.microseconds(selection.since))
    if selection.until:
        where.append("r.filed <= ?")
        values.append(rows.microseconds(selection.until))
    query = query_of(selection.search)
    if query:
        where.append("r.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(query)
    elif selection.search.strip():
        where.append("0")  # only signs, no words: nothing can match
    sql = "SELECT r.* FROM requests r"
    if where:
        sql += " WHERE " + " AND ".join(where)
    # The plus keeps SQLite from walking all rows in their order when a span names a few.
    sql += " ORDER BY +r.id DESC" if selection.since or selection.until else " ORDER BY r.id DESC"
    if selection.limit > 0:
        sql += " LIMIT ?"
        values.append(selection.limit)
    return sql, values
