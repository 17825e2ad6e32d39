"""Secrets are cut out, private numbers are masked (SPEC, Secrets and Data policy; DOMAIN §3).

``cut_secrets`` runs before anything is stored: its kinds are never needed by any support.
``mask_found`` runs when a document is rendered: its kinds may be needed, but not in free text.
Both look at values, never at words alone: «пароль не подходит» is a symptom, not a secret.

Neither finds everything: a plain Russian word in a sentence that is a password, a secret told in
a picture, a code without any word near it stay in the text. The person is told so (README,
``attach``).
"""

import re
from collections.abc import Callable, Mapping, Sequence

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later
from gosupport_cli.core.lookalikes import as_meant
from gosupport_cli.core.made_up import Secret, core_of, counts_things, looks_made_up
from gosupport_cli.core.private_patterns import PERSONS, PRIVATE, Private
from gosupport_cli.core.searching import Tried, stretches
from gosupport_cli.core.secret_patterns import SECRETS


class Cut(Frozen):
    """``removed`` names the kinds, in order, once each: password, code, cvv, token …"""

    text: str
    removed: tuple[str, ...] = ()


class Masked(Frozen):
    """``placeholders``: placeholder to value; only for the person's own eyes, never stored."""

    text: str
    placeholders: Mapping[str, str]


LABELS = {
    "password": "пароль",
    "code": "код",
    "cvv": "CVV",
    "token": "токен",
    "cookie": "cookie",
    "key": "ключ",
}
MARK = later(r"\[удалено: (?:" + "|".join(LABELS.values()) + r")\]")

# The second half of a value that a line wrap (or the joining of lines) cut in two.
_NEXT_LINE = later(
    r"[ \t]{0,8}\n[ \t>]{0,8}(?P<piece>[^\s«»\"\[\]]{2,4000})(?P<alone>[ \t]{0,8}(?=\n|$))?"
)
_NEXT_WORD = later(r" (?P<piece>[^\s«»\"\[\]]{2,4000})")
_MORE_PAIRS = later(r"(?:;[ \t]{0,3}[\w.%-]{1,100}=[^\s;\[\]\"]{0,4000}){1,60}")
_LISTED = later(r"\d{1,2}[.)]|\d+[.,:]\d+\S*|esia-\d+|https?:\S+|\d{3}", re.IGNORECASE)
_LATIN = later(r"[\x21-\x7e]+")
_MOST_PIECES = 60
_MOST_ROUNDS = 12
_TRIED = Tried(SECRETS)
_TRIED_PRIVATE = Tried(PRIVATE)
_TRIED_PERSONS = Tried(PERSONS)


def cut_secrets(text: str) -> Cut:
    """``text`` with every secret value replaced by ``[удалено: …]``; idempotent."""
    removed: list[str] = []
    for _ in range(_MOST_ROUNDS):
        before = len(removed)
        for secret in _TRIED.worth_trying(as_meant(text)):
            text = _without(text, secret, removed)
        if len(removed) == before:
            break
        # What is cut out may have stood between a word and its value.
    return Cut(text, tuple(dict.fromkeys(removed)))


def _without(text: str, secret: Secret, removed: list[str]) -> str:
    done: list[str] = []
    kept = 0  # up to here ``text`` stands in ``done``
    meant = as_meant(text)
    for begin, stop in stretches(meant, secret.needs, secret.reach):
        at = max(begin, kept)
        while found := secret.pattern.search(meant, at, stop):
            if found["value"].startswith("[удалено") or not secret.counts(found):
                # The next secret may begin inside what this pattern took for one.
                at = max(found.start() + 1, min(found.start("value"), found.end()))
                continue
            start = found.start("value")
            whole = secret.kind in ("cookie", "key")
            end = start + len(found["value"] if whole else core_of(found["value"]))
            done += [text[kept:start], f"[удалено: {LABELS[secret.kind]}]"]
            removed.append(secret.kind)
            at = kept = _end_of_pieces(text, end, secret) if secret.runs_on else end
            # Lines stay lines, so that lists and logs keep their shape.
            done.append("\n" * text.count("\n", start, kept))
    return "".join([*done, text[kept:]]) if done else text


def _end_of_pieces(text: str, end: int, secret: Secret) -> int:
    """Where the value ends when its next pieces stand on the next lines or behind a blank."""
    for _ in range(_MOST_PIECES):
        line = _NEXT_LINE.match(text, end)
        word = None if line else _NEXT_WORD.match(text, end)
        if line and _goes_on(line["piece"], secret, alone=line["alone"] is not None):
            end = line.start("piece") + len(core_of(line["piece"]))
            pairs = _MORE_PAIRS.match(text, end) if secret.kind == "cookie" else None
            end = pairs.end() if pairs else end
        elif word and _next_counts(text, word, secret):
            end = word.start("piece") + len(core_of(word["piece"]))
        else:
            return end
    return end


def _next_counts(text: str, word: re.Match[str], secret: Secret) -> bool:
    piece = core_of(word["piece"])
    if piece.isdecimal():
        # «Qwerty 123 456»; but 500 may be an answer of the server, and «3 раза» a count.
        return (secret.kind == "password" and len(piece) <= 8
                and not re.fullmatch(r"[45]\d\d|(?:19|20)\d\d", piece)
                and not counts_things(text, word.end("piece")))
    return bool(_LATIN.fullmatch(piece)) and looks_made_up(piece) and not _LISTED.fullmatch(piece)


