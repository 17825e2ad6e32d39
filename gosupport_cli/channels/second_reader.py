"""Reads a finished letter back, with other code than built it.

What is shown for the yes comes from here, and a letter that says something else than the
document does not leave (CPython loses blanks in long Russian subjects, DEPENDENCIES pitfall 4).
"""

import binascii
import quopri
import re
from base64 import b64decode
from email.header import decode_header
from email.parser import BytesHeaderParser
from email.policy import compat32
from hashlib import sha256
from urllib.parse import unquote_to_bytes

from gosupport_cli.core.frozen import Frozen

_PARAMETER = re.compile(r';\s*([\w*-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]+)')


class Part(Frozen):
    """An attachment as the receiver would save it."""

    name: str
    media_type: str
    size: int
    sha256: str


class Letter(Frozen):
    """What the receiver reads; ``body`` with plain line ends."""

    sender: str
    to: str
    subject: str
    message_id: str
    body: str
    parts: tuple[Part, ...]


class Unreadable(Exception):
    """The letter cannot be read back."""


def read_letter(data: bytes) -> Letter:
    """Raises Unreadable."""
    headers, content = _split(data)
    texts: list[str] = []
    parts: list[Part] = []
    _walk(headers, content, texts, parts, 0)
    return Letter(
        sender=headers.get("from", ""),
        to=headers.get("to", ""),
        subject=headers.get("subject", ""),
        message_id=headers.get("message-id", "").strip(),
        body="\n".join(texts).replace("\r\n", "\n").rstrip("\n"),
        parts=tuple(parts),
    )


def _walk(
    headers: dict[str, str], content: bytes, texts: list[str], parts: list[Part], depth: int
) -> None:
    kind, words = _typed(headers.get("content-type", "text/plain"))
    if kind.startswith("multipart/"):
        mark = words.get("boundary", "")
        if not mark or depth > 5:
            raise Unreadable("boundary")
        for piece in _pieces(content, mark):
            _walk(*_split(piece), texts, parts, depth + 1)
        return
    disposition, named = _typed(headers.get("content-disposition", "inline"))
    data = _decoded(content, headers.get("content-transfer-encoding", "7bit").strip().lower())
    name = named.get("filename") or words.get("name", "")
    if disposition == "attachment" or name:
        parts.append(Part(name, kind, len(data), sha256(data).hexdigest()))
    else:
        try:
            texts.append(data.decode(words.get("charset", "us-ascii")))
        except (UnicodeDecodeError, LookupError):
            raise Unreadable("charset") from None


def _split(data: bytes) -> tuple[dict[str, str], bytes]:
    head, _, content = data.replace(b"\r\n", b"\n").partition(b"\n\n")
    found = BytesHeaderParser(policy=compat32).parsebytes(head + b"\n\n")
    return {name.lower(): _words(str(value)) for name, value in found.items()}, content


def _words(value: str) -> str:
    """Encoded words to text; folding is undone as RFC 5322, section 2.2.3, says."""
    flat = re.sub(r"\n(?=[ \t])", "", value)
    if "=?" not in flat:
        return flat
    try:
        return "".join(
            piece.decode(charset or "ascii") if isinstance(piece, bytes) else piece
            for piece, charset in decode_header(flat)
        )
    except (UnicodeDecodeError, LookupError, ValueError):
        raise Unreadable("header") from None


def _typed(value: str) -> tuple[str, dict[str, str]]:
    """``text/plain`` and its parameters, with those of RFC 2231 put together."""
    kind = value.partition(";")[0].strip().lower()
    raw: dict[str, str] = {}
    for name, text in _PARAMETER.findall(value):
        raw[name.lower()] = re.sub(r"\\(.)", r"\1", text[1:-1]) if text[:1] == '"' else text
    words: dict[str, str] = {}
    for base in {name.partition("*")[0] for name in raw}:
        words[base] = raw[base] if base in raw else _extended(base, raw)
    return kind, words


def _extended(base: str, raw: dict[str, str]) -> str:
    whole = raw.get(f"{base}*")
    if whole is None:
        numbers = sorted(
            int(name.split("*")[1]) for name in raw if name.startswith(f"{base}*")
        )
        whole = "".join(raw.get(f"{base}*{n}*", raw.get(f"{base}*{n}", "")) for n in numbers)
    charset, quote, rest = whole.partition("'")
    text = rest.partition("'")[2] if quote else charset
    try:
        return unquote_to_bytes(text).decode(charset if quote and charset else "utf-8")
    except (UnicodeDecodeError, LookupError):
        raise Unreadable("parameter") from None


def _pieces(content: bytes, mark: str) -> list[bytes]:
    lines = re.split(rb"(?:^|\n)--" + re.escape(mark.encode()) + rb"(--)?[ \t]*(?=\n|\Z)", content)
    return [piece.removeprefix(b"\n") for piece in lines[2:-1:2]] if len(lines) > 3 else []


def _decoded(content: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        try:
            return b64decode(content, validate=False)
        except (binascii.Error, ValueError):
            raise Unreadable("base64") from None
    return quopri.decodestring(content) if encoding == "quoted-printable" else content
