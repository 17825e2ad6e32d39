"""The journal: everything a person wrote and all that became of it, in one SQLite file."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from gosupport_cli.adapters import journal_rows as rows
from gosupport_cli.adapters.journal_by_hand import ByHand
from gosupport_cli.adapters.journal_core import (
    fetch,
    find_query,
    load,
    read_events,
    select,
    write_events,
    write_words,
)
from gosupport_cli.adapters.journal_revisions import Revisions
from gosupport_cli.core.errors import NoSuchRequest
from gosupport_cli.core.journal_ports import Selection
from gosupport_cli.core.model import Answers, Event, Request, Status
from gosupport_cli.core.ticket_numbers import digits_of, same_number, ticket_key

# Statuses in which the support (or the person on its word) says something new.
_SUPPORT_SAYS = (Status.WAITING, Status.IN_PROGRESS, Status.NEEDS_INFO, Status.RESOLVED,
                 Status.REFUSED, Status.CLOSED, Status.REOPENED)
OWN_REPLY = "reply"  # the person answered: no word of the support


class SqliteJournal(ByHand, Revisions):
    """Implements ``core.journal_ports.Journal``; opened on first use, one transaction a call."""

    def create(self, answers: Answers, *, at: datetime, source: str) -> Request:
        """A new draft with the next id."""
        with self.database.writing() as connection:
            self.database.reserve_id(connection)
            made = connection.execute(
                "INSERT INTO requests (status, category, channel, filed, created_at, updated_at,"
                " answers) VALUES (?,?,?,?,?,?,?)",
                (str(Status.DRAFT), str(answers.get("category", "")),
                 str(answers.get("channel", "")), rows.microseconds(at), rows.iso(at),
                 rows.iso(at), rows.packed(dict(answers))),
            )
            number = int(made.lastrowid or 0)
            write_events(connection, number, [Event(at, "created", "draft", source)])
            request = load(connection, rows.local_id(number))
            write_words(connection, request)
            self.database.remember_id(number)
            return request

    def get(self, ref: str) -> Request:
        """By local id or ticket number; no guess where several match."""
        text = ref.strip()
        with self.database.reading() as connection:
            found = _by_ticket(connection, text)
            own = rows.number_of(text)
            if own and rows.local_id(own) not in [one.id for one in found]:
                found += select(connection, "SELECT r.* FROM requests r WHERE r.id = ?", (own,))
            found = found or _by_likeness(connection, text)
        if not found:
            raise NoSuchRequest("no-such-request", ref=text)
        if len(found) > 1:
            raise NoSuchRequest("ambiguous-id", ref=text, matches="; ".join(map(_named, found)))
        return found[0]

    def set_status(
        self,
        request_id: str,
        status: Status,
        *,
        at: datetime,
        source: str,
        text: str = "",
        raw_status: str = "",
        sent_at: datetime | None = None,
        answer_by: datetime | None = None,
    ) -> Request:
        """See ``core.journal_ports.Journal``."""

        def change(_c: sqlite3.Connection, before: Request) -> tuple[Request, Sequence[Event]]:
            after = replace(before, status=status, raw_status=raw_status, answer_by=answer_by)
            if sent_at is not None:
                after = replace(after, sent_at=sent_at, delivered_revision=before.revision)
            elif before.sent_at is not None and status in _SUPPORT_SAYS and source != OWN_REPLY:
                after = replace(after, support_at=max(at, before.support_at or at))
            return after, [Event(at, "status", str(status), source, text or raw_status)]

        return self._change(request_id, change, at=at)

    def set_ticket(self, request_id: str, ticket: str, *, at: datetime, source: str) -> Request:
        """The support's number, exactly as given."""
        return self._simple(request_id, "ticket", source, ticket, at,
                            ticket=ticket, number_refused=False)

    def note(
        self, request_id: str, event: str, *, at: datetime, source: str, text: str,
        of_support: bool = False,
    ) -> Request:
        """See ``core.ports.Journal``."""

        def change(_c: sqlite3.Connection, before: Request) -> tuple[Request, Sequence[Event]]:
            after = before
            if of_support and before.sent_at is not None:
                after = replace(before, support_at=max(at, before.support_at or at))
            return after, [Event(at, event, str(before.status), source, text)]

        return self._change(request_id, change, at=at)

    def waive(self, request_id: str, rule: str, why: str, *, at: datetime) -> Request:
        """The person lets a finding be, and says why."""

        def change(_c: sqlite3.Connection, before: Request) -> tuple[Request, Sequence[Event]]:
            after = replace(before, waivers={**before.waivers, rule: why})
            return after, [Event(at, "waived", str(before.status), "person", f"{rule}: {why}")]

        return self._change(request_id, change, at=at)

    def events(self, request_id: str) -> tuple[Event, ...]:
        """The history, oldest first."""
        with self.database.reading() as connection:
            return read_events(connection, rows.number_of(load(connection, request_id).id))

    def set_term(
        self, request_id: str, term: str, *, term_at: datetime | None, at: datetime, source: str
    ) -> Request:
        """The time that the portal promised, as told."""
        return self._simple(request_id, "term", source, term, at, term=term, term_at=term_at)

    def link(self, request_id: str, other_id: str, *, at: datetime) -> Request:
        """Both requests know of each other from now on."""
        with self.database.writing() as connection:
            one, other = load(connection, request_id), load(connection, other_id)
            for left, right in ((one, other), (other, one)):
                made = connection.execute(
                    "INSERT OR IGNORE INTO links VALUES (?, ?)",
                    (rows.number_of(left.id), rows.number_of(right.id)),
                )
                if made.rowcount:
                    event = Event(at, "linked", str(left.status), "person", right.id)
                    write_events(connection, rows.number_of(left.id), [event])
            return load(connection, request_id)

    def purge(self, request_id: str) -> None:
        """Erase for good: from the tables, the search and the write-ahead log."""
        with self.database.writing() as connection:
            number = rows.number_of(load(connection, request_id).id)
            connection.execute("DELETE FROM requests WHERE id = ?", (number,))
            connection.execute("DELETE FROM words WHERE rowid = ?", (number,))
            # What commands keep of a request between runs: «thread.GS-1», «wizard.GS-1» …
            connection.execute(
                "DELETE FROM state WHERE key LIKE ?", (f"%.{rows.local_id(number)}",)
            )
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        self.database.forget_deleted()

    def find(self, selection: Selection) -> Sequence[Request]:
        """Newest first."""
        sql, values = find_query(selection)
        with self.database.reading() as connection:
            return select(connection, sql, values)

    def get_state(self, key: str) -> str:
        """See ``core.journal_ports.Journal``."""
        with self.database.reading() as connection:
            found = fetch(connection, "SELECT value FROM state WHERE key = ?", (key,))
        return str(found[0]["value"]) if found else ""

    def put_state(self, key: str, value: str) -> None:
        """See ``core.journal_ports.Journal``."""
        with self.database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))

    def profiles(self) -> Mapping[str, Answers]:
        """Saved persons by name."""
        with self.database.reading() as connection:
            found = fetch(connection, "SELECT name, answers FROM profiles ORDER BY name")
        return {row["name"]: rows.unpacked_answers(row["answers"]) for row in found}

    def put_profile(self, name: str, answers: Answers, *, at: datetime) -> None:
        """Keep a person, or replace what was kept of them."""
        with self.database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO profiles VALUES (?, ?, ?)",
                               (name, rows.packed(dict(answers)), rows.iso(at)))

    def delete_profile(self, name: str) -> bool:
        """Whether there was one."""
        with self.database.writing() as connection:
            gone = connection.execute("DELETE FROM profiles WHERE name = ?", (name,)).rowcount > 0
        if gone:
            self.database.forget_deleted()
        return gone

    def _simple(
        self, request_id: str, event: str, source: str, text: str, at: datetime, **fields: object
    ) -> Request:
        def change(_c: sqlite3.Connection, before: Request) -> tuple[Request, Sequence[Event]]:
            after = replace(before, **fields)  # type: ignore[arg-type]
            return after, [Event(at, event, str(before.status), source, text)]

        return self._change(request_id, change, at=at)


