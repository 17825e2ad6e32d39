"""Channels that the person's own hands work: a page with everything ready, opened beside it.

Opening it does not make a request «sent» (G-64): only the person's word does.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from gosupport_cli.channels.files import Keep
from gosupport_cli.channels.qr import codes
from gosupport_cli.core.catalogue import Channel
from gosupport_cli.core.delivery import Delivered, Line, Parcel, Prepared
from gosupport_cli.core.document import Document
from gosupport_cli.core.domains import may_open
from gosupport_cli.core.errors import NotDelivered
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import Attachment
from gosupport_cli.core.ports import Catalogue, Texts
from gosupport_cli.core.steps import steps_of

_URL = re.compile(r"https://[^\s,;)»]+[^\s,;:.)»]")


class Opens(Protocol):
    """What a hand-over needs of ``adapters.opener``."""

    def page(self, url: str) -> bool: ...

    def own_page(self, file: Path) -> bool: ...


class Style(Frozen):
    """How the channels differ: which official page goes along, whether QR codes help."""

    page: str = ""  # id of a fact of the kind «page»
    reply_page: str = ""  # the same for messages of a request that was sent before
    qr: bool = False  # to carry the texts to the phone
    print_first: bool = False  # a sheet to read from; the official numbers stand on top


STYLES: Mapping[str, Style] = {
    "portal": Style(page="page-feedback", reply_page="page-notifications"),
    "chat": Style(page="page-main", qr=True),
    "app": Style(qr=True),
    "phone": Style(print_first=True),
}


class HandOver:
    """Implements ``core.delivery_ports.Transport`` for portal, chat, app and phone."""

    def __init__(
        self, catalogue: Catalogue, home: Path, opener: Opens, style: Style, keep: Keep,
        texts: Texts,
    ) -> None:
        self._catalogue = catalogue
        self._home = home
        self._opener = opener
        self._style = style
        self._keep = keep
        self._texts = texts

    def prepare(self, parcel: Parcel) -> Prepared:
        channel = self._catalogue.channels[parcel.document.channel]
        page = self._page(parcel, channel)
        return Prepared(
            parcel=parcel,
            payload=page.encode("utf-8"),
            preview=preview(parcel.document),
            way="hand",
            where=self._official(parcel),
            suffix="html",
        )

    def unlock(self) -> None:
        """Nothing is locked here."""

    def deliver(self, prepared: Prepared) -> Delivered:
        name = f"{prepared.parcel.request.id}-{prepared.parcel.document.channel}.html"
        file = self._home / "handover" / name
        try:
            self._keep(file, prepared.payload)
        except OSError:
            raise NotDelivered("page-not-written", file=str(file)) from None
        opened = self._opener.own_page(file)
        if opened and prepared.where:
            # The official page last, so that it lies on top and its address can be checked.
            self._opener.page(prepared.where)
        return Delivered("handed_over", reference=str(file), detail="opened" if opened else "file")

    def _official(self, parcel: Parcel) -> str:
        """The form for a new request; for an answer the place where its own request lies."""
        name = self._style.reply_page if parcel.is_message else self._style.page
        fact = self._catalogue.facts.get(name or self._style.page)
        return fact.value if fact and may_open(fact.value) else ""

    def _page(self, parcel: Parcel, channel: Channel) -> str:
        document = parcel.document
        script = self._catalogue.document("handover.js.j2", {})
        css = self._catalogue.document("handover.css.j2", {})
        values: Mapping[str, object] = {
            "ref": parcel.request.id,
            "again": parcel.is_message,
            "language": self._texts.language,
            "say": self._say(parcel.request.id),
            "channel": channel,
            "title": self._texts.of(f"channel.{channel.id}.title", channel.title),
            "document": document,
            "blocks": [self._told(one, document)
                       for one in blocks(document, print_first=self._style.print_first)],
            "steps": [linked(step) for step in self._steps(parcel, channel)],
            "official": self._official(parcel),
            "phones": self._phones() if self._style.print_first else (),
            "files": [self._file(one) for one in document.attachments],
            "folder": _folder(document.attachments),
            "codes": self._codes(document),
            "script": script,
            "css": css,
            "script_hash": _hash(script),
            "css_hash": _hash(css),
            "sheet": self._style.print_first,
        }
        return self._catalogue.document("handover.html.j2", values)

    def _codes(self, document: Document) -> list[dict[str, object]]:
        if not self._style.qr:
            return []
        found: list[dict[str, object]] = []
        for block in blocks(document):
            parts = codes(str(block["text"])) if block["text"] else ()
            name = self._told(block, document)["name"]
            found += [
                {"label": name, "number": n, "of": len(parts), "svg": part.svg}
                for n, part in enumerate(parts, 1)
            ]
        return found

    def _say(self, ref: str) -> Callable[..., str]:
        """The words around the texts; a template asks for them by name."""
        def say(text_id: str, /, **values: object) -> str:
            return self._texts(f"page.{text_id}", **{"ref": ref, **values})

        return say

    def _told(self, block: Mapping[str, object], document: Document) -> dict[str, object]:
        """A block with its name in the person's language, beside the one that the form has."""
        field, number = str(block["field"]), block["number"]
        total = len(document.messages)
        label = str(block["label"])
        name = (self._texts("page.message", number=number, total=total) if number
                else self._texts.of(f"channel.{document.channel}.field.{field}", label))
        aside = document.aside.get(field, "")
        shown = "" if number or aside or name == label else label
        told = {"name": name, "shown": shown, "language": "en" if aside else "ru"}
        if aside:
            told |= {"text": aside, "length": str(len(aside)), "rows": str(_rows(aside))}
        return {**block, **told}

    def _steps(self, parcel: Parcel, channel: Channel) -> Sequence[str]:
        if self._texts.language == "ru":
            return parcel.document.steps
        again = parcel.is_message and channel.reply_steps
        kind, steps = ("reply_steps", channel.reply_steps) if again else ("steps", channel.steps)
        spoken = [self._texts.of(f"channel.{channel.id}.{kind}.{place}", step)
                  for place, step in enumerate(steps)]
        return steps_of(parcel.request, spoken, self._catalogue)

    def _phones(self) -> list[dict[str, str]]:
        return [{"value": one.value, "title": self._texts.of(f"fact.{one.id}.title", one.title),
                 "note": self._texts.of(f"fact.{one.id}.note", one.note)}
                for one in self._catalogue.facts.values() if one.kind == "phone" and one.callable]

    def _file(self, one: Attachment) -> dict[str, Any]:
        uri = Path(one.path).absolute().as_uri() if one.path else ""
        size = self._texts("page.size", size=max(1, round(one.size / 1024)))
        return {"name": one.name, "path": one.path, "uri": uri, "size": size,
                "caption": one.caption}


