"""The values that travel through gosupport; all frozen, all without behaviour of their own.

Answers are flat: a dotted key of the answers file (``problem.steps``) to a string or, for
lists, a tuple of strings. Files and JSON nest them at the edges (``core.answers``).
A key that is absent was not asked yet; ``UNKNOWN`` means the person does not know;
``NONE`` means that nothing is there (no error text, no code).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

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


@dataclass(frozen=True)
class Attachment:
    """A file that goes along. ``size`` in bytes, ``sha256`` in hex, ``path`` where it lies."""

    name: str
    size: int
    sha256: str
    media_type: str
    original_size: int
    path: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Fact:
    """Something found out about a machine. ``confidence``: high, medium, low or none."""

    id: str
    value: str
    source: str
    confidence: Literal["high", "medium", "low", "none"]
    at: str


@dataclass(frozen=True)
class Event:
    """One line of a request's history; ``source`` says who or what did it."""

    at: datetime
    event: str
    status: str
    source: str
    text: str = ""


@dataclass(frozen=True)
class Request:
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

    @property
    def category(self) -> str:
        """The category's id, or an empty string before it was chosen."""
        return str(self.answers.get("category", ""))

    @property
    def channel(self) -> str:
        """The chosen channel's id, or an empty string before it was chosen."""
        return str(self.answers.get("channel", ""))


Level = Literal["error", "warning", "hint"]


@dataclass(frozen=True)
class Finding:
    """What the checklist says about one place of a request.

    ``field`` is a dotted path (``problem.steps[1]``); ``source`` names G-n, a law or an RFC;
    ``waived`` holds the person's reason, else it is empty. Values of secrets never appear.
    """

    rule: str
    level: Level
    field: str
    message: str
    fix: str
    source: str
    waived: str = ""


@dataclass(frozen=True)
class DocumentField:
    """One labelled text of a form; ``limit`` in characters, None when not known."""

    id: str
    label: str
    text: str
    limit: int | None = None


@dataclass(frozen=True)
class Loss:
    """Something the channel cannot carry, and where it went instead."""

    field: str
    why: str
    instead: str


@dataclass(frozen=True)
class Document:
    """A request rendered for one channel: what is previewed is what is sent."""

    channel: str
    subject: str
    fields: tuple[DocumentField, ...] = ()
    messages: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    loss: tuple[Loss, ...] = ()
    steps: tuple[str, ...] = ()
