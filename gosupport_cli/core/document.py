"""A request as one channel takes it."""

from dataclasses import dataclass

from gosupport_cli.core.model import Attachment


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
