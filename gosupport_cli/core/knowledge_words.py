"""How well people's own words fit the phrases of each entry of the knowledge base.

A score is made of three things: how much the words that fit can tell at all (a word that half of
the entries have tells little), how much of the query an entry knows, and how much of one of its
phrases was said.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.keyboard import as_russian
from gosupport_cli.core.knowledge import CONFIDENT, plain
from gosupport_cli.core.later import later
from gosupport_cli.core.meant_word import Vocabulary

WEAK = 0.3  # below that a match is noise
# What words that half of the entries share cannot prove («не работает»), in nats; less is enough
# where the portal is named or a whole phrase was said.
_LEAST_INFORMATION, _LEAST_HERE = 4.0, 3.0
_WHOLE_PHRASE = 0.85  # so much of a phrase must be there among words that no entry knows
# A word that no entry knows, as a share of the rarest that one knows: it may turn a text to
# something else, but hardly one that is about the portal.
_UNKNOWN, _UNKNOWN_HERE = 0.45, 0.2
_TALK = 0.4  # the weight of a word of mere talk, in nats
_GUESSED = 0.8  # a word of the same root only is no proof
_HERE = 1.15  # a text that is about the portal is more likely to be meant
_COVERED = 0.5  # how much of the query the entry knows, against how much of a phrase was said
_SAID_EXACTLY = 0.75
_NO_PROOF = CONFIDENT - 0.05
_LONGEST_SYNONYM = 3  # words

_WORD = later(r"[a-zа-я0-9]+(?:[_-][a-zа-я0-9]+)*")
_PORTAL = later(r"госусл|gosuslugi|епгу|есиа|портал")
_OTHER_LAYOUT = later(r"[a-z\[\];,.`{}:<>~]*[\[\];,.`][a-z][a-z\[\];,.`{}:<>~]*")


class Lists(Frozen):
    """Words that are special, as people write them.

    ``ignored`` stand in every complaint («не» is not among them: «нет кнопки» is a symptom);
    ``common`` are of much talk («пишет»), they say little and nothing alone; ``foreign``, names of
    other sites, turn a text to something else; ``portal`` show that it is about the portal;
    ``services`` hint at that, and say nothing about what went wrong («пособие»).
    """

    ignored: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    portal: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()


class Words(Frozen):
    """``phrases`` and ``needs`` of each entry, by its number; the rest as in Index."""

    phrases: Sequence[Sequence[str]]
    needs: Sequence[Sequence[str]]
    stem: Callable[[str], str]
    synonyms: Mapping[str, str]
    lists: Lists = field(default_factory=Lists)

    def about_another_site(self, text: str) -> bool:
        """Whether another site is named, and the portal is not."""
        named = set(map(self.stem, _WORD.findall(plain(text))))
        # What a person declared to mean something of ours is no other site.
        foreign = set(map(self.stem, self.lists.foreign - self.synonyms.keys()))
        return bool(foreign & named) and not _PORTAL.search(plain(text))

    def scores(self, text: str) -> Iterator[tuple[int, float]]:
        """The numbers of the entries that have anything in common with ``text``."""
        asked = self._asked(text)
        new = asked.keys() - self._frequency.keys() - self._talk
        surely = {root for root, sure in asked.items() if sure == 1.0}
        named = bool(_PORTAL.search(plain(text)))
        here = named or bool(surely & self._portal_roots)
        weights = {root: self._weight(root) for root in asked}
        near = here or bool(surely & self._services)
        weights |= dict.fromkeys(new, (_UNKNOWN_HERE if near else _UNKNOWN) * self._rarest)
        total = sum(weights.values())
        for number, phrases in enumerate(self._phrases):
            # A word counts for an entry as far as the entry knows it, typing errors forgiven.
            known = {root: asked[root] for root in asked if root in self._vocabularies[number]}
            if not known.keys() - self._talk:
                continue
            said = sum(weights[root] * sure for root, sure in known.items())
            fit, phrase = max(((self._fit(one, known), one) for one in phrases), key=_first)
            enough = named or (fit > 0.95 and len(phrase) > 1)
            least = _LEAST_HERE if enough else _LEAST_INFORMATION
            score = min(1.0, said / least) * (_COVERED * said / total + (1 - _COVERED) * fit)
            if not here and self._proves_nothing(phrase, fit, known, len(new)):
                score = min(score, _NO_PROOF)
            score *= _HERE if here else 1
            if (needed := self._needed[number]) and not needed & surely:
                score = min(score, _NO_PROOF)
            yield number, score
        for number in self._said_exactly.get(frozenset(asked), ()) if len(asked) > 1 else ():
            yield number, _SAID_EXACTLY

    def _proves_nothing(
        self, phrase: frozenset[str], fit: float, known: Mapping[str, float], new: int
    ) -> bool:
        """«Забыл ключи»: one word in common, and the entry means something else."""
        telling = len({root for root in known.keys() - self._talk if known[root] > _GUESSED})
        if fit >= _WHOLE_PHRASE and (telling > 1 or not new):
            return False
        alone = telling == 1 and not phrase & known.keys() & (self._talk - {"не", "нет"})
        return alone or 0 < new >= telling

    def _fit(self, phrase: frozenset[str], said: Mapping[str, float]) -> float:
        """How much of ``phrase`` was said, by the weight of its words."""
        whole = sum(self._weight(word) for word in phrase)
        heard = sum(self._weight(word) * said.get(word, 0.0) for word in phrase)
        return heard / whole if whole else 0.0

    def _asked(self, text: str) -> dict[str, float]:
        """The roots that a person meant by ``text``, and how sure that is."""
        meant = [
            found
            for word in self._words(text)
            for found in self._reading(word)
            if word not in self.lists.ignored and not self._says_nothing(word, found[0])
        ]
        asked: dict[str, float] = {}
        for root, place, length in self._with_synonyms([root for root, _ in meant]):
            sure = min(sure for _, sure in meant[place : place + length])
            asked[root] = max(sure, asked.get(root, 0.0))
        return asked

    def _reading(self, word: str) -> tuple[tuple[str, float], ...]:
        # «=грузии» is meant in this form only: its root is that of «грузит».
        if meaning := self.synonyms.get(f"={word}"):
            return tuple((root, 1.0) for root in self._stems(meaning))
        if meant := self._vocabulary.meant(word):
            return meant
        # «бледно-серая»: where the whole is unknown its parts may be known; a code has no parts.
        parts = [word] if any(sign.isdigit() for sign in word) else word.split("-")
        return tuple(one for part in parts for one in (
            self._vocabulary.meant(part) or ((self.stem(part), 1.0),)))

    def _words(self, text: str) -> Iterator[str]:
        """The words as they were meant: «не возможна» is one word where the base has it so."""
        before = ""
        for word in self._written_words(text):
            if before == "не" and self.stem(before + word) in self._vocabulary.roots:
                yield before + word
                before = ""
                continue
            if before:
                yield before
            before = word
        if before:
            yield before

    def _written_words(self, text: str) -> Iterator[str]:
        for part in plain(text).split():
            # «ghb[jlbn» is one word: its bracket is a letter of the other layout.
            turned = as_russian(part) if _OTHER_LAYOUT.fullmatch(part) else ""
            if turned and self._vocabulary.meant(turned):
                yield turned
            else:
                yield from _WORD.findall(part)

    def roots(self, text: str) -> list[str]:
        """The roots of the words that carry meaning, in order, as they stand there."""
        return [root for root, _, _ in self._with_synonyms(self._stems(plain(text)))]

    def _stems(self, text: str) -> tuple[str, ...]:
        ignored = self.lists.ignored
        return tuple(self.stem(word) for word in _WORD.findall(text) if word not in ignored)

    def _with_synonyms(self, roots: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Each root that is meant, with the place and number of the roots it stands for."""
        place = 0
        while place < len(roots):
            for length in range(min(_LONGEST_SYNONYM, len(roots) - place), 0, -1):
                meaning = self._root_synonyms.get(tuple(roots[place : place + length]))
                if meaning is not None:
                    break
            else:
                meaning, length = (roots[place],), 1
            for root in meaning:
                yield root, place, length
            place += length

    @cached_property
    def _root_synonyms(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return {
            self._stems(said): self._stems(meaning)
            for said, meaning in self.synonyms.items()
            if not said.startswith("=")
        }

    def _says_nothing(self, word: str, root: str) -> bool:
        # Other forms of a short word are often another word («больше» and «большой»).
        ignored = self._ignored_roots.get(root)
        return ignored is not None and (len(ignored) > 6 or self.stem(word) != root)

    @cached_property
    def _ignored_roots(self) -> dict[str, str]:
        return {self.stem(word): word for word in sorted(self.lists.ignored, key=len)}

    @cached_property
    def _portal_roots(self) -> frozenset[str]:
        return frozenset(root for word in self.lists.portal for root in self.roots(word))

    @cached_property
    def _services(self) -> frozenset[str]:
        return frozenset(map(self.stem, self.lists.services))

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        said = {root for roots in self._root_synonyms for root in roots}
        known = frozenset().union(self._frequency, said, self._ignored_roots, self._talk)
        return Vocabulary(known, self.stem)

    @cached_property
    def _phrases(self) -> list[list[frozenset[str]]]:
        return [
            [roots for phrase in phrases if (roots := frozenset(self.roots(phrase)))]
            for phrases in self.phrases
        ]

    @cached_property
    def _said_exactly(self) -> dict[frozenset[str], list[int]]:
        """Whose phrase it is: «сайт не открывается» tells enough, though each word is talk."""
        found: dict[frozenset[str], list[int]] = {}
        for number, phrases in enumerate(self._phrases):
            for phrase in phrases:
                found.setdefault(phrase, []).append(number)
        return found

    @cached_property
    def _needed(self) -> list[frozenset[str]]:
        return [frozenset(root for word in needs for root in self.roots(word))
                for needs in self.needs]

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
        talk = (*self.lists.common, *self.lists.services, "не", "нет")
        return frozenset(self.stem(word) for word in talk)

    def _weight(self, root: str) -> float:
        if root in self._talk:
            return _TALK
        return self._rarest - math.log(self._frequency.get(root, 1))

    @cached_property
    def _rarest(self) -> float:
        return math.log(len(self.phrases) + 1)


def _first(pair: tuple[float, frozenset[str]]) -> float:
    return pair[0]
