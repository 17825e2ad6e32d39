"""What goes out of a request and its revisions: what may have been delivered stays as it was."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from gosupport_cli.adapters import journal_rows as rows
from gosupport_cli.adapters.journal_core import Core, fetch, load
from gosupport_cli.core.errors import NoSuchRequest
from gosupport_cli.core.model import Attachment, Event, Request, Value


class Revisions(Core):
    """Answers, files and revealed values: each change of them may begin a new revision."""

    def put_answers(
        self,
        request_id: str,
        changes: Mapping[str, Value | None],
        *,
        at: datetime,
        source: str,
        origins: Mapping[str, str] | None = None,
    ) -> Request:
        """See ``core.journal_ports.Journal``; an answer that changes loses its old origin."""

        def change(
            connection: sqlite3.Connection, before: Request
        ) -> tuple[Request, Sequence[Event]]:
            new = rows.changed(before.answers, changes)
            answers = {**before.answers, **new}
            kept = {key: one for key, one in answers.items() if one is not None}
            known = {key: one for key, one in before.origins.items() if key not in new}
            known.update(origins or {})
            # Marks are numbered by place: in a changed text «СНИЛС-1» may be another number.
            reveals = {} if new else before.reveals
            after = replace(before, answers=kept, origins=known, reveals=reveals)
            if not new:
                return after, ()
            after, events = _next_revision(connection, before, after, at)
            told = ", ".join(new)
            return after, [*events, Event(at, "answers", str(before.status), source, told)]

        return self._change(request_id, change, at=at)

    def put_attachment(self, request_id: str, attachment: Attachment, *, at: datetime) -> Request:
        """A file goes along; one of the same name is replaced."""

        def change(
            connection: sqlite3.Connection, before: Request
        ) -> tuple[Request, Sequence[Event]]:
            others = tuple(one for one in before.attachments if one.name != attachment.name)
            after = replace(before, attachments=(*others, attachment))
            after, events = _next_revision(connection, before, after, at)
            told = Event(at, "file_added", str(before.status), "person", attachment.name)
            return after, [*events, told]

        return self._change(request_id, change, at=at)

    def remove_attachment(self, request_id: str, name: str, *, at: datetime) -> Request:
        """A file stays behind."""

        def change(
            connection: sqlite3.Connection, before: Request
        ) -> tuple[Request, Sequence[Event]]:
            others = tuple(one for one in before.attachments if one.name != name)
            if others == before.attachments:
                return before, ()
            after, events = _next_revision(
                connection, before, replace(before, attachments=others), at
            )
            return after, [*events, Event(at, "file_removed", str(before.status), "person", name)]

        return self._change(request_id, change, at=at)

    def reveal(
        self, request_id: str, channel: str, placeholders: tuple[str, ...], *, at: datetime
    ) -> Request:
        """See ``core.journal_ports.Journal``."""
        from gosupport_cli.core.masking import placeholder_of

        def change(
            connection: sqlite3.Connection, before: Request
        ) -> tuple[Request, Sequence[Event]]:
            after = replace(before, reveals={**before.reveals, channel: placeholders})
            if after == before:
                return before, ()
            after, events = _next_revision(connection, before, after, at)
            told = f"{channel}: {', '.join(map(placeholder_of, placeholders))}"
            return after, [*events, Event(at, "revealed", str(before.status), "person", told)]

        return self._change(request_id, change, at=at)

    def at_revision(self, request_id: str, revision: int) -> Request:
        """See ``core.journal_ports.Journal``. Raises NoSuchRequest for an unknown one."""
        with self.database.reading() as connection:
            request = load(connection, request_id)
            found = fetch(
                connection,
                "SELECT * FROM revisions WHERE request = ? AND revision = ?",
                (rows.number_of(request.id), revision),
            )
        if request.revision == revision:
            return request
        if not found:
            raise NoSuchRequest("no-such-revision", ref=request.id, revision=revision)
        return replace(
            request,
            revision=revision,
            answers=rows.unpacked_answers(found[0]["answers"]),
            attachments=rows.unpacked_attachments(found[0]["attachments"]),
            reveals=rows.unpacked_reveals(found[0]["reveals"]),
        )


def _next_revision(
    connection: sqlite3.Connection, before: Request, after: Request, at: datetime
) -> tuple[Request, list[Event]]:
    """A delivered (or perhaps delivered) revision is kept as it was; ``after`` gets the next."""
    number = rows.number_of(before.id)
    busy = fetch(
        connection,
        "SELECT 1 FROM attempts WHERE request = ? AND revision = ? AND message = 0"
        " AND outcome <> 'failed' LIMIT 1",
        (number, before.revision),
    )
    if before.delivered_revision < before.revision and not busy:
        return after, []
    connection.execute(
        "INSERT OR REPLACE INTO revisions VALUES (?,?,?,?,?)",
        (number, before.revision, rows.packed(dict(before.answers)),
         rows.packed_attachments(before.attachments), rows.packed(dict(before.reveals))),
    )
    made = replace(after, revision=before.revision + 1)
    return made, [Event(at, "revision", str(before.status), "gosupport", str(made.revision))]
