"""Letters, SMS and chat texts of the support: what they say and whether to believe them.

The sender's address proves nothing (DOMAIN §1.2). Only the Authentication-Results that the
person's own mail server wrote count, and of them only the topmost: servers put theirs on top,
what stands below may have come with the letter (RFC 8601, section 5).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from gosupport_cli.core.domains import is_official
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later
from gosupport_cli.core.pasted import read_pasted
from gosupport_cli.core.statements import NO_WORDS, Words
from gosupport_cli.core.wordings import (
    NAMED,
    Meaning,
    Pattern,
    Reading,
    by_pattern,
    compiled,
    named,
)

BOUNCED = "bounced"
Trust = Literal["pass", "suspect", "unverified", "person"]


class Letter(Frozen):
    """A letter as it came, decoded; a pasted text has only ``text`` and ``is_mail`` False.

    ``authentication``: the values of Authentication-Results, topmost first. ``tickets``: numbers
    that a help desk put into its own headers. ``text`` is without quoted letters. ``is_bounce``:
    a mail server says that a letter was not delivered (RFC 3464), ``returned`` is which one.
    """

    text: str
    subject: str = ""
    sender: str = ""
    reply_to: str = ""
    date: datetime | None = None
    message_id: str = ""
    references: tuple[str, ...] = ()
    authentication: tuple[str, ...] = ()
    auto_submitted: str = ""
    tickets: tuple[str, ...] = ()
    is_mail: bool = True
    is_bounce: bool = False
    returned: tuple[str, ...] = ()


_QUOTE = later(
    r"^(?:>|-{2,}\s*(?:Original Message|Исходное сообщение|Пересылаемое сообщение"
    r"|Forwarded message)"
    r"|(?:On|В|\d{1,2}[./]\d{1,2}[./]\d{2,4}).{0,200}(?:wrote|писал\w*(?:\(а\))?|пишет)\W*$"
    r"|_{8,}\s*$|(?:From|От|От кого):\s"
    # «пт, 20 нояб. 2026 г. в 12:00, Центр <help@desk.example>:», perhaps over two lines
    r"|[^\n<]{0,80}\d{1,2}[:.]\d{2}[^\n<]{0,120}\n?[^\n<]{0,80}<[^<>\s]{3,200}@[^<>\s]{1,200}>\s*:\s*$)",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARDED = later(
    r"^-{2,}\s*(?:Пересылаемое сообщение|Forwarded message)|^Begin forwarded message|"
    r"^Начало переадресованного сообщения",
    re.IGNORECASE | re.MULTILINE,
)
_REPLY_MARKS = later(
    r"^(?:\s*(?:re|fw|fwd|ha|отв|нов|пересл|на)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE
)


def own_text(text: str) -> str:
    """The words of the letter itself: what it quotes is left out, what it forwards stays.

    A number in a quote is not the letter's number (SPEC, Letters).
    """
    if _FORWARDED.search(text):
        return "\n".join(line for line in text.split("\n") if not line.startswith(">")).strip()
    found = _QUOTE.search(text)
    return (text[: found.start()] if found else text).strip()


def bare_subject(subject: str) -> str:
    """The subject without «Re:», «Fwd:», «Отв:»."""
    return _REPLY_MARKS.sub("", " ".join(subject.split()))


def read(
    letter: Letter,
    patterns: Iterable[Pattern],
    meaning: Meaning = lambda _word: "",
    words: Words = NO_WORDS,
) -> Reading:
    """What ``letter`` says. ``meaning`` gives the status that a word of the support stands for;
    ``words`` is what a pasted text may say besides."""
    if not letter.is_mail:
        return read_pasted(letter.text, tuple(patterns), meaning, words)
    patterns = tuple(patterns)
    subject = bare_subject(letter.subject)
    if letter.is_bounce:
        return Reading("auto_reply", event=BOUNCED)
    numbers = _numbers(letter, subject)
    if _is_auto_reply(letter):
        # A help desk answers by itself with the number: that is news, but no status.
        return Reading("auto_reply", numbers, event="auto-reply")
    # The topic is the person's own words: «Тема: Запрос … закрыт» closes nothing.
    of_support = _TOPIC.split(subject, maxsplit=1)[0]
    for pattern in patterns:
        if pattern.where == "text" and pattern.kind != "code":
            continue
        place = of_support if pattern.where == "subject" else letter.text
        found = compiled(pattern.say).search(place)
        if found:
            return by_pattern(pattern, found, numbers, meaning)
    plain = _plain_subject(letter, of_support, patterns, meaning, words)
    if plain:
        return plain
    if letter.references or numbers:
        return Reading("answer", numbers, event="answer")
    return Reading("unknown", numbers)


def _plain_subject(
    letter: Letter, subject: str, patterns: Sequence[Pattern], meaning: Meaning, words: Words
) -> Reading | None:
    """A status that an official sender plainly states in a subject of its own: letters to
    citizens are not known (ML-1). What begins with «Re:», or comes from a help desk, repeats
    the person's words."""
    own = subject and " ".join(letter.subject.split()).startswith(subject)
    if not own or not is_official(letter.sender.rpartition("@")[2].casefold().rstrip(".")):
        return None
    found = read_pasted(subject, patterns, meaning, words)
    return found if found.kind == "status" and (found.numbers or letter.references) else None