def _by_ticket(connection: sqlite3.Connection, ref: str) -> list[Request]:
    key = ticket_key(ref)
    if not key:
        return []
    found = select(
        connection,
        "SELECT r.* FROM requests r WHERE r.ticket_key = ? AND r.ticket_key <> '' ORDER BY r.id",
        (key,),
    )
    return [one for one in found if one.ticket == ref] or found


def _by_likeness(connection: sqlite3.Connection, ref: str) -> list[Request]:
    """Where nothing is called so exactly: another dash, «№» in front, blanks, no dash at all,
    or another beginning before the same digits."""
    wanted, own, digits = rows.likeness(ref), rows.own_number(ref), digits_of(ref)
    known = fetch(connection, "SELECT id, ticket_key FROM requests ORDER BY id")
    ids = [row["id"] for row in known
           if row["id"] == own or (wanted and rows.likeness(row["ticket_key"]) == wanted)
           or (digits and same_number(row["ticket_key"], ref))]
    marks = ",".join("?" * len(ids))
    return select(connection, f"SELECT r.* FROM requests r WHERE r.id IN ({marks})", ids)  # noqa: S608


def _named(request: Request) -> str:
    ticket = f", {request.ticket}" if request.ticket else ""
    subject = request.answers.get("problem.subject", "")
    return f"{request.id}{ticket}" + (f" «{subject}»" if subject else "")
