"""What travels between ``flows.submit`` and a way out: a parcel, what is made of it, what came.

A *parcel* is a rendered document with all that a delivery needs to know. A channel *prepares*
it without touching the network: the payload is complete, so it can be shown, agreed to and
delivered unchanged.
"""

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime
from hashlib import sha256
from typing import Literal

from gosupport_cli.core.document import Document
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import Outcome, Request, Status

Way = Literal["network", "hand"]


class Thread(Frozen):
    """The support's last letter: what an answer to it must carry (ML-4).

    ``subject`` goes back unchanged, ``to`` is where answers are read, ``text`` is quoted below.
    """

    subject: str
    to: str
    message_id: str
    references: tuple[str, ...] = ()
    text: str = ""

    @property
    def chain(self) -> tuple[str, ...]:
        """The References of an answer (RFC 5322, 3.6.4), the oldest first."""
        return tuple(dict.fromkeys((*self.references, *filter(None, (self.message_id,)))))


class Parcel(Frozen):
    """One document to be delivered. ``key`` is the same for every attempt of a revision.

    ``to`` is the person's ``--to``; ``ticket`` is set for a reply in that ticket; ``files``
    are not here but in ``document.attachments``.
    """

    request: Request
    document: Document
    key: str
    at: datetime
    to: str = ""
    ticket: str = ""
    thread: Thread | None = None
    is_message: bool = False  # it goes where its request went before


class Line(Frozen):
    """One line of a preview: ``label`` is an id of ``delivery`` texts (``from``, ``to`` …)."""

    label: str
    text: str


class Prepared(Frozen):
    """A parcel as it will leave. ``preview`` is read back from ``payload``, never from the
    document: what is shown is what is sent. ``suffix`` names the kind of archive file."""

    parcel: Parcel
    payload: bytes
    preview: tuple[Line, ...]
    way: Way
    where: str = ""
    suffix: str = "txt"
    # What the payload alone does not say: addresses of the envelope, type of the body.
    details: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of all that leaves, in hex."""
        mark = sha256(self.payload)
        for name, value in self.details:
            mark.update(f"\0{name}\0{value}".encode())
        for one in self.parcel.document.attachments:
            mark.update(f"\0{one.sha256}".encode())
        return mark.hexdigest()

    def detail(self, name: str) -> str:
        """One of ``details``, "" when it is not there."""
        return dict(self.details).get(name, "")


class Delivered(Frozen):
    """What became of it: ``sent`` or ``handed_over``. ``ticket`` is the number the server gave,
    ``reference`` where the thing lies (a file, a queue id, an address)."""

    outcome: Outcome
    ticket: str = ""
    reference: str = ""
    detail: str = ""


class Answer(Frozen):
    """One thing that somebody else wrote into a ticket; ``id`` is the server's."""

    id: str
    at: datetime | None
    author: str
    text: str


class ServerTicket(Frozen):
    """A ticket as a server tells it. ``status`` None: a word that is not in our table."""

    number: str
    raw_status: str
    status: Status | None
    updated_at: datetime | None
    answers: Sequence[Answer] = field(default=())
