"""What letters said and what was made of it, as text or JSON."""

import re
from typing import Any

from gosupport_cli.cli.app import App
from gosupport_cli.cli.called import quoted
from gosupport_cli.cli.show import as_json
from gosupport_cli.cli.show.words import clock_time, status_label
from gosupport_cli.core.errors import GosupportError
from gosupport_cli.flows.ingest import ODD_DATES, Examined, Ingested
from gosupport_cli.flows.sync import Synced
from gosupport_cli.flows.sync_servers import Change, ServersSynced


def show_examined(app: App, found: Examined) -> None:
    """What a letter says, before the question; talk, so that stdout stays clean."""
    for line in _lines(app, found):
        app.streams.tell(line)


def show_ingested(app: App, done: Ingested, *, source: str = "-") -> None:
    """One letter: what it is, whether it was recorded, and why not. ``source``: the person's file,
    for the command to run again."""
    found, texts = done.examined, app.texts
    if app.as_json:
        as_json(app, {"schema": "gosupport.ingest/1", **_shape(app, done, source)})
        return
    if not found.can_apply:
        for line in _lines(app, found):
            app.streams.out_fitted(line)
    ref = done.request.id if done.request else "GS-1"
    why = _why(app, done, source)
    if done.applied:
        app.streams.out_fitted(texts("ingest.recorded", id=ref))
        if done.things:
            app.streams.out_fitted(texts("todo.taken", n=done.things, id=ref))
        waits = done.things and not found.reading.status
        app.streams.tell(texts("ingest.answer-next" if waits else "ingest.next", id=ref))
    else:
        app.streams.out_fitted(texts("ingest.not-recorded"))
        app.streams.out_fitted(why)
    if found.warnings:
        app.streams.out_fitted(texts("ingest.fakes", values=", ".join(found.warnings)))


def show_synced(
    app: App,
    mail: Synced | None,
    tickets: ServersSynced,
    *,
    dry_run: bool,
    asks: bool = False,
    failure: GosupportError | None = None,
) -> None:
    """The result of ``sync``: counts, and every change in a line.

    ``asks``: the letters that wait are asked about next. ``failure``: of the mailbox.
    """
    letters = mail or Synced(0, 0)
    if app.as_json:
        as_json(app, _synced_shape(app, letters, tickets, failure))
        return
    texts = app.texts
    if mail:
        app.streams.tell(texts("ingest.seen", n=mail.seen, new=mail.new))
    lines = [_line(app, one.examined) for one in letters.applied]
    lines += [_change_line(app, one) for one in tickets.changed]
    lines += [texts("ingest.not-read", id=request.id, number=request.ticket)
              for request, _ in tickets.failed]
    if failure:
        said = texts(f"error.{failure.code}.message", **failure.values)
        lines.append(texts("ingest.mailbox-failed", why=said))
    for one in letters.waiting:
        # On a trial run the letters that would be recorded stand here too.
        hint = f" — {texts('ingest.waits')}" if one.needs_yes and not asks else ""
        lines.append(_line(app, one) + hint)
        if one.why in ODD_DATES:
            lines.append(f"  {_odd(app, one)}")
    lines += [texts("ingest.suspect-line", sender=one.letter.sender or "—",
                    subject=one.letter.subject[:80]) for one in letters.suspect]
    for line in lines or [texts("ingest.nothing-new")]:
        app.streams.out(line)
    if dry_run:
        app.streams.tell(texts("ingest.dry-run"))


