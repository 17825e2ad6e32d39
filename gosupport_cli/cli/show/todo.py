"""The list of things to do, as text or ``gosupport.todo/1``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.cli.show.words import iso, wrapped
from gosupport_cli.core.model import Request
from gosupport_cli.core.todo import Thing
from gosupport_cli.core.tracking import FINISHED

if TYPE_CHECKING:
    from gosupport_cli.flows.todo import Listed


def show_todo(app: App, listed: Listed, *, added: int) -> None:
    """The list, and how to tick things off."""
    ref = listed.request.id
    if app.as_json:
        as_json(app, {"schema": "gosupport.todo/1", "id": ref, "items": todo_shape(listed.things)})
        return
    if added:
        app.streams.tell(app.texts("todo.added", n=added))
    if not listed.things:
        app.streams.out(app.texts("todo.empty"))
        app.streams.tell(app.texts("todo.empty-how", id=ref))
        return
    for line in todo_lines(app, listed.things):
        app.streams.out(line)
    left = [one for one in listed.things if one.done_at is None]
    if left:
        app.streams.tell(app.texts("todo.tick", id=ref, n=left[0].number))
    else:
        said = "answered" if _answered(listed.request) else "all-done"
        app.streams.tell(app.texts(f"todo.{said}", id=ref))


def _answered(request: Request) -> bool:
    """The support has had an answer since its last word, or wants none any more."""
    if request.status in FINISHED:
        return True
    since = request.support_at
    return any(one.kind == "reply" and one.outcome in ("sent", "handed_over")
               and (since is None or one.created_at >= since) for one in request.messages)


def todo_lines(app: App, things: Iterable[Thing], indent: str = "") -> list[str]:
    """``[x] 1. …``: the tick is a letter, readable in every console. Plain lines say it in words:
    brackets are hard to hear."""
    lines, width = [], app.streams.width()
    spoken = app.streams.linear() and app.streams.stdout.isatty()
    for one in things:
        head = f"{one.number}. " if spoken else f"[{'x' if one.done_at else ' '}] {one.number}. "
        text = app.texts(f"todo.{'is-done' if one.done_at else 'is-open'}",
                         text=one.text) if spoken else one.text
        lines.append(wrapped(text, width, first=indent + head, rest=" " * len(indent + head)))
    return lines


def todo_shape(things: Iterable[Thing]) -> list[dict[str, Any]]:
    """For programs."""
    return [
        {"n": one.number, "text": one.text, "done": one.done_at is not None,
         "done_at": iso(one.done_at), "source": one.source}
        for one in things
    ]
