"""One letter through one SMTP server, stage by stage, so that the outcome is known.

Until the final dot of DATA has left, nothing can have been delivered. After it, only the
server's answer tells; without one the outcome is unknown (RFC 5321, section 4.2.5 and 6.1).
"""

import base64
import re
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from gosupport_cli.channels.connection import ProxyRefused, trusted
from gosupport_cli.channels.smtp_client import Account, Client
from gosupport_cli.core.errors import (
    DeclarationError,
    Interrupted,
    NotDelivered,
    OutcomeUnknown,
)
from gosupport_cli.core.settings import is_loopback

# After the final dot a server may look for viruses first: RFC 5321, 4.5.3.2.6, wants patience.
_LAST_WAIT = 4  # times the usual time-out


def check_account(account: Account) -> None:
    """Raises DeclarationError where a password would travel in the open, or where the proxy is
    of a kind that mail cannot pass."""
    if account.user and account.security == "none" and not is_loopback(account.host):
        raise DeclarationError("smtp-open-password", file=account.file, line=0)
    if account.proxy and urlsplit(account.proxy).scheme not in ("http", "socks5", "socks5h"):
        raise DeclarationError("smtp-proxy-kind", file=account.file, line=0)


def send(account: Account, sender: str, recipients: Sequence[str], letter: bytes) -> str:
    """Deliver ``letter`` to all recipients or to none; returns the server's last words."""
    with _session(account) as server:
        _addressed(server, sender, recipients, letter)
        return _handed_in(server, letter)


def try_account(account: Account) -> str:
    """Connect and log in, send nothing; returns the name of the server."""
    with _session(account):
        return account.host


@contextmanager
def _session(account: Account) -> Iterator[Client]:
    """A connection that is logged in; what breaks it off becomes plain words."""
    check_account(account)
    context = trusted(account.ca_file, account.file)
    server: Client | None = None
    try:
        server = _connected(account, context)
        _begun(server, account, context)
        yield server
        _say_goodbye(server)
    except KeyboardInterrupt:
        if server is not None and server.dotted:
            raise OutcomeUnknown("mail-unknown") from None
        raise Interrupted("interrupted") from None
    except ProxyRefused as error:
        raise NotDelivered("mail-proxy", host=account.host, said=plain(error)) from None
    except ssl.SSLCertVerificationError as error:
        said = plain(error.verify_message)
        raise NotDelivered("mail-certificate", host=account.host, said=said) from None
    except ssl.SSLError as error:
        raise NotDelivered("mail-tls", host=account.host, said=plain(error.reason)) from None
    except TimeoutError:
        raise NotDelivered("mail-silent", host=account.host) from None
    except (OSError, smtplib.SMTPException) as error:
        # smtplib makes a «disconnected» of a time-out while it reads.
        if isinstance(error.__context__, TimeoutError):
            raise NotDelivered("mail-silent", host=account.host) from None
        said = plain(getattr(error, "strerror", "") or error)
        raise NotDelivered("mail-no-connection", host=account.host, port=account.port,
                           said=said) from None
    finally:
        if server is not None:
            server.close()


def _say_goodbye(server: smtplib.SMTP) -> None:
    """QUIT; how it is answered does not matter any more."""
    with suppress(OSError, smtplib.SMTPException, AttributeError, KeyboardInterrupt):
        server.sock.settimeout(5)  # type: ignore[union-attr]
        server.quit()


def _connected(account: Account, context: ssl.SSLContext) -> Client:
    try:
        return Client(account, context)
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code, error.smtp_error) from None


def _begun(server: smtplib.SMTP, account: Account, context: ssl.SSLContext) -> None:
    _greet(server)
    if account.security == "starttls":
        if not server.has_extn("starttls"):
            raise NotDelivered("mail-no-starttls", host=account.host)
        code, _ = server.starttls(context=context)
        if code != 220:
            raise NotDelivered("mail-no-starttls", host=account.host)
        _greet(server)
    if account.user:
        _log_in(server, account)


