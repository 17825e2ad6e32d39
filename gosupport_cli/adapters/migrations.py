"""The journal's format, as numbered steps; each step and its number are one transaction.

A step that was published is never changed: a new one is added below it. The number of the
last step is the format's number (``PRAGMA user_version``).
"""

import sqlite3
from collections.abc import Sequence

# ``uid`` is the same on every computer that the request is taken to; ids are local.
# Times are ISO 8601 with offset, as they were; ``filed`` is the day's key for filters: the
# moment of sending (for drafts: of making) in whole microseconds since 1970.
# Values without a query of their own are JSON inside the row of their request.
_FIRST = (
    """CREATE TABLE requests (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
        status TEXT NOT NULL,
        category TEXT NOT NULL,
        channel TEXT NOT NULL,
        filed INTEGER NOT NULL,
        ticket TEXT NOT NULL DEFAULT '',
        ticket_key TEXT NOT NULL DEFAULT '',
        revision INTEGER NOT NULL DEFAULT 1,
        delivered_revision INTEGER NOT NULL DEFAULT 0,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        sent_at TEXT,
        support_at TEXT,
        answer_by TEXT,
        raw_status TEXT NOT NULL DEFAULT '',
        term TEXT NOT NULL DEFAULT '',
        term_at TEXT,
        number_refused INTEGER NOT NULL DEFAULT 0,
        answers TEXT NOT NULL DEFAULT '{}',
        origins TEXT NOT NULL DEFAULT '{}',
        waivers TEXT NOT NULL DEFAULT '{}',
        reveals TEXT NOT NULL DEFAULT '{}',
        attachments TEXT NOT NULL DEFAULT '[]'
    )""",
    "CREATE INDEX requests_status ON requests (status, id)",
    "CREATE INDEX requests_category ON requests (category, id)",
    "CREATE INDEX requests_channel ON requests (channel, id)",
    "CREATE INDEX requests_filed ON requests (filed)",
    "CREATE INDEX requests_ticket ON requests (ticket_key) WHERE ticket_key <> ''",
    """CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        request INTEGER NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
        at TEXT NOT NULL,
        event TEXT NOT NULL,
        status TEXT NOT NULL,
        source TEXT NOT NULL,
        text TEXT NOT NULL
    )""",
    "CREATE INDEX events_request ON events (request, id)",
    """CREATE TABLE revisions (
        request INTEGER NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        answers TEXT NOT NULL,
        attachments TEXT NOT NULL,
        reveals TEXT NOT NULL,
        PRIMARY KEY (request, revision)
    ) WITHOUT ROWID""",
    """CREATE TABLE messages (
        request INTEGER NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        created_at TEXT NOT NULL,
        outcome TEXT NOT NULL,
        sent_at TEXT,
        PRIMARY KEY (request, number)
    ) WITHOUT ROWID""",
    """CREATE TABLE links (
        request INTEGER NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
        PRIMARY KEY (request, other)
    ) WITHOUT ROWID""",
    "CREATE INDEX links_other ON links (other)",
    # ``before`` is the status to go back to; ``owner`` the process that delivers.
    """CREATE TABLE attempts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        request INTEGER NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        message INTEGER NOT NULL,
        channel TEXT NOT NULL,
        key TEXT NOT NULL,
        digest TEXT NOT NULL,
        at TEXT NOT NULL,
        outcome TEXT NOT NULL,
        ticket TEXT NOT NULL DEFAULT '',
        reference TEXT NOT NULL DEFAULT '',
        detail TEXT NOT NULL DEFAULT '',
        ended_at TEXT,
        before TEXT NOT NULL,
        owner TEXT NOT NULL
    )""",
    "CREATE INDEX attempts_request ON attempts (request, id)",
    "CREATE INDEX attempts_key ON attempts (key)",
    "CREATE TABLE profiles (name TEXT PRIMARY KEY, answers TEXT NOT NULL, at TEXT NOT NULL)",
    "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61', prefix='2 3')",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST,)


def version_of(connection: sqlite3.Connection) -> int:
    """The number of the last step that this journal went through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    connection: sqlite3.Connection, steps: Sequence[Sequence[str]] = MIGRATIONS
) -> None:
    """Every step that is missing. The connection must be in autocommit mode.

    The number is read again under the write lock: two processes may open an old journal at
    once, and only one of them shall take each step.
    """
    while version_of(connection) < len(steps):
        connection.execute("BEGIN IMMEDIATE")
        try:
            present = version_of(connection)
            if present < len(steps):
                for statement in steps[present]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {present + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
