"""What the knowledge base says, as text or JSON."""

from collections.abc import Sequence
from typing import Any

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.cli.show.words import wrapped
from gosupport_cli.core.folding import lines_of
from gosupport_cli.core.knowledge import Entry, Topic
from gosupport_cli.flows.solve import Advice


def show_advice(app: App, found: Sequence[Advice], *, weak: bool) -> None:
    """Matches, best first; an honest «nothing» with where to go on."""
    if app.as_json:
        shapes = [_shape(app, one) for one in found]
        as_json(app, {"schema": "gosupport.solve/1", "matches": shapes})
        return
    if not found:
        _tell_next(app, "nothing" if weak else "nothing-confident", gap="")
        return
    for place, one in enumerate(found):
        if place:
            app.streams.out("")
        _show_one(app, one)
    if found[0].match.entry.route in ("self-help", "support"):
        # Anything else is settled by others: «write to the support» would mislead.
        _tell_next(app, "then")


def show_topics(app: App) -> None:
    """The groups, with how many entries each has."""
    entries = list(app.knowledge.entries.values())
    counts = {name: sum(one.group == name for one in entries) for name in app.knowledge.topics}
    if app.as_json:
        topics = [
            {"id": topic.id, "title": _topic_title(app, topic), "entries": counts[topic.id]}
            for topic in app.knowledge.topics.values()
        ]
        as_json(app, {"schema": "gosupport.topics/1", "topics": topics})
        return
    for topic in app.knowledge.topics.values():
        line = f"{_topic_title(app, topic)} ({counts[topic.id]})"
        _wrapped(app, line, first=f"{topic.id}  ", rest="   ")
    _tell_next(app, "topics-next")


def show_topic(app: App, topic: Topic) -> None:
    """The entries of one group, a line each."""
    listed = [one for one in app.knowledge.entries.values() if one.group == topic.id]
    if app.as_json:
        entries = [{"id": one.id, "title": _title(app, one)} for one in listed]
        as_json(app, {"schema": "gosupport.topic/1", "id": topic.id, "entries": entries})
        return
    app.streams.out(f"{topic.id}  {_topic_title(app, topic)}")
    for one in listed:
        _wrapped(app, _title(app, one), first=f"  {one.id}  ", rest=" " * (4 + len(one.id)))
    _tell_next(app, "topic-next", first=listed[0].id)


def _show_one(app: App, one: Advice) -> None:
    entry, texts = one.match.entry, app.texts
    _wrapped(app, _title(app, entry), first=f"{entry.id}  ", rest=" " * (2 + len(entry.id)))
    if not one.match.confident:
        app.streams.out("  " + texts("solve.weak"))
    _wrapped(app, texts(f"solve.route-{entry.route}"), first="  ", rest="  ")
    app.streams.out("  " + texts("solve.try"))
    for number, step in enumerate(one.steps, 1):
        text = texts.of(f"step.{step.id}.text", step.text)
        _wrapped(app, text, first=f"  {number}. ", rest=" " * (4 + len(str(number))))
    if not one.steps:
        app.streams.out("  " + texts("solve.all-tried"))
    if entry.note:
        _wrapped(app, texts("solve.note", note=_note(app, entry)), first="  ", rest="  ")
    known = texts("solve.known", evidence=texts(f"solve.evidence-{entry.evidence}"),
                  as_of=texts("solve.undated") if entry.as_of == "undated" else entry.as_of)
    _wrapped(app, known, first="  ", rest="  ")


def _shape(app: App, one: Advice) -> dict[str, Any]:
    entry = one.match.entry
    return {
        "id": entry.id,
        "title": _title(app, entry),
        "score": round(one.match.score, 3),
        "route": entry.route,
        "steps": [app.texts.of(f"step.{step.id}.text", step.text) for step in one.steps],
        "evidence": entry.evidence,
        "as_of": entry.as_of,
        "group": entry.group,
        "deadline_class": entry.deadline_class,
        "note": _note(app, entry),
        "by": one.match.by,
        "confident": one.match.confident,
        "steps_tried": [app.texts.of(f"step.{step.id}.text", step.text) for step in one.done],
    }


def _title(app: App, entry: Entry) -> str:
    return app.texts.of(f"knowledge.{entry.id}.title", entry.title)


def _note(app: App, entry: Entry) -> str:
    return app.texts.of(f"knowledge.{entry.id}.note", entry.note) if entry.note else ""


def _topic_title(app: App, topic: Topic) -> str:
    return app.texts.of(f"topic.{topic.id}.title", topic.title)


def _tell_next(app: App, text_id: str, *, gap: str = "\n", **values: object) -> None:
    """Where to go on, on stderr, after an empty line."""
    text = app.texts(f"solve.{text_id}", **values)
    app.streams.tell(gap + wrapped(text, app.streams.width()))


def _wrapped(app: App, text: str, *, first: str, rest: str) -> None:
    width = app.streams.width()
    for line in lines_of(text, width, first=first, rest=rest):
        app.streams.out(line)
