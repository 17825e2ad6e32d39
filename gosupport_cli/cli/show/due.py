"""What is due: lines for people, ``gosupport.due/1``, entries for a calendar file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.cli.show.words import (
    command_of,
    due_time,
    iso,
    shortened,
    subject_of,
    wrapped,
)
from gosupport_cli.core.tracking import DueItem

if TYPE_CHECKING:
    from gosupport_cli.adapters.calendar_file import Entry


def show_due(app: App, items: Sequence[DueItem], *, more: int = 0) -> None:
    """Most urgent first; ``more`` are still to come."""
    if app.as_json:
        shapes = [
            {"id": item.request.id, "ticket": item.request.ticket, "due_at": iso(item.due_at),
             "kind": item.kind, "overdue": item.overdue, "text": what(app, item),
             "command": command_of(app, item.action)}
            for item in items
        ]
        as_json(app, {"schema": "gosupport.due/1", "items": shapes})
        return
    if items:
        app.streams.out("\n".join(due_lines(app, items)))
    else:
        app.streams.tell(app.texts("track.due-empty"))
    if more:
        app.streams.tell(app.texts("track.due-upcoming", count=more))


def due_lines(app: App, items: Sequence[DueItem]) -> list[str]:
    """What, about which request, and the command."""
    width = app.streams.width()
    lines: list[str] = []
    for item in items:
        name = "  ".join(part for part in (item.request.id, item.request.ticket) if part)
        mark = f" — {app.texts('track.due-overdue')}" if item.overdue else ""
        lines.append(wrapped(f"{name}{mark}", width, rest="  "))
        lines.append("  " + shortened(subject_of(app, item.request), width - 2))
        lines.append(wrapped(what(app, item), width, first="  ", rest="  "))
        if item.action.command:
            lines.append(f"  {command_of(app, item.action)}")
    return lines


def what(app: App, item: DueItem) -> str:
    """One sentence; a term of the guide carries its label."""
    due = due_time(app, item.due_at) if item.due_at else ""
    if item.kind == "deadline":
        name = "deadline-late" if item.overdue else "deadline"
        label = _label(app, item)
        return f"{app.texts(f'track.kind-{name}', due=due)} ({label})"
    name = "answer-by" if item.kind == "answer" and due else item.kind
    if item.kind == "silence" and item.due_at and item.due_at > app.clock.now():
        name = "silence-coming"
    return app.texts(f"track.kind-{name}", due=due, **item.action.values)


def _label(app: App, item: DueItem) -> str:
    if item.request.term_at and item.request.term_at == item.due_at:
        return "in the portal's words" if app.texts.language == "en" else "со слов портала"
    return app.texts("track.not-confirmed")


def calendar_entries(app: App, items: Sequence[DueItem]) -> list[Entry]:
    """Dates for a calendar that may be shared: no subject, no name, only id and number."""
    from gosupport_cli.adapters.calendar_file import Entry

    return [
        Entry(
            key=f"{item.request.id}-{item.kind}",
            at=item.due_at,
            title=app.texts("track.ics-title", id=item.request.id, what=what(app, item)),
            text="\n".join(part for part in (item.request.ticket, command_of(app, item.action))
                           if part),
        )
        for item in items
        if item.due_at is not None
    ]
