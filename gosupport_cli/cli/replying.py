"""What ``reply``, ``remind`` and ``followup`` do: compose, show, ask, deliver or keep."""

from collections.abc import Sequence
from pathlib import Path

from gosupport_cli.cli.app import App
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import Attachment, Message, Receipt
from gosupport_cli.core.tracking import WAITING
from gosupport_cli.flows import reply, submit
from gosupport_cli.flows.reply import Composed, Wording
from gosupport_cli.flows.track import Standing, look


class Words(Frozen):
    """The options that the three commands share."""

    channel: str = ""
    to: str = ""
    yes: bool = False
    no_send: bool = False
    dry_run: bool = False
    resend: bool = False
    files: tuple[str, ...] = ()


class Said(Frozen):
    """What the person wants to say; all empty: ask them."""

    wording: Wording | None = None
    text: str = ""
    result: str = ""


def said(*, done: bool, not_fixed: bool, result: str, message: str) -> Said:
    """The options as one thing to say. Raises UsageError when they contradict each other."""
    from gosupport_cli.cli.sources import read_pasted
    from gosupport_cli.core.placeholders import filled

    if done and not_fixed:
        raise UsageError("reply-both")
    wording: Wording | None = "done" if done else "not-fixed" if not_fixed else None
    text = read_pasted() if message == "-" else message
    return Said(wording, filled(text), filled(result))


def answer(app: App, ref: str, what: Said, words: Words) -> None:
    """``reply``."""
    from dataclasses import replace

    from gosupport_cli.cli.reply_asking import asked_kind, asked_result, files_wanted, goes_on

    if not (what.wording or what.text or what.result):
        kept = reply.unsent(_tools(app), ref)
        wish = goes_on(app, kept) if kept and app.streams.can_prompt() else "new"
        if kept and wish == "told":
            _record_by_hand(app, kept, by="call" if kept.request.channel == "phone" else "hand")
            return
        if kept and wish == "kept":
            deliver(app, kept, words, files=reply.kept_files(_tools(app), ref))
            return
        kind = asked_kind(app, ref)
        what = Said(kind, "", "" if kind == "done" else asked_result(app, ref, kind, again=False))
    elif what.result and not what.wording and not what.text:
        what = Said("info", "", what.result)
    elif what.wording in ("not-fixed", "info") and not (what.result or what.text):
        what = Said(what.wording, "", asked_result(app, ref, what.wording))
    composed = reply.compose_reply(
        _tools(app), ref, wording=what.wording, text=what.text, result=what.result
    )
    if not words.files and what.wording != "done":
        asks = not (words.yes or words.dry_run)
        told = f"{what.text}\n{what.result}"
        words = replace(words, files=files_wanted(app, ref, told, asks=asks))
    deliver(app, composed, words)


def remind(app: App, ref: str, words: Words) -> None:
    """``remind``."""
    standing = _standing(app, ref)
    hours = standing.silent_hours
    if hours is not None and standing.action.code == "wait":
        app.streams.tell(app.texts("reply.early-remind", hours=hours))
    deliver(app, reply.compose_reminder(_tools(app), ref), words)


def follow_up(app: App, ref: str, words: Words) -> None:
    """``followup``."""
    from gosupport_cli.cli.show.words import due_time

    standing = _standing(app, ref)
    due = standing.deadline.due_at
    if due and not standing.overdue and standing.request.status in WAITING:
        app.streams.tell(app.texts("reply.early-followup", due=due_time(app, due)))
    deliver(app, reply.compose_followup(_tools(app), ref), words)


def _standing(app: App, ref: str) -> Standing:
    from gosupport_cli.cli.tools import tools

    return look(tools(app), ref)


