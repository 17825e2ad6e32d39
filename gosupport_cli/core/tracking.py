"""Where a request stands, what to do next, and what is due; pure rules over frozen values.

Sentences are named by text ids (``next.<id>``) and said by ``cli.show`` in the person's
language; the command is the same in every language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime, timedelta
from typing import Literal

from gosupport_cli.core.deadlines import Deadline, is_overdue
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import Request, Status
from gosupport_cli.core.terms import StatusRecord

SILENCE = timedelta(hours=48)  # G-209; templates/reminders.yaml may say otherwise
# The support is to act.
WAITING = (Status.WAITING, Status.IN_PROGRESS, Status.REOPENED)
# Nothing more will happen by itself.
FINISHED = (Status.CLOSED, Status.CANCELLED)
OPEN = tuple(one for one in Status if one not in FINISHED)
NUMBER = "НОМЕР"  # stands for the number in a command to be completed

Code = Literal[
    "finish", "send", "check_delivery", "record_ticket", "wait", "remind", "followup",
    "answer", "confirm", "contest", "none",
]
DueKind = Literal[
    "deadline", "silence", "number", "delivery", "answer", "confirm", "contest"
]


class NextAction(Frozen):
    """One sentence (``next.<text>`` with ``values``) and one exact command."""

    code: Code
    text: str
    command: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def may_follow(
    before: Status, after: Status, statuses: Mapping[str, StatusRecord]
) -> bool:
    """Whether ``after`` may come after ``before`` by itself (templates/statuses.yaml)."""
    known = statuses.get(str(before))
    return before is after or (known is not None and str(after) in known.follows)


class Meaning(Frozen):
    """What a word for a status means; ``status`` None: not known."""

    status: Status | None = None
    of_application: bool = False  # a status of an application, not of a request (G-203)
    by_id: bool = False


def meaning_of(
    word: str, statuses: Mapping[str, StatusRecord], application: Iterable[str]
) -> Meaning:
    """The status that an id, a label or the support's words name."""
    plain = _plain(word)
    # Ids are stable, labels and words can be the same for two: so ids go first.
    if plain.replace(" ", "_").replace("-", "_") in {str(one) for one in Status}:
        return Meaning(Status(plain.replace(" ", "_").replace("-", "_")), by_id=True)
    for identity, known in statuses.items():
        if plain in (_plain(known.label), *map(_plain, known.words)):
            return Meaning(Status(identity))
    return Meaning(of_application=plain in map(_plain, application))


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").strip(" .,;:!«»“”„\"'").split())


def quiet_since(request: Request) -> datetime | None:
    """Since when nothing has changed: the support's last event, else the sending."""
    moments = [one for one in (request.sent_at, request.support_at) if one is not None]
    return max(moments) if request.sent_at and moments else None


