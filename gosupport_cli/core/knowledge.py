"""The knowledge base: what an error means and what to try, and how well a text fits an entry.

Match order (DOMAIN §4): exact code, then a text of the screen word for word, then words. All
128 entries are scored at every search: that costs less than a database would to build, and it
gives an absolute score from 0 to 1, which is what an honest «nothing found» needs.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from gosupport_cli.core.later import later

Evidence = Literal["screen", "official-table", "issue", "news", "general"]
Destination = Literal[
    "self-help", "support", "agency", "mfc", "bank-police", "site-owner", "complaint", "urgent"
]

CONFIDENT = 0.5  # from here on a match is shown without being asked for
_WEAK = 0.3  # below that it is noise even for --all
# What words that half of the entries share cannot prove («не работает»), in nats.
_LEAST_INFORMATION = 4.0
_WHOLE_PHRASE = 0.85  # so much of a phrase must be there when one word alone speaks
_UNKNOWN = 0.35  # a word that no entry knows, as a share of the rarest that one knows
_TALK = 0.4  # the same for a word of mere talk


@dataclass(frozen=True)
class Topic:
    """A group of entries, for browsing; ``id`` is a letter."""

    id: str
    title: str


@dataclass(frozen=True)
class Step:
    """Something to try. ``tried``: choices of ``problem.tried`` that mean the same."""

    id: str
    text: str
    tried: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A known problem (templates/knowledge/*.yaml).

    ``codes`` stand alone (``ESIA-007015``, ``ERR_FAILED``), ``texts`` are the screen's own words
    (``…`` any text, ``{N}`` a number), ``words`` are how people put it. ``steps`` are ids.
    """

    id: str
    group: str
    title: str
    evidence: Evidence
    as_of: str
    route: Destination
    deadline_class: str
    steps: tuple[str, ...]
    codes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Match:
    """An entry that fits, ``score`` from 0 to 1; ``by`` says what fitted."""

    entry: Entry
    score: float
    by: Literal["code", "text", "words"]

    @property
    def confident(self) -> bool:
        """Whether to show it without being asked for weaker ones."""
        return self.score >= CONFIDENT


_WORD = later(r"[a-zа-я0-9]+(?:[_-][a-zа-я0-9]+)*")
_SENTENCE = later(r"[\n\r!?;]+|\.(?:\s|$)")
_PORTAL = later(r"госусл|gosuslugi|епгу|есиа|портал")
LONGEST = 20_000  # characters of a pasted page that are looked at


def plain(text: str) -> str:
    """Lower case, ё as е, quotes and runs of blanks gone."""
    lowered = text.casefold().replace("ё", "е")
    return re.sub(r"\s+", " ", re.sub(r"[«»\"'“”„]", "", lowered)).strip()


