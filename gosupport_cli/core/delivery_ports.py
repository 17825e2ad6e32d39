"""What flows need of mail and of the ways out, as protocols; ``cli.app`` wires the real ones in."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Protocol

from gosupport_cli.core.delivery import Delivered, Parcel, Prepared, ServerTicket
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.letters import Letter


class FolderState(Frozen):
    """A mail folder as the server tells it; UIDs of another ``validity`` name other letters
    (RFC 9051, 2.3.1.1)."""

    validity: int
    next_uid: int


class Mailbox(Protocol):
    """A mail folder that is only read. Letters come with their UID."""

    def state(self) -> FolderState: ...

    def uids(self, *, after: int = 0, since: date | None = None) -> list[int]: ...

    def headers(
        self, uids: Sequence[int], progress: Callable[[int, int], None] = ...
    ) -> Iterator[tuple[int, Letter]]:
        """Letters without their text, to choose by."""
        ...

    def letters(self, uids: Sequence[int]) -> Iterator[tuple[int, Letter]]: ...


class Transport(Protocol):
    """One way out (``channels/<name>.py``), the same for a person's hands and for a server."""

    def prepare(self, parcel: Parcel) -> Prepared:
        """Make all that will leave; no network, no questions. Raises DeclarationError when the
        channel is not set up, UsageError when this document cannot go this way."""
        ...

    def unlock(self) -> None:
        """Get passwords and keys, before the ledger's row is written. Raises UsageError."""
        ...

    def deliver(self, prepared: Prepared) -> Delivered:
        """Let it leave, unchanged. Raises NotDelivered when it surely did not arrive and
        OutcomeUnknown when nobody can know."""
        ...


class TicketServer(Transport, Protocol):
    """A help desk that tells a ticket's number, its status and its answers."""

    def test(self) -> str:
        """Who we are there, in the server's words. Raises NotDelivered with the reason."""
        ...

    def read(self, number: str) -> ServerTicket:
        """Raises NotDelivered when it cannot be read, NoSuchRequest for no such number."""
        ...


class Secrets(Protocol):
    """Passwords and keys: from the environment, a command, the keyring, else asked for."""

    def get(self, name: str) -> str:
        """The secret of ``smtp``, ``imap``, ``rt``, ``redmine``, ``zammad`` or ``open311``.
        Raises UsageError ``no-secret`` when it is nowhere and nobody can be asked."""
        ...
