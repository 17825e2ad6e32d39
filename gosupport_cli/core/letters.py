"""Letters, SMS and chat texts of the support: what they say and whether to believe them.

The sender's address proves nothing (DOMAIN §1.2). Only the Authentication-Results that the
person's own mail server wrote count, and of them only the topmost: servers put theirs on top,
what stands below may have come with the letter (RFC 8601, section 5).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from gosupport_cli.core.domains import is_official
from gosupport_cli.core.later import later
from gosupport_cli.core.statements import nearest, stated

Kind = Literal["status", "answer", "auto_reply", "code", "unknown"]
Trust = Literal["pass", "suspect", "unverified", "person"]


@dataclass(frozen=True)
class Pattern:
    """One wording of templates/mail_patterns.yaml; see there for the placeholders."""

    id: str
    where: Literal["subject", "text"]
    say: str
    kind: Literal["status", "event", "code", "notice"]
    verified: str
    as_of: str
    source: str
    status: str = ""
    raw: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter as it came, decoded; a pasted text has only ``text`` and ``is_mail`` False.

    ``authentication``: the values of Authentication-Results, topmost first. ``tickets``: numbers
    that a help desk put into its own headers. ``text`` is without quoted letters.
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


@dataclass(frozen=True)
class Reading:
    """What a letter says. ``numbers``: the numbers it may be about, the surest first.

    ``status`` and ``raw_status`` are empty where the status does not change; ``event`` is the
    id of the pattern, or of what kind of letter it is.
    """

    kind: Kind
    numbers: tuple[str, ...] = ()
    status: str = ""
    raw_status: str = ""
    event: str = ""


# TN-1, TN-2, TN-3: «SCR#1234567», «serviceCall$12345678», «№ 12345678», «12345678».
_NUMBER = r"(?:[A-Za-zА-Яа-яЁё]{1,12}[#$№/_-])?#?\d{4,12}"
_NAMED = later(
    r"(?:SCR\s?#\s?\d{5,9}|serviceCall\$\d{6,10}|\[[^\]\n]{1,40}#(?P<desk>\d{1,9})\]"
    r"|(?:обращени\w*|запрос\w*|тикет\w*|заявк\w*|номер\w*)\W{0,3}(?:№|N|#|номер)?\s*"
    r"(?P<named>" + _NUMBER + r"))",
    re.IGNORECASE,
)
_QUOTE = later(
    r"^(?:>|-{2,}\s*(?:Original Message|Исходное сообщение|Пересылаемое сообщение"
    r"|Forwarded message)"
    r"|(?:On|В|\d{1,2}[./]\d{1,2}[./]\d{2,4}).{0,200}(?:wrote|писал\w*(?:\(а\))?|пишет)\W*$"
    r"|(?:From|От|От кого):\s)",
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
    letter: Letter, patterns: Iterable[Pattern], meaning: Callable[[str], str] = lambda _word: ""
) -> Reading:
    """What ``letter`` says. ``meaning`` gives the status that a word of the support stands for."""
    subject, text = bare_subject(letter.subject), letter.text
    numbers = _numbers(letter, subject, text)
    if letter.is_mail and _is_auto_reply(letter):
        # A help desk answers by itself with the number: that is news, but no status.
        return Reading("auto_reply", numbers, event="auto-reply")
    for pattern in patterns:
        if pattern.where == "subject" and not letter.is_mail:
            place = text
        else:
            place = subject if pattern.where == "subject" else text
        if pattern.where == "text" and letter.is_mail and pattern.kind != "code":
            continue
        for found in _compiled(pattern.say).finditer(place):
            if letter.is_mail or pattern.kind in ("code", "notice") or stated(place, found):
                about = numbers if letter.is_mail else _about(place, found)
                return _by_pattern(pattern, found, about, meaning)
    if letter.is_mail and (letter.references or numbers):
        return Reading("answer", numbers, event="answer")
    return Reading("unknown", numbers)


def _by_pattern(
    pattern: Pattern,
    found: re.Match[str],
    numbers: tuple[str, ...],
    meaning: Callable[[str], str],
) -> Reading:
    if pattern.kind == "code":
        return Reading("code")
    if pattern.kind == "notice":
        return Reading("unknown", event=pattern.id)
    groups = found.groupdict()
    if groups.get("number"):
        # Other numbers are only mentioned: this one may be unknown here, they are no stand-in.
        numbers = (_tight(groups["number"]),)
    raw = pattern.raw or " ".join((groups.get("word") or "").split())
    if pattern.kind == "event":
        return Reading("status", numbers, "", raw, pattern.id)
    status = (meaning(raw) if "word" in groups else "") or pattern.status
    return Reading("status", numbers, status, raw, pattern.id)


def _numbers(letter: Letter, subject: str, text: str) -> tuple[str, ...]:
    found = [_named(match) for place in (subject, text) for match in _NAMED.finditer(place)]
    return tuple(dict.fromkeys((*letter.tickets, *found)))


def _about(text: str, found: re.Match[str]) -> tuple[str, ...]:
    """The one number that a sentence of a pasted text is about; others are mentioned only."""
    number = nearest(text, found, _NAMED.finditer(text))
    return (_named(number),) if number else ()


def _named(match: re.Match[str]) -> str:
    return match["desk"] or _tight(match["named"] or match.group())


def _tight(number: str) -> str:
    return re.sub(r"\s+", "", number)


@lru_cache(maxsize=256)
def _compiled(say: str) -> re.Pattern[str]:
    """A wording as a pattern: blanks and the space before a colon may differ (ML-1)."""
    exact = re.escape(" ".join(say.split()))
    exact = exact.replace(r"\ ", r"\s+").replace(":", r"\s*:\s*").replace("ё", "[её]")
    exact = exact.replace(r"\{number\}", rf"(?P<number>{_NUMBER}|SCR\s?\#\s?\d+)")
    exact = exact.replace(r"\{word\}", r"(?P<word>[^»\n]{1,80})")
    exact = exact.replace(r"\{any\}", r"[^\n]{0,80}?")
    return re.compile(r"(?<!\w)" + exact + r"(?!\w)", re.IGNORECASE)


def _is_auto_reply(letter: Letter) -> bool:
    return letter.auto_submitted.casefold().startswith("auto-replied")


_RESULT = later(
    r"(?P<method>dkim|spf|dmarc)\s*=\s*(?P<result>\w+)(?P<rest>[^;]*)", re.IGNORECASE
)


@dataclass(frozen=True)
class Belief:
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


def _results(header: str) -> tuple[str, list[tuple[str, str, str]]]:
    # The sender chooses what stands in quotes: «"x@gosuslugi.ru"@evil.example» must name nobody.
    unquoted = re.sub(r'"(?:\\.|[^"\\])*"', "\0", header)
    plain = re.sub(r"\([^()]*\)", " ", unquoted)
    if '"' in plain:
        return "", []  # a quote that does not end: nothing here can be told apart
    server, _, rest = plain.partition(";")
    found = [
        (one["method"].casefold(), one["result"].casefold(), one["rest"])
        for one in _RESULT.finditer(rest)
    ]
    return server.strip().split(" ")[0].casefold(), found


def _passes(results: list[tuple[str, str, str]], domain: str) -> bool:
    """DMARC, DKIM or SPF passed for exactly ``domain``, and neither of the first two failed.

    SPF alone may fail for a letter that was forwarded, so its failure does not count.
    """
    if any(method in ("dkim", "dmarc") and result == "fail" for method, result, _ in results):
        return False
    keys = {"dkim": r"header\.[di]", "dmarc": r"header\.from", "spf": r"smtp\.mailfrom"}
    for method, result, rest in results:
        if result != "pass" or method not in keys:
            continue
        named = re.search(rf"{keys[method]}\s*=\s*@?([^\s;\0]+)(?=[\s;]|$)", rest, re.IGNORECASE)
        if named and named.group(1).rpartition("@")[2].casefold().rstrip(".") == domain:
            return True
    return False
