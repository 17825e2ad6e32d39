"""The letter: over the person's own account, through ``sendmail``, or by their mail program."""

import contextlib
import os
import re
import shlex
import subprocess
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from email.utils import getaddresses
from pathlib import Path
from typing import Protocol

from gosupport_cli.channels import smtp
from gosupport_cli.channels.connection import proxy_for
from gosupport_cli.channels.files import Keep
from gosupport_cli.channels.second_reader import Letter, Unreadable, read_letter
from gosupport_cli.channels.smtp_client import PORTS, Account
from gosupport_cli.core.catalogue import FactRecord
from gosupport_cli.core.contacts import refuse_fake
from gosupport_cli.core.delivery import Delivered, Line, Parcel, Prepared
from gosupport_cli.core.delivery_ports import Secrets
from gosupport_cli.core.document import Document
from gosupport_cli.core.domains import somebody_reads
from gosupport_cli.core.errors import DeclarationError, NotDelivered, OutcomeUnknown, UsageError
from gosupport_cli.core.ports import Settings
from gosupport_cli.core.settings import for_children

MAILTO_LIMIT = 2000  # characters, SPEC
SENDMAIL_SECONDS = 120.0
_SIGN = r"[^\s@<>,;:\"'()\\\x00-\x1f\x7f-\x9f]"
_ADDRESS = re.compile(f"{_SIGN}+@{_SIGN}+")


class Build(Protocol):
    """Makes the bytes of a letter (``adapters.mail_message.build_message``)."""

    def __call__(
        self,
        document: Document,
        *,
        sender: str,
        to: str,
        date: datetime,
        message_id: str,
        references: Sequence[str] = (),
    ) -> bytes: ...


class Email:
    """Implements ``core.delivery_ports.Transport``.

    ``open_file`` hands a letter to the person's mail program and ``open_link`` a ``mailto:``;
    both tell whether something opened. ``mailto`` makes the link, "" when it cannot.
    """

    def __init__(
        self,
        settings: Settings,
        secrets: Secrets,
        home: Path,
        *,
        build: Build,
        mailto: Callable[[Document, str], str],
        facts: Mapping[str, FactRecord],
        keep: Keep,
        open_file: Callable[[Path], bool],
        open_link: Callable[[str], bool],
    ) -> None:
        self._settings = settings
        self._secrets = secrets
        self._home = home
        self._build = build
        self._mailto = mailto
        self._facts = facts
        self._keep = keep
        self._open_file = open_file
        self._open_link = open_link

    def prepare(self, parcel: Parcel) -> Prepared:
        sender, recipients = self._addresses(parcel)
        way = self._way()
        if way == "smtp":
            smtp.check_account(self._account(password=""))
        to = ", ".join(recipients)
        letter = self._build(
            parcel.document,
            sender=sender,
            to=to,
            date=parcel.at,
            message_id=parcel.key,
            references=parcel.thread.chain if parcel.thread else (),
        )
        seen = _same(parcel.document, letter)
        envelope = [*recipients]
        if self._settings.get("mail.copy_to_self") == "yes" and sender not in recipients:
            envelope.append(sender)
        return Prepared(
            parcel=parcel,
            payload=letter,
            preview=_preview(seen, copy=len(envelope) > len(recipients)),
            way="hand" if way == "client" else "network",
            where=to,
            suffix="eml",
            details=(("way", way), ("sender", sender), ("envelope", ", ".join(envelope))),
        )

    def unlock(self) -> None:
        if self._way() == "smtp" and self._settings.get("smtp.user"):
            self._secrets.get("smtp")

    def deliver(self, prepared: Prepared) -> Delivered:
        way = prepared.detail("way")
        if way == "client":
            return self._handed_over(prepared)
        sender = _wire(prepared.detail("sender"))
        recipients = [_wire(one) for one in prepared.detail("envelope").split(", ")]
        if way == "sendmail":
            return self._through_sendmail(prepared, sender, recipients)
        needed = self._settings.get("smtp.user")
        account = self._account(password=self._secrets.get("smtp") if needed else "")
        said = smtp.send(account, sender, recipients, prepared.payload)
        return Delivered("sent", reference=prepared.parcel.key, detail=said)

    def test(self) -> str:
        """Log in and leave again; sends nothing."""
        needed = self._settings.get("smtp.user")
        return smtp.try_account(self._account(self._secrets.get("smtp") if needed else ""))

    def _way(self) -> str:
        chosen = self._settings.get("mail.transport")
        return chosen or ("smtp" if self._settings.get("smtp.host") else "client")

    def _addresses(self, parcel: Parcel) -> tuple[str, list[str]]:
        sender = self._settings.get("mail.from") or str(
            parcel.request.answers.get("person.email", "")
        )
        if not _ADDRESS.fullmatch(sender):
            raise DeclarationError("mail-no-sender", file=self._file(), line=0)
        # An answer goes where the support reads answers, never to a no-reply box (ML-4).
        answered = parcel.thread.to if parcel.thread else ""
        wanted = parcel.to or answered or self._settings.get("mail.to")
        if not wanted.isprintable():
            raise UsageError("mail-bad-address", value=wanted)
        recipients = [address for _, address in getaddresses([wanted]) if address]
        if not recipients:
            own = parcel.request.channel == "email"
            raise DeclarationError(
                "mail-no-recipient-set", file=self._file(), line=0,
                again=f"gosupport send {parcel.request.id}{'' if own else ' --channel email'}")
        for one in recipients:
            refuse_fake(one, self._facts)
            if not _ADDRESS.fullmatch(one):
                raise UsageError("mail-bad-address", value=one)
            if not somebody_reads(one):
                raise UsageError("mail-no-reply", value=one)
        return sender, recipients

    def _account(self, password: str) -> Account:
        get = self._settings.get
        host, security = get("smtp.host"), get("smtp.security")
        if not host:
            raise DeclarationError("not-configured", file=self._file(), line=0, key="smtp.host")
        return Account(
            host=host,
            port=int(get("smtp.port") or PORTS[security]),
            security=security,
            user=get("smtp.user"),
            password=password,
            ca_file=get("smtp.ca_file"),
            timeout=float(get("http.timeout") or 30),
            file=self._file(),
            proxy=proxy_for(self._settings, "smtp.proxy", host),
        )

    def _file(self) -> str:
        return str(self._home / "settings.yaml")

    def _through_sendmail(
        self, prepared: Prepared, sender: str, recipients: list[str]
    ) -> Delivered:
        command = _words(self._settings.get("sendmail.command"))
        letter = prepared.payload.replace(b"\r\n", b"\n")
        try:
            done = subprocess.run(  # noqa: S603 - the person's own command, as a list
                [*command, "-f", sender, "--", *recipients],
                input=letter, capture_output=True, timeout=SENDMAIL_SECONDS, check=False,
                env=for_children(os.environ),
            )
        except (FileNotFoundError, PermissionError):
            raise NotDelivered("sendmail-missing", command=command[0]) from None
        except subprocess.TimeoutExpired:
            raise OutcomeUnknown("sendmail-silent", command=command[0]) from None
        if done.returncode == 0:
            return Delivered("sent", reference=prepared.parcel.key, detail="sendmail")
        said = smtp.plain(done.stderr or done.stdout)
        if done.returncode in (67, 68):
            raise NotDelivered("mail-no-recipient", recipient=", ".join(recipients), said=said)
        if done.returncode == 75 and "msmtp" not in command[0]:
            # EX_TEMPFAIL of a real MTA may mean that it queued the letter (sysexits.h).
            raise OutcomeUnknown("sendmail-later", command=command[0], said=said)
        raise NotDelivered("sendmail-failed", command=command[0], exit=done.returncode, said=said)

    def _handed_over(self, prepared: Prepared) -> Delivered:
        """A file, or a ``mailto:`` while short; the person presses «send» themselves (G-64)."""
        document = prepared.parcel.document
        file = self._home / "outbox" / f"{prepared.parcel.request.id}.eml"
        try:
            self._keep(file, b"X-Unsent: 1\r\n" + prepared.payload)
        except OSError:
            raise NotDelivered("page-not-written", file=str(file)) from None
        link = "" if document.attachments else self._mailto(document, prepared.where)
        if link and len(link) <= MAILTO_LIMIT and self._open_link(link):
            return Delivered("handed_over", reference=str(file), detail="mailto")
        opened = self._open_file(file)
        return Delivered("handed_over", reference=str(file), detail="eml" if opened else "file")


