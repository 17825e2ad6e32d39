"""What flows need of the journal, as a protocol; ``adapters.journal`` keeps it."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import (
    Answers,
    Attachment,
    Attempt,
    Event,
    Message,
    MessageKind,
    Outcome,
    Request,
    Status,
    Value,
)


class Selection(Frozen):
    """What ``list`` asks for; empty means any. ``since``/``until`` are inclusive."""

    statuses: tuple[str, ...] = ()
    category: str = ""
    channel: str = ""
    since: datetime | None = None
    until: datetime | None = None
    search: str = ""
    limit: int = 0


class Journal(Protocol):
    """Everything kept on disk. Each call is one durable transaction; events come with it."""

    def together(self) -> AbstractContextManager[None]:
        """All calls inside are one transaction: a stop in between leaves none of them."""
        ...

    def create(self, answers: Answers, *, at: datetime, source: str) -> Request: ...

    def get(self, ref: str) -> Request:
        """By ``GS-7``, ``gs-7``, ``7`` or the ticket number. Raises NoSuchRequest (exit 7)."""
        ...

    def put_answers(
        self,
        request_id: str,
        changes: Mapping[str, Value | None],
        *,
        at: datetime,
        source: str,
        origins: Mapping[str, str] | None = None,
    ) -> Request:
        """Set (or, with None, forget) answers; a delivered revision starts a new one."""
        ...

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
        """``sent_at`` says that the present revision is delivered. A status that the support
        gives a sent request is its last event (``support_at``). ``raw_status`` and
        ``answer_by`` are stored as given: left out, they are forgotten."""
        ...

    def set_ticket(self, request_id: str, ticket: str, *, at: datetime, source: str) -> Request: ...

    def note(
        self, request_id: str, event: str, *, at: datetime, source: str, text: str,
        of_support: bool = False,
    ) -> Request:
        """A line of history. ``of_support``: the support said something, so its silence
        begins anew (``support_at``)."""
        ...

    def waive(self, request_id: str, rule: str, why: str, *, at: datetime) -> Request: ...

    def put_attachment(
        self, request_id: str, attachment: Attachment, *, at: datetime
    ) -> Request: ...

    def remove_attachment(self, request_id: str, name: str, *, at: datetime) -> Request: ...

    def events(self, request_id: str) -> tuple[Event, ...]: ...

    def set_term(
        self, request_id: str, term: str, *, term_at: datetime | None, at: datetime, source: str
    ) -> Request: ...

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
        """The person delivered the present revision themselves: once, however often and by
        however many processes it is said. ``correct`` gives another time to what is known as
        sent. ``no_number``: none was given, it is not asked for again."""
        ...

    def reveal(
        self, request_id: str, channel: str, placeholders: tuple[str, ...], *, at: datetime
    ) -> Request:
        """Show these masked values in full in one channel (the person's explicit wish)."""
        ...

    def link(self, request_id: str, other_id: str, *, at: datetime) -> Request: ...

    def put_message(
        self, request_id: str, kind: MessageKind, text: str, *, at: datetime
    ) -> Message: ...

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
        """Write the row before anything leaves, atomically with the check that no other
        attempt of this revision (or message) is under way, sent or unknown. Raises
        UsageError ``already-sent``, ``being-sent`` or OutcomeUnknown ``outcome-unknown``
        unless ``resend``. An attempt whose process has died counts as unknown,
        one ``by_hand`` as failed: opening a page sends nothing. The request
        becomes ``sending``; for a message the request keeps its status and the message's
        outcome becomes ``sending``."""
        ...

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
        """The outcome row; ``sent`` makes the request ``waiting`` with ``sent_at``, ``unknown``
        makes it ``unknown``, ``failed`` gives it back the status it had before. So does
        ``handed_over`` (only the person knows whether it was sent, and says so with
        ``set_status(…, sent_at=…)``), but its revision counts as delivered. For a message
        only the message changes."""
        ...

    def attempts(self, request_id: str) -> tuple[Attempt, ...]: ...

    def check_deliveries(self, request_id: str, *, at: datetime) -> Request:
        """A delivery that is under way although its process is gone: its outcome is unknown."""
        ...

    def by_reference(self, keys: Sequence[str]) -> Request | None:
        """The request of which one of these keys (Message-IDs) is a delivery."""
        ...

    def delivery_keys(self) -> frozenset[str]:
        """The keys of all deliveries."""
        ...

    def at_revision(self, request_id: str, revision: int) -> Request:
        """The request with the answers and files that this revision had (it was delivered)."""
        ...

    def purge(self, request_id: str) -> None:
        """Erase one request with its history, messages and attempts, for good."""
        ...

    def get_state(self, key: str) -> str:
        """A small value that a command keeps between runs (``imap.…``), "" when absent."""
        ...

    def put_state(self, key: str, value: str) -> None: ...

    def find(self, selection: Selection) -> Sequence[Request]:
        """Newest first."""
        ...

    def profiles(self) -> Mapping[str, Answers]: ...

    def put_profile(self, name: str, answers: Answers, *, at: datetime) -> None: ...

    def delete_profile(self, name: str) -> bool: ...