def deliver(
    app: App, composed: Composed, words: Words, *, files: tuple[Attachment, ...] = ()
) -> None:
    """Show, ask, send by the request's channel; ``--no-send`` only keeps the message. ``files``
    were attached to it before; those of ``words`` are added."""
    from gosupport_cli.cli.delivering import agree, nothing_left
    from gosupport_cli.cli.handing import carry
    from gosupport_cli.cli.show.delivery import show_rehearsal
    from gosupport_cli.cli.show.replies import show_kept, show_sent, tell_removed
    from gosupport_cli.flows import repeated

    tell_removed(app, composed)
    channel = words.channel or composed.request.channel
    if channel not in app.catalogue.channels:
        raise UsageError("unknown-channel", value=channel, known=", ".join(app.catalogue.channels))
    sends = not (words.no_send or words.dry_run)
    if sends and not words.yes and not app.streams.can_prompt():
        raise UsageError("send-needs-yes")
    if sends and not words.resend:
        repeated.refuse_repeat(_tools(app), composed)
    still = tuple(one for one in files if not app.evidence.condition(one))
    files = still if words.dry_run else (*still, *_attached(app, composed, words.files))
    if composed.kind == "reply" and not words.dry_run:
        reply.keep_files(_tools(app), composed.request.id, files)
    message = _proposal(app, composed) if words.dry_run else reply.keep(
        _tools(app), composed, resend=words.resend)
    document = reply.document_of(_tools(app), composed, message, channel, files,
                                 language=app.texts.language)
    if words.no_send:
        show_kept(app, composed, document)
        return
    sending = app.sending(opening=sends)
    with nothing_left(app, f"gosupport {composed.kind} {composed.request.id}"):
        plan = submit.prepared_plan(
            sending, composed.request, document, to=words.to, message=message,
            resend=words.resend,
        )
        if words.dry_run:
            show_rehearsal(app, plan)
            return
        agree(app, plan, yes=words.yes)
        receipt = submit.submit(sending, plan, resend=words.resend)
    if receipt.outcome == "sent":
        reply.after_delivery(_tools(app), composed)
    _look_again(app, plan.channel, receipt)
    show_sent(app, plan, receipt, composed)
    if receipt.outcome == "handed_over":
        carry(app, plan, output="", number=False)
        _by_hand(app, plan, composed)


def _by_hand(app: App, plan: submit.Plan, composed: Composed) -> None:
    """Opening a page sends nothing (G-64): the status goes on at the person's word only."""
    from gosupport_cli.cli.confirming import choose
    from gosupport_cli.cli.stopping import record_by

    ref, tools, by = composed.request.id, _tools(app), plan.by
    status = reply.status_after(tools, composed)
    if status:
        record_by(app, f"gosupport status {ref} --set {status}")
    if app.as_json or not app.streams.can_prompt():
        app.streams.tell(app.texts(f"reply.told-later-{by}", id=ref, status=status) if status
                         else app.texts(f"reply.then-wait-{by}", ref=ref))
        return
    options = (("yes", app.texts("delivery.yes-called" if by == "call" else "delivery.yes-sent")),
               ("no", app.texts("delivery.not-yet")))
    if choose(app, "reply-done", app.texts(f"reply.ask-done-{by}"), options, prefill="no",
              helps=app.texts(f"reply.help-done-{by}", ref=ref)) == "yes":
        _record_by_hand(app, composed, by=by)
    elif composed.kind == "reply":
        app.streams.tell(app.texts("reply.not-yet"))
        app.streams.tell(app.texts("reply.open-again", id=ref))
    else:
        app.streams.tell(app.texts(f"reply.told-later-{by}", id=ref, status=status) if status
                         else app.texts("reply.not-yet"))


def _record_by_hand(app: App, composed: Composed, *, by: str) -> None:
    tools = _tools(app)
    reply.told_sent(tools, composed)
    reply.after_delivery(tools, composed)
    app.streams.tell(app.texts(f"reply.recorded-{by}", ref=composed.request.id))
    left = reply.still_to_do(tools, composed.request.id)
    if left:
        app.streams.tell(app.texts("reply.todo-left", n=len(left), id=composed.request.id,
                                   number=left[0].number))


def _look_again(app: App, channel: str, receipt: Receipt) -> None:
    """How the ticket stands with this answer in it, so that ``sync`` tells the desk's own
    changes from ours. Failing does no harm: then the next ``sync`` takes the desk's word."""
    import contextlib

    from gosupport_cli.channels.table import SERVERS
    from gosupport_cli.core.errors import GosupportError
    from gosupport_cli.flows.sync_servers import remember_seen

    if channel not in SERVERS or receipt.outcome != "sent":
        return
    request = app.journal.get(receipt.id)
    with contextlib.suppress(GosupportError):
        ticket = SERVERS[channel](app.world(opening=False)).read(request.ticket)
        remember_seen(app.journal, request, ticket)


def _proposal(app: App, composed: Composed) -> Message:
    """A message that is only looked at: no number of the journal is negative."""
    return Message(-1, composed.kind, composed.text, app.clock.now())


def _tools(app: App) -> reply.Tools:
    return reply.Tools(app.journal, app.catalogue, app.clock)


def _attached(app: App, composed: Composed, names: Sequence[str]) -> tuple[Attachment, ...]:
    """Cleaned copies in the evidence folder; they go along with this message only."""
    from gosupport_cli.flows.compose import picture_limit

    paths = [Path(one).expanduser() for one in names]
    for path in paths:
        app.evidence.check(path)
    limit = picture_limit(app.catalogue, composed.request.channel)
    return tuple(
        app.evidence.add(composed.request.id, path, limit=limit).attachment for path in paths
    )
