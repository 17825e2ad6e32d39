"""The ledger of deliveries: a row before anything leaves, its outcome after."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from gosupport_cli.adapters import journal_rows as rows
from gosupport_cli.adapters.journal_core import Core, fetch, load, save
from gosupport_cli.core.errors import GosupportError, OutcomeUnknown, UsageError
from gosupport_cli.core.model import Attempt, Event, Message, MessageKind, Outcome, Request, Status

_BY_PROGRAM = "gosupport"
_BY_HAND = "by-hand"  # the detail of an attempt that only opens a page, until it has ended
NOT_SENT_YET = (Status.DRAFT, Status.READY, Status.SENDING, Status.UNKNOWN)


class Deliveries(Core):
    """Attempts and messages of the journal."""

    def put_message(
        self, request_id: str, kind: MessageKind, text: str, *, at: datetime
    ) -> Message:
        """A reply, reminder or repeat request; kept, not sent."""
        with self.database.writing() as connection:
            before = load(connection, request_id)
            made = Message(len(before.messages) + 1, kind, text, at)
            connection.execute(
                "INSERT INTO messages (request, number, kind, text, created_at, outcome)"
                " VALUES (?,?,?,?,?,?)",
                (rows.number_of(before.id), made.id, kind, text, rows.iso(at), made.outcome),
            )
            event = Event(at, "message", str(before.status), "person", kind)
            save(connection, before, replace(before, updated_at=at), [event])
            return made

    def begin_attempt(
        self,
        request_id: str,
        *,
        channel: str,
        key: str,
        digest: str,
        at: datetime,
        message_id: int = 0,
        resend: bool = False,
        by_hand: bool = False,
    ) -> Attempt:
        """See ``core.journal_ports.Journal``."""
        with self.database.writing() as connection:
            request = load(connection, request_id)
            earlier = _earlier(connection, request, message_id)
            request = _bury_the_dead(connection, request, earlier, at)
            refusal = _refusal(request, _earlier(connection, request, message_id),
                               message_id, resend=resend)
            if refusal is None:
                return _begin(connection, request, Attempt(
                    0, request.id, request.revision, channel, key, digest, at,
                    message_id=message_id, detail=_BY_HAND if by_hand else "",
                ))
        # Raised out here, so that what was found out about a dead process stays written.
        raise refusal

    def finish_attempt(
        self,
        attempt_id: int,
        outcome: Outcome,
        *,
        at: datetime,
        ticket: str = "",
        reference: str = "",
        detail: str = "",
    ) -> Request:
        """See ``core.journal_ports.Journal``."""
        with self.database.writing() as connection:
            row = fetch(connection, "SELECT * FROM attempts WHERE id = ?", (attempt_id,))[0]
            connection.execute(
                "UPDATE attempts SET outcome=?, ticket=?, reference=?, detail=?, ended_at=?"
                " WHERE id = ?",
                (outcome, ticket, reference, detail, rows.iso(at), attempt_id),
            )
            before = load(connection, rows.local_id(row["request"]))
            if row["message"]:
                _finish_message(connection, row, outcome, at)
                after = before if before.ticket or not ticket else replace(before, ticket=ticket)
            else:
                after = _finished(before, row, outcome, at, ticket)
            events = [Event(at, outcome, str(after.status), row["channel"], detail)]
            if after.ticket != before.ticket:
                events.append(Event(at, "ticket", str(after.status), row["channel"], after.ticket))
            save(connection, before, replace(after, updated_at=at), events)
            return load(connection, before.id)

    def attempts(self, request_id: str) -> tuple[Attempt, ...]:
        """All deliveries, oldest first."""
        with self.database.reading() as connection:
            number = rows.number_of(load(connection, request_id).id)
            return tuple(
                rows.attempt_of(row)
                for row in fetch(
                    connection, "SELECT * FROM attempts WHERE request = ? ORDER BY id", (number,)
                )
            )

    def check_deliveries(self, request_id: str, *, at: datetime) -> Request:
        """See ``core.journal_ports.Journal``."""
        with self.database.writing() as connection:
            request = load(connection, request_id)
            under_way = fetch(
                connection,
                "SELECT * FROM attempts WHERE request = ? AND outcome = 'sending' ORDER BY id",
                (rows.number_of(request.id),),
            )
            return _bury_the_dead(connection, request, under_way, at)

    def by_reference(self, keys: Sequence[str]) -> Request | None:
        """See ``core.journal_ports.Journal``; the latest delivery counts."""
        asked = list(keys)[:50]
        if not asked:
            return None
        marks = ",".join("?" * len(asked))
        with self.database.reading() as connection:
            found = fetch(
                connection,
                f"SELECT request FROM attempts WHERE key IN ({marks})"  # noqa: S608 - only marks
                " ORDER BY id DESC LIMIT 1",
                asked,
            )
            return load(connection, rows.local_id(found[0]["request"])) if found else None

    def delivery_keys(self) -> frozenset[str]:
        """See ``core.journal_ports.Journal``."""
        with self.database.reading() as connection:
            return frozenset(row["key"] for row in fetch(connection, "SELECT key FROM attempts"))


def _earlier(
    connection: sqlite3.Connection, request: Request, message_id: int
) -> list[sqlite3.Row]:
    """Attempts of the same text: of this message, or of this revision of the request."""
    sql = "SELECT * FROM attempts WHERE request = ? AND message = ?"
    values: list[object] = [rows.number_of(request.id), message_id]
    if not message_id:
        sql += " AND revision = ?"
        values.append(request.revision)
    return fetch(connection, f"{sql} ORDER BY id", values)


def _bury_the_dead(
    connection: sqlite3.Connection, request: Request, earlier: Sequence[sqlite3.Row], at: datetime
) -> Request:
    """An attempt whose process is gone has an unknown outcome; one by hand sent nothing."""
    dead = [row for row in earlier if row["outcome"] == "sending" and not _alive(row["owner"])]
    outcome = "unknown"
    for row in dead:
        outcome = "failed" if row["detail"] == _BY_HAND else "unknown"
        connection.execute("UPDATE attempts SET outcome=?, ended_at=? WHERE id=?",
                           (outcome, rows.iso(at), row["id"]))
        if row["message"]:
            _finish_message(connection, row, outcome, at)
    if not dead:
        return request
    after = request
    if not dead[-1]["message"]:
        after = _finished(request, dead[-1], outcome, at, "")
    event = Event(at, outcome, str(after.status), _BY_PROGRAM)
    save(connection, request, replace(after, updated_at=at), [event])
    return load(connection, request.id)


def _refusal(
    request: Request, earlier: Sequence[sqlite3.Row], message_id: int, *, resend: bool
) -> GosupportError | None:
    outcomes = {row["outcome"] for row in earlier}
    values = {"id": request.id, "ref": request.id}
    under_way = [row for row in earlier if row["outcome"] == "sending"]
    # Even --resend does not barge into another process that is sending right now.
    if any(not resend or row["owner"] != _this_process() for row in under_way):
        return UsageError("being-sent", **values)
    if resend:
        return None
    if "unknown" in outcomes:
        return OutcomeUnknown("outcome-unknown", **values)
    by_hand = request.sent_at is not None and request.delivered_revision >= request.revision
    if "sent" in outcomes or (by_hand and not message_id):
        return UsageError("already-sent", **values)
    return None


def _begin(connection: sqlite3.Connection, request: Request, attempt: Attempt) -> Attempt:
    number = rows.number_of(request.id)
    status_before = str(request.status)
    if request.status is Status.SENDING:
        last = fetch(connection, "SELECT before FROM attempts WHERE request = ? AND message = 0"
                     " ORDER BY id DESC LIMIT 1", (number,))
        status_before = last[0]["before"] if last else str(Status.READY)
    made = connection.execute(
        "INSERT INTO attempts (request, revision, message, channel, key, digest, at, outcome,"
        " detail, before, owner) VALUES (?,?,?,?,?,?,?,'sending',?,?,?)",
        (number, attempt.revision, attempt.message_id, attempt.channel, attempt.key,
         attempt.digest, rows.iso(attempt.at), attempt.detail, status_before, _this_process()),
    )
    after = request
    if attempt.message_id:
        connection.execute("UPDATE messages SET outcome='sending' WHERE request=? AND number=?",
                           (number, attempt.message_id))
    else:
        after = replace(request, status=Status.SENDING)
    event = Event(attempt.at, "sending", str(after.status), attempt.channel)
    save(connection, request, replace(after, updated_at=attempt.at), [event])
    return replace(attempt, id=int(made.lastrowid or 0))


def _finish_message(
    connection: sqlite3.Connection, row: sqlite3.Row, outcome: str, at: datetime
) -> None:
    gone = outcome in ("sent", "handed_over")
    connection.execute(
        "UPDATE messages SET outcome=?, sent_at=? WHERE request=? AND number=?",
        (outcome, rows.iso(at) if gone else None, row["request"], row["message"]),
    )


def _finished(
    before: Request, row: sqlite3.Row, outcome: str, at: datetime, ticket: str
) -> Request:
    """The request after a delivery of its own text (see ``core.journal_ports.Journal``)."""
    answers = before.answers
    if outcome != "failed":
        # From now on it lives where it went: there an answer, a reminder and --resend belong.
        answers = {**answers, "channel": row["channel"]}
    after = replace(before, ticket=ticket or before.ticket, answers=answers)
    delivered = max(before.delivered_revision, row["revision"])
    under_way = before.status is Status.SENDING
    if outcome == "sent":
        status = Status.WAITING if before.status in NOT_SENT_YET else before.status
        return replace(after, status=status, sent_at=at, delivered_revision=delivered)
    if outcome == "unknown":
        status = Status.UNKNOWN if before.status in NOT_SENT_YET else before.status
        return replace(after, status=status, delivered_revision=delivered)
    status = Status(row["before"]) if under_way else before.status
    if outcome == "handed_over":
        return replace(after, status=status, delivered_revision=delivered)
    return replace(after, status=status)


def _this_process() -> str:
    return f"{platform.node()}/{os.getpid()}/{_started(os.getpid())}"


def _started(pid: int) -> str:
    import psutil

    try:
        return f"{psutil.Process(pid).create_time():.2f}"
    except psutil.Error:
        return ""


def _alive(owner: str) -> bool:
    """Whether the process that began an attempt still runs; one of another computer may."""
    host, pid, started = owner.rsplit("/", 2)
    return host != platform.node() or (bool(started) and _started(int(pid)) == started)
