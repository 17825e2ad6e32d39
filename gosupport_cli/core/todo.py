"""The support's advice as a list of things to do, each with a tick (G-153).

The list is the history itself: a line ``todo`` puts a thing on it, ``todo_done``, ``todo_open``
and ``todo_removed`` tick it, take the tick back and take it off. So it is kept, exported and
erased with its request.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later
from gosupport_cli.core.model import Event

ADDED, DONE, OPEN, REMOVED = "todo", "todo_done", "todo_open", "todo_removed"
MOST = 30  # things of one answer
_LONGEST = 300  # characters of one thing


class Thing(Frozen):
    """One thing to do. ``source``: who put it on the list; ``done_at`` None: still to do."""

    number: int
    text: str
    source: str
    done_at: datetime | None = None


def things_of(events: Iterable[Event]) -> tuple[Thing, ...]:
    """The list as the history left it; a thing that was taken off leaves its number free."""
    known: dict[str, Thing] = {}
    last = 0
    for event in events:
        thing = known.get(event.text)
        if event.event == ADDED and thing is None:
            last += 1
            known[event.text] = Thing(last, event.text, event.source)
        elif event.event == REMOVED:
            known.pop(event.text, None)
        elif event.event in (DONE, OPEN) and thing:
            known[event.text] = replace(
                thing, done_at=event.at if event.event == DONE else None
            )
    return tuple(known.values())


def things_in(text: str, courtesy: Iterable[str] = ()) -> tuple[str, ...]:
    """What an answer asks to do: its numbered or dotted lines, else its requests in words
    («Очистите кэш и войдите снова» is two). ``courtesy``: «извините» asks for nothing."""
    text = text[:20_000]
    polite = frozenset(one.casefold().replace("ё", "е") for one in courtesy)
    found = list(_points(text))
    if len(found) < 2:
        found = list(_requests(text, polite))
    kept = (re.sub(r"\s+", " ", one).strip(" .;,—–-") for one in found)
    return tuple(dict.fromkeys(_shortened(one) for one in kept if len(one) > 3))[:MOST]


_POINT = later(r"\s*(?:(?:шаг\s*)?\d{1,2}\s*[.):]\s+|[-–—•*·▪]\s+)(?=\S)", re.IGNORECASE)


def _points(text: str) -> Iterator[str]:
    """Lines of a list, each with the lines that it goes on in."""
    held = ""
    for line in text.split("\n"):
        mark = _POINT.match(line)
        if mark or not line.strip():
            if held:
                yield held
            held = line[mark.end() :] if mark else ""
        elif held:
            held += " " + line.strip()
    if held:
        yield held


_SENTENCE = later(r"(?<=[.!?;])\s+|\n+")
_VERB = r"[а-яё]{2,}(?:йте|ите|ьте)(?:сь)?"
_FIRST = later(rf"\b(?P<verb>{_VERB})\b", re.IGNORECASE)
# «…, затем перезапустите», «… и войдите»
_NEXT = later(
    r"(?:,\s*|\s(?=и\s|затем\s|потом\s))"
    r"(?:(?:а|и|затем|потом|далее|также|после\s+этого|пожалуйста|ещё|еще|снова)[\s,]+)*"
    rf"(?P<verb>{_VERB})\b",
    re.IGNORECASE,
)
_ADVISES = later(
    r"^(?:(?:мы|вам)\s+)*(?:рекомендуем|советуем|просим|предлагаем|необходимо|нужно|следует|прошу)"
    r"\s+(?:вас\s+|вам\s+)?(?P<rest>[а-яё]{3,}(?:ть|ти|чь)(?:ся)?\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = later(r"(?:если|чтобы|в\s+случае|когда|после|на|в|через|для|при)\s", re.IGNORECASE)
# «Не сообщайте» is nothing to tick off, «вы видите» no request.
_NO_REQUEST = later(r"\b(?:не|вы|если|как)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _requests(text: str, polite: frozenset[str]) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        plain = sentence.strip(" .!;")
        if not plain or len(plain) > 600 or plain.endswith("?"):
            continue
        advised = _ADVISES.match(plain)
        if advised:
            yield _capital(advised["rest"])
        else:
            yield from _clauses(plain, polite)


def _clauses(plain: str, polite: frozenset[str]) -> Iterator[str]:
    """One thing for each request of a sentence; what stands before the first stays with it."""
    first = next((one for one in _FIRST.finditer(plain) if _is_request(plain, one, polite)), None)
    if first is None:
        return
    start = 0 if _CONDITION.match(plain) else first.start()
    later_ones = [one for one in _NEXT.finditer(plain, first.end())
                  if _is_request(plain, one, polite)]
    for one in later_ones:
        yield _capital(plain[start : one.start()])
        start = one.start("verb")
    yield _capital(plain[start:])


def _is_request(text: str, found: re.Match[str], polite: frozenset[str]) -> bool:
    verb = found["verb"].casefold().replace("ё", "е")
    return verb not in polite and not _NO_REQUEST.search(text[: found.start("verb")])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
