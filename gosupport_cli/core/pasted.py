"""A pasted SMS or chat text: the one status that it plainly states, or none.

A wrong status would be believed, so nothing is guessed: see ``core.statements``. Questions and
quotes state nothing, what is denied elsewhere in the text does not count, and where two
statuses are stated and not which one is last, there is none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from gosupport_cli.core.chat_lines import Line, lines_of
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later
from gosupport_cli.core.letter_codes import cut_codes
from gosupport_cli.core.statements import (
    Words,
    first_of,
    harmless,
    plain_words,
    unquoted,
    with_wordings,
)
from gosupport_cli.core.wordings import (
    NAMED,
    Meaning,
    Pattern,
    Reading,
    by_pattern,
    compiled,
    named,
)

_LONGEST = 20_000  # characters that are read; what a status says stands in a few hundred
_LONGEST_SMS = 250  # a longer text with a code is an answer that mentions one
_LONGEST_SENTENCE = 600  # a longer one states nothing
_Numbers = Sequence[tuple[int, str]]  # where a number stands, and which
# The order in which a request goes on; a text that goes back in it may be newest-first.
_RANK = {"waiting": 0, "in_progress": 1, "needs_info": 2, "resolved": 3, "refused": 3, "closed": 4,
         "reopened": 5}


class _Said(Frozen):
    """One statement: what it means, and where and when it stands."""

    reading: Reading
    place: int
    stamp: tuple[str, str] | None


def read_pasted(
    text: str, patterns: Sequence[Pattern], meaning: Meaning, words: Words
) -> Reading:
    """What ``text`` states. ``event`` «several»: more than one thing, and not which is last."""
    text = text[:_LONGEST]
    for pattern in patterns:
        found = compiled(pattern.say).search(text)
        if found and pattern.kind in ("code", "notice"):
            return by_pattern(pattern, found, (), meaning)
    known = [(one.start(), named(one)) for one in NAMED.finditer(text)]
    numbers = tuple(dict.fromkeys(number for _, number in known))
    statuses = tuple(one for one in patterns if one.kind in ("status", "event"))
    lines = lines_of(text, words.support, words.person, words.known)
    words = with_wordings(words, statuses)
    sentences = [one for line in lines for one in _sentences(line)]
    said = [one for sentence in sentences
            for one in _stated(sentence, known, statuses, meaning, words)]
    denied = {one for sentence in sentences for one in _denied(sentence, statuses)}
    said = [one for one in said if one.reading.status not in denied or not one.reading.status]
    if not said and not numbers and len(text) <= _LONGEST_SMS and cut_codes(text) != text:
        return Reading("code")
    if not said or _taken_back(sentences, said[-1], words):
        return Reading("unknown", numbers)
    return _last(said) or Reading("unknown", numbers, event="several")


class _Sentence(Frozen):
    """``start``: its place in the whole text."""

    text: str
    start: int
    line: Line
    asks: bool


_END = later(r"[.!?…]+(?=\s|$)|;|\n")


def _sentences(line: Line) -> Iterator[_Sentence]:
    start = 0
    for end in (*_END.finditer(line.text), None):
        stop = end.start() if end else len(line.text)
        part = line.text[start:stop]
        if part.strip() and len(part) <= _LONGEST_SENTENCE:
            asks = "?" in part or bool(end and "?" in end.group())
            yield _Sentence(part, line.start + start, line, asks)
        start = end.end() if end else stop


def _stated(
    sentence: _Sentence, numbers: _Numbers, patterns: Iterable[Pattern], meaning: Meaning,
    words: Words,
) -> Iterator[_Said]:
    """The last status that a sentence states: «зарегистрировано и взято в работу»."""
    if sentence.asks:
        return
    plain = unquoted(sentence.text)
    best: tuple[int, int, Reading] | None = None
    for pattern in patterns:
        for found in compiled(pattern.say).finditer(plain):
            if best and (found.end(), found.end() - found.start()) <= best[:2]:
                continue
            if not harmless(plain, found, pattern, words):
                continue
            about = _about(numbers, sentence, found)
            reading = by_pattern(pattern, found, about, meaning)
            if pattern.kind == "status" and not reading.status:
                continue  # a word for a status that nobody knows
            best = (found.end(), found.end() - found.start(), reading)
    if best:
        yield _Said(best[2], sentence.start, sentence.line.stamp)


_DENIED = later(r"\bне\s+(?:был[ао]?\s+)?$", re.IGNORECASE)
_CONDITION = ("если", "когда", "пока", "чтобы")


def _denied(sentence: _Sentence, patterns: Iterable[Pattern]) -> Iterator[str]:
    """Statuses that a sentence plainly denies: «он не закрыт»."""
    if sentence.asks or first_of(plain_words(sentence.text), _CONDITION) is not None:
        return
    for pattern in patterns:
        for found in compiled(pattern.say).finditer(sentence.text):
            if _DENIED.search(sentence.text[: found.start()]):
                yield pattern.status


def _taken_back(sentences: Iterable[_Sentence], last: _Said, words: Words) -> bool:
    return any(
        one.start > last.place and first_of(plain_words(one.text), words.contradiction) is not None
        for one in sentences
    )


def _last(said: Sequence[_Said]) -> Reading | None:
    """The status that holds now; None where that cannot be told."""
    if len({one.reading.numbers[:1] for one in said}) > 1:
        return None
    dates = [one.stamp for one in said]
    if all(one and one[0] for one in dates):
        return max(said, key=lambda one: one.stamp or ("", "")).reading
    ranks = [_RANK.get(one.reading.status, -1) for one in said if one.reading.status]
    return said[-1].reading if ranks == sorted(ranks) else None


def _about(known: _Numbers, sentence: _Sentence, found: re.Match[str]) -> tuple[str, ...]:
    """The one number that a statement is about: one of its own sentence, the last before its
    end first; else the last one before it; else the first after it. Others are mentioned."""
    first, stop = sentence.start, sentence.start + len(sentence.text)
    own = [one for one in known if first <= one[0] < stop]
    place = first + found.end()
    for numbers in (own, known):
        before = [number for start, number in numbers if start < place]
        if before or numbers:
            return (before[-1] if before else numbers[0][1],)
    return ()


