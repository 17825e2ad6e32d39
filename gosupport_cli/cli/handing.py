"""After a hand-over: texts to files, to the clipboard one by one, and the number in the end."""

from dataclasses import replace
from pathlib import Path

from gosupport_cli.cli.app import App
from gosupport_cli.cli.confirming import choose, write
from gosupport_cli.core.asking_ports import Screen
from gosupport_cli.flows.submit import Plan

_ROWS = 38  # lines of a terminal window that a code may take


def carry(app: App, agreed: Plan, *, output: str, number: bool = True) -> None:
    """What helps the person's hands; questions only in a terminal. ``number`` False: a message
    of a request that has its number."""
    texts = _texts(agreed)
    if output:
        _write(app, texts, output)
    elif not app.as_json and agreed.channel in ("chat", "app") and not app.streams.can_prompt():
        app.streams.out("\n---\n".join(texts))
    if app.as_json or not app.streams.can_prompt():
        return
    if agreed.channel in ("chat", "app") and not output:
        _one_by_one(app, texts)
    if number:
        _ask_number(app, agreed)


def check_place(output: str) -> None:
    """Before anything is sent or recorded: ``output`` can be a file. Raises UsageError."""
    from gosupport_cli.core.errors import UsageError

    target = Path(output).expanduser()
    if target.is_dir() or not target.parent.is_dir():
        raise UsageError("output-not-written", file=output)


def _texts(agreed: Plan) -> tuple[str, ...]:
    document = agreed.prepared.parcel.document
    return document.messages or tuple(one.text for one in document.fields if one.text)


def _write(app: App, texts: tuple[str, ...], output: str) -> None:
    """``FILE``, then ``FILE-2`` and so on; a picture's ending makes QR codes of them."""
    from gosupport_cli.channels import qr
    from gosupport_cli.core.errors import UsageError

    target = Path(output).expanduser()
    picture = target.suffix.lower() in (".png", ".svg")
    parts = [part for text in texts for part in qr.pieces(text)] if picture else list(texts)
    for number, part in enumerate(parts, 1):
        name = target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        try:
            if picture:
                qr.save(part, str(name))
            else:
                name.write_text(part + "\n", encoding="utf-8")
        except OSError:
            raise UsageError("output-not-written", file=str(name)) from None
        app.streams.tell(app.texts("delivery.written", file=name))


def _one_by_one(app: App, texts: tuple[str, ...]) -> None:
    """Each text to the clipboard, the next one when the person is ready."""
    from gosupport_cli.adapters.clipboard import Clipboard

    clipboard = Clipboard(app.streams.environ, app.streams.stderr,
                          escapes=not app.streams.linear())
    for number, text in enumerate(texts, 1):
        how = clipboard.copy(text)
        app.streams.out(f"[{number}/{len(texts)}]\n{text}\n")
        _show_code(app, text)
        said = app.texts(f"delivery.copied-{how}" if how else "delivery.not-copied")
        options = (("next", app.texts("delivery.next")), ("stop", app.texts("delivery.stop")))
        if number == len(texts):
            app.streams.tell(said)
        elif choose(app, "next-text", app.texts("delivery.ask-next"), options, intro=(said,),
                    prefill="next", progress=f"{number}/{len(texts)}",
                    helps=app.texts("delivery.help-next")) == "stop":
            return


def _show_code(app: App, text: str) -> None:
    from gosupport_cli.channels import qr

    plain = (getattr(app.streams.stdout, "encoding", "") or "").lower() not in ("utf-8", "utf8")
    parts = qr.pieces(text)
    for number, part in enumerate(parts, 1):
        code = qr.for_terminal(
            part, columns=app.streams.width(), rows=_ROWS, plain=plain or app.streams.linear()
        )
        if code:
            app.streams.out(f"QR {number}/{len(parts)}\n{code}\n")


def _ask_number(app: App, agreed: Plan) -> None:
    """The number, or later (G-65, G-148); what the app or the operator said (G-149, G-17)."""
    from gosupport_cli.cli import recording
    from gosupport_cli.flows.record import Delivery

    by, ref = agreed.by, agreed.request.id
    options = (("yes", app.texts("delivery.yes-called" if by == "call" else "delivery.yes-sent")),
               ("no", app.texts("delivery.not-yet")))
    # A stray Enter must not call sent what is not: «not yet» stands under the cursor.
    if choose(app, "sent-done", app.texts(f"delivery.ask-done-{by}"), options, prefill="no",
              helps=app.texts(f"delivery.help-done-{by}", ref=ref)) != "yes":
        app.streams.tell(app.texts(f"delivery.later-{by}", ref=ref))
        return
    helps = "delivery.help-ticket-call" if by == "call" else "delivery.help-ticket"
    number = recording.asked_number(app, app.texts(helps, ref=ref))
    told = Delivery(ticket=number, later=not number)
    if agreed.channel == "app":  # the app shows a term beside the number (G-149)
        told = replace(told, term=_ask(app, "sent-term", app.texts("delivery.ask-term-shown"),
                                       app.texts("delivery.help-term-shown")))
    elif agreed.channel == "phone":
        told = replace(
            told,
            at=_ask_time(app),
            term=_ask(app, "sent-term", app.texts("delivery.ask-term"),
                      app.texts("delivery.help-term")),
            operator=_ask(app, "sent-operator", app.texts("delivery.ask-operator"),
                          app.texts("delivery.help-operator")),
        )
    recording.sent(app, ref, told)


def _ask_time(app: App) -> str:
    """When the call was; asked again while it is no time, or one to come."""
    from gosupport_cli.core.errors import UsageError
    from gosupport_cli.flows.record import sent_moment

    problem = ""
    while True:
        said = _ask(app, "sent-at", app.texts("delivery.ask-at"),
                    app.texts("delivery.help-at"), problem=problem)
        now = app.clock.now()
        try:
            if not said or sent_moment(said, now) <= now:
                return said
            error = UsageError("sent-in-future", value=said)
        except UsageError as unclear:
            error = unclear
        problem = app.texts(f"error.{error.code}.message", **error.values)


def _ask(app: App, name: str, question: str, helps: str, *, problem: str = "") -> str:
    screen = Screen(id=name, shape="text", ask=question, optional=True, can_go_back=False,
                    skip=app.texts(f"delivery.skip-{name.removeprefix('sent-')}"), problem=problem)
    return str(write(app, screen, helps=helps)).strip()
