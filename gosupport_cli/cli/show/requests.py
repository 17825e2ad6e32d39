"""A draft that was made or changed, as text or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.cli.show.request_json import request_shape

if TYPE_CHECKING:
    from gosupport_cli.flows.ask import Asked
    from gosupport_cli.flows.compose import Composed
    from gosupport_cli.flows.review import Review


def show_made(app: App, made: Composed, found: Review) -> None:
    """The draft, what was changed on the way in, what the checklist still wants."""
    from gosupport_cli.cli.show.findings import show_review

    tell_notes(app, made)
    if app.as_json:
        as_json(app, request_shape(made.request))
        return
    said = "changed" if made.request.sent_at else "saved"
    app.streams.out_fitted(app.texts(f"made.{said}", id=made.request.id,
                                     revision=made.request.revision))
    if found.findings:
        show_review(app, found)
    _tell_next(app, made.request.id, ok=found.ok)


def show_asked(app: App, asked: Asked) -> None:
    """What the wizard ends with."""
    request, found = asked.request, asked.found
    if app.as_json:
        as_json(app, request_shape(request))
        return
    if found is None:
        ended = "elsewhere" if asked.elsewhere else "helped"
        app.streams.out(app.texts(f"made.{ended}", id=request.id))
        return
    app.streams.out(app.texts("made.ready" if found.ok else "made.saved", id=request.id))
    _tell_next(app, request.id, ok=found.ok)


def tell_notes(app: App, made: Composed) -> None:
    """What happened to the words and the files on their way in."""
    texts = app.texts
    for key, kinds in made.removed.items():
        names = ", ".join(texts(f"made.kind-{kind}") for kind in kinds)
        app.streams.tell(texts("made.secret-removed", field=_label(app, key), kinds=names))
    for key, notes in made.notes.items():
        for note in notes:
            if note != "secret-removed":
                value = made.request.answers.get(key, "")
                app.streams.tell(texts(f"made.{note}", field=_label(app, key), value=value))
    for one in made.attached:
        for note in one.notes:
            app.streams.tell(f"{one.attachment.name}: {texts(f'attach.{note}')}")


def _tell_next(app: App, ref: str, *, ok: bool) -> None:
    names = ("next-show", "next-send") if ok else ("next-check", "next-edit")
    for name in names:
        app.streams.tell(app.texts(f"made.{name}", id=ref))


def _label(app: App, key: str) -> str:
    question = app.catalogue.questions.get(key)
    return app.texts.of(f"question.{key}.label", question.label) if question else key
