"""How an error is said: what happened, what to do, the exit code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both, current
from gosupport_cli.cli.streams import Unwritten
from gosupport_cli.core.errors import (
    DeclarationError,
    DeliveryError,
    GosupportError,
    OutcomeUnknown,
)

if TYPE_CHECKING:
    from gosupport_cli.core.ports import Texts


def refused(app: App, error: GosupportError) -> int:
    try:
        message, hint = _sentences(app.texts, error)
    except DeclarationError:
        # The person's own translations are what is broken: speak with the ones that came along.
        from gosupport_cli.content.languages import YamlTexts
        from gosupport_cli.content.locate import packaged_folder

        message, hint = _sentences(YamlTexts(current(), packaged_folder()), error)
    if app.as_json and isinstance(error, DeliveryError) and error.receipt:
        from gosupport_cli.cli.show.delivery import show_failed

        show_failed(app, error.receipt, error, message, hint)
    else:
        say_error(app, error.code, message, hint, error.exit_code)
    return error.exit_code


def _sentences(texts: Texts, error: GosupportError) -> tuple[str, str]:
    values = {name: _without_secrets(value) for name, value in error.values.items()}
    if "broken" in values:
        values["detail"] = texts(f"error.broken-{values['broken']}", detail=values["detail"])
    if error.code == "answers-wrong-type":
        values["wanted"] = texts(f"error.wanted-{values['wanted']}")
    if error.code == "mail-fake-recipient":
        from gosupport_cli.cli.show.contacts import why_said
        from gosupport_cli.core.contacts import Verdict

        verdict = error.values["why"]
        assert isinstance(verdict, Verdict)
        values["why"] = why_said(texts, verdict)
    message = texts(f"error.{error.code}.message", **values)
    if isinstance(error, OutcomeUnknown) and error.about and error.code != "message-not-recorded":
        # Other hints lead to ``send`` and ``sent``: those are for the request itself.
        return message, texts("error.message-unknown.hint", **values)
    return message, _meant(values) + texts(f"error.{error.code}.hint", **values)


def _meant(values: Mapping[str, object]) -> str:
    """«Может быть, …?» for a word that is nearly one of those that are known."""
    known = str(values.get("known", ""))
    word = str(values.get("value") or values.get("key") or "").strip().casefold()
    if not known or not word or "close" in values:
        return ""
    from difflib import get_close_matches

    close = get_close_matches(word, known.split(", "), n=1, cutoff=0.6)
    return both(f"Может быть, {close[0]}? ", f"Did you mean {close[0]}? ") if close else ""


def _without_secrets(value: object) -> object:
    """What a person typed in the wrong place may be a password: it is not said again."""
    from gosupport_cli.core.redaction import cut_secrets

    cut = cut_secrets(str(value)) if value else None
    return cut.text if cut and cut.removed else value


def misused(app: App, error: click.ClickException) -> int:
    message = _left_out(error) or str(_without_secrets(error.format_message()))
    hint = both("Справка: gosupport --help", "Help: gosupport --help")
    context = getattr(error, "ctx", None)
    if context is not None:
        path = context.command_path
        hint = both(f"Справка: {path} --help", f"Help: {path} --help")
    say_error(app, "usage", message, hint, 2)
    return 2


def _left_out(error: click.ClickException) -> str:
    """A word that is missing, in plain words with a whole command; "" for any other mistake."""
    if not isinstance(error, click.MissingParameter) or not isinstance(error.param, click.Argument):
        return ""
    path = error.ctx.command_path if error.ctx else "gosupport"
    name = error.param.metavar or error.param.name or ""
    if path.endswith(" ingest"):
        return both(f"Назовите файл с письмом или «-», чтобы вставить текст: {path} -",
                    f"Name the file with the letter, or «-» to paste the text: {path} -")
    if name.startswith("ID"):
        return both(f"Назовите обращение, например: {path} GS-1. Все обращения: gosupport list",
                    f"Name the request, for example: {path} GS-1. All requests: gosupport list")
    if name.startswith("FILE"):
        return both("Назовите файл.", "Name the file.")
    if name == "name":
        return both("Назовите имя сохранённого человека. Все имена: gosupport profile list",
                    "Name the saved person. All names: gosupport profile list")
    return ""


def say_error(app: App, code: str, message: str, hint: str, exit_code: int) -> None:
    """What happened and what to do: two lines on stderr, or ``gosupport.error/1`` on stdout."""
    if not app.as_json:
        app.streams.err(f"{message}\n{hint}" if hint else message)
        return
    import json

    shape = {
        "schema": "gosupport.error/1",
        "code": code,
        "message": message,
        "hint": hint,
        "exit_code": exit_code,
    }
    try:
        app.streams.out(json.dumps(shape, ensure_ascii=not app.streams.speaks_utf8()))
    except Unwritten as error:
        from gosupport_cli.cli.unwritten import let_go, reader_left

        if not reader_left(error):
            app.streams.err(message)  # the error itself must not be lost with the output
            raise
        let_go(app.streams.stdout)  # the exit code stays that of the error
