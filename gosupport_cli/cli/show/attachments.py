"""Attached files, as text or JSON."""

from collections.abc import Sequence
from typing import Any

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.core.evidence import Added, proposals
from gosupport_cli.core.model import Attachment, Request


def attachment_shape(one: Attachment) -> dict[str, Any]:
    """One element of ``attachments`` in ``gosupport.request/1``."""
    return {
        "name": one.name,
        "size": one.size,
        "sha256": one.sha256,
        "media_type": one.media_type,
        "original_size": one.original_size,
    }


def show_attachments(app: App, request: Request) -> None:
    """All files of ``request``; the sizes before and after."""
    if app.as_json:
        shapes = [attachment_shape(one) for one in request.attachments]
        as_json(app, {"schema": "gosupport.attachments/1", "id": request.id, "attachments": shapes})
        return
    if not request.attachments:
        app.streams.tell(app.texts("attach.none", ref=request.id))
    for one in request.attachments:
        caption = f"  {one.caption}" * bool(one.caption)
        app.streams.out(f"{one.name}  {_size(app, one.size)}{caption}")


def show_added(
    app: App, request: Request, added: Sequence[Added], *, applied: bool = False
) -> None:
    """What was taken along, what was done to it, what it proposes to answer."""
    if app.as_json:
        proposed = {key: value for one in added for key, value in proposals(one.failures).items()}
        shapes = [attachment_shape(one) for one in request.attachments]
        as_json(app, {"schema": "gosupport.attachments/1", "id": request.id,
                      "attachments": shapes, "proposals": proposed,
                      "not_carried": _not_carried(app, request, added)})
        return
    for one in added:
        _show_one(app, one, applied=applied)
    channel = app.catalogue.channels.get(request.channel)
    title = app.texts.of(f"channel.{channel.id}.title", channel.title) if channel else ""
    for name in _not_carried(app, request, added):
        app.streams.tell(app.texts("attach.not-carried", name=name, ref=request.id, channel=title))
    app.streams.tell(app.texts("attach.look-again"))
    app.streams.tell(app.texts("attach.not-everything"))
    if not applied and any(one.failures for one in added):
        app.streams.tell(app.texts("attach.proposals-how", ref=request.id))


def _not_carried(app: App, request: Request, added: Sequence[Added]) -> list[str]:
    """The new files whose type the channel of the request does not take."""
    channel = app.catalogue.channels.get(request.channel)
    taken = channel.attachments.media_types if channel else ()
    return [one.attachment.name for one in added
            if taken and one.attachment.media_type not in taken]


def _show_one(app: App, one: Added, *, applied: bool) -> None:
    file, texts = one.attachment, app.texts
    app.streams.out(texts("attach.added", name=file.name, size=_size(app, file.size),
                          before=_size(app, file.original_size)))
    for note in one.notes:
        app.streams.tell("  " + texts(f"attach.{note}"))
    found = proposals(one.failures)
    if found:
        app.streams.tell(texts("attach.proposals-applied" if applied else "attach.proposals"))
    for key, value in found.items():
        for word in value if isinstance(value, tuple) else (value,):
            app.streams.tell(f"  {key}={word}")


def _size(app: App, size: int) -> str:
    if size < 1024 * 1024:
        return app.texts("attach.kilobytes", size=max(1, round(size / 1024)))
    shown = f"{size / 1024 / 1024:.1f}"
    if app.texts.language == "ru":
        shown = shown.replace(".", ",")
    return app.texts("attach.megabytes", size=shown)
