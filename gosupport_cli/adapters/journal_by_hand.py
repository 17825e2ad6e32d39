"""What the person says of a delivery by hand: one transaction, however many say it at once."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from gosupport_cli.adapters import journal_rows as rows
from gosupport_cli.adapters.journal_core import fetch, load, save
from gosupport_cli.adapters.journal_deliveries import NOT_SENT_YET, Deliveries
from gosupport_cli.core.model import Event, Request, Status

_PERSON = "person"


class ByHand(Deliveries):
    """Deliveries that no program saw."""

    def mark_sent(
        self,
        request_id: str,
        *,
        sent_at: datetime,
        at: datetime,
        ticket: str = "",
        no_number: bool = False,
        correct: bool = False,
    ) -> Request:
        """See ``core.journal_ports.Journal``."""
        with self.database.writing() as connection:
            before = load(connection, request_id)
            after = before
            events: list[Event] = []
            new = before.status in NOT_SENT_YET
            if new or before.sent_at is None or correct:
                # The person knows what became of a delivery whose outcome nobody else knew.
                events += _settled(connection, before, sent_at)
                status = Status.WAITING if new else before.status
                after = replace(before, status=status, sent_at=sent_at,
                                delivered_revision=before.revision)
                if new:
                    events.append(Event(at, "handed_over", str(before.status), _PERSON,
                                        before.channel))
                events.append(Event(at, "status", str(status), _PERSON, before.raw_status))
            if ticket and ticket != after.ticket:
                after = replace(after, ticket=ticket, number_refused=False)
                events.append(Event(at, "ticket", str(after.status), _PERSON, ticket))
            if no_number and not after.number_refused:
                after = replace(after, number_refused=True)
                events.append(Event(at, "number_refused", str(after.status), _PERSON))
            if not events:
                return before
            save(connection, before, replace(after, updated_at=at), events)
            return load(connection, request_id)


def _settled(
    connection: sqlite3.Connection, request: Request, sent_at: datetime
) -> Iterator[Event]:
    """The attempts of this revision that nobody knew the outcome of: they were sent."""
    open_ended = fetch(
        connection,
        "SELECT * FROM attempts WHERE request = ? AND message = 0 AND revision = ?"
        " AND outcome IN ('sending', 'unknown') ORDER BY id",
        (rows.number_of(request.id), request.revision),
    )
    for row in open_ended:
        connection.execute(
            "UPDATE attempts SET outcome = 'sent', detail = ?, ended_at = ? WHERE id = ?",
            (_PERSON, rows.iso(sent_at), row["id"]),
        )
        yield Event(sent_at, "sent", str(Status.WAITING), row["channel"], _PERSON)
