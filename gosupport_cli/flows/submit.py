"""Submit: one confirmed revision leaves at most once, and the outcome is told as it is.

The ledger: a row before anything leaves, the outcome after it. A row without an outcome whose
sender is gone means «unknown»: it may have arrived. Then only ``--resend`` sends again.
"""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from gosupport_cli.core.catalogue import Channel
from gosupport_cli.core.delivery import Delivered, Parcel, Prepared
from gosupport_cli.core.delivery_ports import Transport
from gosupport_cli.core.document import Document
from gosupport_cli.core.errors import (
    ChecklistError,
    DeliveryError,
    GosupportError,
    NotDelivered,
    OutcomeUnknown,
    UsageError,
)
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Journal
from gosupport_cli.core.model import Attempt, Message, Outcome, Receipt, Request
from gosupport_cli.core.ports import Catalogue, Clock, Identifiers
from gosupport_cli.flows.render import Language, render
from gosupport_cli.flows.review import Review, review, settle
from gosupport_cli.flows.thread import remember_recipients, thread_of


def _unwatched(_plan: "Plan", _stage: "Stage") -> None:
    """Nobody wants to know."""


class Sending(Frozen):
    """The collaborators of this flow. ``archive`` keeps what was sent, by name; ``watch`` is told
    how far it has come, so that a person who stops it hears the truth. ``language``: of what is
    said around the documents, which are Russian."""

    journal: Journal
    catalogue: Catalogue
    clock: Clock
    identifiers: Identifiers
    transport: Callable[[str], Transport]
    new_key: Callable[[Request, Message | None], str]
    archive: Callable[[str, bytes], None]
    watch: Callable[["Plan", "Stage"], None] = _unwatched
    language: Language = "ru"


# ``begun``: it may have left from now on, until the outcome stands in the journal.
Stage = Literal["begun", "nothing", "sent", "handed_over", "unknown"]


class Plan(Frozen):
    """All that a yes is said to. ``message`` is set for a reply, a reminder, a repeat."""

    request: Request
    channel: str
    prepared: Prepared
    found: Review | None = None
    message: Message | None = None

    @property
    def by(self) -> Literal["network", "hand", "letter", "call"]:
        """Who brings it there: the program, or the person with a page, a letter, the phone."""
        if self.prepared.way == "network":
            return "network"
        return "letter" if self.channel == "email" else (
            "call" if self.channel == "phone" else "hand")


def checked(tools: Sending, ref: str, *, channel: str = "") -> tuple[Request, Review]:
    """The request and all that the checklist says of it for the channel (G-126)."""
    request = tools.journal.get(ref)
    wanted = channel or request.channel
    found = review(request, wanted, tools.catalogue, tools.identifiers, tools.clock)
    if wanted == request.channel:
        request = settle(tools.journal, request, found, at=tools.clock.now())
    return request, found


def plan(
    tools: Sending, request: Request, found: Review, *, to: str = "", resend: bool = False
) -> Plan:
    """What would leave. Raises ChecklistError when the checklist has errors, and refuses a
    revision that was sent already or may have been, unless ``resend``."""
    if not found.ok:
        count = sum(one.level == "error" for one in found.findings)
        raise ChecklistError("checklist-errors", ref=request.id, channel=found.channel, count=count)
    document = render(
        request, _channel(tools, found.channel), tools.catalogue, language=tools.language
    )
    return prepared_plan(tools, request, document, to=to, resend=resend, found=found)


def prepared_plan(
    tools: Sending,
    request: Request,
    document: Document,
    *,
    to: str = "",
    resend: bool = False,
    found: Review | None = None,
    message: Message | None = None,
) -> Plan:
    """The plan for any rendered document: the request itself or a message of it."""
    about = message.id if message else 0
    earlier = _earlier(tools, request, about)
    if not resend:
        _refuse_repeat(request, earlier, about)
    parcel = Parcel(
        request=request,
        document=document,
        key=earlier[-1].key if earlier else tools.new_key(request, message),
        at=tools.clock.now(),
        to=to,
        ticket=request.ticket if message else "",
        thread=thread_of(tools.journal, request.id) if message else None,
        is_message=message is not None,
    )
    try:
        prepared = tools.transport(document.channel).prepare(parcel)
    except GosupportError as error:
        if message and "again" in error.values:  # channels know no kinds of messages
            error.values["again"] = str(error.values["again"]).replace(
                "gosupport send", f"gosupport {message.kind}", 1)
        raise
    return Plan(request, document.channel, prepared, found, message)


def submit(tools: Sending, agreed: Plan, *, resend: bool = False) -> Receipt:
    """Deliver what was agreed to. Raises NotDelivered (nothing was sent) or OutcomeUnknown."""
    transport = tools.transport(agreed.channel)
    transport.unlock()
    _refuse_changed(tools, agreed)
    attempt = tools.journal.begin_attempt(
        agreed.request.id,
        channel=agreed.channel,
        key=agreed.prepared.parcel.key,
        digest=agreed.prepared.digest,
        at=tools.clock.now(),
        message_id=agreed.message.id if agreed.message else 0,
        resend=resend,
        by_hand=agreed.prepared.way == "hand",
    )
    try:
        delivered = _delivered(tools, transport, agreed, attempt)
        return _recorded(tools, agreed, attempt, delivered)
    except DeliveryError as error:
        outcome: Outcome = "unknown" if isinstance(error, OutcomeUnknown) else "failed"
        error.receipt = _receipt(tools, agreed, attempt, Delivered(outcome))
        error.about = agreed.message
        raise


