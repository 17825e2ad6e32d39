"""A request as one channel takes it."""

from collections.abc import Mapping
from dataclasses import field

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import Attachment


class DocumentField(Frozen):
    """One labelled text of a form; ``limit`` in characters, None when not known."""

    id: str
    label: str
    text: str
    limit: int | None = None


class Loss(Frozen):
    """Something the channel cannot carry, and where it went instead."""

    field: str
    why: str
    instead: str


class Document(Frozen):
    """A request rendered for one channel: what is previewed is what is sent.

    ``aside`` has, by the ids of fields, the English of what is for the person alone: nothing of
    it is sent or read out.
    """

    channel: str
    subject: str
    fields: tuple[DocumentField, ...] = ()
    messages: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    loss: tuple[Loss, ...] = ()
    steps: tuple[str, ...] = ()
    aside: Mapping[str, str] = field(default_factory=dict)
