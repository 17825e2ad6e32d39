"""A request for one channel: the text, what the channel cannot carry, what to do with it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from gosupport_cli.core.catalogue import Channel, ChannelField
from gosupport_cli.core.document import Document, DocumentField, Loss
from gosupport_cli.core.masking import Shown, shown
from gosupport_cli.core.model import Attachment, Message, Request, Value
from gosupport_cli.core.ports import Catalogue
from gosupport_cli.core.splitting import first_sentence, split_messages
from gosupport_cli.core.steps import steps_of
from gosupport_cli.core.written import one_line
from gosupport_cli.flows.losses import carried, losses
from gosupport_cli.flows.vocabulary import vocabulary

Language = Literal["ru", "en"]
Values = Mapping[str, object]
_NO_LIMIT = 1_000_000


def render(
    request: Request, channel: Channel, catalogue: Catalogue, *, language: Language = "ru"
) -> Document:
    """The document is Russian; ``language`` is that of the loss report and of ``aside``, which
    are talk."""
    attachments, refused = carried(request.attachments, channel)
    seen = _shown(request, channel, attachments)
    attachments = _captioned(attachments, seen)
    values = vocabulary(request, seen, attachments, channel, catalogue)
    fields = tuple(_field(one, values, catalogue) for one in channel.fields)
    document = Document(
        channel=channel.id,
        subject=one_line(str(seen.answers.get("problem.subject", ""))),
        fields=fields,
        messages=_messages(channel, fields),
        attachments=attachments,
        steps=steps_of(request, channel.steps, catalogue),
        aside=_aside(channel.fields, values, catalogue, language),
    )
    lost = losses(request, channel, seen, refused, document, catalogue, language)
    return replace(document, loss=lost)


def render_message(
    request: Request,
    message: Message,
    channel: Channel,
    catalogue: Catalogue,
    *,
    attachments: tuple[Attachment, ...] = (),
    language: Language = "ru",
) -> Document:
    """A reply, a reminder or a repeat request; the number always stands in it (G-67).

    The subject is that of the request, unchanged: letters are matched by it (ML-4).
    """
    files, refused = carried(attachments, channel)
    as_answer = replace(
        request, answers={**request.answers, "problem.actual": message.text}, attachments=files
    )
    seen = _shown(as_answer, channel, files)
    files = _captioned(files, seen)
    values = {
        **vocabulary(as_answer, seen, files, channel, catalogue),
        "kind": message.kind,
        "text": str(seen.answers["problem.actual"]),
    }
    body = _tidy(catalogue.document("message.body.j2", values))
    subject = one_line(str(seen.answers.get("problem.subject", "")))
    text = DocumentField(id="message", label="Сообщение", text=body)
    limit = channel.message_limit.value if channel.message_limit else _NO_LIMIT
    document = Document(
        channel=channel.id,
        subject=subject,
        fields=tuple(_field(one, values, catalogue) for one in channel.reply_fields) or (text,),
        messages=split_messages(body, limit) if channel.shape == "messages" else (),
        attachments=files,
        steps=steps_of(request, channel.reply_steps or channel.steps, catalogue),
        aside=_aside(channel.reply_fields, values, catalogue, language),
    )
    lost = losses(as_answer, channel, seen, refused, document, catalogue, language)
    return replace(document, loss=lost)


def compose_message(
    request: Request, template: str, channel: Channel, catalogue: Catalogue, **more: object
) -> str:
    """The wording of ``templates/documents/message.<template>.j2``, for a person to look at.

    Values are masked again when the message is rendered, so here they stand in full.
    """
    seen = Shown(answers=request.answers)
    values = {**vocabulary(request, seen, (), channel, catalogue), **more}
    return _tidy(catalogue.document(f"message.{template}.j2", values))


def answer(request: Request, channel: Channel, key: str) -> Value:
    """One answer as ``channel`` may have it: masked, or "" when the channel does not get it."""
    return _shown(request, channel, ()).answers.get(key, "")


def variant(channel: Channel, name: str) -> Channel:
    """``channel`` with the fields of one variant of its form (X-1); itself if there is none."""
    wanted = channel.variants.get(name)
    if not wanted:
        return channel
    return replace(channel, fields=tuple(one for one in channel.fields if one.id in wanted))


def _shown(request: Request, channel: Channel, attachments: tuple[Attachment, ...]) -> Shown:
    return shown(
        request.answers,
        channel.policy,
        reveal=request.reveals.get(channel.id, ()),
        captions=[one.caption for one in attachments],
    )


def _captioned(
    attachments: tuple[Attachment, ...], seen: Shown
) -> tuple[Attachment, ...]:
    pairs = zip(attachments, seen.captions, strict=True)
    return tuple(replace(one, caption=one_line(caption)) for one, caption in pairs)


def _field(field: ChannelField, values: Values, catalogue: Catalogue) -> DocumentField:
    limit = field.limit.value if field.limit else None
    text = _tidy(catalogue.document(field.template, {**values, "brief": False}))
    if limit is not None and len(text) > limit:
        # The optional lines go first (G-125): the summary is in the text already.
        text = _tidy(catalogue.document(field.template, {**values, "brief": True}))
    return DocumentField(id=field.id, label=field.label, text=text, limit=limit)


def _aside(
    fields: tuple[ChannelField, ...], values: Values, catalogue: Catalogue, language: Language
) -> Mapping[str, str]:
    """What is for the person's own eyes, in their language, where the channel has words for it."""
    return {} if language == "ru" else {
        one.id: _tidy(catalogue.document(one.english, values)) for one in fields if one.english
    }


def _messages(channel: Channel, fields: tuple[DocumentField, ...]) -> tuple[str, ...]:
    """The first message is one sentence (G-76); what it leaves over goes before the details."""
    if channel.shape != "messages" or not fields:
        return ()
    limit = channel.message_limit.value if channel.message_limit else _NO_LIMIT
    head, rest = first_sentence(fields[0].text)
    below = "\n\n".join(one for one in (rest, *(field.text for field in fields[1:])) if one)
    return (*split_messages(head, limit), *split_messages(below, limit))


def _tidy(text: str) -> str:
    """No blanks at line ends, at most one empty line: templates may leave parts out."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


__all__ = [
    "Loss", "answer", "compose_message", "render", "render_message", "steps_of", "variant"
]
