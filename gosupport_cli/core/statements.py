"""Whether a sentence really states what a wording in it says, or only speaks of it.

Every word up to the wording has to be known to be harmless (``letter-*`` in lists.yaml):
«не закрыто», «будет закрыто», «почти решено», «говорят, закрыто» have one that is not.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later
from gosupport_cli.core.wordings import NAMED, Pattern


class Words(Frozen):
    """Word lists of templates/lists.yaml. ``known``: harmless in a statement; ``doubt``: what
    takes a statement back, wherever in its sentence it stands; ``contradiction``: what does so
    in a later sentence; ``reason``: begins a reason, which may have any words."""

    known: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    doubt: tuple[str, ...] = ()
    contradiction: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    person: tuple[str, ...] = ()


NO_WORDS = Words()


_LISTS = ("known", "doubt", "contradiction", "reason", "support", "person")


def words_from(lists: Mapping[str, tuple[str, ...]]) -> Words:
    """Out of the catalogue's lists ``letter-…``."""
    return _made(tuple(lists.get(f"letter-{name}", ()) for name in _LISTS))


@lru_cache(maxsize=4)
def _made(lists: tuple[tuple[str, ...], ...]) -> Words:
    """Made once, asked for with each of thousands of letters."""
    known, *others = (tuple(map(plain_words, words)) for words in lists)
    return Words(
        frozenset(one for one in known if " " not in one),
        tuple(sorted((one for one in known if " " in one), key=len, reverse=True)),
        *others,
    )


# «Статус «Выполнен»» is the support's word; «вы писали: «закрыто»» is a quote.
_QUOTED = later(r"«[^«»]*»|\"[^\"]*\"|“[^“”]*”|„[^„“]*“")


def unquoted(text: str) -> str:
    """Quoted words are blanked, unless a status is named by them or all is in quotes."""
    outside = _QUOTED.sub(" ", text)
    if re.search(r"\bстатус", outside, re.IGNORECASE) or not re.search(r"\w", outside):
        return re.sub(r"[«»\"“”„]", " ", text)
    return _QUOTED.sub(lambda one: " " * len(one.group()), text)


_CLAUSE = later(r"[,;()]|:(?!\d)|\s[-–—]+\s|$")
# A number, a date or a time is no word.
_NO_WORD = later(
    r"\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\s*(?:г\b\.?|года\b)?|\d{1,2}:\d{2}(?::\d{2})?"
    r"|\d{1,2}\s+(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\w*(?:\s+\d{4})?"
    r"(?:\s*(?:г\b\.?|года\b))?",
    re.IGNORECASE,
)
# «Сбой в работе портала» is no word about the request.
_OTHER_MEANING = later(r"(?:сбо|ошиб|перебо|непола|проблем|затруднен)\w*\s+$", re.IGNORECASE)


def harmless(plain: str, found: re.Match[str], pattern: Pattern, words: Words) -> bool:
    """Whether ``found``, where ``pattern`` fits the sentence ``plain``, is what it states."""
    if pattern.status == "in_progress" and _OTHER_MEANING.search(plain[: found.start()]):
        return False
    end = _CLAUSE.search(plain, found.end())
    stop = end.start() if end else len(plain)
    inside, after = plain[found.end() : stop], plain[stop:]
    reason = first_of(plain_words(inside), words.reason)
    if pattern.status == "needs_info" or reason == 0:  # what is wanted, or why, may be anything
        inside, after = "", f"{inside} {after}"
    elif reason is not None:
        cut = _cut(inside, words.reason)
        inside, after = inside[:cut], f"{inside[cut:]} {after}"
    if first_of(plain_words(after), words.doubt) is not None:
        return False
    said = found.group().replace(found.groupdict().get("word") or "\0", " ")
    return _all_known(f"{_between(plain[: found.start()])} {said} {inside}", words)


def _between(text: str) -> str:
    """What stands before, without a name that is spoken to: «Мария Сергеевна, ваш запрос»."""
    return _SPOKEN_TO.sub(" ", text)


_SPOKEN_TO = later(
    r"(?:^|(?<=[,!]))\s*(?:[^\W\d_]+[ ]+){0,2}[^\W\d_]*(?:вич|вна|ична)[ ]*(?:[^\W\d_]+[ ]*)?"
    r"(?=,|$)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4)
def with_wordings(words: Words, patterns: tuple[Pattern, ...]) -> Words:
    """``words``, and those of all wordings: «был закрыт, теперь в работе» has two."""
    own = {word for one in patterns
           for word in plain_words(re.sub(r"\{\w+\}|/", " ", one.say)).split()}
    return replace(words, known=words.known | own)


def _all_known(text: str, words: Words) -> bool:
    rest = _NO_WORD.sub(" ", NAMED.sub(_without_number, text))
    plain = f" {plain_words(rest)} "
    for phrase in words.phrases:
        plain = plain.replace(f" {phrase} ", " ")
    return all(one in words.known or _misspelt(one) for one in plain.split())


def _without_number(found: re.Match[str]) -> str:
    # «обращение № 123»: the word before the number stays, it is to be judged too.
    if not found["named"]:
        return " "
    return re.sub(r"\S*\d\S*", " ", found.group())


# The words for a request, which people misspell when they retype an SMS.
_OFTEN = ("запрос", "обращение", "обращению", "обращения", "заявка", "статус")


def _misspelt(word: str) -> bool:
    """One letter is left out, doubled, changed or two changed places."""
    if len(word) < 5 or re.search(r"[^а-я]", word):
        return False
    return any(_near(word, one) for one in _OFTEN)


def _near(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    return (left[1:] == right[1:] or left[1:] == right or left == right[1:]
            or (left[:2] == right[:2][::-1] and left[2:] == right[2:]))


def plain_words(text: str) -> str:
    """Small letters, no signs, one blank between words."""
    return " ".join(re.findall(r"[\w%]+(?:-\w+)*", text.casefold().replace("ё", "е")))


def first_of(plain: str, phrases: Iterable[str]) -> int | None:
    """Where the first of ``phrases`` stands, by whole words; a star stands for any ending."""
    places = [one.start() for phrase in phrases for one in [_phrase(phrase).search(plain)] if one]
    return min(places, default=None)


def _cut(text: str, phrases: Iterable[str]) -> int:
    found = [one.start() for phrase in phrases
             for one in [_phrase(phrase).search(text.casefold().replace("ё", "е"))] if one]
    return min(found, default=len(text))


def _phrase(phrase: str) -> re.Pattern[str]:
    exact = re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return re.compile(rf"(?<![\w-]){exact}(?![\w-])")
