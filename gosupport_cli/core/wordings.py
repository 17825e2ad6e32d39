"""Wordings of the support: what templates/mail_patterns.yaml declares, and numbers in a text."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later

Kind = Literal["status", "answer", "auto_reply", "code", "unknown"]
# The status that a word of the support stands for, "" when nobody knows.
Meaning = Callable[[str], str]


class Pattern(Frozen):
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


class Reading(Frozen):
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
NUMBER = r"(?:[A-Za-zА-Яа-яЁё]{1,12}[#$№/_-])?#?\d{4,12}"
NAMED = later(
    r"(?:SCR\s?#\s?\d{5,9}|serviceCall\$\d{6,10}|\[[^\]\n]{1,40}#(?P<desk>\d{1,9})\]"
    r"|(?:обращени\w*|запрос\w*|тикет\w*|заявк\w*|номер\w*)\W{0,3}(?:№|N|#|номер)?\s*"
    r"(?P<named>" + NUMBER + r"))",
    re.IGNORECASE,
)


def by_pattern(
    pattern: Pattern,
    found: re.Match[str],
    numbers: tuple[str, ...],
    meaning: Meaning,
) -> Reading:
    """What it means that ``pattern`` was found; ``numbers`` are those it may be about."""
    if pattern.kind == "code":
        return Reading("code")
    if pattern.kind == "notice":
        return Reading("unknown", event=pattern.id)
    groups = found.groupdict()
    if groups.get("number"):
        # Other numbers are only mentioned: this one may be unknown here, they are no stand-in.
        numbers = (tight(groups["number"]),)
    raw = pattern.raw or " ".join((groups.get("word") or found.group()).split())
    if pattern.kind == "event":
        return Reading("status", numbers, "", raw, pattern.id)
    status = (meaning(raw) if "word" in groups else "") or pattern.status
    return Reading("status", numbers, status, raw, pattern.id)


def named(match: re.Match[str]) -> str:
    """The number that a match of ``NAMED`` found."""
    return match["desk"] or tight(match["named"] or match.group())


def tight(number: str) -> str:
    """A number without blanks."""
    return re.sub(r"\s+", "", number)


def _either(word: str) -> str:
    plain = re.escape(word).replace(":", r"\s*:\s*").replace("ё", "[её]")
    forms = [one for one in plain.split("/") if one]
    return f"(?:{'|'.join(forms)})" if len(forms) > 1 else plain


@lru_cache(maxsize=256)
def compiled(say: str) -> re.Pattern[str]:
    """A wording as a pattern: blanks and the space before a colon may differ (ML-1);
    «закрыт/закрыто» are two spellings of one word."""
    exact = " ".join(map(_either, say.split()))
    exact = exact.replace(" ", r"\s+")
    exact = exact.replace(r"\{number\}", rf"(?P<number>{NUMBER}|SCR\s?\#\s?\d+)")
    exact = exact.replace(r"\{word\}", r"(?P<word>[^»\n]{1,80})")
    exact = exact.replace(r"\{term\}", r"(?P<word>[^»\n,;.:()]{2,60})")
    exact = exact.replace(r"\{any\}", r"[^\n]{0,80}?")
    return re.compile(r"(?<!\w)" + exact + r"(?!\w)", re.IGNORECASE)
