"""Text as people type and paste it, made plain: strays are normalised, not refused (SPEC).

The source guide itself prints phone numbers with U+2011 and U+202F (DOMAIN ID-4), so these
become ``-`` and a space before anything is matched.
"""

import re
import unicodedata
from urllib.parse import urlsplit, urlunsplit

from gosupport_cli.core.later import later
from gosupport_cli.core.model import Value

_SPACES = dict.fromkeys(map(ord, "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
                            "\u2008\u2009\u200a\u202f\u205f\u3000"), " ")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2212\ufe58\ufe63\uff0d"), "-")
# Zero-width signs and the bidi controls: invisible, so nobody typed them on purpose.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b"
                               "\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"), None)
_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}
_PLAIN = {**_CONTROLS, **_INVISIBLE, **_SPACES, **_DASHES}
# An escape sequence goes as a whole, else its letters would stay behind.
_ESCAPE = later(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-_])")


def clean_text(text: str) -> str:
    """Text of several lines: plain spaces and dashes, no controls, no blank edges."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    unified = unified.replace("\u2029", "\n").replace("\x85", "\n")
    plain = _ESCAPE.sub("", unified).translate(_PLAIN)
    composed = unicodedata.normalize("NFC", _without_lone_surrogates(plain))
    lines = [line.rstrip() for line in composed.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_line(text: str) -> str:
    """Text of one line: as ``clean_text``, runs of blanks and line breaks are one space."""
    return re.sub(r"\s+", " ", clean_text(text)).strip()


def clean_lines(value: Value) -> tuple[str, ...]:
    """A list answer: one line each, without the numbers and bullets that people put before."""
    parts = value.split("\n") if isinstance(value, str) else value
    lines = (_BULLET.sub("", clean_line(part)) for part in parts)
    return tuple(line for line in lines if line)


# «1. », «2) », «- », «• »; a number without a dot stays («2 ГИС» may begin a step).
_BULLET = later(r"^(?:\d{1,2}[.)]\s+|[-–—•*]\s+)")


def clean_link(text: str) -> str:
    """A link without query and fragment (G-117); what is no link stays as it was typed."""
    try:
        parts = urlsplit(text)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return text
    except ValueError:
        return text
    if not (parts.query or parts.fragment or parts.username or "?" in text or "#" in text):
        return text
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _without_lone_surrogates(text: str) -> str:
    return text.encode("utf-8", "ignore").decode("utf-8")
