"""Answers, reminders and repeat requests: composed from the journal, sent like any request.

A message belongs to its request and is kept in its history, with a delivery of its own. It goes
into the same ticket: desks close repeated requests as duplicates (FM-7).
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from gosupport_cli.core.deadlines import working_days_between, zone_of
from gosupport_cli.core.delivery import Thread
from gosupport_cli.core.document import Document, DocumentField
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Journal
from gosupport_cli.core.model import Attachment, Message, MessageKind, Request, Status
from gosupport_cli.core.normalise import clean_text
from gosupport_cli.core.ports import Catalogue, Clock
from gosupport_cli.core.redaction import cut_secrets
from gosupport_cli.core.todo import Thing, things_of
from gosupport_cli.flows.render import Language, compose_message, render_message
from gosupport_cli.flows.thread import thread_of
from gosupport_cli.flows.track import Tools as Tracking
from gosupport_cli.flows.track import standing_of

Wording = Literal["done", "not-fixed", "info", "remind", "followup"]
_NOT_SENT = (Status.DRAFT, Status.READY, Status.CANCELLED)
_FILES = "reply-files.{}"
# After these an answer that was only written is no longer what is to be said.
BY_HAND = "message_by_hand"
_NEWS = ("status", "answer", "comment", BY_HAND)
_ENDED = (Status.RESOLVED, Status.CLOSED, Status.REFUSED)
# What a delivered answer makes of a request, by the person's own word.
_AFTER: dict[Wording, Status] = {"done": Status.CLOSED, "not-fixed": Status.REOPENED}


class Tools(Frozen):
    """The collaborators of this flow."""

    journal: Journal
    catalogue: Catalogue
    clock: Clock


class Composed(Frozen):
    """A message as it will stand in the ticket. ``removed``: kinds of secrets cut out."""

    request: Request
    kind: MessageKind
    wording: Wording
    text: str
    removed: tuple[str, ...] = ()


def compose_reply(
    tools: Tools, ref: str, *, wording: Wording | None, text: str = "", result: str = ""
) -> Composed:
    """``text`` are the person's own words; without them a wording is filled in.

    Raises UsageError when there is nothing to answer to, or nothing was said.
    """
    request = _sent(tools, ref)
    if text.strip():
        return _composed(request, "reply", wording or "info", text)
    if wording is None:
        raise UsageError("reply-what", ref=request.id)
    if wording in ("not-fixed", "info") and not result.strip():
        raise UsageError("reply-result", ref=request.id)
    filled = _filled(tools, request, wording, result=result.strip())
    return _composed(request, "reply", wording, filled)


def unsent(tools: Tools, ref: str) -> Composed | None:
    """The answer that was written last and, by all that is known, has not left; None where
    something happened since: then it may no longer fit."""
    request = tools.journal.get(ref)
    own = [one for one in request.messages if one.kind == "reply"]
    if not own or own[-1] is not request.messages[-1] or own[-1].outcome == "sent":
        return None
    history = tools.journal.events(request.id)
    written = max((place for place, one in enumerate(history) if one.event == "message"), default=0)
    if any(one.event in _NEWS for one in history[written:]):
        return None
    return Composed(_sent(tools, ref), "reply", _wording_of(tools, request, own[-1].text),
                    own[-1].text)


def _wording_of(tools: Tools, request: Request, text: str) -> Wording:
    """What kind of answer ``text`` is: the fixed wordings begin alike, whatever is filled in."""
    for wording in _AFTER:
        fixed = _filled(tools, request, wording, result="\0").partition("\0")[0].strip()
        if fixed and text.startswith(fixed):
            return wording
    return "info"


def keep_files(tools: Tools, ref: str, files: Sequence[Attachment]) -> None:
    """The files of the answer that is being written; they go along when it is taken up again."""
    from dataclasses import asdict

    tools.journal.put_state(_FILES.format(ref), json.dumps([asdict(one) for one in files]))


def kept_files(tools: Tools, ref: str) -> tuple[Attachment, ...]:
    """What ``keep_files`` kept."""
    kept = tools.journal.get_state(_FILES.format(tools.journal.get(ref).id))
    return tuple(Attachment(**one) for one in json.loads(kept or "[]"))


def still_to_do(tools: Tools, ref: str) -> list[Thing]:
    """What the support asked for and nobody has ticked."""
    return [one for one in things_of(tools.journal.events(ref)) if one.done_at is None]


def told_sent(tools: Tools, composed: Composed) -> None:
    """The person says that the message has left by their own hands."""
    tools.journal.note(composed.request.id, BY_HAND, at=tools.clock.now(), source="person",
                       text="")


def compose_reminder(tools: Tools, ref: str) -> Composed:
    """The repeat notice after 48 hours of silence (G-210), for the same ticket."""
    request = _awaited(tools, ref)
    return _composed(request, "remind", "remind", _filled(tools, request, "remind"))


def compose_followup(tools: Tools, ref: str) -> Composed:
    """The repeat request after the deadline: old numbers and dates stand in it (G-194)."""
    request = _awaited(tools, ref)
    return _composed(request, "followup", "followup", _filled(tools, request, "followup"))


def keep(tools: Tools, composed: Composed, *, resend: bool = False) -> Message:
    """The message goes into the journal; nothing leaves yet.

    The same words that did not leave, or perhaps did, are the same message: after a crash it is
    known again, and what may have arrived is not sent twice. With ``resend`` so is the last one
    that was sent.
    """
    gone = ("handed_over",) if resend else ("sent", "handed_over")
    for one in reversed(tools.journal.get(composed.request.id).messages):
        same = (one.kind, one.text) == (composed.kind, composed.text)
        if same and one.outcome not in gone:
            return one
    return tools.journal.put_message(
        composed.request.id, composed.kind, composed.text, at=tools.clock.now()
    )


def document_of(
    tools: Tools,
    composed: Composed,
    message: Message,
    channel: str,
    attachments: Sequence[Attachment] = (),
    *,
    language: Language = "ru",
) -> Document:
    """The message for a channel. A letter keeps the subject of the thread and quotes it below.
    ``language`` is that of the loss report."""
    document = render_message(
        composed.request, message, tools.catalogue.channels[channel], tools.catalogue,
        attachments=tuple(attachments), language=language,
    )
    thread = thread_of(tools.journal, composed.request.id)
    if channel != "email" or thread is None:
        return document
    return _in_thread(document, thread)


def after_delivery(tools: Tools, composed: Composed) -> Request:
    """A delivered «Выполнено» closes, «Проблема сохраняется» reopens, an answer goes on."""
    request = tools.journal.get(composed.request.id)
    status = status_after(tools, composed)
    if status is None:
        return request
    return tools.journal.set_status(
        request.id, status, at=tools.clock.now(), source="reply", raw_status=request.raw_status
    )


def status_after(tools: Tools, composed: Composed) -> Status | None:
    """What becomes of the request once the message has left; None: it stays as it is."""
    request = tools.journal.get(composed.request.id)
    status = _AFTER.get(composed.wording)
    if composed.wording in ("info", "not-fixed") and request.status is Status.NEEDS_INFO:
        status = Status.IN_PROGRESS
    elif status is Status.REOPENED and request.status not in _ENDED:
        return None  # it was never closed
    return None if status is request.status else status


def _sent(tools: Tools, ref: str) -> Request:
    request = tools.journal.get(ref)
    if request.status in _NOT_SENT:
        raise UsageError("reply-not-sent", ref=request.id)
    return request


def _awaited(tools: Tools, ref: str) -> Request:
    """A request whose next word is the support's: else «there is no answer» would be untrue."""
    request = _sent(tools, ref)
    if request.status in (*_ENDED, Status.NEEDS_INFO):
        raise UsageError("remind-answered", ref=request.id)
    return request


