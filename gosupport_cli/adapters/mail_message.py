"""A letter by RFC 5322, and the ``mailto:`` link of RFC 6068.

CPython before 3.13 loses blanks when it folds long Russian headers and writes Cyrillic domains
as encoded words (DEPENDENCIES, pitfall 4). So headers are made here, word by word, domains are
IDNA, and the finished letter is read back before anybody gets it.
"""

import contextlib
import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.header import Header, decode_header
from email.message import EmailMessage, Message
from email.utils import format_datetime, getaddresses, quote
from pathlib import Path
from urllib.parse import quote as percent

from gosupport_cli.core.document import Document
from gosupport_cli.core.errors import NotDelivered, UsageError
from gosupport_cli.core.model import Attachment, Request
from gosupport_cli.core.written import one_line

MAILTO_LIMIT = 2000  # characters; longer links are cut or refused by mail programs (SPEC)
# 998 keeps the library from folding parameters such as a long Russian file name.
_POLICY = policy.SMTP.clone(max_line_length=998, cte_type="7bit")
_SHORT = policy.SMTP.clone(cte_type="7bit")  # base64 in lines of 76 signs (RFC 2045, 6.8)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def build_message(
    document: Document,
    *,
    sender: str,
    to: str,
    date: datetime,
    message_id: str,
    references: Sequence[str] = (),
) -> bytes:
    """The letter with CRLF line ends. ``to`` may be empty; then the header is left out.

    ``references`` are the Message-IDs of the thread, the one that is answered last.
    The same arguments give the same bytes. Raises UsageError ``mail-bad-address`` and
    NotDelivered ``attachment-…`` or, when the letter does not read back, ``mail-differs``.
    """
    headers = [
        ("From", _addresses(sender)),
        ("To", _addresses(to)),
        ("Subject", _text("Subject", document.subject)),
        ("Date", format_datetime(date)),
        ("Message-ID", _CONTROLS.sub("", message_id)),
        ("In-Reply-To", "".join(_chain(references[-1:]))),
        ("References", "\r\n ".join(_chain(references))),
        ("MIME-Version", "1.0"),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in headers if value)
    letter = head.encode("ascii") + _content(document, message_id)
    _read_back(letter, document)
    return letter


def _chain(references: Sequence[str]) -> list[str]:
    """Message-IDs as they came with letters; anything else in that place is left out."""
    return [one for one in references[-20:] if re.fullmatch(r"<[!-;=?-~]{3,250}>", one)]


def mailto(document: Document, to: str) -> str:
    """The link with subject and body; it cannot carry attachments."""
    address = percent(", ".join(_wire(one) for _, one in getaddresses([to]) if one), safe="@,")
    body = body_of(document).replace("\n", "\r\n")
    return f"mailto:{address}?subject={percent(document.subject, safe='')}&body=" + percent(
        body, safe=""
    )


def message_id(request: Request, sender: str) -> str:
    """The same for every building of one revision, different for every other letter."""
    facts = f"{request.id}|{request.revision}|{request.created_at.isoformat()}|{sender}"
    digest = hashlib.sha256(facts.encode()).hexdigest()[:16]
    _, address = getaddresses([sender])[0] if sender else ("", "")
    domain = "gosupport.invalid"
    if "@" in address:
        # An address that no letter could use still names a hand-over: never refuse here.
        with contextlib.suppress(UsageError):
            domain = _wire(f"x@{address.rpartition('@')[2]}").rpartition("@")[2]
    name = re.sub(r"[^a-z0-9-]", "", request.id.lower()) or "draft"
    return f"<{name}.{request.revision}.{digest}@{domain}>"


def body_of(document: Document) -> str:
    """The text of a letter: the body, or all fields but the subject under their labels."""
    for field in document.fields:
        if field.id in ("body", "message"):
            return field.text
    return "\n\n".join(field.text for field in document.fields if field.id != "subject")


