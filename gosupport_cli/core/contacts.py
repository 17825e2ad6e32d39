"""Is a number, sender, address or link one of Госуслуги (SPEC, ``contacts --check``; DOMAIN §1).

The facts decide (templates/contacts.yaml, the person's own folder first); the rules here only
read what was typed. «genuine» is said of what the facts name and of the official domains over
https; «fake» of what imitates them or is known to be no number of theirs; all else is
«unknown» with what to do. A From address proves nothing, and the answer says so.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal

from gosupport_cli.core.catalogue import FactRecord
from gosupport_cli.core.domains import is_official, read_link, resembles
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later
from gosupport_cli.core.normalise import clean_line
from gosupport_cli.core.spoken_numbers import as_dialled

Judgement = Literal["genuine", "unknown", "fake"]
ContactKind = Literal["phone", "email", "link", "account", "name"]


class Verdict(Frozen):
    """``why`` is a text id of area ``contacts`` with its ``params``; ``fact`` what decided."""

    value: str
    verdict: Judgement
    why: str
    kind: ContactKind
    params: Mapping[str, str] = field(default_factory=dict)
    fact: FactRecord | None = None


class Match(Frozen):
    """A contact inside a text: ``text[start:end]`` is ``value``."""

    kind: ContactKind
    value: str
    start: int
    end: int


Facts = Mapping[str, FactRecord]

_MESSENGER_HOSTS = ("t.me", "telegram.me", "telegram.dog", "telegram.org", "wa.me", "whatsapp.com",
                    "viber.com", "signal.me", "discord.gg")
_MESSENGER = later(
    r"(?<!\w)(?:t\.me|tg:|telegram\w*|телеграмм?\w*|whats ?app\w*|wa\.me|в[ао]тс ?ап\w*|viber"
    r"|вайбер\w*)",
    re.IGNORECASE,
)
_ADDRESS = later(r"[^\s<>\"'«»@,;:()\[\]]{1,64}@[^\s<>\"'«»@,;:()\[\]/]{1,255}")
_IN_ANGLES = later(r"^(?P<name>[^<>]*)<(?P<email>[^<>\s]+@[^<>\s]+)>$")


def check_contact(text: str, facts: Facts) -> Verdict:
    """The verdict on one contact as typed; a whole sentence is judged by its worst contact."""
    value = clean_line(text[:2000])
    for _ in range(2):  # «115». has a full stop behind the quote
        value = re.sub(r"(?<=[\w)»\"'”>])[.!?…]+$", "", value.strip(" «»\"'“”„<>()[],;"))
    if not value:
        return Verdict(value, "unknown", "empty", "name")
    angled = _IN_ANGLES.match(clean_line(text[:2000]))
    if angled:
        return _check_sender(angled["name"], angled["email"], facts)
    bare = re.sub(r"^(?:tel|sms|smsto|mailto|callto):/*", "", value, flags=re.IGNORECASE)
    if _MESSENGER.search(value) and not re.match(r"https?://", value, re.IGNORECASE):
        return Verdict(value, "fake", "messenger", "account")
    number = as_number(bare)
    if number:
        return _check_number(value, number, facts)
    if "://" not in bare and _ADDRESS.fullmatch(bare.partition("?")[0]):
        return _check_email(bare.partition("?")[0], facts)
    if " " in value and "://" not in value.partition(" ")[0]:
        return _worst(value, facts)
    if "://" in value or "." in value.strip(".") or re.match(r"https?:", value, re.IGNORECASE):
        return _check_link(value, facts)
    return _check_name(value, facts)


def refuse_fake(address: str, facts: Facts) -> None:
    """Nothing goes to an address that only looks like Госуслуги. Raises UsageError
    ``mail-fake-recipient`` with the verdict."""
    verdict = check_contact(address, facts)
    if verdict.verdict == "fake":
        raise UsageError("mail-fake-recipient", value=address, why=verdict)


def find_contacts(text: str) -> tuple[Match, ...]:
    """Phones, links, e-mails and messenger accounts in ``text``, in order, not overlapping."""
    return tuple(_matches(text))


def _matches(text: str) -> Iterator[Match]:
    for found in _SCAN.finditer(text):
        kind = _KINDS[str(found.lastgroup)]
        value = found.group().rstrip(".,:;!?…")
        if kind != "phone" or _counts_as_phone(value):
            yield Match(kind, value, found.start(), found.start() + len(value))


# Separators that people and the source guide put into numbers (DOMAIN ID-4), zero-width included.
_GAP = r"[\s().\u00a0\u202f\u2009\u2010-\u2015\u2212\u200b-\u200f\u2060\u00ad/-]"
_ENDINGS = (r"(?:ru|рф|su|com|net|org|info|online|site|top|xyz|click|link|pro|me|cc|app|help|"
            r"support|xn--p1ai)")
_KINDS: Mapping[str, ContactKind] = {
    "url": "link", "email": "email", "account": "account", "domain": "link", "phone": "phone",
}
# One pass over the text; what stands first counts where two could begin at the same place.
_SCAN = later(
    r"(?P<url>(?<!\w)(?:https?|ftp)://[^\s<>«»\"'“”„]{1,2000})"
    r"|(?P<email>(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,24}(?!\w))"
    r"|(?P<account>(?<![\w./-])(?:t\.me|wa\.me|telegram\.me)/[\w+/-]{1,64}"
    r"|(?<![\w.@])@[a-z]\w{3,40}(?!\w))"
    rf"|(?P<domain>(?<![\w.@/-])(?:[\w-]{{1,63}}\.){{1,8}}{_ENDINGS}"
    r"(?:[:/?#][^\s<>«»\"'“”„]{0,2000})?(?![\w@-]))"
    rf"|(?P<phone>(?<![\w+/#№-])\+?[78](?:{_GAP}{{0,4}}\d){{10}}(?![\w№#]))",
    re.IGNORECASE,
)
# An 11-digit run without separators is a phone only with the area codes that exist.
_AREA = later(r"[78][3489]")
_SNILS_SHAPE = later(r"\d{3}-\d{3}-\d{3}[ -]\d{2}")


def _counts_as_phone(value: str) -> bool:
    digits = re.sub(r"\D", "", value)
    return bool(_AREA.match(digits)) and not _SNILS_SHAPE.fullmatch(value)


def as_number(text: str) -> str:
    """The national number of 10 digits, or a short number as it is; "" when it is no number."""
    # Digits of other widths and alphabets are digits; so are words, on a phone call.
    plain = unicodedata.normalize("NFKC", clean_line(text))
    plain = re.sub(r"(?:,|доб\.?|ext\.?)\s*\d{1,6}$", "", plain, flags=re.IGNORECASE)
    if re.search(r"[а-я]{3}", plain, re.IGNORECASE):
        plain = as_dialled(plain)
    # People and forgers write letters for digits: 8-8OO-1OO-7O-1O.
    plain = re.sub(r"(?<=[\d().\s-])[OoОо]+|[OoОо]+(?=[\d().\s-]*\d)",
                   lambda found: "0" * len(found.group()), plain)
    if not re.fullmatch(r"\+?[\d\s().\-–—/]+", plain):
        return ""
    digits = re.sub(r"\D", "", plain)
    for prefix in ("8107", "007", "7", "8"):
        if digits.startswith(prefix) and len(digits) == len(prefix) + 10:
            return digits[-10:]
    return digits if len(digits) >= 3 else ""


def _check_number(value: str, number: str, facts: Facts) -> Verdict:
    fact = next((one for one in facts.values() if as_number(one.value) == number), None)
    if fact is None:
        near = _resembled(number, facts)
        if near:
            params = {"official": near.value}
            return Verdict(value, "unknown", "number-resembles", "phone", params, near)
        return Verdict(value, "unknown", "number", "phone")
    params = {"value": fact.value, "title": fact.title, "note": fact.note}
    if fact.verified in ("contradicted", "dangerous"):
        near = _resembled(number, facts)
        if near:
            params["official"] = near.value
        why = "fake-resembles" if near else "fake-number"
        return Verdict(value, "fake", why, "phone", params, fact)
    if fact.kind == "phone" and fact.callable:
        return Verdict(value, "genuine", "genuine-number", "phone", params, fact)
    if fact.kind == "sender" and fact.verified == "confirmed":
        return Verdict(value, "genuine", "genuine-sms", "phone", params, fact)
    return Verdict(value, "unknown", "known-other", "phone", params, fact)


def _resembled(number: str, facts: Facts) -> FactRecord | None:
    """The official number that differs from ``number`` by one pair of digits at most."""
    for fact in facts.values():
        official = as_number(fact.value) if fact.callable else ""
        if len(official) == len(number) == 10 and official != number:
            pairs = [(0, 3), (3, 6), (6, 8), (8, 10)]
            changed = [one for one in pairs if official[slice(*one)] != number[slice(*one)]]
            if len(changed) == 1 and changed[0] in pairs[2:]:
                return fact
    return None


def _check_sender(name: str, email: str, facts: Facts) -> Verdict:
    """«Госуслуги <support@evil.com>»: the address decides, a borrowed name makes it fake."""
    verdict = _check_email(email, facts)
    if verdict.verdict == "unknown" and verdict.why == "email" and resembles(name):
        return Verdict(email, "fake", "borrowed-name", "email", {"name": name.strip(' "')})
    return verdict


def _check_email(value: str, facts: Facts) -> Verdict:
    local, _, host = value.rpartition("@")
    params = {"host": host}
    if is_official(host):
        fact = next((one for one in facts.values() if one.value.lower() == value.lower()), None)
        if fact and fact.kind == "sender" and fact.verified in ("confirmed", "plausible"):
            return Verdict(value, "genuine", "genuine-email", "email", params, fact)
        return Verdict(value, "unknown", "email-unlisted", "email", params)
    if host.lower().startswith("xn--") or ".xn--" in host.lower():
        return Verdict(value, "fake", "punycode", "email", params)
    if resembles(host):
        return Verdict(value, "fake", _lookalike(host), "email", params)
    if resembles(local):
        return Verdict(value, "fake", "borrowed-local", "email", params)
    return Verdict(value, "unknown", "email", "email", params)


def _check_link(value: str, facts: Facts) -> Verdict:
    link = read_link(value)
    if link is None or not link.host:
        return Verdict(value, "unknown", "no-address", "link")
    params = {"host": link.host}
    if is_official(link.host) and not link.user and not link.odd:
        return _check_official(value, link.scheme, link.host, facts)
    if link.host.lower().removeprefix("www.") in _MESSENGER_HOSTS or link.scheme in ("tg", "viber"):
        return Verdict(value, "fake", "messenger", "account", params)
    if re.search(r"(?:^|\.)xn--", link.host, re.IGNORECASE):
        return Verdict(value, "fake", "punycode", "link", params)
    if is_official(link.host.rstrip(".")) and not link.user and "\\" not in value:
        return Verdict(value, "unknown", "odd-address", "link", params)
    if resembles(link.host):
        return Verdict(value, "fake", _lookalike(link.host), "link", params)
    if (link.user or "\\" in value) and resembles(f"{link.user} {value}"):
        return Verdict(value, "fake", "hidden-host", "link", params)
    return Verdict(value, "unknown", "link", "link", params)


def _check_official(value: str, scheme: str, host: str, facts: Facts) -> Verdict:
    params = {"host": host.lower()}
    fact = next((one for one in facts.values()
                 if one.kind == "warning" and one.value.lower() == host.lower()), None)
    if fact:
        params |= {"title": fact.title, "note": fact.note, "value": fact.value}
        return Verdict(value, "unknown", "known-other", "link", params, fact)
    if scheme not in ("", "https"):
        return Verdict(value, "unknown", "not-https", "link", params)
    return Verdict(value, "genuine", "genuine-link", "link", params)


def _lookalike(host: str) -> str:
    labels = host.casefold().split(".")
    mixed = any(not one.isascii() and re.search("[a-z]", one) for one in labels)
    return "homoglyph" if mixed else "lookalike"


def _check_name(value: str, facts: Facts) -> Verdict:
    name = value.lstrip("@")
    for fact in facts.values():
        if fact.kind == "sender" and fact.value.lower() == value.lower():
            params = {"value": fact.value, "title": fact.title, "note": fact.note}
            if fact.verified == "confirmed" and resembles(fact.value):
                return Verdict(value, "genuine", "genuine-sms", "name", params, fact)
            return Verdict(value, "unknown", "known-other", "name", params, fact)
    if value.startswith("@") and resembles(name):
        return Verdict(value, "fake", "messenger", "account")
    if name.lower() == "госуслуги":
        return Verdict(value, "unknown", "name-russian", "name")
    if resembles(name):
        return Verdict(value, "fake", "borrowed-account", "account")
    return Verdict(value, "unknown", "name", "name")


def _worst(value: str, facts: Facts) -> Verdict:
    order = ("fake", "unknown", "genuine")
    verdicts = [check_contact(one.value, facts) for one in find_contacts(value)]
    return min(
        verdicts, key=lambda one: order.index(one.verdict), default=_check_name(value, facts)
    )


def contacts_in(text: str, facts: Facts) -> Iterator[tuple[Match, Verdict]]:
    """Every contact of ``text`` with its verdict, for the checklist and for letters."""
    for found in find_contacts(text):
        yield found, check_contact(found.value, facts)
