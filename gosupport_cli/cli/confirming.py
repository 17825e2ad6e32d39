"""A yes, a choice or a few words of the person, in a terminal; else nobody is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from gosupport_cli.cli.app import App

if TYPE_CHECKING:
    from gosupport_cli.core.asking_ports import Screen
    from gosupport_cli.core.model import Value


def confirm(
    app: App, question: str, *, intro: tuple[str, ...] = (), careful: bool = False,
    helps: str = "",
) -> bool:
    """Whether the person said yes. Raises UsageError ``no-terminal-yes`` without a terminal.

    ``careful``: «нет» stands under the cursor, for what cannot be undone. ``helps``: what
    a yes does and what a no does, for «?».
    """
    from gosupport_cli.core.errors import UsageError

    if not app.streams.can_prompt():
        raise UsageError("no-terminal-yes")
    options = (("yes", app.texts("confirm.yes")), ("no", app.texts("confirm.no")))
    return choose(app, "confirm", question, options, intro=intro, helps=helps,
                  prefill="no" if careful else "", empty="no") == "yes"


def choose(
    app: App,
    name: str,
    question: str,
    options: Iterable[tuple[str, str]],
    *,
    intro: tuple[str, ...] = (),
    prefill: str = "",
    progress: str = "",
    empty: str = "",
    helps: str = "",
) -> str:
    """One of ``options`` (value, label); whatever else is typed is asked again: a slip of the
    finger is no answer. ``empty``: what an empty line means; ``helps``: what «?» says."""
    from gosupport_cli.core.asking_ports import Help, Option, Screen, Typed

    listed = tuple(Option(value, label) for value, label in options)
    screen = Screen(id=name, shape="choice", ask=question, intro=intro, options=listed,
                    prefill=prefill, can_go_back=False, progress=progress)
    problem = ""
    while True:
        said = app.prompter.ask(replace(screen, problem=problem))
        if isinstance(said, Help):
            screen = replace(screen, intro=(helps or app.texts("confirm.help-choose"),))
            problem = ""
            continue
        value = (said.value or empty) if isinstance(said, Typed) else ""
        if value in [one.value for one in listed]:
            return str(value)
        problem = app.texts("confirm.choose")


def write(app: App, screen: Screen, *, helps: str = "") -> Value:
    """The person's words; help, a step back and the editor are answered here."""
    from gosupport_cli.core.asking_ports import Erase, Help, Typed, UseEditor
    from gosupport_cli.core.errors import UsageError

    problem, screen = screen.problem, replace(screen, editor=app.editor.found())
    while True:
        said = app.prompter.ask(replace(screen, problem=problem))
        if isinstance(said, Typed):
            return said.value
        plain = app.texts("confirm.write-optional" if screen.optional else "confirm.write")
        if isinstance(said, Help):
            screen, problem = replace(screen, intro=(helps or plain,)), ""
            continue
        if isinstance(said, Erase):
            screen, problem = replace(screen, prefill="", intro=(app.texts("ask.erased"),)), ""
            continue
        if isinstance(said, UseEditor):
            text = screen.prefill if isinstance(screen.prefill, str) else ""
            try:
                return app.editor.edit(text, name=screen.id)
            except UsageError as error:
                problem = app.texts(f"error.{error.code}.message", **error.values)
                continue
        problem = plain
