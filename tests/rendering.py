"""Rendering in one line, for tests: answers in, the document or its text out."""

from dataclasses import replace
from pathlib import Path

from gosupport_cli.cli.show.document import as_text
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.document import Document
from gosupport_cli.core.model import Attachment, Request, Value
from gosupport_cli.flows.render import render
from tests.factories import request

CATALOGUE = YamlCatalogue(Path("/nowhere"))
WRITTEN = ("portal", "app", "email", "rt", "redmine", "zammad", "open311")
SERVERS = ("rt", "redmine", "zammad", "open311")
CHANNELS = ("portal", "chat", "app", "phone", "email", *SERVERS)


def picture(name: str = "screen.png", *, size: int = 1000, caption: str = "",
            media_type: str = "image/png") -> Attachment:
    """An attached file that is only spoken of."""
    return Attachment(name=name, path=f"/nowhere/{name}", size=size, sha256="0" * 64,
                      media_type=media_type, original_size=size, caption=caption)


def with_files(*files: Attachment, **changes: Value) -> Request:
    return replace(request(**changes), attachments=files)


def document(about: Request, channel: str, language: str = "ru") -> Document:
    return render(about, CATALOGUE.channels[channel], CATALOGUE,
                  language="en" if language == "en" else "ru")


def text(about: Request, channel: str) -> str:
    """What ``show`` prints for the channel."""
    return as_text(CATALOGUE.channels[channel], document(about, channel))


def everything(about: Request, channel: str) -> str:
    """All that leaves: subject, fields, messages and the names and captions of the files."""
    made = document(about, channel)
    return "\n".join((
        made.subject, *(one.text for one in made.fields), *made.messages,
        *(f"{one.name} {one.caption}" for one in made.attachments),
    ))