def _synced_shape(
    app: App, mail: Synced, tickets: ServersSynced, failure: GosupportError | None
) -> dict[str, Any]:
    """``gosupport.sync/1``."""
    failed: list[dict[str, Any]] = [
        {"id": request.id, "ticket": request.ticket, "code": error.code}
        for request, error in tickets.failed
    ]
    if failure:
        failed.insert(0, {"id": None, "ticket": None, "code": failure.code})
    return {
        "schema": "gosupport.sync/1",
        "seen": mail.seen + tickets.asked,
        "new": mail.new + len(tickets.changed),
        "applied": len(mail.applied) + sum(one.recorded for one in tickets.changed),
        "suspect": len(mail.suspect),
        "failed": failed,
        "requests": [
            *(_shape(app, one) for one in mail.applied),
            *(_shape(app, Ingested(one, one.request, applied=False, why=one.why))
              for one in (*mail.waiting, *mail.suspect)),
            *(_change_shape(app, one) for one in tickets.changed),
        ],
    }


def _why(app: App, done: Ingested, source: str = "-") -> str:
    found = done.examined
    if done.why in ODD_DATES:
        return _odd(app, found)
    file = source if re.fullmatch(r"[\w./-]+", source) else quoted(source)
    return app.texts(f"ingest.{done.why}", number=found.number or "—", file=file,
                     id=done.request.id if done.request else "GS-1")


def _lines(app: App, found: Examined) -> list[str]:
    texts = app.texts
    lines = [texts(f"ingest.kind-{_kind(found)}")]
    if found.kind == "code":
        return lines
    if found.letter.sender:
        lines.append(texts("ingest.from", sender=found.letter.sender))
    if found.number:
        lines.append(texts("ingest.number", number=found.number))
    if found.request:
        lines.append(texts("ingest.request", id=found.request.id,
                           subject=str(found.request.answers.get("problem.subject", ""))))
    if found.reading.status:
        lines.append(texts("ingest.status", label=status_label(app, found.reading.status),
                           raw=found.reading.raw_status))
    if found.letter.is_bounce and found.request:
        lines.append(texts("ingest.bounced", id=found.request.id, number=""))
    elif found.belief.trust == "unverified":
        lines.append(texts("ingest.no-results", number="", id=""))
    if found.why in ODD_DATES:
        lines.append(_odd(app, found))
    return lines


def _odd(app: App, found: Examined) -> str:
    """Which date it has, and why that cannot be; the status waits for the person."""
    request, at = found.request, found.letter.date
    return app.texts(
        f"ingest.{found.why}", id=request.id if request else "GS-1", number=found.number or "—",
        at=clock_time(app, at) if at else "—",
        sent=clock_time(app, request.sent_at) if request and request.sent_at else "—",
    )


def _kind(found: Examined) -> str:
    if found.letter.is_bounce:
        return "bounced"
    return "words" if found.kind == "unknown" and found.can_apply else found.kind


def _line(app: App, found: Examined) -> str:
    ref = found.request.id if found.request else "—"
    what = status_label(app, found.reading.status) if found.reading.status else app.texts(
        f"ingest.kind-{_kind(found)}"
    )
    return f"{ref}  {found.number}  {what}"


def _change_line(app: App, change: Change) -> str:
    request = change.request
    label = status_label(app, str(request.status))
    answers = app.texts("ingest.answers", n=change.answers) if change.answers else ""
    return "  ".join(part for part in (request.id, request.ticket, label, answers) if part)


def _change_shape(app: App, change: Change) -> dict[str, Any]:
    request = change.request
    return {
        "kind": "status" if change.status_changed else "answer",
        "id": request.id,
        "ticket": request.ticket,
        "status": str(request.status),
        "raw_status": request.raw_status or None,
        "applied": change.recorded,
        "why": app.texts("ingest.server"),
        "event": "server",
    }


def _shape(app: App, done: Ingested, source: str = "-") -> dict[str, Any]:
    found = done.examined
    status = found.reading.status or (str(done.request.status) if done.request else "")
    ref = done.request.id if done.request else None
    return {
        "kind": found.kind,
        "id": ref,
        "ticket": found.number or None,
        "status": status or None,
        "raw_status": found.reading.raw_status or None,
        "applied": done.applied,
        "why": _why(app, done, source),
        "event": found.reading.event or None,
        "todo": done.things,
    }
