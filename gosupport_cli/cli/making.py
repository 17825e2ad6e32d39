"""What ``new`` and ``edit`` do once their words are known: call a flow, show the result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.sources import Given, gather

if TYPE_CHECKING:
    from gosupport_cli.flows.ask import Asked, Asking
    from gosupport_cli.flows.compose import Composed


def without_questions(
    app: App, *, answers: str | None, pairs: Sequence[str], files: Sequence[str], **words: Any
) -> None:
    """``new --no-input``: a draft of what was given; exit 3 when the checklist has errors."""
    given = gather(app, answers=answers, pairs=pairs, files=files, usual=True, **words)
    _made_of(app, given, "answers file" if answers else "command line")


def _made_of(app: App, given: Given, source: str) -> None:
    from gosupport_cli.flows.compose import compose

    _need_category(app, given)
    made = compose(app.tools, given.answers, files=given.files, source=source)
    _link(app, made.request.id, given)
    if not _judge(app, made):
        click.get_current_context().exit(3)


def wizard(
    app: App,
    *,
    answers: str | None,
    pairs: Sequence[str],
    files: Sequence[str],
    **words: Any,
) -> None:
    """``new``: the questions that the given answers leave open."""
    from gosupport_cli.flows.ask import ask, start

    given = gather(app, answers=answers, pairs=pairs, files=files,
                   usual=not app.streams.can_prompt(), **words)
    source = "answers file" if answers else "command line"
    if not app.streams.can_prompt():
        _refuse_to_guess(app, given)
        _made_of(app, given, source)
        return
    asking = _asking(app)
    made = start(asking, given.answers, files=given.files, source=source)
    _link(app, made.request.id, given)
    _tell_start(app, made)
    _show(app, ask(asking, made.request))


def _link(app: App, request_id: str, given: Given) -> None:
    """A copy and its original know of each other (G-194)."""
    if given.copy_of:
        app.journal.link(request_id, given.copy_of, at=app.clock.now())


def resume(app: App, ref: str, *, ask: bool = True) -> None:
    """``new --resume``: go on where the answers stop."""
    from gosupport_cli.core.errors import UsageError
    from gosupport_cli.flows import ask as asking

    request = app.journal.get(ref)
    if not (ask and app.streams.can_prompt()):
        missing = ", ".join(_missing(app, request.answers))
        if missing:
            raise UsageError("no-terminal-resume", ref=request.id, missing=missing)
        raise UsageError("nothing-to-resume", ref=request.id)
    category = app.catalogue.categories.get(request.category)
    if category:
        topic = app.texts.of(f"category.{category.id}.title", category.title)
        app.prompter.say((app.texts("ask.resumed", id=request.id, topic=topic),))
    _show(app, asking.ask(_asking(app), request))


def review_screen(app: App, ref: str, key: str | None) -> None:
    """``edit``: the check-answers screen, or one question."""
    from gosupport_cli.core.errors import UsageError
    from gosupport_cli.flows.ask import look

    request = app.journal.get(ref)
    if key and key not in app.catalogue.questions and key not in ("category", "channel"):
        raise UsageError("unknown-key", key=key, known=", ".join(app.catalogue.questions))
    if not app.streams.can_prompt():
        raise UsageError("no-terminal-edit", ref=request.id)
    _show(app, look(_asking(app), request, key or ""))


def change(app: App, ref: str, pairs: Sequence[str]) -> None:
    """``edit --set``: an empty value forgets the answer."""
    from gosupport_cli.content.answers_file import parse_set
    from gosupport_cli.flows.compose import amend

    request = app.journal.get(ref)
    wanted = parse_set(pairs, app.catalogue.questions)
    changes = {key: value or None for key, value in wanted.items()}
    _judge(app, amend(app.tools, request, changes, source="person"))


def change_in_editor(app: App, ref: str, key: str) -> None:
    """``edit --editor``: one answer in the person's own editor."""
    from gosupport_cli.core.errors import UsageError
    from gosupport_cli.flows.compose import amend

    request = app.journal.get(ref)
    if key not in app.catalogue.questions:
        raise UsageError("unknown-key", key=key, known=", ".join(app.catalogue.questions))
    before = request.answers.get(key, "")
    text = before if isinstance(before, str) else "\n".join(before)
    name = f"{request.id}-{key}"
    after = app.editor.edit(text, name=name, keep=True)
    made = amend(app.tools, request, {key: after or None}, source="editor")
    app.editor.forget(name)
    _judge(app, made)


def _judge(app: App, made: Composed) -> bool:
    """Check, settle the status, show; whether the checklist has no error."""
    from dataclasses import replace

    from gosupport_cli.cli.show.requests import show_made
    from gosupport_cli.flows.review import review, settle

    request = made.request
    found = review(request, request.channel, app.catalogue, app.identifiers, app.clock,
                   app.evidence.condition)
    request = settle(app.journal, request, found, at=app.clock.now())
    show_made(app, replace(made, request=request), found)
    return found.ok


def _asking(app: App) -> Asking:
    from gosupport_cli.flows.ask import Asking

    return Asking(
        app.tools, app.prompter, app.texts, app.editor, app.knowledge,
        profile=app.settings.get("profile"),
    )


def _need_category(app: App, given: Given) -> None:
    from gosupport_cli.core.errors import UsageError

    if not given.answers.get("category"):
        known = ", ".join(app.catalogue.categories)
        raise UsageError("no-category", known=known)


def _refuse_to_guess(app: App, given: Given) -> None:
    """Nothing is asked, and nothing made, where nobody can answer and an answer is missing."""
    from gosupport_cli.core.errors import UsageError

    missing = _missing(app, given.answers)
    if missing:
        raise UsageError("no-terminal", missing=", ".join(missing))


def _missing(app: App, answers: Any) -> tuple[str, ...]:
    from gosupport_cli.core.questionnaire import missing
    from gosupport_cli.flows.compose import DEFAULT_CHANNEL
    from gosupport_cli.flows.environment import ANSWERED

    category = app.catalogue.categories.get(str(answers.get("category", "")))
    known = {"channel": DEFAULT_CHANNEL, **answers}
    if answers.get("environment.elsewhere") != "yes":
        # This computer tells these itself.
        known = {**dict.fromkeys(ANSWERED.values(), "detected"), **known}
    return missing(app.catalogue.questions, app.catalogue.rules.values(), category, known)


def _tell_start(app: App, made: Composed) -> None:
    from gosupport_cli.cli.show.requests import tell_notes

    tell_notes(app, made)
    app.streams.tell(app.texts("made.started", id=made.request.id))


def _show(app: App, asked: Asked) -> None:
    """The end of the wizard: what there is now, and the next commands."""
    from gosupport_cli.cli.show.requests import show_asked

    show_asked(app, asked)

