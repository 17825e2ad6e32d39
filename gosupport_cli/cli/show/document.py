"""A rendered document in each format; the loss report and the steps as advice."""

import json
import re
from collections.abc import Sequence
from typing import Any

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show.attachments import attachment_shape
from gosupport_cli.cli.show.request_json import request_shape
from gosupport_cli.cli.show.words import wrapped
from gosupport_cli.core.catalogue import Channel
from gosupport_cli.core.document import Document
from gosupport_cli.core.model import Request

# What Markdown would take for its own (CommonMark 2.4), at the places where it would.
# An underline inside a word is none, and links are full of them.
_MARKDOWN = re.compile(r"([\\`*{}\[\]<>#|~$]|(?<![^\W_])_|_(?![^\W_]))")
_MARKDOWN_START = re.compile(r"^(\s*)([-+]|[-=]+|\d+[.)])(?=\s|$)", re.MULTILINE)
_SEPARATOR = "---"


def as_text(channel: Channel, document: Document) -> str:
    """What is to be copied, by the shape of the channel (SPEC, ``show``)."""
    if channel.shape == "messages":
        return f"\n{_SEPARATOR}\n".join(map(_unlike_separator, document.messages)) + "\n"
    if channel.shape in ("letter", "ticket"):
        return _body(document) + "\n"
    parts = [f"{one.label}:\n{one.text}\n" for one in document.fields if one.text]
    return "\n".join(parts)


def as_markdown(channel: Channel, document: Document) -> str:
    """The same under headings; what people typed never becomes markup."""
    if channel.shape == "messages":
        return f"\n\n{_SEPARATOR}\n\n".join(map(_escaped, document.messages)) + "\n"
    parts = [f"## {_escaped(one.label)}\n\n{_escaped(one.text)}\n"
             for one in document.fields if one.text]
    return "\n".join(parts)


def as_html(app: App, request: Request, channel: Channel, document: Document) -> str:
    """A page of its own: no network, no script, Russian, fit for printing."""
    from base64 import b64encode
    from hashlib import sha256

    css = app.catalogue.document("document.css.j2", {})
    digest = b64encode(sha256(css.encode()).digest()).decode()
    parts = [{"label": "", "text": text} for text in document.messages] or [
        {"label": one.label, "text": one.text} for one in document.fields if one.text
    ]
    return app.catalogue.document("document.html.j2", {
        "ref": request.id, "title": channel.title, "shape": channel.shape,
        "subject": document.subject, "css": css,
        "css_hash": f"sha256-{digest}", "parts": parts,
        "files": [{"name": one.name, "caption": one.caption} for one in document.attachments],
    })


def as_json(request: Request, document: Document, *, escaped: bool = False) -> str:
    """``gosupport.request/1`` with ``document``; ``escaped``: for a console in an old encoding."""
    shape = document_shape(request, document)
    return json.dumps(shape, ensure_ascii=escaped, indent=2) + "\n"


def as_yaml(request: Request, document: Document) -> str:
    """The same as YAML."""
    import yaml

    return str(yaml.safe_dump(document_shape(request, document), allow_unicode=True,
                              sort_keys=False, width=100))


def document_shape(request: Request, document: Document) -> dict[str, Any]:
    """The request and what was made of it for the channel."""
    return {
        **request_shape(request),
        "document": {
            "channel": document.channel,
            "subject": document.subject,
            "fields": [{"id": one.id, "label": one.label, "text": one.text, "limit": one.limit}
                       for one in document.fields],
            "messages": list(document.messages),
            "attachments": [{**attachment_shape(one), "caption": one.caption}
                            for one in document.attachments],
            "loss": [{"field": one.field, "why": one.why, "instead": one.instead}
                     for one in document.loss],
            "steps": list(document.steps),
        },
    }


def show_advice(
    app: App, request: Request, document: Document, steps: Sequence[str], *, kind: str = "steps"
) -> None:
    """What the channel could not carry, and what to do now; talk, as wide as the screen.
    ``kind``: which steps of the channel they are, ``steps`` or ``reply_steps``."""
    from gosupport_cli.flows.render import steps_of

    tell, texts, width = app.streams.tell, app.texts, app.streams.width()
    if document.loss:
        tell("\n" + texts("document.loss"))
        for one in document.loss:
            line = " ".join(part for part in (one.why, one.instead) if part)
            tell(wrapped(line, width, first="  - ", rest="    "))
    if steps:
        tell("\n" + texts("document.steps"))
        spoken = [texts.of(f"channel.{document.channel}.{kind}.{place}", step)
                  for place, step in enumerate(steps)]
        for number, step in enumerate(steps_of(request, spoken, app.catalogue), 1):
            tell(wrapped(step, width, first=f"  {number}. ", rest="     "))


def _body(document: Document) -> str:
    return "\n\n".join(one.text for one in document.fields if one.id != "subject" and one.text)


def _escaped(text: str) -> str:
    """Text as Markdown shows it; two blanks at a line's end keep the line break."""
    plain = _MARKDOWN.sub(r"\\\1", text)
    plain = _MARKDOWN_START.sub(lambda found: found[1] + _marked(found[2]), plain)
    # Blanks at the start would be swallowed, or make a block of code after an empty line.
    plain = re.sub(r"^ +", lambda found: "\u00a0" * len(found.group()), plain, flags=re.MULTILINE)
    return re.sub(r"(?<!\n)\n(?!\n)", "  \n", plain)


def _marked(sign: str) -> str:
    return f"{sign[:-1]}\\{sign[-1]}" if sign[0].isdigit() else f"\\{sign}"


def _unlike_separator(message: str) -> str:
    """A line of dashes in an error text must not end the message for whoever splits them."""
    return re.sub(rf"^{_SEPARATOR}$", "- - -", message, flags=re.MULTILINE)
