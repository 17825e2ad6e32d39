"""The bytes of a letter to a ``core.letters.Letter``; hostile and broken mail is no surprise.

The standard library's modern policy raises on some headers (``Message-ID: <<x>>``) and on
unknown charsets (DEPENDENCIES, pitfall 4), so the old one is used and everything is decoded here.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser

from gosupport_cli.core.letters import Letter, own_text
from gosupport_cli.core.normalise import clean_line, clean_text

_LARGEST = 5_000_000  # bytes of one text part that are looked at
_MOST_PARTS = 100
_DEEPEST = 20  # multiparts within multiparts
_HEAD = 100_000  # bytes of a letter that hold its head
_ID = re.compile(r"<[^<>\s]{3,250}>")
_DESK_HEADERS = ("X-RT-Ticket", "X-Redmine-Issue-Id", "X-Roundup-issue-Id")
_SMALL_RUSSIAN = re.compile("[а-яё]")


def looks_like_letter(data: bytes) -> bool:
    """Whether ``data`` begins with mail headers and is no pasted text."""
    head = re.split(rb"\r?\n\r?\n", data[:20_000].lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    names = set(re.findall(rb"(?im)^([a-z-]+):", head))
    known = {b"from", b"to", b"subject", b"date", b"message-id", b"received", b"return-path"}
    found = {name.lower() for name in names} & known
    # One «From:» is enough: a letter in disguise must not count as the person's own word.
    return b"from" in found or len(found) >= 2


def read_letter(data: bytes) -> Letter:
    """Never raises for what stands in the letter; what cannot be read is left empty."""
    message = _message(data)
    return Letter(
        text=own_text(_body(message)),
        subject=_header(message, "Subject"),
        sender=_address(message, "From"),
        reply_to=_address(message, "Reply-To"),
        date=_date(message),
        message_id=next(iter(_ids(message, "Message-ID")), ""),
        references=tuple(
            dict.fromkeys((*_ids(message, "In-Reply-To"), *_ids(message, "References")))
        ),
        authentication=tuple(_headers(message, "Authentication-Results")),
        auto_submitted=_header(message, "Auto-Submitted"),
        tickets=tuple(_desk_numbers(message)),
        is_bounce=_is_bounce(message),
        returned=tuple(_returned(message)) if _is_bounce(message) else (),
    )


def _is_bounce(message: Message) -> bool:
    """RFC 3464; of headers alone the content type says it. Delays and successes are none."""
    if message.get_content_type() != "multipart/report":
        return False
    if str(message.get_param("report-type") or "").lower() != "delivery-status":
        return False
    told = [str(block.get("Action", "")).strip().lower()
            for part in _parts(message) if part.get_content_type() == "message/delivery-status"
            for block in part.walk() if block is not part]
    told = [one for one in told if one]
    return "failed" in told or not told


def _message(data: bytes) -> Message:
    """The library follows parts within parts as deep as Python goes; of a letter that is made to
    be deeper only the head is read."""
    try:
        return message_from_bytes(data, policy=policy.compat32)
    except RecursionError:
        return BytesHeaderParser(policy=policy.compat32).parsebytes(data[:_HEAD])


def _returned(message: Message) -> Iterator[str]:
    for part in _parts(message):
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            headers = message_from_bytes(_payload(part), policy=policy.compat32)
            yield from _ids(headers, "Message-ID")
        elif kind == "message/rfc822" and part.is_multipart():
            yield from _ids(part.get_payload(0), "Message-ID")  # type: ignore[arg-type]


def _parts(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts of a letter; a letter that is enclosed in it is one part, not looked into."""
    if depth > _DEEPEST:
        return
    yield message
    if message.is_multipart() and message.get_content_maintype() == "multipart":
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)


def _headers(message: Message, name: str) -> list[str]:
    charset = _charset(message)
    return [clean_line(_decoded_header(value, charset)) for value in _raw(message, name)]


def _raw(message: Message, name: str) -> list[str]:
    """Header values as they came; bytes beyond ASCII are surrogates (PEP 383)."""
    wanted = name.lower()
    return [str(value) for key, value in message.raw_items() if key.lower() == wanted]


def _charset(message: Message) -> str:
    """The declared charset of the text: letters with bare 8-bit headers use it there too."""
    for part in message.walk():
        found = part.get_content_charset()
        if found:
            return str(found)
    return ""


