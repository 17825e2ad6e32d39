"""A draft that was made or changed, as text or JSON."""

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.cli.show.request_json import request_shape
from gosupport_cli.flows.compose import Composed
from gosupport_cli.flows.review import Review


def show_made(app: App, made: Composed, found: Review) -> None:
    """The draft, what was changed on the way in, what the checklist still wants."""
    from gosupport_cli.cli.show.findings import show_review

    _tell_notes(app, made)
    if app.as_json:
        as_json(app, request_shape(made.request))
        return
    app.streams.out(app.texts("made.saved", id=made.request.id))
    if found.findings:
        show_review(app, found)
    code = "made.next-show" if found.ok else "made.next-edit"
    app.streams.tell(app.texts(code, id=made.request.id))


def _tell_notes(app: App, made: Composed) -> None:
    texts = app.texts
    for key, kinds in made.removed.items():
        names = ", ".join(texts(f"made.kind-{kind}") for kind in kinds)
        app.streams.tell(texts("made.secret-removed", field=_label(app, key), kinds=names))
    for key, notes in made.notes.items():
        for note in notes:
            if note != "secret-removed":
                app.streams.tell(texts(f"made.{note}", field=_label(app, key)))
    for one in made.attached:
        for note in one.notes:
            app.streams.tell(f"{one.attachment.name}: {texts(f'attach.{note}')}")


def _label(app: App, key: str) -> str:
    question = app.catalogue.questions.get(key)
    return app.texts.of(f"question.{key}.label", question.label) if question else key
