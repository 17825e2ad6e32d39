"""A text in pages of a screen, broken between paragraphs and sentences where that can be."""

from collections.abc import Iterable, Sequence

from gosupport_cli.core.folding import lines_of
from gosupport_cli.core.later import later
from gosupport_cli.core.normalise import clean_text

_SENTENCE_END = later(r"(?<=[.!?…])\s+(?=[A-ZА-ЯЁ«\d])")
_ENDLESS = 10**6


def height(lines: Iterable[str], columns: int) -> int:
    """Rows of the screen: a command longer than one goes on in the next."""
    return sum(max(1, -(-len(line) // columns)) for line in lines)


def pages(paragraphs: Sequence[str], width: int, room: int = _ENDLESS) -> list[list[str]]:
    """Pages of at most ``room`` rows; an empty line stands before the first paragraph."""
    setting = _Setting(width, room)
    for paragraph in paragraphs:
        for line in clean_text(paragraph).split("\n"):
            setting.add(line)
    whole = [*setting.full, setting.page]
    while len(whole) > 1 and not any(line.strip() for line in whole[-1]):
        whole.pop()
    return whole


class _Setting:
    """Lays one paragraph behind the other."""

    def __init__(self, width: int, room: int) -> None:
        self._width, self._room = width, room
        self.full: list[list[str]] = []
        self.page = [""]

    def add(self, text: str) -> None:
        first, rest = "", "  " if text.startswith("- ") else ""
        while not self._put(lines := self._lines(text, first, rest)):
            left = self._room - self._height(self.page)
            # Less than half a page is rather left empty than a paragraph broken.
            whole_next = self._height(lines) <= self._room and 2 * left <= self._room
            part = "" if whole_next else self._sentences(text, left, first, rest)
            if part:
                self.page += self._lines(part, first, rest)
                text, first = text[len(part) :].lstrip(), rest
            elif not any(self.page):  # a sentence longer than the screen
                self.page, lines = lines[: self._room], lines[self._room :]
                text, first = " ".join(line.strip() for line in lines), rest
            self.full.append(self.page)
            self.page = []

    def _put(self, lines: list[str]) -> bool:
        if self._height(self.page) + self._height(lines) > self._room:
            return False
        self.page += lines
        return True

    def _sentences(self, text: str, left: int, first: str, rest: str) -> str:
        """The beginning of ``text`` in whole sentences that fits into ``left`` rows."""
        ends = [found.start() for found in _SENTENCE_END.finditer(text)]
        return next((text[:end] for end in reversed(ends)
                     if self._height(self._lines(text[:end], first, rest)) <= left), "")

    def _lines(self, text: str, first: str, rest: str) -> list[str]:
        return lines_of(text, self._width, first=first, rest=rest) or [""]

    def _height(self, lines: Iterable[str]) -> int:
        return height(lines, self._width + 1)
