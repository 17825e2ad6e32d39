"""What will leave, before the yes: whole, or in a few lines that fit a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gosupport_cli.cli.app import App

if TYPE_CHECKING:
    from gosupport_cli.core.delivery import Line
    from gosupport_cli.core.document import Loss
    from gosupport_cli.flows.submit import Plan

_NAMED = ("from", "to", "copy", "subject", "ticket", "attachment", "body")
_SHORT = 60  # characters that stand on the line of their label
_SHORT_TEXT = 240  # characters of a message that needs no summary: it is shown


def preview_lines(app: App, agreed: Plan) -> list[str]:
    """All that will leave, as it was read back from what will leave."""
    lines = [_title(app, agreed)]
    for one in agreed.prepared.preview:
        label = _label(app, agreed, one)
        if _long(one):
            lines += ["", f"{label}:", one.text]
        else:
            lines.append(f"{label}: {one.text}")
    lost = [app.texts("delivery.lost", why=one.why, instead=one.instead).rstrip()
            for one in agreed.prepared.parcel.document.loss]
    return [*lines, *([""] if lost else []), *lost]


def summary_lines(app: App, agreed: Plan) -> list[str]:
    """The same for a quick look: to whom, about what, how long, which files, what is hidden."""
    prepared, lines = agreed.prepared, [_title(app, agreed)]
    if prepared.way == "hand" and prepared.where.startswith("https://"):
        lines.append(app.texts("delivery.where", url=prepared.where))
    for one in prepared.preview:
        label = _label(app, agreed, one)
        if not _long(one) or one.label in _NAMED[:-1]:
            lines.append(f"{label}: {one.text}")
        elif len(one.text) <= _SHORT_TEXT:
            lines += [f"{label}:", one.text]
        else:
            lines.append(app.texts("delivery.length", label=label, count=len(one.text)))
    document = prepared.parcel.document
    if not document.attachments and all(one.id != "files" for one in document.fields):
        lines.append(app.texts("delivery.no-files"))
    return [*lines, *(f"- {_place(app, agreed, one)}{one.why}" for one in document.loss)]


def _place(app: App, agreed: Plan, loss: Loss) -> str:
    """In which answer something is hidden; the person's own values name themselves."""
    from gosupport_cli.cli.show.findings import place_of

    if agreed.message or not loss.field.startswith("problem."):
        return ""
    return f"{place_of(app, loss.field)}. "


def _title(app: App, agreed: Plan) -> str:
    channel = app.catalogue.channels[agreed.channel]
    return app.texts(f"delivery.preview-{agreed.by}", ref=agreed.request.id,
                     channel=app.texts.of(f"channel.{channel.id}.title", channel.title))


def _long(line: Line) -> bool:
    return line.label == "body" or "\n" in line.text or len(line.text) > _SHORT


def _label(app: App, agreed: Plan, line: Line) -> str:
    """What a line is called on this screen; forms and messages have Russian names."""
    if line.label in _NAMED:
        return app.texts(f"delivery.label-{line.label}")
    document = agreed.prepared.parcel.document
    for number in range(1, len(document.messages) + 1):
        if line.label == f"Сообщение {number} из {len(document.messages)}":
            return app.texts("page.message", number=number, total=len(document.messages))
    field = next((one.id for one in document.fields if one.label == line.label), "")
    return app.texts.of(f"channel.{document.channel}.field.{field}", line.label)