# ML-1: «Тема запроса:», «Тема :», «Тема:».
_TOPIC = later(r"[.,;]?\s*\bТема(?:\s+запроса)?\s*:", re.IGNORECASE)


def _numbers(letter: Letter, subject: str) -> tuple[str, ...]:
    found = [named(one) for place in (subject, letter.text) for one in NAMED.finditer(place)]
    return tuple(dict.fromkeys((*letter.tickets, *found)))


def _is_auto_reply(letter: Letter) -> bool:
    return letter.auto_submitted.casefold().startswith("auto-replied")


_Result = tuple[str, str, dict[str, str]]  # method, result, properties
_LONGEST = 10_000  # characters of one Authentication-Results; real ones have hundreds
# What names the domain that a method vouches for; the first that is there counts.
_NAMING = {"dkim": ("header.d", "header.i"), "dmarc": ("header.from",), "spf": ("smtp.mailfrom",)}


class Belief(Frozen):
    """Whether a letter may change anything; ``why`` is a text id of ``ingest``."""

    trust: Trust
    why: str


def believe(
    letter: Letter, *, trusted_server: str, expected: Iterable[str], own: Iterable[str] = ()
) -> Belief:
    """Judge a letter by its headers; ``expected`` are domains the person wrote to, ``own``
    their own addresses: what they forwarded to themselves they may judge, but no pass of their
    provider speaks for the support.

    A pass counts only from ``trusted_server`` and only for the exact domain of the sender,
    which must be an official one or one that the request went to.
    """
    if not letter.is_mail:
        return Belief("person", "own-word")
    domain = letter.sender.rpartition("@")[2].casefold().rstrip(".")
    known = is_official(domain) or domain in {one.casefold() for one in expected}
    if not letter.authentication:
        asked = known or letter.sender.casefold() in {one.casefold() for one in own if one}
        return Belief("unverified" if asked else "suspect", "no-results" if asked else "stranger")
    wanted = trusted_server.strip().casefold()
    read_ones = [_results(header) for header in letter.authentication]
    results = next((found for server, found in read_ones if wanted and server == wanted), None)
    if results is None:
        return Belief("suspect", "other-server")
    if not known:
        return Belief("suspect", "stranger")
    passed = _passes(results, domain)
    return Belief("pass", "passed") if passed else Belief("suspect", "failed")


def _results(header: str) -> tuple[str, list[_Result]]:
    """The server and its results (RFC 8601): ``method=result`` first, properties after it."""
    if len(header) > _LONGEST:
        return "", []
    # The sender chooses what stands in quotes: «"x@gosuslugi.ru"@evil.example» must name nobody.
    plain = re.sub(r'"(?:\\.|[^"\\])*"', "\0", header)
    inner = -1
    while inner != len(plain):  # comments may stand in comments
        inner, plain = len(plain), re.sub(r"\([^()]*\)", " ", plain)
    if re.search(r'["()]', plain):
        return "", []  # a quote or a comment that does not end: nothing can be told apart
    server, *parts = re.sub(r"\s*=\s*", "=", plain).split(";")
    found = []
    for words in map(str.split, parts):
        if not words:
            continue
        method, _, result = words[0].casefold().partition("=")
        pairs = [word.partition("=") for word in words[1:]]
        names = [name.casefold() for name, _, _ in pairs]
        properties = {name.casefold(): value for name, _, value in pairs
                      if names.count(name.casefold()) == 1}  # said twice, it says nothing
        found.append((method.partition("/")[0], result, properties))
    return (server.split() or [""])[0].casefold(), found


def _passes(results: list[_Result], domain: str) -> bool:
    """DMARC, DKIM or SPF passed for exactly ``domain``, and neither of the first two failed.

    SPF alone may fail for a letter that was forwarded, so its failure does not count.
    """
    if any(method in ("dkim", "dmarc") and result == "fail" for method, result, _ in results):
        return False
    return any(
        result == "pass" and _vouched(properties, _NAMING.get(method, ())) == domain
        for method, result, properties in results
    )


def _vouched(properties: Mapping[str, str], names: Sequence[str]) -> str | None:
    value = next((properties[name] for name in names if name in properties), "\0")
    return None if "\0" in value else value.rpartition("@")[2].casefold().rstrip(".")
