"""Small tools about Russian words for the checklist; all in time linear to the text."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from gosupport_cli.core.later import later

_WORD = later(r"[A-Za-zА-Яа-яЁё]+(?:-[A-Za-zА-Яа-яЁё]+)*")
# A sentence ends at a sign before a blank, or at a line's end; «№ 5.2» and «т. е.» do not end one.
_END = later(r"(?<=[^\s.][.!?…])[\"'»)]*\s+(?=[«\"(]?[A-ZА-ЯЁ0-9])|\n+")
_LINK = later(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]{1,255}", re.IGNORECASE)
_LATIN = later(r"[A-Za-z]")
_CYRILLIC = later(r"[А-Яа-яЁё]")


def words_of(text: str) -> list[str]:
    """Words without digits, as written; «из-за» is one."""
    return _WORD.findall(text)


def folded(text: str) -> str:
    """For comparing: small letters, «ё» as «е», one blank between words, no signs."""
    return " ".join(re.findall(r"\w+", text.lower().replace("ё", "е")))


def sentences_of(text: str) -> list[str]:
    """Sentences and lines, none empty."""
    return [one.strip() for one in _END.split(text) if one.strip()]


def without_links(text: str) -> str:
    """The text without addresses: their letters and signs are not the person's words."""
    return _LINK.sub(" ", text)


def unquoted(text: str) -> str:
    """The text without what stands in «quotes»: names of buttons and messages of the site."""
    return re.sub(r"«[^«»]{0,300}»|\"[^\"]{0,300}\"|“[^“”]{0,300}”", " ", text)


def mixes_scripts(word: str) -> bool:
    """Latin and Cyrillic letters in one run of letters («мaил»); «HTML-код» is two runs."""
    runs = re.split(r"[^A-Za-zА-Яа-яЁё]+", word)
    return any(_LATIN.search(run) and _CYRILLIC.search(run) for run in runs)


@lru_cache(maxsize=256)
def _compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = []
    for phrase in sorted(phrases, key=len, reverse=True):
        plain = re.escape(phrase.lower().replace("ё", "е")).replace(r"\*", r"\w*")
        alternatives.append(plain.replace(r"\ ", r"[\s,]+"))
    return re.compile(r"(?<![\w-])(?:" + "|".join(alternatives) + r")(?![\w-])")


def phrases_in(text: str, phrases: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Where a word list occurs, by whole words; ``глюч*`` in a list stands for all its forms."""
    plain = text.lower().replace("ё", "е")
    likely = tuple(phrase for phrase in phrases if _head(phrase) in plain)
    if likely:  # long lists take longer to compile than a short text to look through
        yield from _compiled(likely).finditer(plain)


@cache
def _head(phrase: str) -> str:
    """What every occurrence of ``phrase`` begins with."""
    return re.split(r"[ *]", phrase.lower().replace("ё", "е"), maxsplit=1)[0]
