"""Lines of a pasted text: who says each, and when; what the person said is left out."""

import re
from collections.abc import Collection, Iterator

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later


class Line(Frozen):
    """``start``: its place in the whole text; ``stamp``: day and time as text that sorts."""

    text: str
    start: int
    stamp: tuple[str, str] | None = None


_STAMP = later(
    r"\s*[\[(]?\s*(?:(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>\d{4}|\d\d))?"
    r"(?:\s*г\.?)?,?\s*(?:в\s+)?)?(?P<time>\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])]?"
    r"\s*(?:[-–—|]\s*)?"
)
# A quote; a box that is not ticked.
_NO_STATEMENT = later(r"\s*(?:>|[-*•]?\s*\[\s?\])")
# «Проблема: запрос закрыт» tells of a fault, it is not the support that speaks.
_HEADINGS = frozenset(("проблема", "ошибка", "вопрос"))
_SPEAKER = later(
    r"(?P<name>[^\W\d_](?:[^\W\d]|[.\- ]){0,40}(?:\([^()\n]{1,40}\))?)\s*:\s*(?=\S|$)"
)


def lines_of(
    text: str, support: Collection[str], person: Collection[str], known: Collection[str]
) -> Iterator[Line]:
    """What the support says, line by line. ``support``, ``person``: words in a speaker's name;
    ``known``: words that begin a sentence and are no name («Статус: …»)."""
    for line, start in _joined(text):
        if _NO_STATEMENT.match(line):
            continue
        head = _STAMP.match(line)
        cut = head.end() if head else 0
        speaker = _SPEAKER.match(line, cut)
        if speaker:
            name = set(re.findall(r"\w+", speaker["name"].casefold().replace("ё", "е")))
            if name & set(person):
                continue
            if not name <= set(known) or name & _HEADINGS:
                if not name & set(support):
                    continue
                cut = speaker.end()
        yield Line(line[cut:], start + cut, _stamp(head))


def _joined(text: str) -> Iterator[tuple[str, int]]:
    """Lines; one that was only wrapped goes on, its break becomes a blank."""
    start, held = 0, ""
    place = 0
    for line in text.split("\n"):
        if held and not re.search(r"[.!?…:;]\s*$", held) and _wrapped(line):
            held += " " + line
        else:
            if held:
                yield held, start
            start, held = place, line
        place += len(line) + 1
    if held:
        yield held, start


def _wrapped(line: str) -> bool:
    first = line[:1]
    number = re.match(r"(?:№|#|SCR\s?#|\d{5,12}\b)", line, re.IGNORECASE)
    return bool(number) or (first.isalpha() and first.islower())


def _stamp(head: re.Match[str] | None) -> tuple[str, str] | None:
    if head is None or not (head["day"] or head["time"]):
        return None
    year = head["year"] or ""
    day = f"{year[-2:]:>02}{int(head['month']):02}{int(head['day']):02}" if head["day"] else ""
    time = head["time"] or ""
    return day, time.zfill(5) if time.count(":") == 1 else time.zfill(8)
