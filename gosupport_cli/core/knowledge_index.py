"""How well a text fits each entry of the knowledge base.

Match order (DOMAIN §4): exact code, then a text of the screen word for word, then words
(knowledge_words). All 128 entries are scored at every search: that costs less than a database
would to build, and it gives an absolute score from 0 to 1, which an honest «nothing found» needs.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.knowledge import LONGEST, Entry, Match, plain
from gosupport_cli.core.knowledge_words import WEAK, Lists, Words
from gosupport_cli.core.later import later

_SENTENCE = later(r"[\n\r!?;]+|\.(?:\s|$)")


class Index(Frozen):
    """Entries ready for searching; ``stem`` brings a Russian or English word to its root.

    ``synonyms``: word or phrase to what stands for it, both as people write them.
    """

    entries: Sequence[Entry]
    stem: Callable[[str], str]
    synonyms: Mapping[str, str] = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)

    def search(self, text: str) -> list[Match]:
        """All matches that are not noise, best first."""
        query = text[:LONGEST]
        found: dict[str, Match] = {}
        codes = tuple(self._by_code(query))
        # Nothing but a code: no words need to be weighed (and brought to their roots before).
        alone = bool(codes) and len(query.split()) == 1
        others = () if alone else (*self._by_text(query), *self._by_words(query))
        for match in (*codes, *others):
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
            for whole in entry.texts
            for text in dict.fromkeys((whole, *_long_sentences(whole)))
        ]

    def _by_words(self, query: str) -> Iterator[Match]:
        best: dict[int, float] = {}
        if self._words.about_another_site(query):
            return
        for segment in _segments(query):
            for number, score in self._words.scores(segment):
                best[number] = max(best.get(number, 0.0), score)
        for number, score in best.items():
            if score >= WEAK:
                yield Match(self.entries[number], round(min(score, 0.95), 3), "words")

    @cached_property
    def _words(self) -> Words:
        phrases = [(entry.title, *entry.texts, *entry.words) for entry in self.entries]
        needs = [entry.needs for entry in self.entries]
        return Words(phrases, needs, self.stem, self.synonyms, self.lists)


def _long_sentences(text: str) -> list[str]:
    """The sentences of a text of the screen that tell enough when only one of them was pasted."""
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if len(part) >= 40]


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
    # Some browsers show «NET::ERR_…», others the same without its beginning.
    exact = exact.replace("net::", "(?:net::)?")
    return re.compile(rf"(?<![\w-]){exact}(?![\w-])")


def _text_pattern(text: str) -> re.Pattern[str]:
    exact = re.escape(plain(text)).replace("…", ".{0,200}?")
    return re.compile(r"(?<!\w)" + exact.replace(r"\{n\}", r"\d+").rstrip(r".\:") + r"(?!\w)")
