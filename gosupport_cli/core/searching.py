"""Where in a long text a pattern is worth trying: near one of the words that it needs.

An expression that begins with a choice of words is tried at every character; looking for the
words themselves is a hundred times faster, and in most lines of a log none of them stands.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

# Below this a text is tried whole: finding stretches would cost more.
_SHORT = 4000
# What a look-ahead may see behind the end of a match.
_SLACK = 100


@lru_cache(maxsize=2)
def lowered(text: str) -> str:
    """``text`` in lower case with every character in its place («İ» would become two)."""
    return text.replace("İ", "i").lower()


class Needy(Protocol):
    """A pattern that names what it needs."""

    @property
    def needs(self) -> tuple[str, ...]: ...


One = TypeVar("One", bound=Needy)


class Tried(Generic[One]):
    """Patterns, of which only those are tried whose words stand in the text."""

    def __init__(self, all_of_them: Sequence[One]) -> None:
        self._all = all_of_them
        self._always = 0
        bits: dict[str, int] = {}
        for place, one in enumerate(all_of_them):
            self._always |= 0 if one.needs else 1 << place
            for need in one.needs:
                bits[need] = bits.get(need, 0) | 1 << place
        self._needs = tuple(bits.items())

    def worth_trying(self, text: str) -> list[One]:
        """In their order."""
        low, chosen = lowered(text), self._always
        for need, bits in self._needs:
            if need in low:
                chosen |= bits
        return [one for place, one in enumerate(self._all) if chosen >> place & 1]


def stretches(text: str, needs: tuple[str, ...], reach: int) -> Iterator[tuple[int, int]]:
    """(begin, end) of the parts of ``text`` that may hold a match, in order, not overlapping."""
    if not needs:
        yield 0, len(text)
        return
    low = lowered(text)
    there = [need for need in needs if need in low]
    if not there:
        return
    if len(text) <= _SHORT:
        yield 0, len(text)
        return
    begin = end = 0
    for at in sorted({at for need in there for at in _places(low, need)}):
        if at - reach > end:
            if end:
                yield begin, end
            begin = at - reach
        begin = max(begin, 0)
        end = min(at + reach + _SLACK, len(text))
    yield begin, end


def _places(low: str, need: str) -> Iterator[int]:
    at = low.find(need)
    while at >= 0:
        yield at
        at = low.find(need, at + 1)