def _same(document: Document, letter: bytes) -> Letter:
    """The letter as it will be read. Raises NotDelivered when it says anything else."""
    try:
        seen = read_letter(letter)
    except Unreadable as error:
        raise NotDelivered("mail-differs", what=str(error)) from None
    body = next((one.text for one in document.fields if one.id in ("body", "message")), None)
    rest = "\n\n".join(one.text for one in document.fields if one.id != "subject")
    wanted = rest if body is None else body
    files = [(one.name, one.sha256) for one in document.attachments]
    for what, mine, theirs in (
        ("subject", document.subject, seen.subject),
        ("body", _lines(wanted), _lines(seen.body)),
        ("attachments", files, [(one.name, one.sha256) for one in seen.parts]),
    ):
        if mine != theirs:
            raise NotDelivered("mail-differs", what=what)
    return seen


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _preview(seen: Letter, *, copy: bool) -> tuple[Line, ...]:
    files = [Line("attachment", f"{one.name} ({one.size})") for one in seen.parts]
    return (
        Line("from", seen.sender),
        Line("to", seen.to),
        *([Line("copy", seen.sender)] if copy else []),
        Line("subject", seen.subject),
        *files,
        Line("body", seen.body),
    )


def _wire(address: str) -> str:
    """``почта@пример.рф`` with the domain in ASCII (DEPENDENCIES, pitfall 4)."""
    local, _, domain = address.rpartition("@")
    if domain.isascii():
        return address
    import idna

    with contextlib.suppress(idna.IDNAError):
        return f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}"
    raise UsageError("mail-bad-address", value=address)


def _words(command: str) -> list[str]:
    posix = os.name != "nt"
    words = shlex.split(command, posix=posix)
    return words if posix else [word.strip('"') for word in words]


