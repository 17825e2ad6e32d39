"""What the ticket servers share: settings, the key, the text that goes into a ticket.

Libraries of the network are imported when something is to leave: urllib3 opens a socket while it
is imported, and a rehearsal opens none.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from gosupport_cli.channels.connection import proxy_for
from gosupport_cli.core.delivery import Line, Parcel, Prepared
from gosupport_cli.core.delivery_ports import Secrets
from gosupport_cli.core.errors import (
    DeclarationError,
    NoSuchRequest,
    NotDelivered,
    OutcomeUnknown,
)
from gosupport_cli.core.ports import Settings

if TYPE_CHECKING:
    from gosupport_cli.channels.http import Answer as HttpAnswer
    from gosupport_cli.channels.http import Web


class Desk(ABC):
    """The part of a ticket server that does not depend on its kind.

    A subclass says its ``name`` (of settings and secrets) and how the key goes along.
    """

    name = ""
    needs: tuple[str, ...] = ()  # settings that must be there besides the address

    def __init__(
        self, settings: Settings, secrets: Secrets, home: Path, *, retries: int = 3
    ) -> None:
        self.settings = settings
        self.secrets = secrets
        self.file = str(home / "settings.yaml")
        self._retries = retries
        self._web: Web | None = None

    def check_settings(self) -> str:
        """The address. Raises DeclarationError naming the setting that is missing."""
        for key in (f"{self.name}.url", *self.needs):
            if not self.settings.get(key):
                raise DeclarationError("not-configured", file=self.file, line=0, key=key)
        return self.settings.get(f"{self.name}.url")

    @property
    def host(self) -> str:
        """The host, for messages."""
        return urlsplit(self.settings.get(f"{self.name}.url")).hostname or ""

    @property
    def web(self) -> Web:
        """The service with its key; made when first needed."""
        from gosupport_cli.channels.http import Service, Web

        if self._web is None:
            url = self.check_settings()
            self._web = Web(
                Service(
                    url=url,
                    headers=self.headers(),
                    timeout=float(self.settings.get("http.timeout") or 30),
                    ca_file=self.settings.get("http.ca_file"),
                    proxy=proxy_for(self.settings, "http.proxy", self.host),
                    file=self.file,
                ),
                retries=self._retries,
            )
        return self._web

    @abstractmethod
    def headers(self) -> Mapping[str, str]:
        """What goes along with every question: the key, where the service wants it there."""

    def key(self) -> str:
        """The key. Raises UsageError when it is nowhere."""
        return self.secrets.get(self.name)

    def unlock(self) -> None:
        """The key is got before the ledger's row is written."""
        self.check_settings()
        self.key()

    def asked(self, path: str, params: Mapping[str, str] | None = None, *, number: str = "") -> Any:
        """The JSON at ``path``. Raises NotDelivered, and NoSuchRequest when there is no ticket
        ``number``."""
        from gosupport_cli.channels.http import read_json

        try:
            return read_json(self.web.get(path, params), self.host)
        except NotDelivered as error:
            if number and error.code == "server-not-there":
                raise self.unknown(number) from None
            raise

    def made(self, answer: HttpAnswer, *keys: str) -> dict[str, Any]:
        """The new ticket as the service tells it, below ``keys``; {} for anything else."""
        try:
            found = answer.json()
        except (ValueError, RecursionError):
            return {}
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found if isinstance(found, dict) else {}

    def unknown(self, number: str) -> NoSuchRequest:
        """There is no such ticket."""
        return NoSuchRequest("no-such-ticket", ticket=number, host=self.host)

    def odd(self) -> NotDelivered:
        """JSON of another shape than the service's papers say."""
        return NotDelivered("server-odd-answer", host=self.host)

    def no_number(self) -> OutcomeUnknown:
        """An answer to a new ticket that does not name it."""
        return OutcomeUnknown("server-no-number", host=self.host)

    def preview(self, parcel: Parcel, text: str) -> tuple[Line, ...]:
        """What will stand in the ticket."""
        files = [
            Line("attachment", f"{one.name} ({one.size})") for one in parcel.document.attachments
        ]
        head = Line("ticket", parcel.ticket) if parcel.ticket else Line(
            "subject", parcel.document.subject
        )
        return (Line("to", self.check_settings()), head, *files, Line("body", text))

    def packed(self, parcel: Parcel, payload: bytes, text: str, kind: str) -> Prepared:
        """The prepared parcel of a ticket server."""
        return Prepared(
            parcel=parcel,
            payload=payload,
            preview=self.preview(parcel, text),
            way="network",
            where=self.check_settings(),
            suffix="json",
            details=(("kind", kind),),
        )


def text_of(parcel: Parcel) -> str:
    """The description: every field but the subject, one after another."""
    return "\n\n".join(
        one.text for one in parcel.document.fields if one.id != "subject" and one.text
    )


def moment(text: object) -> datetime | None:
    """A server's time, None for anything that is none (RT's 1970 means «not set»)."""
    try:
        at = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    except ValueError:
        return None
    return at if at.year > 1970 and at.tzinfo else None


def digits(number: str, host: str) -> str:
    """A ticket number that may stand in an address. Raises NotDelivered."""
    plain = number.strip().lstrip("#№").strip()
    if not plain.isascii() or not plain.isdigit() or len(plain) > 18:
        raise NotDelivered("server-odd-number", number=number, host=host)
    return plain
