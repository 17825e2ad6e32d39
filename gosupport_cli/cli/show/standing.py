"""Where a request stands: the card for people, ``gosupport.status/1`` for programs."""

from datetime import datetime
from itertools import groupby
from typing import Any

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.cli.show.drawn import draw_panel, is_drawn
from gosupport_cli.cli.show.todo import todo_lines, todo_shape
from gosupport_cli.cli.show.words import (
    clock_time,
    command_of,
    deadline_label,
    due_time,
    iso,
    sentence,
    status_label,
    subject_of,
    wrapped,
)
from gosupport_cli.core.model import Event, Status
from gosupport_cli.core.todo import things_of
from gosupport_cli.core.tracking import WAITING, followup_steps
from gosupport_cli.flows.track import Standing

_HOTLINES = ("phone-hotline", "phone-short")
_TERM_MATTERS = (Status.DRAFT, Status.READY, Status.SENDING, Status.UNKNOWN, *WAITING)
# Sources with words of their own; any other is shown as it is written in the journal.
_SOURCES = frozenset(("person", "person-override", "check", "detected", "editor", "gosupport",
                      "wizard", "command-line", "answers-file", "letter", "server", "reply",
                      "log"))
_EVENTS = frozenset((
    "created", "answers", "revision", "status", "ticket", "note", "operator", "waived",
    "file_added", "file_removed", "term", "number_refused", "revealed", "linked", "message",
    "sending", "sent", "handed_over", "failed", "unknown", "kept", "comment",
    "answer", "auto-reply", "comment-added", "file-added", "bounced",
    "deadline", "todo", "todo_done", "todo_open", "todo_removed", "call_sheet",
    "odd_date", "message_by_hand",
))


def standing_shape(app: App, standing: Standing, *, history: bool) -> dict[str, Any]:
    """One request of ``gosupport.status/1`` (with history) or ``gosupport.list/1``."""
    request, deadline = standing.request, standing.deadline
    shape: dict[str, Any] = {
        "id": request.id,
        "ticket": request.ticket,
        "channel": request.channel,
        "status": str(request.status),
        "status_label": status_label(app, str(request.status)),
        "raw_status": request.raw_status,
        "sent_at": iso(request.sent_at),
        "deadline": {
            "class": deadline.id,
            "label": deadline_label(app, deadline),
            "due_at": iso(deadline.due_at),
            "source": deadline.source,
            "verified": deadline.verified,
            "calendar_known": deadline.calendar_known,
        },
        "overdue": standing.overdue,
        "silent_hours": standing.silent_hours,
        "next_action": {
            "code": standing.action.code,
            "text": sentence(app, standing),
            "command": command_of(app, standing.action),
        },
        "category": request.category,
        "subject": str(request.answers.get("problem.subject", "")),
        "revision": request.revision,
        "created_at": iso(request.created_at),
        "updated_at": iso(request.updated_at),
        "term": request.term,
        "answer_by": iso(request.answer_by),
        "links": list(request.links),
    }
    if history:
        shape["todo"] = todo_shape(things_of(standing.history))
        shape["history"] = [
            {"at": iso(one.at), "event": one.event, "status": one.status,
             "source": one.source, "text": one.text}
            for one in standing.history
        ]
    return shape


def show_standing(app: App, standing: Standing) -> None:
    """The card of one request."""
    if app.as_json:
        as_json(app, {"schema": "gosupport.status/1",
                      **standing_shape(app, standing, history=True)})
        return
    width = app.streams.width()
    title = f"{standing.request.id}  {subject_of(app, standing.request)}"
    head = [wrapped(title, width, rest="  "), "", *_facts(app, standing, width)]
    following = _next(app, standing, width)
    lines: list[str] = []
    things = things_of(standing.history)
    if things:
        lines += [app.texts("todo.title"), *todo_lines(app, things, "  "), ""]
    lines += [app.texts("track.history-title"), *_history(app, standing, width)]
    if standing.request.sent_at:
        lines += ["", app.texts("track.where-title"), *_where(app, width)]
    if is_drawn(app):
        app.streams.out("\n".join(head))
        draw_panel(app, following[0].rstrip(":"), following[1:])
        app.streams.out("\n".join(lines))
    else:
        app.streams.out("\n".join([*head, "", *following, "", *lines]))