def _header(message: Message, name: str) -> str:
    return next(iter(_headers(message, name)), "")


def _decoded_header(raw: str, charset: str) -> str:
    data = raw.encode("utf-8", "surrogateescape")
    try:
        raw = data.decode("utf-8")
    except UnicodeDecodeError:
        raw = _decoded(data, charset)
    try:
        parts = decode_header(raw)
    except (ValueError, LookupError, HeaderParseError):  # an encoded word that was cut in two
        return raw
    return "".join(_decoded(part, charset or "") if isinstance(part, bytes) else part
                   for part, charset in parts)


def _decoded(data: bytes, charset: str) -> str:
    for name in (charset, "utf-8"):
        try:
            if name:
                return data.decode(name)
        except (LookupError, ValueError):
            continue
    # Either fits any bytes; the wrong one of the two makes capitals of small letters.
    guesses = [data.decode(name, "replace") for name in ("cp1251", "koi8-r")]
    return max(guesses, key=lambda text: len(_SMALL_RUSSIAN.findall(text)))


def _address(message: Message, name: str) -> str:
    # Addresses are taken from the raw header: a decoded name may hold «<» and «@» of its own.
    values = [value.encode("utf-8", "replace").decode() for value in _raw(message, name)]
    try:
        found = [address for _, address in getaddresses(values) if "@" in address]
    except (ValueError, IndexError, TypeError):
        return ""
    # Two senders are a trick: which of them is shown depends on the program.
    return clean_line(found[0]) if len(found) == 1 else ""


def _date(message: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.astimezone()


def _ids(message: Message, name: str) -> list[str]:
    return [one for value in _raw(message, name) for one in _ID.findall(value)]


def _desk_numbers(message: Message) -> Iterator[str]:
    for name in _DESK_HEADERS:
        for value in _headers(message, name):
            yield from re.findall(r"(\d{1,12})\s*$", value)[:1]


def _body(message: Message) -> str:
    """The plain text, or the text of the HTML where there is no other. An enclosed letter is
    like a quote: only a letter that has no words of its own says what it encloses."""
    own = _text_of(_parts(message))
    return own or _text_of(message.walk())


def _text_of(parts: Iterable[Message]) -> str:
    plain: list[str] = []
    html: list[str] = []
    for number, part in enumerate(parts):
        if number > _MOST_PARTS:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html"):
            (plain if kind == "text/plain" else html).append(_part_text(part))
    if any(text.strip() for text in plain):
        return clean_text("\n".join(plain))
    return clean_text("\n".join(html_text(text) for text in html))


def _part_text(part: Message) -> str:
    return _decoded(_payload(part), str(part.get_content_charset() or ""))


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload[:_LARGEST] if isinstance(payload, bytes) else b""


def html_text(html: str) -> str:
    """The words of an HTML letter; scripts, styles and what is hidden by tags are left out."""
    reader = _HtmlText()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n[ \t]*(?:\n[ \t]*)+", "\n\n", "".join(reader.words))


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    """Words that nobody sees are no words of the letter."""
    style = "".join(value or "" for name, value in attrs if name == "style").lower()
    plain = re.sub(r"\s", "", style)
    return "display:none" in plain or "visibility:hidden" in plain or any(
        name == "hidden" for name, _ in attrs
    )


class _HtmlText(HTMLParser):
    _SILENT = frozenset(("script", "style", "head", "title", "template"))
    _VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "area", "col", "wbr"))
    _BREAKS = frozenset(("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "table", "ul", "ol"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0
        self._hidden: tuple[str, int] = ("", 0)  # the tag that hides, and how many of it are open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        hiding, depth = self._hidden
        if depth:
            self._hidden = (hiding, depth + (tag == hiding))
        elif tag not in self._VOID and _is_hidden(attrs):
            self._hidden = (tag, 1)
        if tag in self._SILENT:
            self._silent += 1
        elif tag in self._BREAKS:
            self.words.append("\n")
        elif tag == "blockquote":
            self.words.append("\n> ")

    def handle_endtag(self, tag: str) -> None:
        hiding, depth = self._hidden
        if depth and tag == hiding:
            self._hidden = (hiding, depth - 1)
        if tag in self._SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in self._BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not (self._silent or self._hidden[1]):
            self.words.append(re.sub(r"\s+", " ", data))