def _greet(server: smtplib.SMTP) -> None:
    code, said = server.ehlo()
    if not 200 <= code < 300:
        code, said = server.helo()
    if not 200 <= code < 300:
        raise _refusal(code, said)


def _log_in(server: smtplib.SMTP, account: Account) -> None:
    """AUTH by hand: smtplib's own cannot take a Russian password."""
    offered = server.esmtp_features.get("auth", "").upper().split()
    if not offered:
        raise NotDelivered("mail-no-login", host=account.host)
    if "PLAIN" in offered:
        word = _base64(f"\0{account.user}\0{account.password}")
        code, said = server.docmd("AUTH", f"PLAIN {word}")
        if code == 334:
            code, said = server.docmd(word)
    elif "LOGIN" in offered:
        code, said = server.docmd("AUTH", "LOGIN")
        if code == 334:
            code, said = server.docmd(_base64(account.user))
        if code == 334:
            code, said = server.docmd(_base64(account.password))
    else:
        raise NotDelivered("mail-no-login", host=account.host)
    if code not in (235, 503):
        if 400 <= code < 500:
            raise _refusal(code, said)
        raise NotDelivered("mail-login-refused", host=account.host, said=plain(said))


def _addressed(
    server: smtplib.SMTP, sender: str, recipients: Sequence[str], letter: bytes
) -> None:
    options = []
    if server.has_extn("size"):
        options.append(f"size={len(letter)}")
    if not all(one.isascii() for one in (sender, *recipients)):
        if not server.has_extn("smtputf8"):
            raise NotDelivered("mail-no-smtputf8")
        server.command_encoding = "utf-8"
        options.append("SMTPUTF8")
    if not letter.isascii() and server.has_extn("8bitmime"):
        options.append("BODY=8BITMIME")
    code, said = server.mail(sender, options)
    if code != 250:
        raise _refusal(code, said)
    for one in recipients:
        code, said = server.rcpt(one)
        if code not in (250, 251):
            server.rset()
            raise _refusal(code, said, recipient=one)


def _handed_in(server: Client, letter: bytes) -> str:
    code, said = server.docmd("DATA")
    if code != 354:
        raise _refusal(code, said)
    server.send(_dotted(letter))
    # From here on a silence means «unknown».
    server.dotted = True
    try:
        server.send(b".\r\n")
        server.sock.settimeout(server.timeout * _LAST_WAIT)  # type: ignore[union-attr]
        code, said = server.getreply()
    except BaseException as error:
        raise OutcomeUnknown("mail-unknown") from error
    if code == -1:
        raise OutcomeUnknown("mail-unknown")
    if not 200 <= code < 300:
        raise _refusal(code, said)
    return f"{code} {plain(said)}"


def _dotted(letter: bytes) -> bytes:
    """CRLF line ends, a dot before a dot at a line's start (RFC 5321, section 4.5.2)."""
    lines = re.split(rb"\r\n|\r|\n", letter.rstrip(b"\r\n"))
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + b"\r\n"


def _refusal(code: int, said: bytes | str, *, recipient: str = "") -> NotDelivered:
    """The server's number in plain words; what it said itself goes along."""
    words = plain(said)
    text = f"{code} {words}"
    if code == -1:
        return NotDelivered("mail-broken-off")
    if code == 552 or "5.3.4" in text or "5.2.3" in text:
        return NotDelivered("mail-too-large", said=text)
    if 400 <= code < 500:
        return NotDelivered("mail-later", said=text)
    if code in (530, 538) or "5.7.0" in text:
        return NotDelivered("mail-login-needed", said=text)
    if recipient:
        return NotDelivered("mail-no-recipient", recipient=recipient, said=text)
    return NotDelivered("mail-refused", said=text)


def plain(said: object) -> str:
    """What a server said, as one short printable line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return re.sub(r"[^\w .,:;()<>@/+=#№«»*-]+", " ", text).strip()[:200]


def _base64(text: str) -> str:
    return base64.b64encode(text.encode("utf-8")).decode("ascii")