def _facts(app: App, standing: Standing, width: int) -> list[str]:
    request, texts = standing.request, app.texts
    channel = app.catalogue.channels.get(request.channel)
    rows = [("status", status_label(app, str(request.status)))]
    if request.raw_status:
        rows.append(("raw", f"«{request.raw_status}»"))
    rows.append(("ticket", request.ticket or texts(
        "track.no-ticket-given" if request.number_refused else "track.no-ticket")))
    if channel:
        rows.append(("channel", texts.of(f"channel.{channel.id}.title", channel.title)))
    rows.append(("created", clock_time(app, request.created_at)))
    rows.append(("sent", clock_time(app, request.sent_at) if request.sent_at
                 else texts("track.not-sent")))
    if request.term:
        rows.append(("term", request.term))
    if request.answer_by:
        rows.append(("answer-by", clock_time(app, request.answer_by)))
    if request.status in _TERM_MATTERS:
        rows.append(("due", _due(app, standing)))
    if standing.silent_hours is not None:
        rows.append(("silent", texts("track.silent-hours", hours=standing.silent_hours)))
    if request.revision > 1:
        rows.append(("revision", str(request.revision)))
    if request.attachments:
        rows.append(("files", ", ".join(one.name for one in request.attachments)))
    if request.links:
        rows.append(("links", ", ".join(request.links)))
    labels = [texts(f"track.label-{name}") for name, _ in rows]
    space = max(map(len, labels)) + 2
    if width < 60:  # a narrow screen gets the value under its label
        return [wrapped(f"{label}: {value}", width, rest="  ")
                for label, (_, value) in zip(labels, rows, strict=True)]
    return [wrapped(value, width, first=label.ljust(space), rest=" " * space)
            for label, (_, value) in zip(labels, rows, strict=True)]


def _due(app: App, standing: Standing) -> str:
    texts, deadline = app.texts, standing.deadline
    label = deadline_label(app, deadline)
    if deadline.due_at is None:
        waits = standing.request.sent_at is None and deadline.id != "none"
        return texts("track.due-after-sending") if waits else label
    said = f"{due_time(app, deadline.due_at)} ({label})"
    if standing.overdue:
        said = f"{said}, {texts('track.overdue')}"
    if not deadline.calendar_known:
        said = f"{said}; {texts('track.calendar-unknown')}"
    return said


def _next(app: App, standing: Standing, width: int) -> list[str]:
    action, texts = standing.action, app.texts
    lines = [f"{texts('track.next-title')}:", wrapped(sentence(app, standing), width,
                                                      first="  ", rest="  ")]
    if action.command == f"gosupport status {standing.request.id}":  # it was just typed
        lines.append(wrapped(texts("track.when-answered", id=standing.request.id), width,
                             first="  ", rest="  "))
    elif action.command:
        lines.append(f"  {command_of(app, action)}")
    if action.code == "followup":
        phones = " / ".join(app.catalogue.facts[one].value for one in _HOTLINES
                            if one in app.catalogue.facts)
        lines += ["", wrapped(texts("track.steps-title"), width)]
        for place, (step, command) in enumerate(followup_steps(standing.request), 1):
            said = f"{place}. {texts(f'track.{step}', phones=phones)}:"
            lines += [wrapped(said, width, first="  ", rest="     "), f"     {command}"]
        lines.append(wrapped(texts("track.steps-duplicates"), width, first="  ", rest="  "))
    return lines


def _history(app: App, standing: Standing, width: int) -> list[str]:
    """Answers that were changed one after another are one line."""
    lines = []
    told = [(clock_time(app, one.at), one, _event(app, one)) for one in standing.history]
    for (_, text), group in groupby(told, key=lambda one: (one[1].event == "answers", one[2])):
        same = list(group)
        at, event, _ = same[-1]
        if len(same) > 1:
            text = app.texts("track.repeated", text=text, count=len(same))
        lines.append(wrapped(f"{at}  {text} ({_source(app, event.source)})", width, rest="  "))
    return lines


def _event(app: App, event: Event) -> str:
    known = event.event if event.event in _EVENTS else "other"
    if known == "handed_over" and event.source == "person":
        known = "sent_by_hand"
    elif known == "handed_over" and event.source == "phone":
        known = "call_sheet"
    told = _both_dates(app, event.text) if known == "deadline" else event.text
    text = app.texts(f"track.event-{known}", text=told, event=event.event,
                     status=status_label(app, event.status))
    if known == "status" and event.source == "reply":
        # What stands there are the support's words of before, not of this step.
        return app.texts("track.event-answered", status=status_label(app, event.status))
    if known == "status" and event.text:
        return app.texts("track.status-said", label=text, text=event.text)
    return text


def _both_dates(app: App, text: str) -> str:
    """The date before and after, by the person's own clock."""
    try:
        return " → ".join(clock_time(app, datetime.fromisoformat(one)) for one in text.split(" → "))
    except ValueError:
        return text


def _source(app: App, source: str) -> str:
    known = source.replace(" ", "-")
    channel = app.catalogue.channels.get(source)
    if channel:
        return app.texts.of(f"channel.{channel.id}.title", channel.title)
    return app.texts(f"track.source-{known if known in _SOURCES else 'other'}", source=source)


def _where(app: App, width: int) -> list[str]:
    page = app.catalogue.facts.get("page-notifications")
    label = app.texts("track.not-confirmed")
    said = [app.texts("track.where-my-requests", label=label)]
    if page:
        said.insert(0, app.texts("track.where-notifications", page=page.value))
    return [wrapped(one, width, first="  ", rest="  ") for one in said]
