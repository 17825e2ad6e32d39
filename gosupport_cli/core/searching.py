"""Where in a long text a pattern is worth trying: near one of the words that it needs.

An expression that begins with a choice of words is tried at every character; looking for the
words themselves is a hundred times faster, and in most lines of a log none of them stands.
"""

from collections.abc import Iterator
from functools import lru_cache

# Below this a text is tried whole: finding stretches would cost more.
_SHORT = 4000
# What a look-ahead may see behind the end of a match.
_SLACK = 100


@lru_cache(maxsize=2)
def lowered(text: str) -> str:
    """``text`` in lower case with every character in its place («İ» would become two)."""
    return text.replace("İ", "i").lower()


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