def silent_hours(request: Request, now: datetime) -> int | None:
    """Whole hours of silence; None while nothing was sent, or nothing more is to come."""
    since = quiet_since(request)
    if since is None or request.status in FINISHED:
        return None
    return max(0, int((now - since).total_seconds() // 3600))


def is_silent(request: Request, now: datetime, silence: timedelta = SILENCE) -> bool:
    """The support is to act and has changed nothing for ``silence`` (G-209)."""
    since = quiet_since(request)
    return request.status in WAITING and since is not None and now - since >= silence


def lacks_number(request: Request) -> bool:
    """Sent, but no number was recorded, and nobody said that there is none (G-192)."""
    sent = request.sent_at is not None and request.status not in FINISHED
    return sent and not request.ticket and not request.number_refused


def next_action(
    request: Request, deadline: Deadline, now: datetime, silence: timedelta = SILENCE,
    handed_by: str = "",
) -> NextAction:
    """What the person can do now (SPEC, Next step). ``handed_by``: the channel of the last
    hand-over, where it is not the request's own."""
    ref = request.id
    match request.status:
        case Status.DRAFT:
            return NextAction("finish", "finish", f"gosupport new --resume {ref}")
        case Status.READY if request.delivered_revision >= request.revision:
            return _handed_over(request, handed_by or request.channel)
        case Status.READY:
            return NextAction("send", "send", f"gosupport send {ref}")
        case Status.SENDING | Status.UNKNOWN:
            return _check_delivery(request)
        case Status.NEEDS_INFO:
            return _by_date("answer", request, now, f"gosupport reply {ref}")
        case Status.RESOLVED:
            return _by_date("confirm", request, now, f"gosupport reply {ref} --done")
        case Status.REFUSED:
            return NextAction("contest", "contest", f"gosupport reply {ref} --not-fixed")
        case Status.CLOSED | Status.CANCELLED:
            return NextAction("none", f"none-{request.status}")
    if is_overdue(request, deadline, now):
        return _follow_up(request, deadline)
    if is_silent(request, now, silence):
        return _remind(request, silence)
    if request.sent_at is None:  # the status was set by hand; the clock needs the sending
        return NextAction("record_ticket", "record-sent",
                          f"gosupport sent {ref} --ticket {NUMBER}")
    if lacks_number(request):
        return NextAction("record_ticket", "record-ticket",
                          f"gosupport sent {ref} --ticket {NUMBER}")
    return NextAction("wait", "wait" if deadline.due_at else "wait-no-term",
                      f"gosupport status {ref}")


def _handed_over(request: Request, channel: str) -> NextAction:
    """A page, a letter or a sheet for a call was opened; what became of it only they know."""
    text = {"email": "handed-over-letter", "phone": "handed-over-call"}.get(channel, "handed-over")
    return NextAction("record_ticket", text, f"gosupport sent {request.id} {_given(channel)}")


def _given(channel: str) -> str:
    """A letter gets its number only with the answer."""
    return "--no-number" if channel == "email" else f"--ticket {NUMBER}"


def _check_delivery(request: Request) -> NextAction:
    given = _given(request.channel)
    return NextAction("check_delivery", "check-delivery", f"gosupport sent {request.id} {given}",
                      {"again": f"gosupport send {request.id} --resend"})


def _remind(request: Request, silence: timedelta) -> NextAction:
    return NextAction("remind", "remind", f"gosupport remind {request.id}",
                      {"hours": int(silence.total_seconds() // 3600)})


def _by_date(
    code: Literal["answer", "confirm"], request: Request, now: datetime, command: str
) -> NextAction:
    """The person's turn, until a day where one is known."""
    if request.answer_by is None:
        return NextAction(code, code, command)
    text = f"{code}-late" if request.answer_by < now else f"{code}-by"
    return NextAction(code, text, command, {"by": request.answer_by})


def _follow_up(request: Request, deadline: Deadline) -> NextAction:
    """G-194: first in the same ticket, then the hotline, then a repeat request."""
    command = f"gosupport followup {request.id}"
    asked = any(
        one.kind in ("followup", "reply", "remind")
        and one.outcome in ("sent", "handed_over")
        and one.sent_at is not None
        and deadline.due_at is not None
        and one.sent_at > deadline.due_at
        for one in request.messages
    )
    if asked:
        return NextAction("followup", "followup-call",
                          f"gosupport show {request.id} --channel phone")
    return NextAction("followup", "followup", command)


def followup_steps(request: Request) -> tuple[tuple[str, str], ...]:
    """The whole order for an overdue request: text id and command of each step."""
    return (
        ("step-same-ticket", f"gosupport followup {request.id}"),
        ("step-hotline", f"gosupport show {request.id} --channel phone"),
        ("step-repeat", f"gosupport new --from {request.id}"),
    )


class DueItem(Frozen):
    """One thing to do. ``due_at`` None: as soon as possible."""

    request: Request
    kind: DueKind
    due_at: datetime | None
    overdue: bool
    action: NextAction


def due_items(
    request: Request, deadline: Deadline, now: datetime, silence: timedelta = SILENCE
) -> tuple[DueItem, ...]:
    """All that is to be done for ``request`` some day, due or not yet."""
    action = next_action(request, deadline, now, silence)
    items: list[DueItem] = []
    match request.status:
        case Status.NEEDS_INFO:
            items.append(_mine("answer", request, action, now))
        case Status.RESOLVED:
            items.append(_mine("confirm", request, action, now))
        case Status.REFUSED:
            items.append(_mine("contest", request, action, now))
        case Status.SENDING | Status.UNKNOWN:
            items.append(DueItem(request, "delivery", None, False, action))
        case Status.WAITING | Status.IN_PROGRESS | Status.REOPENED:
            items.extend(_support_turn(request, deadline, now, silence))
    if lacks_number(request):
        number = NextAction("record_ticket", "record-ticket",
                            f"gosupport sent {request.id} --ticket {NUMBER}")
        items.append(DueItem(request, "number", None, False, number))
    return tuple(items)


def _mine(kind: DueKind, request: Request, action: NextAction, now: datetime) -> DueItem:
    by = request.answer_by
    return DueItem(request, kind, by, by is not None and by < now, action)


def _support_turn(
    request: Request, deadline: Deadline, now: datetime, silence: timedelta
) -> Iterable[DueItem]:
    """Overdue says it all; before that the expected date, and the silence apart."""
    if is_overdue(request, deadline, now):
        yield DueItem(request, "deadline", deadline.due_at, True, _follow_up(request, deadline))
        return
    since = quiet_since(request)
    if since is not None:
        yield DueItem(request, "silence", since + silence, False, _remind(request, silence))
    if deadline.due_at is not None:
        wait = NextAction("wait", "wait", f"gosupport status {request.id}")
        yield DueItem(request, "deadline", deadline.due_at, False, wait)


_RANK: tuple[DueKind, ...] = (
    "delivery", "answer", "confirm", "contest", "deadline", "silence", "number"
)


def is_due(item: DueItem, now: datetime) -> bool:
    """Due today or before, or to be done as soon as possible (G-211). Silence is due when
    it has lasted long enough, not on the day when it will have (G-209)."""
    if item.due_at is None:
        return True
    if item.kind == "silence":
        return item.due_at <= now
    return item.due_at.astimezone(now.tzinfo).date() <= now.date()


def by_urgency(items: Iterable[DueItem]) -> list[DueItem]:
    """Overdue first, the oldest before; then what is the person's turn; then dates."""

    def key(item: DueItem) -> tuple[bool, float, int, int]:
        moment = item.due_at.timestamp() if item.due_at else 0.0
        number = int(item.request.id.rpartition("-")[2])
        return not item.overdue, moment, _RANK.index(item.kind), number

    return sorted(items, key=key)
