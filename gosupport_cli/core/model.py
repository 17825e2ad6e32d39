"""The values that travel through gosupport; all frozen, all without behaviour of their own.

Answers are flat: a dotted key of the answers file (``problem.steps``) to a string or, for
lists, a tuple of strings. Files and JSON nest them at the edges (``core.answers``).
A key that is absent was not asked yet; ``UNKNOWN`` means the person does not know;
``NONE`` means that nothing is there (no error text, no code).
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from gosupport_cli.core.frozen import Frozen

Value = str | tuple[str, ...]
Answers = Mapping[str, Value]

UNKNOWN = "unknown"
NONE = "none"


class Status(StrEnum):
    """Where a request stands (SPEC, Statuses); the support's own words are kept beside it."""

    DRAFT = "draft"
    READY = "ready"
    SENDING = "sending"
    UNKNOWN = "unknown"
    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    NEEDS_INFO = "needs_info"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REFUSED = "refused"
    REOPENED = "reopened"
    CANCELLED = "cancelled"


class Attachment(Frozen):
    """A file that goes along. ``size`` in bytes, ``sha256`` in hex, ``path`` where it lies."""

    name: str
    size: int
    sha256: str
    media_type: str
    original_size: int
    path: str = ""
    caption: str = ""


# Of an attached file later: as it was, no longer there, or another one now.
FileCondition = Literal["", "gone", "changed"]


class Fact(Frozen):
    """Something found out about a machine. ``confidence``: high, medium, low or none."""

    id: str
    value: str
    source: str
    confidence: Literal["high", "medium", "low", "none"]
    at: str


class Event(Frozen):
    """One line of a request's history; ``source`` says who or what did it."""

    at: datetime
    event: str
    status: str
    source: str
    text: str = ""


MessageKind = Literal["reply", "remind", "followup"]
Outcome = Literal["sending", "sent", "handed_over", "failed", "unknown", "kept"]


class Message(Frozen):
    """A reply, a reminder or a repeat request that belongs to a request; ``id`` from 1."""

    id: int
    kind: MessageKind
    text: str
    created_at: datetime
    outcome: Outcome = "kept"
    sent_at: datetime | None = None


class Attempt(Frozen):
    """One delivery of one revision (or of one message, then ``message_id`` is not 0).

    The row is written before anything leaves, the outcome after; ``sending`` with no outcome
    means that a crash came in between. ``key`` is the Message-ID or idempotency key and is the
    same for every attempt of a revision; ``digest`` is the SHA-256 of what was to be sent.
    """

    id: int
    request_id: str
    revision: int
    channel: str
    key: str
    digest: str
    at: datetime
    outcome: Outcome = "sending"
    message_id: int = 0
    ticket: str = ""
    reference: str = ""
    detail: str = ""
    ended_at: datetime | None = None


class Receipt(Frozen):
    """What became of a delivery (SPEC, ``gosupport.receipt/1``)."""

    id: str
    channel: str
    outcome: Outcome
    at: datetime
    attempt: int
    ticket: str = ""
    reference: str = ""
    copy_kept: bool = True  # False: it was sent, but no copy of it could be written


class Request(Frozen):
    """One request to the support, as it stands now."""

    id: str
    status: Status
    revision: int
    created_at: datetime
    updated_at: datetime
    answers: Answers
    attachments: tuple[Attachment, ...] = ()
    ticket: str = ""
    raw_status: str = ""
    sent_at: datetime | None = None
    # rule id -> why the person waived its finding
    waivers: Mapping[str, str] = field(default_factory=dict)
    # dotted key -> where a value came from, when not typed by the person
    origins: Mapping[str, str] = field(default_factory=dict)
    # channel -> placeholders («[СНИЛС-1]») that the person wants shown in full there
    reveals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    links: tuple[str, ...] = ()  # ids of related requests
    # The time that the portal promised, as told (G-149); replaces the guide's term.
    term: str = ""
    term_at: datetime | None = None
    number_refused: bool = False  # «номера не дали»: nobody asks for it again
    # The support's last event; silence counts from here, else from sending.
    support_at: datetime | None = None
    # Until when the support wants an answer, where its letter says so (G-71, LW-10).
    answer_by: datetime | None = None
    delivered_revision: int = 0  # 0: nothing was delivered yet

    @property
    def category(self) -> str:
        """The category's id, or an empty string before it was chosen."""
        return str(self.answers.get("category", ""))

    @property
    def channel(self) -> str:
        """The chosen channel's id, or an empty string before it was chosen."""
        return str(self.answers.get("channel", ""))


