"""How an error is said: what happened, what to do, the exit code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

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


_NOTHING = {"no-such-profile": "no-profiles-yet", "no-such-rule": "no-rule-like-it"}


def refused(app: App, error: GosupportError) -> int:
    try:
        message, hint = _sentences(app, app.texts, error)
    except DeclarationError:
        # The person's own translations are what is broken: speak with the ones that came along.
        from gosupport_cli.content.languages import YamlTexts
        from gosupport_cli.content.locate import packaged_folder

        message, hint = _sentences(app, YamlTexts(current(), packaged_folder()), error)
    if app.as_json and isinstance(error, DeliveryError) and error.receipt:
        from gosupport_cli.cli.show.delivery import show_failed

        show_failed(app, error.receipt, error, message, hint)
    else:
        say_error(app, error.code, message, hint, error.exit_code)
    return error.exit_code


def _sentences(app: App, texts: Texts, error: GosupportError) -> tuple[str, str]:
    values = {name: without_secrets(value) for name, value in error.values.items()}
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
    if error.code == "stopped" and app.streams.wants_lines_once:
        return message, texts("error.stopped-in-lines.hint", **values)
    nothing = values.get("known", values.get("close")) in ("-", "—")  # there is none to list
    hint = _NOTHING.get(error.code, error.code) if nothing else error.code
    if error.code == "no-such-profile" and values.get("of") == "setting":
        hint = "profile-of-setting"
    return message, _meant(values) + texts(f"error.{hint}.hint", **values)


def _meant(values: Mapping[str, object]) -> str:
    """«Может быть, …?» for a word that is nearly one of those that are known."""
    known = str(values.get("known", ""))
    word = str(values.get("value") or values.get("key") or "").strip().casefold()
    if not known or not word or "close" in values:
        return ""
    from difflib import get_close_matches

    close = get_close_matches(word, known.split(", "), n=1, cutoff=0.6)
    return both(f"Может быть, {close[0]}? ", f"Did you mean {close[0]}? ") if close else ""


def without_secrets(value: object) -> object:
    """What a person typed in the wrong place may be a password: it is not said again."""
    from gosupport_cli.core.redaction import cut_secrets

    cut = cut_secrets(str(value)) if value else None
    return cut.text if cut and cut.removed else value


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