def _goes_on(piece: str, secret: Secret, *, alone: bool) -> bool:
    if _LISTED.fullmatch(core_of(piece)) or not _LATIN.fullmatch(piece):
        return False
    if secret.kind in ("token", "cookie"):
        return len(piece) >= 12 or (alone and not piece.isalpha()) or "=" in piece
    return alone or looks_made_up(piece)


def mask_found(text: str, *, own_name: str = "", own: Sequence[str] = ()) -> Masked:
    """Passport, card, birth date, СНИЛС, ИНН and third persons become ``[СНИЛС-1]`` and so on.

    The same value always gets the same placeholder. ``own_name`` is the author, ``own`` are the
    author's phone and e-mail: not masked.
    """
    names: dict[tuple[str, str], str] = {}
    values: dict[str, str] = {}
    bare = {_same(one) for one in own if one}

    def is_own(private: Private, found: re.Match[str]) -> bool:
        value = found["value"]
        if private.label == "лицо":
            return bool(own_name) and (
                is_own_name(value, own_name) or _is_own_behind(found, own_name))
        return private.label in ("телефон", "почта") and _same(value) in bare

    for tried in (_TRIED_PRIVATE, _TRIED_PERSONS):
        for private in tried.worth_trying(text):
            text = _masked(text, private, names, values, is_own)
    return Masked(text, values)


def _masked(
    text: str,
    private: Private,
    names: dict[tuple[str, str], str],
    values: dict[str, str],
    is_own: Callable[[Private, re.Match[str]], bool],
) -> str:
    done: list[str] = []
    kept = 0  # up to here ``text`` stands in ``done``
    for begin, stop in stretches(text, private.needs, private.reach):
        at = max(begin, kept)
        while found := private.pattern.search(text, at, stop):
            at = max(found.end(), found.start() + 1)
            if private.counts(found) and not is_own(private, found):
                mark = _placeholder(private.label, found["value"], names, values)
                done += [text[kept : found.start("value")], mark]
                kept = found.end("value")
    return "".join([*done, text[kept:]]) if done else text


def _same(value: str) -> str:
    """A phone by its last ten digits, anything else by its letters."""
    digits = re.sub(r"\D", "", value)
    return value.strip().casefold() if "@" in value else digits[-10:]


def _placeholder(
    label: str, value: str, names: dict[tuple[str, str], str], values: dict[str, str]
) -> str:
    same = (label, value if "@" in value else re.sub(r"\D", "", value) or " ".join(value.split()))
    if same not in names:
        number = sum(1 for known, _ in names if known == label) + 1
        names[same] = f"[{label}-{number}]"
        values[names[same]] = value
    return names[same]


def is_own_name(value: str, own_name: str) -> bool:
    """The author in any case of the declension: every word is one of the author's names."""
    own = own_name.casefold().replace("ё", "е").split()
    words = re.sub(r"[.,]", " ", value.casefold().replace("ё", "е")).split()
    # «Иванова Александра» may be the wife; «Иванова Александра Ильича» is he.
    his = any(word.endswith("ича") for word in words)
    return len(own) > 1 and all(any(_same_name(word, name, his) for name in own) for word in words)


_NEXT_NAME = later(r"\s{1,2}([А-ЯЁ][а-яё]{1,25}(?:-[А-ЯЁ][а-яё]{1,25})?)(?!\w)")


def _is_own_behind(found: re.Match[str], own_name: str) -> bool:
    """«Пишет Мария Сергеевна Иванова»: the first word is no name, the next is the author's."""
    first, _, rest = found["value"].partition(" ")
    following = _NEXT_NAME.match(found.string, found.end("value"))
    return bool(first and rest.strip() and following) and is_own_name(
        f"{rest} {following[1] if following else ''}", own_name)


# The endings of the declension of names and of surnames like adjectives.
_ENDING = later(r"(?:[аяуюеиыйь]|[оеыи][йм]|[оеь]ю|ая|яя|ую|юю|[ое]го|[ое]му)?")
_FATHERLY = later(r"(?:вич|вн|ичн)(?:а|у|ем|ом|е|ы|ой|ою)?$")


def _same_name(word: str, name: str, his: bool) -> bool:
    """«Марии» is «Мария», «м» stands for it; «Марина» is not, nor «Ивановна» «Иванова»."""
    if len(word) == 1:
        return word == name[0]
    same_kind = bool(_FATHERLY.search(word)) == bool(_FATHERLY.search(name))
    both_end = name[-1] in "аяь" or word[-1] not in "аяы" or (his and word[-1] != "ы")
    hers = name[-1] not in "ая" or word[-1] in "аеийуыюя"  # «Иванов» is not «Иванова»
    fits = any(word.startswith(stem) and _ENDING.fullmatch(word, len(stem))
               for stem in _stems(name))
    return fits and same_kind and both_end and hers


def _stems(name: str) -> tuple[str, ...]:
    """What stays of a name in every case: «Дмитри-», «Зелинск-», «Павл-»."""
    if name[-1] not in "аеийоуыьюя":
        fleeting = len(name) > 4 and name[-2] in "ео"
        return (name, name[:-2] + name[-1]) if fleeting else (name,)
    return (name[:-1], name[:-2]) if name[-2:] in ("ий", "ый", "ой", "ая", "яя") else (name[:-1],)