def _delivered(
    tools: Sending, transport: Transport, agreed: Plan, attempt: Attempt
) -> Delivered:
    prepared = agreed.prepared
    if prepared.way == "network":
        tools.watch(agreed, "begun")
    try:
        return transport.deliver(prepared)
    except GosupportError as error:
        # Channels know no request; the sentence that the person reads names it.
        error.values.setdefault("ref", attempt.request_id)
        # All but «unknown» a channel raises only before the point of no return.
        lost = isinstance(error, OutcomeUnknown)
        _finish(tools, attempt, "unknown" if lost else "failed", error.code)
        tools.watch(agreed, "unknown" if lost else "nothing")
        raise
    except BaseException as error:
        if prepared.way == "hand":
            # Nothing leaves by opening a page: the person sends, and only they know.
            _finish(tools, attempt, "failed", type(error).__name__)
            raise
        # A mistake of ours, or Ctrl-C, at a moment that nobody knows: do not guess.
        _finish(tools, attempt, "unknown", type(error).__name__)
        raise OutcomeUnknown("broken-off", ref=attempt.request_id) from error


def _finish(tools: Sending, attempt: Attempt, outcome: Outcome, detail: str) -> None:
    """Write the outcome; if even that fails, the row «sending» says the same as unknown."""
    # Pressed twice: what is unknown stays unknown, and is told so.
    also = (KeyboardInterrupt,) if outcome == "unknown" else ()
    with contextlib.suppress(Exception, *also):
        tools.journal.finish_attempt(
            attempt.id, outcome, at=tools.clock.now(), detail=detail
        )


def _recorded(
    tools: Sending, agreed: Plan, attempt: Attempt, delivered: Delivered
) -> Receipt:
    at = tools.clock.now()
    try:
        tools.journal.finish_attempt(
            attempt.id,
            delivered.outcome,
            at=at,
            ticket=delivered.ticket,
            reference=delivered.reference,
            detail=delivered.detail,
        )
    except BaseException as error:  # Ctrl-C too: what is sent is not to be called unsent
        if delivered.outcome == "handed_over":
            raise
        if agreed.message:
            raise OutcomeUnknown("message-not-recorded", ref=agreed.request.id) from error
        number = f"--ticket '{delivered.ticket}'" if delivered.ticket else "--no-number"
        raise OutcomeUnknown(
            "sent-not-recorded", ref=agreed.request.id, ticket=delivered.ticket or "—",
            number=number,
        ) from error
    if delivered.outcome in ("sent", "handed_over"):
        tools.watch(agreed, delivered.outcome)
    if agreed.channel == "email":
        with contextlib.suppress(Exception, KeyboardInterrupt):
            remember_recipients(tools.journal, agreed.request.id, agreed.prepared.where)
    kept = delivered.outcome != "sent" or _archived(tools, agreed, attempt)
    return replace(_receipt(tools, agreed, attempt, delivered), at=at, copy_kept=kept)


def _receipt(tools: Sending, agreed: Plan, attempt: Attempt, delivered: Delivered) -> Receipt:
    """``attempt`` counts the attempts of this request, the first is 1."""
    number = 0
    with contextlib.suppress(GosupportError):  # the journal may be what failed
        number = sum(one.id <= attempt.id for one in tools.journal.attempts(agreed.request.id))
    return Receipt(
        id=agreed.request.id,
        channel=agreed.channel,
        outcome=delivered.outcome,
        at=tools.clock.now(),
        attempt=number,
        ticket=delivered.ticket,
        reference=delivered.reference,
    )


def _archived(tools: Sending, agreed: Plan, attempt: Attempt) -> bool:
    """Whether what was sent could be kept as sent; failing does not make it less sent."""
    name = f"{agreed.request.id}-{attempt.id}.{agreed.prepared.suffix}"
    try:
        tools.archive(name, agreed.prepared.payload)
    except (OSError, KeyboardInterrupt):
        return False
    return True


def _channel(tools: Sending, name: str) -> Channel:
    return tools.catalogue.channels[name]


def _earlier(tools: Sending, request: Request, about: int) -> tuple[Attempt, ...]:
    """Attempts of this very revision, or of this very message."""
    return tuple(
        one
        for one in tools.journal.attempts(request.id)
        if one.message_id == about and (about or one.revision == request.revision)
    )


def _refuse_repeat(request: Request, earlier: tuple[Attempt, ...], about: int) -> None:
    """Said before the preview; the ledger itself refuses once more, for parallel senders."""
    for one in earlier:
        if one.outcome == "sent":
            raise UsageError("already-sent", id=request.id, ref=request.id)
    if any(one.outcome == "unknown" for one in earlier):
        code = "message-unknown" if about else "outcome-unknown"
        raise OutcomeUnknown(code, id=request.id, ref=request.id)
    if not about and request.sent_at and request.delivered_revision >= request.revision:
        raise UsageError("already-sent", id=request.id, ref=request.id)


def _refuse_changed(tools: Sending, agreed: Plan) -> None:
    """Between the preview and the yes another window may have changed the request."""
    now = tools.journal.get(agreed.request.id)
    before = agreed.request
    same = replace(
        now, status=before.status, updated_at=before.updated_at, messages=before.messages
    )
    if agreed.message is None and (
        same.answers != before.answers
        or same.attachments != before.attachments
        or same.reveals != before.reveals
        or same.revision != before.revision
    ):
        raise NotDelivered("changed-meanwhile", ref=before.id)
