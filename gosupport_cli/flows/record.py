"""What the person says happened: it was sent, the status is another, something to remember."""

from datetime import datetime

from gosupport_cli.core import tracking
from gosupport_cli.core.deadlines import read_term
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Selection
from gosupport_cli.core.model import Request, Status
from gosupport_cli.core.normalise import clean_text
from gosupport_cli.core.placeholders import filled
from gosupport_cli.core.redaction import cut_secrets
from gosupport_cli.flows.track import Standing, Tools, read_time, standing_of

PERSON = "person"
# Against the declared order, because the person said so; the history keeps the difference.
OVERRIDE = "person-override"
_LONGEST_TICKET = 100


class StatusSet(Frozen):
    """``unknown``: the word that no status is known for; it is kept as ``raw_status``.
    ``override``: the declared order does not foresee this change."""

    standing: Standing
    before: Status
    unknown: str = ""
    override: bool = False


def set_status(tools: Tools, ref: str, word: str, *, note: str = "") -> StatusSet:
    """What the person saw: an id, a label, or the support's own words.

    Raises UsageError ``application-status`` for a status of an application (G-203).
    """
    request = tools.journal.get(ref)
    said, told = _line(filled(word)), _line(filled(note))
    meaning = tracking.meaning_of(
        said, tools.catalogue.statuses, tools.catalogue.lists.get("application-statuses", ())
    )
    if meaning.of_application:
        raise UsageError("application-status", word=said, ref=request.id)
    if not said:
        raise UsageError("status-empty", ref=request.id)
    status = meaning.status or request.status
    raw = said if not meaning.by_id else _unmapped(tools, request)
    override = not tracking.may_follow(request.status, status, tools.catalogue.statuses)
    changed = tools.journal.set_status(
        request.id, status, at=tools.clock.now(), source=OVERRIDE if override else PERSON,
        text=told, raw_status=raw,
    )
    unknown = "" if meaning.status else said
    return StatusSet(
        standing_of(tools, changed, history=True), request.status, unknown, override
    )


def add_note(tools: Tools, ref: str, text: str) -> Standing:
    """A line of history: an answer pasted, a check without news, the operator's words."""
    request = tools.journal.get(ref)
    told = cut_secrets(clean_text(filled(text))).text
    if not told:
        raise UsageError("note-empty", ref=request.id)
    changed = tools.journal.note(
        request.id, "note", at=tools.clock.now(), source=PERSON, text=told
    )
    return standing_of(tools, changed, history=True)


class Delivery(Frozen):
    """What the person says of a delivery by hand; times and terms as typed. ``later``: there
    is no number yet, it will be asked for."""

    ticket: str = ""
    no_number: bool = False
    at: str = ""
    term: str = ""
    note: str = ""
    operator: str = ""
    later: bool = False


class Recorded(Frozen):
    """``unchecked``: it went out as a draft; ``twins``: others that have the same number;
    ``term_unclear``: the promised term is kept as told but has no date."""

    standing: Standing
    unchecked: bool = False
    twins: tuple[str, ...] = ()
    term_unclear: bool = False


def record_sent(tools: Tools, ref: str, told: Delivery) -> Recorded:
    """The person delivered it, and perhaps got a number and a term.

    Raises UsageError for an unreadable or future time, a missing or too long number.
    """
    request = tools.journal.get(ref)
    ticket = _ticket(request, told)
    now = tools.clock.now()
    at = sent_moment(told.at, now) if told.at else now
    if at > now:
        raise UsageError("sent-in-future", value=told.at)
    unchecked = request.status is Status.DRAFT
    changed = tools.journal.mark_sent(
        request.id, sent_at=at, at=now, ticket=ticket, no_number=told.no_number,
        correct=bool(told.at),
    )
    for event, text in (("note", told.note), ("operator", told.operator)):
        cleaned = cut_secrets(clean_text(text)).text
        if cleaned:
            changed = tools.journal.note(
                request.id, event, at=now, source=PERSON, text=cleaned
            )
    unclear = False
    if _line(told.term):
        start = changed.sent_at or at
        term_at = read_term(_line(told.term), start, tools.catalogue.calendar)
        if term_at is not None and term_at < start:  # nobody promises a day that has passed
            term_at = None
        unclear = term_at is None
        changed = tools.journal.set_term(
            request.id, _line(told.term), term_at=term_at, at=now, source=PERSON
        )
    return Recorded(
        standing_of(tools, changed, history=True), unchecked, _twins(tools, changed), unclear
    )


def sent_moment(text: str, now: datetime) -> datetime:
    """When the person sent it; of a bare day noon, or now when noon is still to come."""
    moment = read_time(text, now)
    if not moment.has_time and moment.at.date() == now.astimezone(moment.at.tzinfo).date():
        return min(moment.at, now)
    return moment.at


def is_number(text: str) -> bool:
    """Whether ``text`` may be a number of the support: «не помню» has no digit."""
    return any(sign.isdigit() for sign in text)


def _ticket(request: Request, told: Delivery) -> str:
    """The number exactly as given, but for what nobody types on purpose."""
    given = filled(told.ticket).strip()
    if len(given.splitlines()) > 1:
        raise UsageError("ticket-in-lines", ref=request.id)
    ticket = given.translate(_CONTROLS).strip()
    if ticket and told.no_number:
        raise UsageError("number-and-none", ref=request.id)
    if cut_secrets(ticket).removed:
        raise UsageError("ticket-secret")
    if ticket and not is_number(ticket):
        raise UsageError("ticket-no-digits", ref=request.id, value=ticket[:_LONGEST_TICKET])
    if len(ticket) > _LONGEST_TICKET:
        raise UsageError("ticket-too-long", limit=_LONGEST_TICKET)
    known = request.sent_at is not None and (request.ticket or request.number_refused)
    if not (ticket or told.no_number or told.later or known):
        raise UsageError("sent-what", ref=request.id)
    return ticket


_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200B, 0x200E, 0x200F,
                           *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF))


def _twins(tools: Tools, request: Request) -> tuple[str, ...]:
    """Other requests with the same number: then the number alone names neither."""
    if not request.ticket:
        return ()
    found = tools.journal.find(Selection(search=request.ticket))
    return tuple(
        one.id for one in found if one.id != request.id and one.ticket == request.ticket
    )


def _unmapped(tools: Tools, request: Request) -> str:
    """The support's words that are waiting for their meaning; it was given just now."""
    raw = request.raw_status
    known = tracking.meaning_of(raw, tools.catalogue.statuses, ())
    return raw if raw and known.status is None else ""


def _line(text: str) -> str:
    return " ".join(cut_secrets(clean_text(text)).text.split())
