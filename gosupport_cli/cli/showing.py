"""What ``show`` does once its words are known: render, choose the format, print or write."""

from collections.abc import Iterable
from pathlib import Path

from gosupport_cli.cli.app import App
from gosupport_cli.core.catalogue import Channel
from gosupport_cli.core.document import Document
from gosupport_cli.core.errors import ChecklistError, UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import Request

MAILTO_LIMIT = 2000  # characters; longer links are cut by mail programs (SPEC)
_LETTERS = ("eml", "mailto")


class Words(Frozen):
    """The options of ``show``."""

    channel: str = ""
    kind: str = "text"
    field: str = ""
    output: str = ""
    force: bool = False
    to: str = ""
    paths: bool = False
    variant: str = ""


def show(app: App, ref: str, words: Words) -> None:
    """One document on stdout or in a file, the advice on stderr."""
    from gosupport_cli.cli.show.document import show_advice
    from gosupport_cli.flows.render import render, variant

    request = app.journal.get(ref)
    channel = _channel(app, request, words)
    if words.variant:
        if words.variant not in channel.variants:
            known = ", ".join(channel.variants) or "—"
            raise UsageError("unknown-variant", value=words.variant, known=known)
        channel = variant(channel, words.variant)
    document = render(request, channel, app.catalogue, language=app.texts.language)
    if words.paths:
        data = _lines(one.path for one in document.attachments)
    elif words.field:
        data = _field(app, request, channel, document, words.field)
    else:
        data = _formatted(app, request, channel, document, words)
    _out(app, data, words)
    if not (words.field or words.paths):
        steps = channel.steps if words.kind not in ("json", "yaml") else ()
        show_advice(app, request, document, steps)


def _channel(app: App, request: Request, words: Words) -> Channel:
    """Letters belong to the channel ``email`` (SPEC, ``show``)."""
    name = words.channel or request.channel
    if words.kind in _LETTERS:
        if words.channel not in ("", "email"):
            raise UsageError("format-needs-email", format=words.kind, channel=words.channel)
        name = "email"
    known = app.catalogue.channels
    if name not in known:
        raise UsageError("unknown-channel", value=name, known=", ".join(known))
    return known[name]


def _formatted(
    app: App, request: Request, channel: Channel, document: Document, words: Words
) -> bytes:
    from gosupport_cli.cli.show import document as shapes

    match words.kind:
        case "eml":
            return _letter(app, request, document, words.to)
        case "mailto":
            return _link(app, request, document, words.to)
        case "json":
            utf8 = words.output not in ("", "-") or app.streams.speaks_utf8()
            return shapes.as_json(request, document, escaped=not utf8).encode()
        case "yaml":
            return shapes.as_yaml(request, document).encode()
        case "html":
            return shapes.as_html(app, request, channel, document).encode()
        case "md":
            return shapes.as_markdown(channel, document).encode()
    return shapes.as_text(channel, document).encode()


def _letter(app: App, request: Request, document: Document, to: str) -> bytes:
    from gosupport_cli.adapters.mail_message import build_message, message_id

    sender, to = _addresses(app, request, to)
    return build_message(
        document, sender=sender, to=to, date=app.clock.now(),
        message_id=message_id(request, sender),
    )


def _link(app: App, request: Request, document: Document, to: str) -> bytes:
    from gosupport_cli.adapters.mail_message import mailto

    link = mailto(document, _addresses(app, request, to)[1])
    if len(link) > MAILTO_LIMIT:
        raise ChecklistError("mailto-too-long", length=len(link), limit=MAILTO_LIMIT,
                             ref=request.id)
    return (link + "\n").encode()


def _addresses(app: App, request: Request, to: str) -> tuple[str, str]:
    sender = app.settings.get("mail.from") or str(request.answers.get("person.email", ""))
    to = to or app.settings.get("mail.to")
    _need_recipient(app, to)
    if not sender:
        app.streams.tell(app.texts("document.no-from"))
    if not to:
        app.streams.tell(app.texts("document.no-to"))
    return sender, to


def _need_recipient(app: App, to: str) -> None:
    """A letter that is piped to ``sendmail`` leaves as well: what ``send`` refuses is no head
    of a letter either. Raises UsageError."""
    from email.utils import getaddresses

    from gosupport_cli.core.contacts import refuse_fake

    if not to.isprintable():  # a line break would begin a field of the head, «Bcc:» for one
        raise UsageError("mail-bad-address", value=to)
    for _, address in getaddresses([to]):
        if address:
            refuse_fake(address, app.catalogue.facts)


def _field(
    app: App, request: Request, channel: Channel, document: Document, name: str
) -> bytes:
    """A field of the document by its id, else an answer by its key, as the channel may have it."""
    from gosupport_cli.flows.render import answer

    for one in document.fields:
        if one.id == name:
            return (one.text + "\n").encode()
    if name == "subject":  # the chat and the phone have no field for it, but it is known
        return _lines((document.subject,))
    if name in ("category", "channel") or name in app.catalogue.questions:
        value = answer(request, channel, name)
        return _lines(value) if isinstance(value, tuple) else _lines((value,))
    known = ", ".join(one.id for one in document.fields)
    raise UsageError("unknown-field", value=name, known=known)


def _lines(values: Iterable[str]) -> bytes:
    return "".join(f"{one}\n" for one in values).encode()


def _out(app: App, data: bytes, words: Words) -> None:
    if words.output not in ("", "-"):
        _write(app, Path(words.output).expanduser(), data, force=words.force)
    elif words.kind == "eml" and not (words.field or words.paths):
        # Bytes as they are: a letter's line ends are CRLF, and sendmail wants them so.
        app.streams.out_bytes(data)
    else:
        app.streams.out(data.decode(), end="")


def _write(app: App, target: Path, data: bytes, *, force: bool) -> None:
    from gosupport_cli.adapters.folders import write_output

    if target.exists() and not force:
        raise UsageError("output-exists", file=str(target))
    try:
        write_output(target, data)
    except OSError:
        raise UsageError("output-not-written", file=str(target)) from None
    app.streams.tell(app.texts("document.written", file=target))