def _filled(tools: Tools, request: Request, wording: Wording, *, result: str = "") -> str:
    standing = standing_of(Tracking(tools.journal, tools.catalogue, tools.clock), request)
    due = standing.deadline.due_at
    return compose_message(
        request,
        wording,
        tools.catalogue.channels[request.channel],
        tools.catalogue,
        result=result,
        done=_ticked(tools, request) if wording == "not-fixed" else "",
        due_at=_day(due, tools) if due and standing.overdue else "",
        sent_at=_day(request.sent_at, tools) if request.sent_at else "",
        last_at=_day(request.support_at, tools) if request.support_at else "",
        previous=_previous(tools, request),
        term=request.term,
        reminded=_reminded(tools, request),
        operator=_operator(tools, request),
        working_days=_working_days(tools, request),
    )


def _previous(tools: Tools, request: Request) -> tuple[str, ...]:
    """Numbers of related requests, and the one that the person named."""
    named = str(request.answers.get("problem.previous_ticket", ""))
    linked = (tools.journal.get(one).ticket for one in request.links)
    known = dict.fromkeys(one for one in (named, *linked) if one and one != "unknown")
    return tuple(one for one in known if one != request.ticket)


def _ticked(tools: Tools, request: Request) -> str:
    """What the person has ticked off of the support's advice."""
    things = things_of(tools.journal.events(request.id))
    return "; ".join(one.text for one in things if one.done_at)


def _reminded(tools: Tools, request: Request) -> tuple[str, ...]:
    """When the support was reminded or asked again before."""
    return tuple(
        _day(one.sent_at, tools) for one in request.messages
        if one.kind in ("remind", "followup") and one.sent_at
        and one.outcome in ("sent", "handed_over")
    )


def _operator(tools: Tools, request: Request) -> str:
    """What the operator said last on the phone, with its day."""
    said = [one for one in tools.journal.events(request.id) if one.event == "operator"]
    return f"{_day(said[-1].at, tools)}: {said[-1].text}" if said else ""


def _working_days(tools: Tools, request: Request) -> int:
    """Working days since the sending; 0 where they cannot be told for sure."""
    if request.sent_at is None:
        return 0
    zone = zone_of(request.sent_at)
    first, last = (at.astimezone(zone).date() for at in (request.sent_at, tools.clock.now()))
    passed, known = working_days_between(first, last, tools.catalogue.calendar)
    return passed if known else 0


def _day(at: datetime, tools: Tools) -> str:
    return at.astimezone(tools.clock.zone).strftime("%d.%m.%Y %H:%M")


def _composed(request: Request, kind: MessageKind, wording: Wording, text: str) -> Composed:
    cut = cut_secrets(clean_text(text))
    return Composed(request, kind, wording, cut.text, cut.removed)


def _in_thread(document: Document, thread: Thread) -> Document:
    quoted = "\n".join(f"> {line}" for line in thread.text.split("\n")) if thread.text else ""
    body = "\n\n".join(part for part in (document.fields[0].text, quoted) if part)
    field = document.fields[0]
    whole = DocumentField(id=field.id, label=field.label, text=body, limit=field.limit)
    return replace(document, subject=thread.subject or document.subject, fields=(whole,))