@dataclass(frozen=True)
class Index:
    """Entries ready for searching; ``stem`` brings a Russian or English word to its root.

    ``synonyms``: word to what stands for it (both as people write them); ``ignored``: words
    that stand in every complaint («не» is not among them: «нет кнопки» is a symptom);
    ``common``: words of much talk («пишет», «долго»), which say little and nothing alone;
    ``foreign``: names of other sites, which turn the words of a text to something else.
    """

    entries: Sequence[Entry]
    stem: Callable[[str], str]
    synonyms: Mapping[str, str] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()

    def search(self, text: str) -> list[Match]:
        """All matches that are not noise, best first."""
        query = text[:LONGEST]
        found: dict[str, Match] = {}
        for match in (*self._by_code(query), *self._by_text(query), *self._by_words(query)):
            known = found.get(match.entry.id)
            if known is None or match.score > known.score:
                found[match.entry.id] = match
        return sorted(found.values(), key=lambda one: (-one.score, one.entry.id))

    def _by_code(self, query: str) -> Iterator[Match]:
        folded = query.casefold()
        for entry in self.entries:
            for code in entry.codes:
                if _code_pattern(code).search(folded):
                    # ERR_FAILED inside NET::ERR_FAILED_X must lose against the longer code.
                    yield Match(entry, 0.98 + min(len(code), 40) / 2000, "code")

    def _by_text(self, query: str) -> Iterator[Match]:
        flat = plain(query)
        for entry, pattern, length in self._texts:
            if pattern.search(flat):
                # A long sentence cannot be there by chance; one word can.
                yield Match(entry, min(0.97, 0.55 + 0.012 * length), "text")

    @cached_property
    def _texts(self) -> list[tuple[Entry, re.Pattern[str], int]]:
        return [
            (entry, _text_pattern(text), len(plain(text)))
            for entry in self.entries
            for text in entry.texts
        ]

    def _by_words(self, query: str) -> Iterator[Match]:
        best: dict[str, float] = {}
        named = set(_WORD.findall(plain(query)))
        if self.foreign & named and not _PORTAL.search(plain(query)):
            return
        for segment in _segments(query):
            for number, score in self._scores(segment):
                name = self.entries[number].id
                best[name] = max(best.get(name, 0.0), score)
        for entry in self.entries:
            if best.get(entry.id, 0.0) >= _WEAK:
                yield Match(entry, round(min(best[entry.id], 0.95), 3), "words")

    def _scores(self, segment: str) -> Iterator[tuple[int, float]]:
        asked = dict.fromkeys(self.roots(segment))
        if not asked:
            return
        nearest = {root: self._nearest(root) for root in asked}
        weights = {root: self._weight(nearest[root][0] or root) for root in asked}
        total = sum(weights.values())
        strange = any(not word for root, (word, _) in nearest.items() if root not in self._talk)
        for number, phrases in enumerate(self._phrases):
            words = self._vocabularies[number]
            # A word counts for an entry as far as the entry knows it, typing errors forgiven.
            known = {
                root: sure
                for root, (word, sure) in nearest.items()
                if word and word in words
            }
            if not known.keys() - self._talk:
                continue
            said = sum(weights[root] * sure for root, sure in known.items())
            coverage = said / total
            matched = {nearest[root][0]: sure for root, sure in known.items()}
            fit = max(self._fit(phrase, matched) for phrase in phrases)
            score = min(1.0, said / _LEAST_INFORMATION) * (0.5 * coverage + 0.5 * fit)
            if strange and len(set(matched) - self._talk) < 2 and fit < _WHOLE_PHRASE:
                # «забыл ключи»: one word in common, and the entry means something else.
                score = min(score, CONFIDENT - 0.05)
            yield number, score

    def _fit(self, phrase: frozenset[str], matched: Mapping[str, float]) -> float:
        """How much of ``phrase`` was said, by the weight of its words."""
        whole = sum(self._weight(word) for word in phrase)
        said = sum(self._weight(word) * matched.get(word, 0.0) for word in phrase)
        return said / whole if whole else 0.0

    def roots(self, text: str) -> list[str]:
        """The roots of the words that carry meaning, in order."""
        roots = [self.stem(word) for word in _WORD.findall(plain(text)) if word not in self.ignored]
        return [meant for root in roots for meant in self._root_synonyms.get(root, (root,))]

    @cached_property
    def _root_synonyms(self) -> dict[str, tuple[str, ...]]:
        return {
            self.stem(word): tuple(self.stem(part) for part in meaning.split())
            for word, meaning in self.synonyms.items()
        }

    @cached_property
    def _phrases(self) -> list[list[frozenset[str]]]:
        return [
            [
                roots
                for phrase in (entry.title, *entry.texts, *entry.words)
                if (roots := frozenset(self.roots(phrase)))
            ]
            for entry in self.entries
        ]

    @cached_property
    def _vocabularies(self) -> list[frozenset[str]]:
        return [frozenset().union(*phrases) for phrases in self._phrases]

    @cached_property
    def _frequency(self) -> dict[str, int]:
        counted: dict[str, int] = {}
        for words in self._vocabularies:
            for word in words:
                counted[word] = counted.get(word, 0) + 1
        return counted

    @cached_property
    def _talk(self) -> frozenset[str]:
        """Roots that prove nothing alone: of ``common``, and «не», which half of the base has."""
        return frozenset(root for word in (*self.common, "не", "нет") for root in self.roots(word))

    def _weight(self, root: str) -> float:
        if root in self._talk:
            return _TALK
        # A word that no entry knows tells against every entry, but it may be mere talk.
        count = self._frequency.get(root)
        every = len(self.entries) + 1
        return math.log(every / count) if count else _UNKNOWN * math.log(every)

    def _nearest(self, root: str) -> tuple[str, float]:
        """The known root that was meant, and how sure that is; ("", 0) for none."""
        if root in self._frequency:
            return root, 1.0
        if len(root) < 4 or any(sign.isdigit() for sign in root):
            return "", 0.0
        allowed = 1 if len(root) < 8 else 2
        near = [
            (distance, word)
            for word in self._frequency
            if abs(len(word) - len(root)) <= allowed
            and len(word) >= 5
            and (distance := _distance(root, word, allowed)) <= allowed
        ]
        if near:
            distance, word = min(near)
            return word, 1.0 - 0.12 * distance
        longer = [w for w in self._frequency if len(root) >= 5 and w.startswith(root)]
        return (min(longer, key=len), 0.8) if longer else ("", 0.0)


def _segments(text: str) -> Iterator[str]:
    """The whole when it is short, and each sentence: a pasted page has many."""
    if len(text) <= 300:
        yield text
    seen = [part.strip() for part in _SENTENCE.split(text) if part.strip()]
    for part in seen[:200] if len(seen) > 1 or len(text) > 300 else []:
        yield part[:300]


def _code_pattern(code: str) -> re.Pattern[str]:
    # «pr connect reset error» is how a code looks once it was typed off the screen.
    exact = re.escape(code.casefold()).replace("…", r"\d*").replace("_", r"[_\s-]")
    return re.compile(rf"(?<![\w-]){exact}(?![\w-])")


def _text_pattern(text: str) -> re.Pattern[str]:
    exact = re.escape(plain(text)).replace("…", ".{0,200}?")
    return re.compile(r"(?<!\w)" + exact.replace(r"\{n\}", r"\d+").rstrip(r".\:") + r"(?!\w)")


def _distance(one: str, other: str, limit: int) -> int:
    """Edits between two words, a swap of neighbours counting once; ``limit + 1`` when more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def remaining(steps: Iterable[Step], tried: Iterable[str]) -> list[Step]:
    """The steps that were not taken yet (G-43)."""
    done = set(tried)
    return [step for step in steps if not (step.tried and done & set(step.tried))]