def preview(document: Document) -> tuple[Line, ...]:
    """What the person will hand over, block by block."""
    files = [Line("attachment", f"{one.name} ({one.size})") for one in document.attachments]
    return (*(Line(str(one["label"]), str(one["text"])) for one in blocks(document)), *files)


def blocks(document: Document, *, print_first: bool = False) -> list[dict[str, object]]:
    """The texts to copy: messages where there are some, else the fields of the form."""
    if document.messages:
        total = len(document.messages)
        return [
            {"id": f"message-{n}", "field": "", "number": n,
             "label": f"Сообщение {n} из {total}", "text": text, "limit": None,
             "length": len(text), "rows": _rows(text)}
            for n, text in enumerate(document.messages, 1)
        ]
    return [
        {"id": f"field-{one.id}", "field": one.id, "number": 0, "label": one.label,
         "text": one.text, "limit": one.limit, "length": len(one.text), "rows": _rows(one.text)}
        for one in document.fields
        if one.text or not print_first
    ]


def linked(step: str) -> list[dict[str, str]]:
    """A step in pieces: plain words, and links that may be opened."""
    pieces: list[dict[str, str]] = []
    last = 0
    for found in _URL.finditer(step):
        if may_open(found[0]):
            pieces += [{"text": step[last:found.start()], "url": ""},
                       {"text": found[0], "url": found[0]}]
            last = found.end()
    pieces.append({"text": step[last:], "url": ""})
    return [piece for piece in pieces if piece["text"]]


def _rows(text: str) -> int:
    lines = sum(1 + len(line) // 70 for line in text.split("\n"))
    return max(1, min(20, lines))


def _hash(text: str) -> str:
    """The source that a strict Content-Security-Policy lets run (CSP 3, hash-source)."""
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def _folder(files: Sequence[Attachment]) -> dict[str, str]:
    paths = [Path(one.path) for one in files if one.path]
    if not paths:
        return {}
    folder = paths[0].absolute().parent
    return {"path": str(folder), "uri": folder.as_uri()}
