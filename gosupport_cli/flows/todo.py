"""What the support advised, as a list to tick off (G-153)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from gosupport_cli.core import todo
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Journal
from gosupport_cli.core.letter_codes import cut_codes
from gosupport_cli.core.model import Request
from gosupport_cli.core.normalise import clean_line, clean_text
from gosupport_cli.core.placeholders import filled
from gosupport_cli.core.redaction import cut_secrets
from gosupport_cli.core.todo import Thing, things_in, things_of
from gosupport_cli.flows.track import Tools

PERSON = "person"
_MOST_KEPT = 100  # things of one request

Lists = Mapping[str, Sequence[str]]


class Listed(Frozen):
    """The list of a request; ``added`` things are new on it."""

    request: Request
    things: tuple[Thing, ...]
    added: int = 0


def look(tools: Tools, ref: str) -> Listed:
    """The list as it is."""
    request = tools.journal.get(ref)
    return Listed(request, things_of(tools.journal.events(request.id)))


def add(tools: Tools, ref: str, texts: Sequence[str]) -> Listed:
    """Things in the person's own words."""
    request = tools.journal.get(ref)
    own = [filled(one) for one in texts]
    added = _put(tools.journal, request.id, own, at=tools.clock.now(), source=PERSON)
    return Listed(request, look(tools, request.id).things, added)


def split(tools: Tools, ref: str, answer: str) -> Listed:
    """An answer that the person pasted. Raises UsageError where it asks for nothing."""
    request = tools.journal.get(ref)
    found = advised(cut_codes(clean_text(answer)), tools.catalogue.lists)
    if not found:
        raise UsageError("todo-nothing", ref=request.id)
    return add(tools, request.id, found)


def change(tools: Tools, ref: str, numbers: Sequence[int], event: str) -> Listed:
    """Tick, untick or take off. Raises UsageError for a number that is not on the list;
    then nothing is changed."""
    before = look(tools, ref)
    known = {one.number: one for one in before.things}
    for number in numbers:
        if number not in known:
            raise UsageError("todo-no-number", number=number, ref=before.request.id)
    for number in dict.fromkeys(numbers):
        thing = known[number]
        if (event, bool(thing.done_at)) in ((todo.DONE, True), (todo.OPEN, False)):
            continue  # it is so already
        tools.journal.note(before.request.id, event, at=tools.clock.now(), source=PERSON,
                           text=thing.text)
    return look(tools, ref)


def advised(answer: str, lists: Lists) -> tuple[str, ...]:
    """What an answer asks to do, without what no list of things should hold."""
    never = [one.casefold() for one in lists.get("advice-never", ())]
    found = things_in(answer, lists.get("advice-no-request", ()))
    return tuple(one for one in found if not any(part in one.casefold() for part in never))


def take_up(
    journal: Journal, request_id: str, answer: str, lists: Lists, *, at: datetime, source: str
) -> int:
    """Put what a recorded answer asks to do on the list; how many things are new."""
    return _put(journal, request_id, advised(answer, lists), at=at, source=source)


def _put(
    journal: Journal, request_id: str, texts: Sequence[str], *, at: datetime, source: str
) -> int:
    known = {one.text for one in things_of(journal.events(request_id))}
    fresh = [one for one in dict.fromkeys(cut_secrets(clean_line(text)).text for text in texts)
             if one and one not in known][: max(0, _MOST_KEPT - len(known))]
    for one in fresh:
        journal.note(request_id, todo.ADDED, at=at, source=source, text=one[:300])
    return len(fresh)
