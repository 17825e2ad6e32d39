"""The person's mailbox over IMAP: new letters only, and nothing in it is ever changed.

imap-tools carries the connection (login, folders with Russian names); what is fetched are raw
bytes that ``letter_reader`` understands (DEPENDENCIES, pitfall 4). The folder is opened with
EXAMINE and read with BODY.PEEK, so that no letter becomes read, moved or deleted.
"""

import ssl
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from types import TracebackType
from typing import Any, Literal, Self

import imap_tools
from imap_tools.errors import ImapToolsError

from gosupport_cli.adapters.letter_reader import read_letter
from gosupport_cli.core.delivery_ports import FolderState
from gosupport_cli.core.errors import NotDelivered, UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.letters import Letter

_HEADERS = (
    "FROM SUBJECT DATE MESSAGE-ID IN-REPLY-TO REFERENCES X-RT-TICKET X-REDMINE-ISSUE-ID"
    " X-ROUNDUP-ISSUE-ID CONTENT-TYPE"
)
_BATCH = 500  # letters whose headers are asked for at once: 0.6 s for 20,000 in all
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
Progress = Callable[[int, int], None]


class Account(Frozen):
    """How to reach a mailbox; ``security`` tls, starttls or none (only to this computer)."""

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    user: str
    password: str
    folder: str = "INBOX"
    ca_file: str = ""
    timeout: float = 20.0


class ImapMailbox:
    """A context: connects on entering, logs out on leaving.

    Raises NotDelivered ``mailbox-…`` (exit 5) for what can be retried and UsageError
    ``mailbox-not-safe`` where a password would go unprotected.
    """

    def __init__(self, account: Account) -> None:
        if account.security == "none" and account.host not in _LOOPBACK:
            raise UsageError("mailbox-not-safe", host=account.host)
        self._account = account
        self._box: Any = None

    def __enter__(self) -> Self:
        try:
            self._open()
        except BaseException:
            self._close()
            raise
        return self

    def _open(self) -> None:
        account = self._account
        try:
            self._box = self._connect()
            self._log_in()
            self._box.folder.set(account.folder, readonly=True)
        except imap_tools.MailboxFolderSelectError:
            raise NotDelivered("mailbox-folder", folder=account.folder) from None
        except ssl.SSLError as error:
            why = getattr(error, "verify_message", "") or error.reason or "TLS"
            raise NotDelivered("mailbox-tls", host=account.host, why=why) from None
        except (OSError, ValueError, ImapToolsError, _imap_error()):
            # ValueError: imap-tools refuses STARTTLS on the port of TLS.
            raise self._unreachable() from None

    def _log_in(self) -> None:
        account = self._account
        # SASL PLAIN carries any password (RFC 4616); LOGIN only ASCII.
        plain = "AUTH=PLAIN" in self._box.client.capabilities
        log_in = self._box.login_utf8 if plain else self._box.login
        try:
            log_in(account.user, account.password, initial_folder=None)
        except (imap_tools.MailboxLoginError, UnicodeEncodeError, _imap_error()):
            raise NotDelivered("mailbox-login", host=account.host, user=account.user) from None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def _close(self) -> None:
        if self._box is None:
            return
        try:
            self._box.client.logout()
        except (OSError, _imap_error()):
            # The server has gone; nothing of ours is left there.
            self._box.client.shutdown()
        self._box = None

    def state(self) -> FolderState:
        """What the server says of the folder now."""
        found = self._box.folder.status(self._account.folder, ["UIDVALIDITY", "UIDNEXT"])
        return FolderState(int(found["UIDVALIDITY"]), int(found["UIDNEXT"]))

    def uids(self, *, after: int = 0, since: date | None = None) -> list[int]:
        """UIDs above ``after`` and not older than ``since`` (by the day of arrival)."""
        words = [f"UID {after + 1}:*"] if after else ["ALL"]
        if since:
            words.append(f"SINCE {since.day:02d}-{_MONTHS[since.month - 1]}-{since.year}")
        data = self._asked("SEARCH", " ".join(words))
        found = sorted(int(one) for line in data if isinstance(line, bytes) for one in line.split())
        # «N:*» names the last letter even where it is older than N.
        return [uid for uid in found if uid > after]

    def headers(
        self, uids: Sequence[int], progress: Progress = lambda _done, _all: None
    ) -> Iterator[tuple[int, Letter]]:
        """Letters with only the headers that tell whether they may concern a request."""
        for start in range(0, len(uids), _BATCH):
            batch = uids[start : start + _BATCH]
            yield from self._fetched(batch, f"BODY.PEEK[HEADER.FIELDS ({_HEADERS})]")
            progress(min(start + _BATCH, len(uids)), len(uids))

    def letters(self, uids: Sequence[int]) -> Iterator[tuple[int, Letter]]:
        """Whole letters, one at a time, the first 5 MB of each."""
        for uid in uids:
            yield from self._fetched([uid], "BODY.PEEK[]<0.5000000>")

    def _fetched(self, uids: Sequence[int], what: str) -> Iterator[tuple[int, Letter]]:
        data = self._asked("FETCH", ",".join(map(str, uids)), f"(UID {what})")
        for part in data:
            if isinstance(part, tuple) and len(part) == 2:
                uid = _uid_in(part[0])
                if uid:
                    yield uid, read_letter(part[1])

    def _asked(self, command: str, *words: str) -> list[Any]:
        try:
            answer, data = self._box.client.uid(command, *words)
        except (OSError, _imap_error()):
            raise self._unreachable() from None
        if answer != "OK":
            raise NotDelivered("mailbox-refused", host=self._account.host)
        return list(data or [])

    def _unreachable(self) -> NotDelivered:
        return NotDelivered(
            "mailbox-unreachable", host=self._account.host, port=self._account.port
        )

    def _connect(self) -> Any:
        account = self._account
        if account.security == "none":
            return imap_tools.MailBoxUnencrypted(account.host, account.port, account.timeout)
        context = ssl.create_default_context()
        if account.ca_file:
            context.load_verify_locations(cafile=account.ca_file)
        kind = imap_tools.MailBoxStartTls if account.security == "starttls" else imap_tools.MailBox
        return kind(account.host, account.port, account.timeout, ssl_context=context)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _imap_error() -> type[Exception]:
    import imaplib

    return imaplib.IMAP4.error


def _uid_in(line: bytes) -> int:
    head = line.upper()
    place = head.find(b"UID ")
    digits = head[place + 4 :].split()[0].rstrip(b")") if place >= 0 else b""
    return int(digits) if digits.isdigit() else 0
