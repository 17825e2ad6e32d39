"""A letter, an SMS or a chat text becomes a line of history, and perhaps a new status.

Nothing is believed because of its sender (SPEC, Letters). A letter that passed the checks of
the person's own mail server applies; what the person pasted is their own word; everything else
waits for a yes in a terminal or is never applied. Codes in letters are never kept.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from gosupport_cli.core.deadlines import read_term
from gosupport_cli.core.errors import NoSuchRequest
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Journal
from gosupport_cli.core.later import later
from gosupport_cli.core.letter_codes import cut_codes
from gosupport_cli.core.letters import (
    BOUNCED,
    Belief,
    Letter,
    bare_subject,
    believe,
    read,
)
from gosupport_cli.core.model import Request, Status
from gosupport_cli.core.ports import Catalogue, Clock
from gosupport_cli.core.redaction import cut_secrets
from gosupport_cli.core.statements import words_from
from gosupport_cli.core.ticket_numbers import same_number
from gosupport_cli.core.tracking import may_follow, meaning_of
from gosupport_cli.core.wordings import Reading
from gosupport_cli.flows.contact_check import suspicious
from gosupport_cli.flows.thread import remember, thread_of, written_to
from gosupport_cli.flows.todo import take_up

_LONGEST_TEXT = 4000  # characters of a letter that go into the history
_LONGEST_SUBJECT = 200
LONGEST_READ = 20_000  # … and that are searched for codes, terms and advice
_ANSWER_DAYS = timedelta(days=3)  # LW-10, ML-3: calendar days to answer or to contest
# A clock may be wrong and zones are mixed up, but not by more than this.
_ODD_BY = timedelta(days=1)
# Why a letter whose date cannot be true waits for a person, whoever vouches for its sender.
ODD_DATES = ("date-before-sending", "date-to-come")
# Sources of a status that the support did not give: the check, the sending, an own answer.
_NO_WORD_OF_THE_SUPPORT = ("check", "reply", "gosupport")
_ASKS_FOR_AN_ANSWER = (Status.NEEDS_INFO, Status.RESOLVED)


class Tools(Frozen):
    """The collaborators of this flow. ``trusted_server``: setting imap.trusted_authserv;
    ``expected``: domains of mail servers that the person's requests go to, besides those that
    the journal knows of."""

    journal: Journal
    catalogue: Catalogue
    clock: Clock
    trusted_server: str = ""
    expected: tuple[str, ...] = ()


class Examined(Frozen):
    """What a letter is, before anything is recorded. ``why`` is a text id of ``ingest``.

    ``kind`` as in ``gosupport.ingest/1``. ``needs_yes``: nobody but a person may decide;
    ``can_apply`` False: not even they.
    """

    letter: Letter
    reading: Reading
    belief: Belief
    kind: str
    why: str
    request: Request | None = None
    can_apply: bool = False
    needs_yes: bool = True
    warnings: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The number that the letter names, else that of its request."""
        own = self.request.ticket if self.request and self.why != "names-another" else ""
        return own or next(iter(self.reading.numbers), "")


class Ingested(Frozen):
    """What was recorded; ``applied`` False: nothing was. ``things``: how many the support
    asked to do, new on the list (``flows.todo``)."""

    examined: Examined
    request: Request | None
    applied: bool
    why: str
    things: int = 0


def examine(tools: Tools, letter: Letter, *, ref: str = "") -> Examined:
    """Understand ``letter``; ``ref`` names the request where the person knows it.

    Raises NoSuchRequest only for ``ref``.
    """
    reading = read_letter(tools.catalogue, letter)
    if reading.kind == "code":
        return Examined(letter, reading, Belief("person", "code"), "code", "code")
    if reading.event == BOUNCED:
        return _bounce(tools, letter, reading)
    request, why = (tools.journal.get(ref), "") if ref else _request(tools.journal, letter, reading)
    wrote_to = written_to(tools.journal, request.id) if request else ()
    expected = (*tools.expected, *wrote_to)
    own = (str(request.answers.get("person.email", "")),) if request else ()
    belief = believe(
        letter, trusted_server=tools.trusted_server, expected=expected, own=own
    )
    fakes = tuple(one.value for one in suspicious(letter.text[:20_000], tools.catalogue))
    found = Examined(letter, reading, belief, reading.kind, why, request, warnings=fakes)
    if belief.trust == "suspect":
        return replace(found, kind="suspect", why=belief.why)
    if fakes:
        return replace(found, kind="suspect", why="fake-contacts")
    if ref and request and _names_another(tools.journal, reading, request):
        return replace(found, why="names-another")
    if request is None or reading.event == "several":
        return replace(found, why=why or ("several" if reading.event else "not-understood"))
    if reading.kind == "unknown":
        return _words_only(tools, found, request)
    return _decided(tools, found, request)


