"""Is this host one of Госуслуги, or does it only look like one (DOMAIN §1.2, §1.4).

Domains are matched exactly, never by substring. A look-alike is found by folding a name to
what the eye sees (Cyrillic «о», capital «I», «0») and comparing that with the real name.
"""

import re
import unicodedata
from urllib.parse import urlsplit

# Whole domains (with everything below them) and single hosts.
from gosupport_cli.core.frozen import Frozen

_DOMAINS = ("gosuslugi.ru",)
_HOSTS = ("sc.digital.gov.ru", "digital.gov.ru", "www.digital.gov.ru")
# DOMAIN §1.4: only these are ever opened in the person's browser.
OPENABLE = frozenset(
    ("www.gosuslugi.ru", "gosuslugi.ru", "lk.gosuslugi.ru", "esia.gosuslugi.ru",
     "do.gosuslugi.ru", "ds-plugin.gosuslugi.ru", "sc.digital.gov.ru", "digital.gov.ru")
)
_BRAND = "gosuslugi"
# Letters of other alphabets that the eye takes for Latin ones.
_TWINS = str.maketrans(
    "асеорхуікнмтвѕјԛԝһӏɡıοαερνυχκιτѵօսոԁǀ0|!$",
    "aceopxyikhmtbsjqwhlgioaepvuxkitvoundlolls",
)
_LIKE_L = str.maketrans("i1j", "lll")
_RUSSIAN = str.maketrans("госули", "gosuli")


class Link(Frozen):
    """The parts of an address that decide; ``odd`` says that it is written unusually."""

    scheme: str
    host: str
    user: str
    path: str
    odd: bool


def is_official(host: str) -> bool:
    """``host`` belongs to Госуслуги: an exact match, only plain Latin letters."""
    plain = host.lower()
    return plain in _HOSTS or any(
        plain == domain or plain.endswith("." + domain) for domain in _DOMAINS
    )


def may_open(url: str) -> bool:
    """Whether the program may open ``url`` in a browser: https and the allow-list (G-48)."""
    link = read_link(url)
    return bool(
        link and link.scheme == "https" and not link.odd and not link.user
        and link.host in OPENABLE
    )


def read_link(text: str) -> Link | None:
    """An address as a browser would understand it; ``scheme`` is empty when left out.

    What browsers and programs understand differently (backslashes, blanks, percent signs in
    the host) is ``odd``: such an address is never trusted.
    """
    odd = bool(re.search(r"[\\\s\x00-\x20\x7f]|^[a-z]+:/?(?!/)", text, re.IGNORECASE))
    scheme, mark, rest = text.partition("://")
    if not mark or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme):
        scheme, rest = "", re.sub(r"^(?:https?:)?/*", "", text, flags=re.IGNORECASE)
    try:
        parts = urlsplit("//" + rest.replace("\\", "/"))
        # ``hostname`` lowers the letters, and a capital «I» would be lost with that.
        user, _, place = parts.netloc.rpartition("@")
        port = parts.port
    except ValueError:
        return Link(scheme.lower(), rest, "", "", odd=True)
    host = place.rpartition(":")[0] if port is not None or place.endswith(":") else place
    odd = odd or "%" in host or host.endswith(".") or port not in (None, 443)
    return Link(scheme.lower(), host, user, parts.path, odd)


def unmasked(host: str) -> str:
    """``host`` with punycode labels (``xn--…``) as the letters that they stand for."""
    return ".".join(_label(label) for label in host.split("."))


def _label(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label


def folded(name: str) -> str:
    """``name`` as the eye sees it: twins of other alphabets, «I», «1», «0» become one letter."""
    seen = unicodedata.normalize("NFKD", name.replace("I", "l"))
    seen = "".join(sign for sign in seen if not unicodedata.combining(sign)).lower()
    return seen.translate(_TWINS).translate(_LIKE_L).replace("rn", "m").replace("vv", "w")


_SEEN = folded(_BRAND)
_STEM = folded("gosuslug")


def resembles(name: str) -> bool:
    """``name`` (a host, an account, a sender) would be taken for Госуслуги or Минцифры."""
    if name.isascii() and name.lower().endswith(".gov.ru"):
        return False  # only state bodies get names there
    plain = unmasked(name)
    for seen in (folded(plain), folded(plain.lower().translate(_RUSSIAN))):
        joined = re.sub(r"[^a-z]", "", seen)
        if _STEM in joined or folded("digital.gov") in seen or folded("digital-gov") in seen:
            return True
        if any(_near(part) for part in re.split(r"[^a-z]+", seen)):
            return True
    return False


def _near(word: str) -> bool:
    """At most two slips of the finger away; shorter words are other words."""
    return abs(len(word) - len(_SEEN)) <= 2 and len(word) > 6 and _distance(word, _SEEN) <= 2


def _distance(one: str, other: str) -> int:
    """Insertions, losses, changes and swaps of neighbours (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        above, before_last = row, before
        row = [i]
        for j, wanted in enumerate(other, 1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (sign != wanted))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == wanted:
                best = min(best, before_last[j - 2] + 1)
            row.append(best)
        before = above
    return row[-1]


_NOBODY_READS = (
    "mailerdaemon", "noreply", "donotreply", "noanswer", "neotvechat", "неотвечать"
)


def somebody_reads(address: str) -> bool:
    """Whether answers are read there; «no-reply» boxes throw them away (ML-4)."""
    name = re.sub(r"[-_.+]", "", address.partition("@")[0].casefold())
    return bool(address) and not any(mark in name for mark in _NOBODY_READS)