def _content(document: Document, message_id: str) -> bytes:
    """MIME headers and content; base64 throughout, so that no line is ever too long."""
    made = EmailMessage(policy=_SHORT)
    made.set_content(body_of(document) + "\n", charset="utf-8", cte="base64")
    for one in document.attachments:
        main, _, sub = one.media_type.partition("/")
        made.add_attachment(_file(one), maintype=main, subtype=sub, filename=one.name)
    del made["MIME-Version"]
    if document.attachments:
        # Made of the id, so that building twice gives the same bytes; base64 has no «_».
        made.set_boundary("_=" + hashlib.sha256(message_id.encode()).hexdigest()[:32])
    return made.as_bytes(policy=_POLICY)


def _file(one: Attachment) -> bytes:
    try:
        data = Path(one.path).read_bytes()
    except OSError:
        raise NotDelivered("attachment-gone", name=one.name) from None
    if hashlib.sha256(data).hexdigest() != one.sha256:
        raise NotDelivered("attachment-changed", name=one.name)
    return data


def _text(name: str, value: str) -> str:
    """A header value in ASCII: as it is, or in encoded words of at most 75 signs (RFC 2047)."""
    plain = one_line(_CONTROLS.sub(" ", value))
    if plain.isascii() and len(name) + 2 + len(plain) <= 76 and "=?" not in plain:
        return plain
    return Header(plain, "utf-8", maxlinelen=75, header_name=name).encode(linesep="\r\n")


def _addresses(value: str) -> str:
    pairs = [(name, address) for name, address in getaddresses([one_line(value)]) if address]
    if value.strip() and not pairs:
        raise UsageError("mail-bad-address", value=value)
    return ",\r\n ".join(_address(name, address) for name, address in pairs)


def _address(name: str, address: str) -> str:
    wired = _wire(address)
    if not name:
        return wired
    if name.isascii() and "=?" not in name:
        return f'"{quote(name)}" <{wired}>'
    encoded = _text("From", name)
    last = encoded.rpartition("\n")[2]
    blank = " " if len(last) + len(wired) <= 70 else "\r\n "
    return f"{encoded}{blank}<{wired}>"


def _wire(address: str) -> str:
    """The address with its domain in ASCII. A Cyrillic local part no ordinary server takes."""
    local, _, domain = address.rpartition("@")
    if not local or not domain:
        raise UsageError("mail-bad-address", value=address)
    if local.isascii() and domain.isascii():
        return address
    import idna

    try:
        local.encode("ascii")
        return f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}"
    except (idna.IDNAError, UnicodeEncodeError):
        raise UsageError("mail-bad-address", value=address) from None


def _read_back(letter: bytes, document: Document) -> None:
    seen = message_from_bytes(letter, policy=policy.compat32)
    parts = [part for part in seen.walk() if not part.is_multipart()]
    text = parts[0].get_payload(decode=True)
    assert isinstance(text, bytes)
    read = {
        "subject": _decoded(str(seen["Subject"] or "")),
        "body": text.decode("utf-8").replace("\r\n", "\n").rstrip("\n"),
        "attachments": list(_files_of(parts[1:])),
    }
    wanted = {
        "subject": one_line(_CONTROLS.sub(" ", document.subject)),
        "body": body_of(document).rstrip("\n"),
        "attachments": [(one.name, one.sha256) for one in document.attachments],
    }
    for what, value in wanted.items():
        if read[what] != value:
            raise NotDelivered("mail-differs", what=what)


def _files_of(parts: list[Message]) -> Iterator[tuple[str, str]]:
    for part in parts:
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        yield str(part.get_filename()), hashlib.sha256(data).hexdigest()


def _decoded(value: str) -> str:
    flat = re.sub(r"\r?\n(?=[ \t])", "", value)
    if "=?" not in flat:
        return flat
    return "".join(
        piece.decode(charset or "ascii") if isinstance(piece, bytes) else piece
        for piece, charset in decode_header(flat)
    )