def _words_only(tools: Tools, found: Examined, request: Request) -> Examined:
    """No known wording. What a person pastes may still be the answer of the support: with their
    yes the words are kept, and the status stays."""
    if found.letter.is_mail:
        return replace(found, why="not-understood")
    cleaned = replace(found.letter, text=cut_codes(found.letter.text[:LONGEST_READ]))
    words = _text(cleaned)
    if any(one.event == "answer" and one.text == words for one in tools.journal.events(request.id)):
        return replace(found, why="already")
    reading = replace(found.reading, event="answer")
    return replace(found, reading=reading, why="own-word", can_apply=True)


def _bounce(tools: Tools, letter: Letter, reading: Reading) -> Examined:
    """A mail server gave a letter back. Who names the Message-ID of ours has had it in hands;
    still a person decides, since nobody vouches for such a report."""
    belief = Belief("unverified", "bounced")
    request = tools.journal.by_reference(letter.returned)
    if request is None:
        return Examined(letter, reading, belief, reading.kind, "bounce-of-others")
    own = [one for one in tools.journal.attempts(request.id) if not one.message_id]
    lost = bool(own) and own[-1].key in letter.returned and request.status is Status.WAITING
    if lost:
        reading = replace(reading, status=str(Status.UNKNOWN))
    return Examined(letter, reading, belief, reading.kind, "bounced", request, can_apply=True)


def record(tools: Tools, found: Examined) -> Ingested:
    """Write what ``found`` says into the history of its request: all of it, or nothing when the
    program is stopped in between."""
    with tools.journal.together():
        return _recorded(tools, found)


def _recorded(tools: Tools, found: Examined) -> Ingested:
    assert found.request is not None and found.can_apply
    told, request = found.letter, found.request
    found = replace(found, letter=replace(
        told, text=cut_codes(told.text[:LONGEST_READ]), subject=cut_codes(told.subject)))
    journal, reading = tools.journal, found.reading
    now = tools.clock.now()
    at = _moment(told, request, now)
    if not request.ticket and reading.numbers:
        request = journal.set_ticket(request.id, reading.numbers[0], at=now, source=_source(found))
    text = _text(found.letter)
    if reading.status:
        status = Status(reading.status)
        request = journal.set_status(
            request.id, status, at=at, source=_source(found), text=text,
            raw_status=reading.raw_status,
            answer_by=_answer_by(tools, found, status, at),
        )
    else:
        request = journal.note(
            request.id, reading.event or reading.kind, at=at, source=_source(found), text=text,
            of_support=reading.kind != "auto_reply",
        )
    if found.letter.is_mail and not found.letter.is_bounce:
        remember(journal, request.id, found.letter)
    things = 0
    if reading.kind != "auto_reply":
        things = take_up(journal, request.id, found.letter.text, tools.catalogue.lists,
                         at=at, source=_source(found))
    return Ingested(found, request, applied=True, why=found.why, things=things)


def lay_aside(tools: Tools, found: Examined) -> None:
    """A line of history that changes nothing: there is a letter to look at."""
    if found.request is None or found.why not in ODD_DATES:
        return
    now, at = tools.clock.now(), found.letter.date
    day = at.astimezone(tools.clock.zone).strftime("%d.%m.%Y") if at else ""
    subject = cut_secrets(cut_codes(bare_subject(found.letter.subject)))
    tools.journal.note(found.request.id, "odd_date", at=now, source="letter", of_support=False,
                       text=f"{day} {subject.text[:_LONGEST_SUBJECT]}".strip())


def read_letter(catalogue: Catalogue, letter: Letter) -> Reading:
    """What ``letter`` says, by the patterns and status words of the catalogue."""

    def meaning(word: str) -> str:
        known = meaning_of(word, catalogue.statuses, ()).status
        return str(known) if known else ""

    return read(letter, catalogue.mail_patterns.values(), meaning, words_from(catalogue.lists))


def _request(journal: Journal, letter: Letter, reading: Reading) -> tuple[Request | None, str]:
    """By thread first, by number second (SPEC, Letters)."""
    threaded = journal.by_reference(letter.references)
    if threaded is not None:
        return threaded, ""
    return _by_number(journal, reading.numbers)


