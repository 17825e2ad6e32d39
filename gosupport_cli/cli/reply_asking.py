"""What ``reply`` asks in a terminal: the support's own question stands above it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gosupport_cli.cli.app import App
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.later import later
from gosupport_cli.core.model import Status

if TYPE_CHECKING:
    from gosupport_cli.flows.reply import Composed, Wording

_KINDS: tuple[Wording, ...] = ("info", "done", "not-fixed")
_FIRST = {Status.NEEDS_INFO: "info", Status.REFUSED: "not-fixed",
          Status.RESOLVED: "done", Status.CLOSED: "done"}
_ANSWERS = ("status", "answer", "comment", "comment-added")
_NOT_THE_SUPPORT = ("check", "reply", "gosupport", "person-override")
_LONGEST = 600  # characters of the question that are shown
_FILE = later(r"\b(?:снимок|снимк|скриншот|скрин\b|файл|фото|screenshot)", re.IGNORECASE)
_ALONG = later(
    r"\b(?:прикладыва|прилага|прикрепл|приложил|приложен|снимок|снимк|скриншот|attach)",
    re.IGNORECASE,
)
_NONE = later(r"\b(?:не\s+(?:прикладыва|прилага|могу)|без\s+(?:снимк|файл)|нет\s+снимк)",
              re.IGNORECASE)


def question_of(app: App, ref: str) -> str:
    """What the support said last, without codes and secrets; "" where it said nothing."""
    from gosupport_cli.core.letter_codes import cut_codes
    from gosupport_cli.core.redaction import cut_secrets

    request = app.journal.get(ref)
    for one in reversed(app.journal.events(request.id)):
        if one.event in _ANSWERS and one.source not in _NOT_THE_SUPPORT and one.text.strip():
            said = " ".join(cut_secrets(cut_codes(one.text)).text.split())
            return said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"
    return ""


def goes_on(app: App, kept: Composed) -> str:
    """What becomes of the answer that was written: «kept» goes, «told» has gone, «new»."""
    from gosupport_cli.cli.confirming import choose

    options = [(one, app.texts(f"reply.kept-{'send' if one == 'kept' else one}"))
               for one in ("kept", "told", "new")]
    return choose(app, "reply-kept", app.texts("reply.ask-kept"), options,
                  intro=(kept.text,), helps=app.texts("reply.help-kept"))


def asked_kind(app: App, ref: str) -> Wording:
    """What kind of answer; the one that fits the status lies under the cursor."""
    from gosupport_cli.cli.confirming import choose

    request = app.journal.get(ref)
    if not app.streams.can_prompt():
        raise UsageError("reply-what", ref=request.id)
    # «Done» closes: it lies under the cursor only where the support says so, or nothing.
    first = _FIRST.get(request.status) or ("info" if question_of(app, ref) else "done")
    kinds = sorted(_KINDS, key=lambda kind: kind != first)
    said = choose(
        app, "reply-kind", app.texts("reply.ask-kind"),
        ((kind, app.texts(f"reply.kind-{kind}")) for kind in kinds),
        intro=_intro(app, ref), prefill=first, helps=app.texts("reply.help-kind"),
    )
    return next(one for one in _KINDS if one == said)


def asked_result(app: App, ref: str, kind: Wording, *, again: bool = True) -> str:
    """The concrete result, or the answer. ``again``: the question was not shown yet."""
    from gosupport_cli.cli.confirming import write
    from gosupport_cli.core.asking_ports import Screen

    if not app.streams.can_prompt():
        raise UsageError("reply-result", ref=app.journal.get(ref).id)
    screen = Screen(
        id="reply-result",
        shape="long",
        ask=app.texts(f"reply.ask-{kind}"),
        example=app.texts(f"reply.example-{kind}"),
        intro=_intro(app, ref) if again else (),
        can_go_back=False,
    )
    while True:
        said = write(app, screen, helps=app.texts(f"reply.help-{kind}"))
        text = said if isinstance(said, str) else "\n".join(said)
        if text.strip():
            return text
        screen = replace(screen, problem=app.texts("reply.words-needed"))


def files_wanted(app: App, ref: str, text: str, *, asks: bool) -> tuple[str, ...]:
    """The support wants a file, or the text promises one, and none goes along: ask for it in a
    terminal, else say so."""
    if not (_ALONG.search(text) or _FILE.search(question_of(app, ref))) or _NONE.search(text):
        return ()
    identity = app.journal.get(ref).id
    if not (asks and app.streams.can_prompt()):
        app.streams.tell(app.texts("reply.no-file", id=identity))
        return ()
    from gosupport_cli.cli.confirming import write
    from gosupport_cli.core.asking_ports import Screen

    problem = ""
    while True:
        screen = Screen(id="reply-file", shape="text", ask=app.texts("reply.ask-file"),
                        optional=True, skip=app.texts("reply.skip-file"), can_go_back=False,
                        problem=problem)
        name = str(write(app, screen, helps=app.texts("reply.help-file"))).strip().strip("\"'")
        if not name:
            return ()
        try:
            app.evidence.check(Path(name).expanduser())
        except UsageError as error:
            problem = app.texts(f"error.{error.code}.message", **error.values)
        else:
            return (name,)


def _intro(app: App, ref: str) -> tuple[str, ...]:
    said = question_of(app, ref)
    return (app.texts("reply.asked", text=said),) if said else ()
