"""Which known word was meant: typing errors, other forms, the other layout, Latin letters.

Everything is judged against the words that are known already, so it stays quiet on all others.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.keyboard import as_russian, latin_offer
from gosupport_cli.core.later import later

_NOT_RELIABLE = 0.9  # read in another layout or alphabet
_SAME_ROOT = 0.75  # «подписываю» for «подписание»
_ALIKE = 0.6  # share of common trigrams from which two words have the same root
# Of short loans that no stemmer knows: «впном», «смсок».
_ENDINGS = ("ами", "ов", "ом", "ам", "ах", "ок", "ку", "а", "у", "е", "ы", "и")
_LASTING = later(r"(?:ирова|ыва|ива|ова|ева|ани|ени|анн|енн|ан|ен|ыв|ив|а|и|е)$")
_LATIN_TWINS = str.maketrans("abcehkmoptxy", "авсенкмортху")
_RUSSIAN_TWINS = str.maketrans("авсенкмортху", "abcehkmoptxy")
# Longest first: «shch» is one letter, «sh» another.
_SPELLED = {
    "tsya": "тся", "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш",
    "yu": "ю", "ya": "я", "yo": "е", "ye": "е", "ju": "ю", "ja": "я", "a": "а", "b": "б", "v": "в",
    "w": "в", "g": "г", "d": "д", "e": "е", "z": "з", "i": "и", "j": "й", "k": "к", "q": "к",
    "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "u": "у",
    "f": "ф", "h": "х", "c": "ц", "y": "ы", "x": "кс", "'": "ь",
}
_SOUND = later("|".join(_SPELLED))


def spelled_russian(word: str) -> str:
    """«oshibka» as «ошибка»: a Russian word that was written in Latin letters."""
    russian = _SOUND.sub(lambda sound: _SPELLED[sound[0]], word.casefold())
    return re.sub(r"(?<=[аеиоуыэюя])ы(?![а-я])|(?<=[аеиоуэюя])ы(?=[ао])", "й", russian)


class Vocabulary(Frozen):
    """Known roots; ``stem`` brings a Russian or English word to its root."""

    roots: Collection[str]
    stem: Callable[[str], str]

    @cached_property
    def _seen(self) -> dict[str, tuple[tuple[str, float], ...]]:
        return {}

    def meant(self, word: str) -> tuple[tuple[str, float], ...]:
        """The known roots that ``word`` was meant to be, and how sure; none when nothing fits.

        More than one only where a blank was left out («неприходит»).
        """
        if word not in self._seen:
            self._seen[word] = next(self._readings(word), ())
        return self._seen[word]

    def _readings(self, word: str) -> Iterator[tuple[tuple[str, float], ...]]:
        root = self.stem(word)
        if root in self.roots:
            yield ((root, 1.0),)
        if len(word) < 2 or any(sign.isdigit() for sign in word):
            return
        for other in _written_otherwise(word):
            if (found := self.stem(other)) in self.roots:
                yield ((found, _NOT_RELIABLE),)
        if len(bare := _bare(root)) > 3 and (kin := self._bare_roots.get(bare)):
            yield ((kin, _NOT_RELIABLE),)
        for ending in _ENDINGS:
            if word.endswith(ending) and (short := word[: -len(ending)]) in self.roots:
                yield ((short, _NOT_RELIABLE),) if len(short) > 2 else ()
        for cut in (2, *range(4, len(word) - 3)):
            parts = (self.stem(word[:cut]), self.stem(word[cut:]))
            if (cut > 2 or word.startswith("не")) and all(part in self.roots for part in parts):
                yield tuple((part, _NOT_RELIABLE) for part in parts)
        for other in (word, *_written_otherwise(word)):
            root = self.stem(other)
            if (other == word or len(root) > 6) and (near := self._near(root)):
                yield (near if other == word else (near[0], near[1] * _NOT_RELIABLE),)

    def _near(self, root: str) -> tuple[str, float] | None:
        """The known root that differs by a typing error, or is another form of the word."""
        if len(root) < 5:
            return None
        allowed = 1 if len(root) < 9 else 2
        errors = [
            (distance, known)
            for length in range(len(root) - allowed, len(root) + allowed + 1)
            for known in self._by_length.get(length, ())
            if _may_be(root, known) and (distance := edits(root, known, allowed)) <= allowed
        ]
        if errors:
            distance, known = min(errors)
            return known, 1.0 - 0.12 * distance
        own = _trigrams(root)
        shares = [
            (2 * len(own & theirs) / (len(own) + len(theirs)), known)
            for known, theirs in self._by_beginning.get(root[:3], ())
        ]
        alike = max(shares, default=(0.0, ""))
        return (alike[1], _SAME_ROOT) if alike[0] >= _ALIKE else None

    @cached_property
    def _bare_roots(self) -> Mapping[str, str]:
        return {_bare(root): root for root in sorted(self.roots, key=len, reverse=True)}

    @cached_property
    def _by_length(self) -> Mapping[int, list[str]]:
        found: dict[int, list[str]] = {}
        for root in sorted(root for root in self.roots if len(root) >= 5):
            found.setdefault(len(root), []).append(root)
        return found

    @cached_property
    def _by_beginning(self) -> Mapping[str, list[tuple[str, frozenset[str]]]]:
        found: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for root in sorted(root for root in self.roots if len(root) >= 5):
            found.setdefault(root[:3], []).append((root, _trigrams(root)))
        return found


def _may_be(root: str, known: str) -> bool:
    """Whether a look at the letters is worth while: one end of the two words is the same."""
    return root[:2] == known[:2] or root[-2:] == known[-2:] or root[0] == known[0]


def _written_otherwise(word: str) -> Iterator[str]:
    """The word in the other layout, in Latin letters, with letters that only look right."""
    latin = bool(re.search("[a-z]", word))
    russian = bool(re.search("[а-я]", word))
    if latin and russian:
        yield word.translate(_LATIN_TWINS)
        yield word.translate(_RUSSIAN_TWINS)
        yield "".join(as_russian(sign) for sign in word)
    elif latin:
        yield as_russian(word)
        yield spelled_russian(word)
    elif turned := latin_offer(word):
        yield turned


def _bare(root: str) -> str:
    """Without the endings that make a verb lasting or a noun: «привязыва» and «привяза»."""
    return _LASTING.sub("", root)


def _trigrams(word: str) -> frozenset[str]:
    return frozenset(word[at : at + 3] for at in range(len(word) - 2))


def edits(one: str, other: str, limit: int) -> int:
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