def _names_another(journal: Journal, reading: Reading, request: Request) -> bool:
    """The number is that of another request of the person: ``--id`` was a slip."""
    named, _ = _by_number(journal, reading.numbers[:1])
    return named is not None and named.id != request.id


def _by_number(journal: Journal, numbers: Iterable[str]) -> tuple[Request | None, str]:
    why = "no-number"
    for number in numbers:
        try:
            found = journal.get(number)
        except NoSuchRequest as error:
            why = "ambiguous" if error.code == "ambiguous-id" else "no-such-number"
            continue
        # Our own ids are no numbers of the support: «7» in a letter is not GS-7.
        if same_number(found.ticket, number):
            return found, ""
        why = "no-such-number"
    return None, why


def _decided(tools: Tools, found: Examined, request: Request) -> Examined:
    reading = found.reading
    if _is_last(tools.journal, request, found.letter):
        return replace(found, why="already")
    if reading.status and not may_follow(
        request.status, Status(reading.status), tools.catalogue.statuses
    ):
        return replace(found, why="wrong-order", needs_yes=True)
    odd = _odd_date(found.letter, request, tools.clock.now())
    if odd:
        return replace(found, why=odd, can_apply=True)
    moment, last = found.letter.date, _last_status_at(tools.journal, request)
    if reading.status and moment and last and moment < last:
        return replace(found, why="older")
    return replace(
        found, why=found.belief.why, can_apply=True, needs_yes=found.belief.trust != "pass"
    )


def _odd_date(letter: Letter, request: Request, now: datetime) -> str:
    """One of ``ODD_DATES`` for a letter that answers what was not sent yet, or comes from a day
    to come; "" for any other."""
    at, sent = letter.date, request.sent_at
    if at is None:
        return ""
    if at > now + _ODD_BY:
        return "date-to-come"
    return "date-before-sending" if sent and at < sent - _ODD_BY else ""


def _last_status_at(journal: Journal, request: Request) -> datetime | None:
    """When the support, or the person on its word, last gave a status. An answer without one
    may well be younger than the letter that brings the status."""
    if request.support_at is None:
        return None
    said = [one.at for one in journal.events(request.id)
            if one.event == "status" and one.source not in _NO_WORD_OF_THE_SUPPORT]
    return max((at for at in said if request.sent_at is None or at >= request.sent_at),
               default=None)


# «в течение 3-х календарных дней», «в течение 5 рабочих дней»
_SAID_TERM = later(
    r"в\s+течение\s+(?P<term>(?P<days>\d{1,2})(?:-?[хти]{1,2})?\s+(?P<kind>календарн\w+|рабоч\w+)?"
    r"\s*(?:дн\w+|сут\w+))",
    re.IGNORECASE,
)


def _answer_by(tools: Tools, found: Examined, status: Status, at: datetime) -> datetime | None:
    """Until when the person may answer: as the letter says; for the fixed wordings of the
    situation centre three calendar days (LW-10); else nobody said."""
    if status not in _ASKS_FOR_AN_ANSWER:
        return None
    said = _SAID_TERM.search(found.letter.text[:_LONGEST_TEXT])
    if said and (said["kind"] or "").casefold().startswith("рабоч"):
        return read_term(said["term"], at, tools.catalogue.calendar)
    if said:
        return at + timedelta(days=int(said["days"]))
    wording = tools.catalogue.mail_patterns.get(found.reading.event)
    return at + _ANSWER_DAYS if wording and wording.where == "subject" else None


def _is_last(journal: Journal, request: Request, letter: Letter) -> bool:
    """The letter that was recorded last: given twice, or read again after an interruption."""
    thread = thread_of(journal, request.id) if letter.is_mail and letter.message_id else None
    kept = (thread.message_id, thread.subject) if thread else None
    return kept == (letter.message_id, cut_codes(letter.subject))


def _moment(letter: Letter, request: Request, now: datetime) -> datetime:
    """When the letter was written, unless its date cannot be true."""
    at = letter.date
    return at if at and request.created_at <= at <= now else now


def _source(found: Examined) -> str:
    return "letter" if found.letter.is_mail else "person"


def _text(letter: Letter) -> str:
    """What is kept of a letter: its subject and its own words, secrets cut out."""
    parts = [bare_subject(letter.subject), letter.text]
    return cut_secrets("\n".join(part for part in parts if part)[:_LONGEST_TEXT]).text
