"""What ``new`` and ``edit`` do once their words are known: call a flow, show the result."""

from collections.abc import Sequence
from typing import Any

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.sources import gather


def without_questions(
    app: App, *, answers: str | None, pairs: Sequence[str], files: Sequence[str], **words: Any
) -> None:
    """``new --no-input``: a draft of what was given; exit 3 when the checklist has errors."""
    from gosupport_cli.cli.show.requests import show_made
    from gosupport_cli.flows.compose import compose
    from gosupport_cli.flows.review import review

    given = gather(app, answers=answers, pairs=pairs, files=files, **words)
    source = "answers file" if answers else "command line"
    made = compose(app.tools, given.answers, files=given.files, source=source)
    found = review(made.request, made.request.channel, app.catalogue, app.identifiers, app.clock)
    show_made(app, made, found)
    if not found.ok:
        click.get_current_context().exit(3)


def change(app: App, ref: str, pairs: Sequence[str]) -> None:
    """``edit --set``: an empty value forgets the answer."""
    from gosupport_cli.cli.show.requests import show_made
    from gosupport_cli.content.answers_file import parse_set
    from gosupport_cli.flows.compose import amend
    from gosupport_cli.flows.review import review

    request = app.journal.get(ref)
    wanted = parse_set(pairs, app.catalogue.questions)
    changes = {key: value or None for key, value in wanted.items()}
    made = amend(app.tools, request, changes, source="person")
    found = review(made.request, made.request.channel, app.catalogue, app.identifiers, app.clock)
    show_made(app, made, found)


def change_in_editor(app: App, ref: str, key: str) -> None:
    """``edit --editor``: one answer in the person's own editor."""
    from gosupport_cli.cli.show.requests import show_made
    from gosupport_cli.core.errors import UsageError
    from gosupport_cli.flows.compose import amend
    from gosupport_cli.flows.review import review

    request = app.journal.get(ref)
    if key not in app.catalogue.questions:
        raise UsageError("unknown-key", key=key)
    before = request.answers.get(key, "")
    text = before if isinstance(before, str) else "\n".join(before)
    after = app.editor.edit(text, name=f"{request.id}-{key}")
    made = amend(app.tools, request, {key: after or None}, source="editor")
    found = review(made.request, made.request.channel, app.catalogue, app.identifiers, app.clock)
    show_made(app, made, found)
